import type { Language } from '../tickets/words.ts'

const numbersIn = (language: Language): ((count: number) => string) => {
  const format = new Intl.NumberFormat(language)
  return (count) => format.format(count)
}

/* Counts as people read them, `5,000`: for all that can be more than 999. */

export const inEnglish = numbersIn('en')
export const inChinese = numbersIn('zh-CN')

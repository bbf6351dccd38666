import type { Language, Words } from '../tickets/words.ts'
import { en, type Messages } from './en.ts'
import { zhCN } from './zh-cn.ts'

const BY_LANGUAGE: Readonly<Record<Language, Messages>> = { en, 'zh-CN': zhCN }

export const messages = (language: Language): Messages => BY_LANGUAGE[language]

/** The language for a Slack locale. Every Chinese reads simplified Chinese before English; everybody else English. */
export const languageOf = (locale: string | undefined): Language =>
  locale?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'

export const say = (words: Words, language: Language): string => words[language]

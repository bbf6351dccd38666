import { canonicalZone, parseDays, parseTimes } from '../time/typed.ts'

/** What is to be done about a channel's digest. */
export type DigestAction =
  /** `form`: without arguments. */
  | { readonly do: 'form' | 'status' | 'now' | 'off' }
  | { readonly do: 'set'; readonly times: readonly string[]; readonly days: readonly number[]; readonly zone?: string }

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

const DIGEST_WORDS: ReadonlyMap<string, 'now' | 'off' | 'status'> = new Map([
  ['now', 'now'],
  ['现在', 'now'],
  ['立即', 'now'],
  ['发送', 'now'],
  ['立即发送', 'now'],
  ['off', 'off'],
  ['关闭', 'off'],
  ['停止', 'off'],
  ['取消', 'off'],
  ['stop', 'off'],
  ['status', 'status'],
  ['状态', 'status'],
])

export const isDigestWord = (word: string): boolean => DIGEST_WORDS.has(word.toLowerCase())

/** What the words after `/ticket digest` ask for; undefined when they cannot be understood. */
export const parseDigestWords = (words: readonly string[]): DigestAction | undefined => {
  const [first, ...rest] = words
  if (first === undefined) return { do: 'form' }
  const known = DIGEST_WORDS.get(first.toLowerCase())
  return known && rest.length === 0 ? { do: known } : parseTiming(words)
}

/** "9 am, 4 pm and 8 pm" comes as so many words. */
const MAX_TIME_WORDS = 8

/** Times first, as many words as they take, then days and zone. */
const parseTiming = (words: readonly string[]): DigestAction | undefined => {
  for (let end = Math.min(words.length, MAX_TIME_WORDS); end > 0; end--) {
    const times = parseTimes(words.slice(0, end).join(' '))
    const when = times && parseDaysAndZone(words.slice(end))
    if (when) return { do: 'set', times, ...when }
  }
  return undefined
}

/** Seven days, an "and" and a zone of three words, with room to spare: every split of the words is tried. */
const MAX_DAYS_AND_ZONE = 16

/** Days and a zone in either order, both of them optional and of any number of words: `new york Mon, Wed and Fri`. */
const parseDaysAndZone = (words: readonly string[]): { days: readonly number[]; zone?: string } | undefined => {
  if (words.length > MAX_DAYS_AND_ZONE) return undefined
  for (let end = words.length; end >= 0; end--) {
    const [first, second] = [words.slice(0, end).join(' '), words.slice(end).join(' ')]
    for (const [forDays, forZone] of [
      [first, second],
      [second, first],
    ] as const) {
      const days = forDays === '' ? EVERY_DAY : parseDays(forDays)
      const zone = forZone === '' ? undefined : canonicalZone(forZone)
      if (days && (zone || forZone === '')) return { days, ...(zone ? { zone } : {}) }
    }
  }
  return undefined
}

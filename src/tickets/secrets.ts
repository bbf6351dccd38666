import { type Found, fold, replaceFolded, UNSEEN } from './folded.ts'
import { GAP, maskPhones, WHEN } from './mask.ts'

/** What is to be hidden wherever it stands in a text, and what is shown instead. */
export interface Secret {
  readonly value: string
  readonly mask: (found: string) => string
}

/** Hides in free text what is secret, whatever its case, width and white space, and every phone number. Dates stay. */
export const textMask = (secrets: readonly Secret[]): ((text: string) => string) => {
  const sought = secrets.flatMap(({ value, mask }) => {
    const pattern = patternOf(value)
    return pattern === undefined ? [] : [{ pattern, mask, length: value.length }]
  })
  if (sought.length === 0) return maskPhones
  // What is longer may hold what is shorter.
  const sorted = sought.toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(sorted.map((one) => `(${one.pattern})`).join('|'), 'g')
  const search = (folded: string): Found[] =>
    matchesIn(folded, pattern).map(({ 0: found, index, ...groups }) => ({
      start: index,
      end: index + found.length,
      replace: sorted.find((_, i) => groups[i + 1] !== undefined)?.mask ?? maskAll,
    }))
  return (text) => maskPhones(replaceFolded(text, search))
}

const maskAll = (): string => '***'

const DATES = new RegExp(WHEN, 'gu')

/** Those that are no part of something else: the search goes on right after the beginning of one that is. */
const matchesIn = (folded: string, pattern: RegExp): RegExpExecArray[] => {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
    if (isPart(folded, match.index, match[0])) pattern.lastIndex = match.index + 1
    else found.push(match)
  }
  if (found.length === 0) return found
  const dates = [...folded.matchAll(DATES)].map(({ 0: date, index }) => ({ start: index, end: index + date.length }))
  return found.filter(
    ({ 0: text, index }) => !dates.some(({ start, end }) => start <= index && index + text.length <= end),
  )
}

/** Shorter than this a word may be part of any other. */
const SHORT = 4

const DIGIT = /^\p{N}/u
/** A letter of a script that puts blanks between its words. */
const LETTER = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}]/u
const IN_NUMBER = /(?:\p{N}|\p{N}[.,:])$/u
const ON_NUMBER = /^(?:\p{N}|[.,:]\p{N})/u
const BEFORE_AMOUNT = /\p{Sc} ?$/u
const AFTER_AMOUNT = /^ ?(?:\p{Sc}|元|eur|cny|usd|[年月日])/u

/** Digits are part of a longer number, of an amount or of a day; few letters of a longer word. */
const isPart = (folded: string, index: number, found: string): boolean => {
  const [before, after] = [folded.slice(Math.max(0, index - 2), index), folded.slice(index + found.length).slice(0, 4)]
  const [first, last] = [found.slice(0, 2), lastOf(found)]
  if (DIGIT.test(first) && IN_NUMBER.test(before)) return true
  if (DIGIT.test(last) && ON_NUMBER.test(after)) return true
  if (NUMBER.test(found)) return BEFORE_AMOUNT.test(before) || AFTER_AMOUNT.test(after)
  if (signsOf(found).length >= SHORT) return false
  return (LETTER.test(first) && LETTER.test(lastOf(before))) || (LETTER.test(last) && LETTER.test(after))
}

const lastOf = (text: string): string => [...text].at(-1) ?? ''

const signsOf = (folded: string): string[] => [...folded].filter((sign) => sign !== ' ' && sign !== UNSEEN)

/** Of what is longer, the beginning is enough to tear it apart. */
const MAX_SOUGHT = 300

const NUMBER = /^[\p{Nd}*+().·/ \u2010-\u2015_\u200b-]+$/u
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** undefined for what is too short to be told from anything else. */
const patternOf = (value: string): string | undefined => {
  const folded = fold(value).replaceAll(UNSEEN, '').trim().slice(0, MAX_SOUGHT)
  if (signsOf(folded).length < 2 || !/[\p{L}\p{N}]/u.test(folded)) return undefined
  if (!NUMBER.test(folded)) return wordsPattern([...folded])
  const signs = [...folded].filter((sign) => sign === '*' || DIGIT.test(sign))
  return signs.length < 2 ? undefined : signs.map(literally).join(GAP)
}

/** Blanks may come and go where a script needs none, and between letters and digits. */
const wordsPattern = (signs: readonly string[]): string =>
  signs
    .map((sign, i) => {
      const next = signs[i + 1]
      if (sign === ' ') return ''
      if (next === undefined) return literally(sign)
      return `${literally(sign)}${isLoose(sign, next) ? `[ ${UNSEEN}]*` : `${UNSEEN}*`}`
    })
    .join('')

const isLoose = (sign: string, next: string): boolean =>
  next === ' ' || UNSPACED.test(sign + next) || DIGIT.test(sign) !== DIGIT.test(next)

/** As it is, in a pattern. */
const literally = (sign: string): string => sign.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

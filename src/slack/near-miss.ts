import { isListWord } from './list-words.ts'
import { nearest } from './nearest.ts'
import { HAN, isNoun, shownBy, VERB_WORDS, VERBS, type Verb, verbOf, withoutNoun } from './verbs.ts'

/**
 * What a line was likely meant to be whose first word is no verb, as it would be understood: with a verb by its own
 * name, and all the rest of what was typed. Undefined where it is anybody's guess.
 */
export const meantBy = (words: readonly string[]): string | undefined => {
  const [first = '', ...rest] = words
  if (/\p{N}/u.test(first)) return undefined
  const near = nearestVerb(first)
  const { verb, rest: after } = (near === 'show' && shownBy(rest)) || { verb: near, rest }
  return meantToList(words) ?? (verb && [verb, ...after].join(' '))
}

/** A list is meant where it begins with what one is narrowed by, and no ticket is named: `overdue`, `我的工单`. */
export const meantToList = (words: readonly string[]): string | undefined => {
  const [first = '', ...rest] = words
  if (words.some((word) => /\p{N}{4}/u.test(word))) return undefined
  const wanted = isNoun(first) ? '' : withoutNoun(first)
  const isList = wanted === '' || (wanted !== undefined && isListWord(wanted))
  return isList ? ['list', wanted, ...rest].filter(Boolean).join(' ') : undefined
}

/** By what a slip of the finger or two makes of a word, by its beginning, or by what a Chinese one begins with. */
const nearestVerb = (word: string): Verb | undefined => {
  const near = nearest(word, VERB_WORDS) ?? shortened(word) ?? verbAhead(word.replace(AHEAD, '')) ?? verbAhead(word)
  return near === undefined ? undefined : verbOf(near)
}

const shortened = (word: string): Verb | undefined =>
  word.length < 3 ? undefined : VERBS.find((verb) => verb.startsWith(word.toLowerCase()))

/** What is said before the verb that matters: `我要报修`, `查看列表`. */
const AHEAD = /^(?:请|麻烦|帮我|帮忙|我要|我想|查看|查询|查|看)+/u

/** Chinese has no gaps between its words: `关闭这个工单`. */
const verbAhead = (word: string): string | undefined =>
  VERB_WORDS.filter((one) => HAN.test(one) && word.startsWith(one)).sort((a, b) => b.length - a.length)[0]

import { type DigestAction, parseDigestWords } from './command-digest.ts'
import { meantBy, meantToList } from './near-miss.ts'
import {
  HAN,
  isNoun,
  type NumberVerb,
  type PlainVerb,
  readVerb,
  shownBy,
  type Verb,
  verbOf,
  withoutFillers,
} from './verbs.ts'

/** What a line after `/ticket` asks for. */
export type Command =
  | { readonly verb: PlainVerb }
  /** `text` is what the ticket is about, as far as it was said. */
  | { readonly verb: 'new'; readonly text?: string }
  | { readonly verb: NumberVerb; readonly number: string }
  /** `watch` or `unwatch` without a number: what is followed. */
  | { readonly verb: 'watched' }
  /** `text` is what the comment's form begins with. */
  | { readonly verb: 'comment'; readonly number: string; readonly text: string }
  | { readonly verb: 'delete'; readonly numbers: readonly string[] }
  /** `words` as typed: what the list is narrowed by. */
  | { readonly verb: 'list' | 'export'; readonly words: readonly string[] }
  /** Without arguments: the form. */
  | { readonly verb: 'link'; readonly to?: { vendor: string; community: string; name: string } }
  | { readonly verb: 'unlink'; readonly what: readonly string[] }
  | { readonly verb: 'digest'; readonly action: DigestAction }
  | { readonly verb: 'wrong'; readonly problem: CommandProblem }

/** Why a line could not be understood. `text` is as typed: not escaped, possibly very long. */
export type CommandProblem =
  /** `better`: a line that can be sent as it is. */
  | { readonly kind: 'unknown_verb'; readonly text: string; readonly better?: string }
  | { readonly kind: 'number_missing'; readonly verb: string }
  | { readonly kind: 'number_bad'; readonly text: string }
  | { readonly kind: 'number_with_spaces'; readonly joined: string; readonly verb?: string }
  /** More than the number, which is none of it. */
  | { readonly kind: 'number_only'; readonly number: string; readonly verb?: string }
  | { readonly kind: 'too_many_numbers'; readonly max: number }
  | { readonly kind: 'too_much'; readonly verb: string }
  | { readonly kind: 'link_usage' }
  | { readonly kind: 'unlink_usage' }
  | { readonly kind: 'digest_usage'; readonly text: string }

/** Letters of any script, because vendors mask numbers as they like (`BX2021****12`). */
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}*_.-]{0,63}$/u
/** No number of any vendor begins with Chinese. */
const NUMBER_IN_PIECES = /^[^\P{L}\p{Script=Han}]{1,4}\p{N}{6,}/u
/** The quotes and formatting that come along with copied text. */
const WRAPPED = /^[*_`'"“‘「](.+)[*_`'"”’」]$/u

/** The grammar of `/ticket`. Never throws, whatever was typed. */
export const parseCommand = (text: string): Command => {
  const typed = wordsOf(text)
  if (typed.length === 0) return { verb: 'help' }
  const meaningful = withoutFillers(typed)
  const words = meaningful.length > 0 ? meaningful : typed
  const begun = readVerb(words)
  return begun ? parseVerb(begun.verb, begun.rest) : parseBare(words)
}

const parseVerb = (verb: Verb, words: readonly string[]): Command => {
  const rest = withoutFillers(words)
  switch (verb) {
    case 'show':
      return parseShown(rest)
    case 'edit':
    case 'close':
    case 'assign':
      return parseAfter(verb, rest)
    case 'watch':
    case 'unwatch':
      return rest.length === 0 ? { verb: 'watched' } : parseAfter(verb, rest)
    case 'new':
      return rest.length === 0 ? { verb } : { verb, text: words.join(' ') }
    case 'comment':
      return parseComment(rest)
    case 'delete':
      return parseNumbers(rest)
    case 'list':
    case 'export':
      return { verb, words: words.filter((word) => !isNoun(word)) }
    case 'link':
      return parseLink(words)
    case 'unlink':
      return words.length === 0 ? wrong({ kind: 'unlink_usage' }) : { verb, what: words }
    case 'digest':
      return parseDigest(words)
    default:
      return rest.length > 0 && verb !== 'help' ? wrong({ kind: 'too_much', verb }) : { verb }
  }
}

const parseShown = (words: readonly string[]): Command => {
  const own = shownBy(words)
  if (own) return parseVerb(own.verb, own.rest)
  const better = words.length > 0 ? meantToList(words) : undefined
  return better === undefined ? parseAfter('show', words) : orBetter(words.join(' '), better)
}

/**
 * Split at any white space; invisible characters, as phones and copied text bring them, count as none, and what cards
 * show in place of marks of formatting counts as those.
 */
export const wordsOf = (text: string): string[] =>
  text
    .replaceAll('∗', '*')
    .replaceAll('ˍ', '_')
    .replaceAll('∼', '~')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .split(/[\s\u0000-\u001f\u007f]+/)
    .filter((word) => word !== '')

const wrong = (problem: CommandProblem): Command => ({ verb: 'wrong', problem })

const hasDigit = (word: string): boolean => /\p{N}/u.test(word)

/** What comes along with copied numbers: marks around them, a `#` or what they are called before, a full stop after. */
const unwrapped = (word: string): string =>
  word
    .replace(/^(?:[#＃]|(?:工单|编号|单号|工单号|工单编号)[:：]?(?=\P{Script=Han}))/u, '')
    .replace(/[,，。;；、!！?？]+$/u, '')
    .replace(WRAPPED, '$1')

/** A bare word is a number when it holds a digit: `BX 2021 0917` is one that was written with spaces. */
const parseBare = (words: readonly string[]): Command => {
  const [first = '', second, ...rest] = words
  const asked = second === undefined ? undefined : verbOf(second)
  if (asked && hasDigit(first) && TAKES_NUMBER.has(asked)) return parseVerb(asked, [first, ...rest])
  const looksNumeric = hasDigit(first) || NUMBER_IN_PIECES.test(unwrapped(words.join('')))
  // First, because "shw 730211223" looks like a number in pieces too; the letters of no vendor's are near a verb.
  const meant = meantBy(words)
  if (meant !== undefined) return orBetter(first, meant)
  return looksNumeric ? readNumber(words) : wrong({ kind: 'unknown_verb', text: first })
}

/** `BX2021… 关单` is said as often as the other way round. */
const TAKES_NUMBER: ReadonlySet<Verb> = new Set(['edit', 'close', 'assign', 'watch', 'unwatch', 'comment', 'delete'])

/** Where what was meant would not be understood either, this is what there is to say. */
const orBetter = (text: string, better: string): Command => {
  const meant = parseCommand(better)
  return meant.verb === 'wrong' ? meant : wrong({ kind: 'unknown_verb', text, better })
}

/** After a verb, a word is a number in any case; several are one only if there is a digit among them. */
const parseAfter = (verb: NumberVerb, words: readonly string[]): Command => {
  if (words.length === 0) return wrong({ kind: 'number_missing', verb })
  const isOne = words.length === 1 || words.some(hasDigit)
  return isOne ? readNumber(words, verb) : wrong({ kind: 'number_bad', text: words.join(' ') })
}

const readNumber = (words: readonly string[], asked?: NumberVerb): Command => {
  const [first = '', ...rest] = words
  const verb = asked ?? 'show'
  const number = unwrapped(first)
  if (NUMBER.test(number) && hasDigit(number) && rest.some((word) => isTalk(word, number))) {
    return wrong({ kind: 'number_only', number, ...(asked ? { verb } : {}) })
  }
  const joined = unwrapped(words.join(''))
  if (!NUMBER.test(joined)) return wrong({ kind: 'number_bad', text: words.join(' ') })
  if (rest.length === 0) return { verb, number: joined }
  return wrong({ kind: 'number_with_spaces', joined, ...(asked ? { verb } : {}) })
}

/** Whether this cannot be a piece of the number before it: `assign BX2021… to Wang`, `关单 BX2021… 已修好`. */
const isTalk = (word: string, number: string): boolean =>
  HAN.test(word) || (/\p{Ll}/u.test(word) && !/\p{Ll}/u.test(number) && !hasDigit(word))

/** Only the first word is of the number: what follows is said about it. */
const parseComment = (words: readonly string[]): Command => {
  const [first, ...text] = words
  if (first === undefined) return wrong({ kind: 'number_missing', verb: 'comment' })
  const number = unwrapped(first)
  if (!NUMBER.test(number)) return wrong({ kind: 'number_bad', text: first })
  return { verb: 'comment', number, text: text.join(' ') }
}

/** As many as can be read and confirmed in one view. */
const MAX_NUMBERS = 20

/** Several numbers, with spaces, commas or an "and" between them. */
const parseNumbers = (words: readonly string[]): Command => {
  const numbers = [...new Set(words.flatMap((word) => word.split(/[,，、;；]/)).map(unwrapped))].filter(
    (number) => number !== '' && !/^(?:and|&|和)$/iu.test(number),
  )
  if (numbers.length === 0) return wrong({ kind: 'number_missing', verb: 'delete' })
  if (numbers.length > MAX_NUMBERS) return wrong({ kind: 'too_many_numbers', max: MAX_NUMBERS })
  const bad = numbers.find((number) => !NUMBER.test(number))
  return bad === undefined ? { verb: 'delete', numbers } : wrong({ kind: 'number_bad', text: bad })
}

const parseLink = (words: readonly string[]): Command => {
  const [vendor, community, ...name] = words
  if (vendor === undefined) return { verb: 'link' }
  if (community === undefined) return wrong({ kind: 'link_usage' })
  return { verb: 'link', to: { vendor: vendor.toLowerCase(), community, name: name.join(' ') } }
}

const parseDigest = (words: readonly string[]): Command => {
  const action = parseDigestWords(words)
  return action ? { verb: 'digest', action } : wrong({ kind: 'digest_usage', text: words.join(' ') })
}

import { type DigestAction, parseDigestWords } from './command-digest.ts'
import { nearest } from './nearest.ts'

/** What a line after `/ticket` asks for. */
export type Command =
  | { readonly verb: PlainVerb }
  | { readonly verb: NumberVerb; readonly number: string }
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
  | { readonly kind: 'unknown_verb'; readonly text: string; readonly better?: string }
  | { readonly kind: 'number_missing'; readonly verb: string }
  | { readonly kind: 'number_bad'; readonly text: string }
  | { readonly kind: 'number_with_spaces'; readonly joined: string; readonly verb?: string }
  | { readonly kind: 'too_many_numbers'; readonly max: number }
  | { readonly kind: 'too_much'; readonly verb: string }
  | { readonly kind: 'link_usage' }
  | { readonly kind: 'unlink_usage' }
  | { readonly kind: 'digest_usage'; readonly text: string }

/** Nothing comes after these. */
const PLAIN_VERBS = ['help', 'new', 'links', 'doctor', 'audit'] as const
type PlainVerb = (typeof PLAIN_VERBS)[number]

/** The number of one ticket comes after these. */
const NUMBER_VERBS = ['show', 'edit', 'close', 'assign', 'watch', 'unwatch'] as const
type NumberVerb = (typeof NUMBER_VERBS)[number]

export const VERBS = [
  ...PLAIN_VERBS,
  ...NUMBER_VERBS,
  'comment',
  'list',
  'export',
  'delete',
  'link',
  'unlink',
  'digest',
] as const
type Verb = (typeof VERBS)[number]

const ALIASES: ReadonlyMap<string, Verb> = new Map([
  ['?', 'help'],
  ['-h', 'help'],
  ['--help', 'help'],
  ['帮助', 'help'],
  ['查看', 'show'],
  ['查询', 'show'],
  ['列表', 'list'],
  ['待办', 'list'],
  ['新建', 'new'],
  ['报修', 'new'],
  ['create', 'new'],
  ['关联', 'link'],
  ['取消关联', 'unlink'],
  ['社区', 'links'],
  ['摘要', 'digest'],
  ['编辑', 'edit'],
  ['修改', 'edit'],
  ['change', 'edit'],
  ['update', 'edit'],
  ['评论', 'comment'],
  ['回复', 'comment'],
  ['reply', 'comment'],
  ['关单', 'close'],
  ['结单', 'close'],
  ['完成', 'close'],
  ['finish', 'close'],
  ['派单', 'assign'],
  ['指派', 'assign'],
  ['转派', 'assign'],
  ['关注', 'watch'],
  ['follow', 'watch'],
  ['取消关注', 'unwatch'],
  ['unfollow', 'unwatch'],
  ['删除', 'delete'],
  ['remove', 'delete'],
  ['导出', 'export'],
  ['诊断', 'doctor'],
  ['检查', 'doctor'],
  ['审计', 'audit'],
  ['记录', 'audit'],
])

/** Letters of any script, because vendors mask numbers as they like (`BX2021****12`). */
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}*_.-]{0,63}$/u
/** The quotes and formatting that come along with copied text. */
const WRAPPED = /^[*_`'"“‘「](.+)[*_`'"”’」]$/u

/** The grammar of `/ticket`. Never throws, whatever was typed. */
export const parseCommand = (text: string): Command => {
  const words = wordsOf(text)
  const [first = '', ...rest] = words
  if (first === '') return { verb: 'help' }
  const verb = verbOf(first)
  if (!verb) return parseNumber(words)
  switch (verb) {
    case 'show':
    case 'edit':
    case 'close':
    case 'assign':
    case 'watch':
    case 'unwatch':
      return rest.length === 0 ? wrong({ kind: 'number_missing', verb }) : parseNumber(rest, verb)
    case 'comment':
      return parseComment(rest)
    case 'delete':
      return parseNumbers(rest)
    case 'list':
    case 'export':
      return { verb, words: rest }
    case 'link':
      return parseLink(rest)
    case 'unlink':
      return rest.length === 0 ? wrong({ kind: 'unlink_usage' }) : { verb, what: rest }
    case 'digest':
      return parseDigest(rest)
    default:
      return rest.length > 0 && verb !== 'help' ? wrong({ kind: 'too_much', verb }) : { verb }
  }
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

const verbOf = (word: string): Verb | undefined =>
  VERBS.find((verb) => verb === word.toLowerCase()) ?? ALIASES.get(word.toLowerCase())

const wrong = (problem: CommandProblem): Command => ({ verb: 'wrong', problem })

/** What comes along with copied numbers: marks around them, a `#` before. */
const unwrapped = (word: string): string => word.replace(/^#/, '').replace(WRAPPED, '$1')

/** A bare word is a number when it holds a digit; after a verb it is one in any case. */
const parseNumber = (words: readonly string[], asked?: NumberVerb): Command => {
  const [first = ''] = words
  const joined = unwrapped(words.join(''))
  // "BX 2021 0917" is a number that was written with spaces, "lst 5" is a verb that was misspelt.
  const looksNumeric = /\p{N}/u.test(first) || /^\p{L}{1,4}\p{N}{6,}/u.test(joined)
  if (!asked && !looksNumeric) {
    const better = nearest(first, VERBS)
    return wrong({ kind: 'unknown_verb', text: first, ...(better ? { better } : {}) })
  }
  if (!NUMBER.test(joined)) return wrong({ kind: 'number_bad', text: words.join(' ') })
  const verb = asked ?? 'show'
  if (words.length === 1) return { verb, number: joined }
  return wrong({ kind: 'number_with_spaces', joined, ...(asked ? { verb } : {}) })
}

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

/** Several numbers, with spaces or commas between them. */
const parseNumbers = (words: readonly string[]): Command => {
  const numbers = [...new Set(words.flatMap((word) => word.split(/[,，、;；]/)).map(unwrapped))].filter(Boolean)
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

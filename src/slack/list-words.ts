import { messages } from '../i18n/index.ts'
import type { Scope } from '../tickets/desk.ts'
import { folded } from '../tickets/filter.ts'
import type { Sort } from '../tickets/order.ts'
import { isPending, PENDING, STATUSES, type Status } from '../tickets/ticket.ts'
import { LANGUAGES } from '../tickets/words.ts'
import { EVERYTHING, fittingText, type ListState, MAX_PLACES, placeKey, vendorKey } from './blocks/list-state.ts'

/** A community as it can be named in a search. */
export interface NamedPlace extends Scope {
  /** What its vendor is called, in every language. */
  readonly vendorNames: readonly string[]
}

/** What one or some of the words mean for a list. */
type Meaning =
  | { readonly statuses: readonly Status[] }
  | { readonly only: 'overdue' | 'mine' }
  | { readonly sort: Sort }
  | { readonly places: readonly string[] }

const STATUS_WORDS: Readonly<Record<Status, readonly string[]>> = {
  new: ['新', '新建', '新的'],
  pending: ['待办'],
  in_progress: ['in_progress', 'in-progress', 'progress', 'processing', 'started', '进行中'],
  waiting_user: ['waiting', 'waiting_user', '等待', '待反馈', '待用户'],
  done: ['finished', 'completed', 'resolved', '完成'],
  closed: ['关闭', '结单'],
  cancelled: ['canceled', '取消'],
  unknown: ['未知'],
}

const meaning = (words: readonly string[], means: Meaning): [string, Meaning][] => words.map((word) => [word, means])

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...STATUSES.flatMap((status) => {
    const labels = LANGUAGES.map((language) => folded(messages(language).statuses[status]))
    return meaning([...labels, ...STATUS_WORDS[status]], { statuses: [status] })
  }),
  ...meaning(['open', '未完成', '未关闭'], { statuses: PENDING }),
  ...meaning(['all', '全部', '所有'], { statuses: STATUSES }),
  ...meaning(['overdue', 'late', '超时', '已超时', '逾期', '超期', '过期'], { only: 'overdue' }),
  ...meaning(['mine', 'my', '我的'], { only: 'mine' }),
  ...meaning(['oldest', '最早', '最久'], { sort: 'oldest' }),
  ...meaning(['newest', 'latest', '最新'], { sort: 'newest' }),
  ...meaning(['urgent', '紧急', '最紧急'], { sort: 'urgent' }),
])

/** Whether a list is narrowed or ordered by this word, whatever its communities are called. */
export const isListWord = (word: string): boolean => MEANINGS.has(folded(word))

/**
 * What follows `/ticket list`: statuses, `overdue`, `mine`, an order, vendors and communities by their names or the
 * beginnings of them. Everything else, and whatever stands in quotes, is searched for. Never throws.
 */
export const parseListWords = (words: readonly string[], places: readonly NamedPlace[]): ListState => {
  const read = readTokens(tokensOf(words), namesOf(places))
  const chosen = read.meanings.flatMap((one) => ('places' in one ? one.places : []))
  const statuses = read.meanings.flatMap((one) => ('statuses' in one ? one.statuses : []))
  const only = read.meanings.flatMap((one) => ('only' in one ? [one.only] : []))
  return {
    statuses: unlessUsual(STATUSES.filter((status) => statuses.includes(status))),
    overdue: only.includes('overdue'),
    mine: only.includes('mine'),
    places: [...new Set(chosen)].slice(0, MAX_PLACES),
    text: fittingText(read.text),
    sort: read.meanings.findLast((one) => 'sort' in one)?.sort ?? EVERYTHING.sort,
  }
}

/** Exactly what is pending is what a list shows by itself. */
const unlessUsual = (statuses: readonly Status[]): readonly Status[] =>
  statuses.length === PENDING.length && statuses.every((status) => isPending({ status })) ? [] : statuses

interface Token {
  readonly text: string
  readonly quoted: boolean
}

/** Nobody means more: what was pasted by mistake must not take long to look through. */
const MAX_WORDS = 40

const TOKEN = /["“”「『]([^"“”」』]+)["“”」』]|(\S+)/gu

const tokensOf = (words: readonly string[]): Token[] =>
  [...words.slice(0, MAX_WORDS).join(' ').matchAll(TOKEN)].map(([, quoted, bare = '']) =>
    quoted === undefined ? { text: bare, quoted: false } : { text: quoted, quoted: true },
  )

/** The words of the longest name that is worth looking for. */
const LONGEST_RUN = 6

/** At each place the longest run of words that means something; else the word is searched for. */
const readTokens = (tokens: readonly Token[], names: Names): { meanings: Meaning[]; text: string[] } => {
  const meanings: Meaning[] = []
  const text: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const bare = tokens.slice(at, at + LONGEST_RUN)
    const quoted = bare.findIndex((token) => token.quoted)
    const run = longestRun(quoted < 0 ? bare : bare.slice(0, quoted), names)
    if (run) meanings.push(run.means)
    else text.push(tokens[at]?.text ?? '')
    at += run?.length ?? 1
  }
  return { meanings, text }
}

const longestRun = (tokens: readonly Token[], names: Names): { length: number; means: Meaning } | undefined => {
  for (let length = tokens.length; length > 0; length--) {
    const word = folded(
      tokens
        .slice(0, length)
        .map(({ text }) => text)
        .join(' '),
    ).replace(/[,，、;；]+$/u, '')
    const means = MEANINGS.get(word) ?? placesCalled(word, names)
    if (means) return { length, means }
  }
  return undefined
}

/** What something in a list can be called, folded, and its key in the list's state. */
interface Named {
  readonly key: string
  readonly names: readonly string[]
}

interface Names {
  readonly vendors: readonly Named[]
  readonly communities: readonly Named[]
}

const namesOf = (places: readonly NamedPlace[]): Names => {
  const vendors = new Map(
    places.map(({ vendor, vendorNames }) => [vendorKey(vendor), [vendor, ...vendorNames].map(folded)]),
  )
  return {
    vendors: [...vendors].map(([key, names]) => ({ key, names })),
    communities: places.map((place) => ({ key: placeKey(place), names: [place.name, place.community].map(folded) })),
  }
}

/** Those that are called so; else vendors whose name begins so, else communities whose name has it as `isPartOf` says. */
const placesCalled = (word: string, { vendors, communities }: Names): Meaning | undefined => {
  const keysOf = (some: readonly Named[], isIt: (name: string) => boolean): string[] =>
    some.filter(({ names }) => names.some(isIt)).map(({ key }) => key)
  const isSame = (name: string) => name === word
  const found = [
    keysOf(vendors, isSame),
    keysOf(communities, isSame),
    ...(isTelling(word)
      ? [keysOf(vendors, (name) => name.startsWith(word)), keysOf(communities, (name) => isPartOf(name, word))]
      : []),
  ]
  // What so many share is no name, but it is found in theirs like any other word.
  const chosen = found.find((keys) => keys.length > 0 && keys.length <= MAX_PLACES)
  return chosen && { places: chosen }
}

const HAN = /\p{Script=Han}/u

/** Long enough to mean a name: a letter or a number alone is in most of them. */
const isTelling = (word: string): boolean =>
  HAN.test(word) ? word.length >= 2 : /\p{L}/u.test(word) && word.length >= 3

/** At the beginning of a word, and in Chinese, which does not part its words, anywhere. */
const isPartOf = (name: string, word: string): boolean =>
  HAN.test(word) ? name.includes(word) : ` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${word}`)

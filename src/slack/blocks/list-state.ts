import { z } from 'zod'
import type { Scope } from '../../tickets/desk.ts'
import { SORTS, type Sort } from '../../tickets/order.ts'
import { STATUSES, type Status } from '../../tickets/ticket.ts'
import { parseJson, scopeKey } from '../values.ts'
import { clean } from './kit.ts'

/** What a list is narrowed to and how it is ordered. All of it is kept in the message itself, in the ids of its blocks. */
export interface ListState {
  /** None is all that are pending. */
  readonly statuses: readonly Status[]
  readonly overdue: boolean
  readonly mine: boolean
  /** Keys of communities and of vendors as a whole; none is all that the channel is linked to. */
  readonly places: readonly string[]
  /** Each must be found in a ticket. */
  readonly text: readonly string[]
  readonly sort: Sort
}

export const EVERYTHING: ListState = {
  statuses: [],
  overdue: false,
  mine: false,
  places: [],
  text: [],
  sort: 'oldest',
}

export const isNarrowed = ({ statuses, overdue, mine, places, text }: ListState): boolean =>
  overdue || mine || [statuses, places, text].some((some) => some.length > 0)

/** As many as the id of a block has room for. */
export const MAX_PLACES = 8
const MAX_TEXT = 120
const KEY_LENGTH = 8

/** Short for the id of a block: 48 bits tell apart what one channel is linked to. */
export const placeKey = (scope: Pick<Scope, 'vendor' | 'community'>): string => scopeKey(scope).slice(0, KEY_LENGTH)
export const vendorKey = (vendor: string): string => placeKey({ vendor, community: '' })

/** Without the keys of what is not linked here, or no longer. */
export const onlyLinked = (state: ListState, links: readonly Scope[]): ListState => {
  const known = new Set(links.flatMap((link) => [placeKey(link), vendorKey(link.vendor)]))
  return { ...state, places: state.places.filter((key) => known.has(key)) }
}

/** The links that a list reads. */
export const narrowed = <L extends Scope>(links: readonly L[], { places }: Pick<ListState, 'places'>): readonly L[] => {
  const chosen = links.filter((link) => places.includes(placeKey(link)) || places.includes(vendorKey(link.vendor)))
  return chosen.length > 0 ? chosen : links
}

/** The first words of a search that fit into a state; one alone that does not is searched for by its beginning. */
export const fittingText = (words: readonly string[]): string[] => {
  const shortened = words.map((word) => clean(word.slice(0, MAX_TEXT / 2)).trim()).filter((word) => word !== '')
  const end = shortened.findIndex((_, i) => JSON.stringify(shortened.slice(0, i + 1)).length > MAX_TEXT)
  return end < 0 ? shortened : shortened.slice(0, Math.max(1, end))
}

const LETTERS: Readonly<Record<Status, string>> = {
  new: 'n',
  pending: 'p',
  in_progress: 'i',
  waiting_user: 'w',
  done: 'd',
  closed: 'c',
  cancelled: 'x',
  unknown: 'u',
}

/** The id of a block of a list: what the block is for, and the list's state. At most 255 characters. */
export const encodeState = (part: string, { statuses, overdue, mine, places, text, sort }: ListState): string => {
  const letters = STATUSES.filter((status) => statuses.includes(status)).map((status) => LETTERS[status])
  const only = [...(overdue ? ['o'] : []), ...(mine ? ['m'] : [])]
  const keys = places.slice(0, MAX_PLACES)
  return `${part}:${JSON.stringify([letters.join(''), only.join(''), keys.join(''), sort, ...fittingText(text)])}`
}

/** What `encodeState` made; of everything else a list that is not narrowed. */
export const decodeState = (block = ''): ListState => {
  const parsed = stateSchema.safeParse(parseJson(block.slice(block.indexOf(':') + 1)))
  if (!parsed.success) return EVERYTHING
  const [letters, only, keys, sort, ...text] = parsed.data
  return {
    statuses: STATUSES.filter((status) => letters.includes(LETTERS[status])),
    overdue: only.includes('o'),
    mine: only.includes('m'),
    places: (keys.match(/.{8}/gsu) ?? []).slice(0, MAX_PLACES),
    text: fittingText(text),
    sort,
  }
}

const stateSchema = z.tuple([z.string(), z.string(), z.string(), z.enum(SORTS)], z.string())

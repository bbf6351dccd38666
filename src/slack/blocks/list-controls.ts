import type { KnownBlock, MultiStaticSelect, PlainTextOption, StaticSelect } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import type { Scope } from '../../tickets/desk.ts'
import { SORTS, type Sort } from '../../tickets/order.ts'
import { STATUSES, type Status } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { type ErrorReader, vendorName } from './error.ts'
import { context, escapedName, LIMITS, literal, plain, section } from './kit.ts'
import { encodeState, type ListState, MAX_PLACES, placeKey, vendorKey } from './list-state.ts'

export const orderName = (sort: Sort, { list }: Messages): string =>
  ({ oldest: list.orderOldest, newest: list.orderNewest, urgent: list.orderUrgent })[sort]

/** How a filter was understood, in one line of mrkdwn: `overdue · New · Lindenhof · contains “lift”`. Empty without one. */
export const filterText = (state: ListState, links: readonly Scope[], reader: ErrorReader): string => {
  const { list, statuses, comma } = reader.words
  const all = state.statuses.length === STATUSES.length
  const parts = [
    state.overdue ? list.overdue : '',
    state.mine ? list.mine : '',
    all ? list.allStatuses : state.statuses.map((status) => statuses[status]).join(comma),
    placeNames(state, links, reader).join(comma),
    state.text.length > 0 ? list.contains(state.text.map((word) => list.quoted(escapedName(word))).join(comma)) : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

const placeNames = ({ places }: ListState, links: readonly Scope[], reader: ErrorReader): string[] => {
  const vendors = vendorsOf(links).filter((vendor) => places.includes(vendorKey(vendor)))
  const communities = links.filter((link) => places.includes(placeKey(link)))
  return [
    ...vendors.map((vendor) => reader.words.list.allOf(vendorName(vendor, reader))),
    ...communities.map(({ name }) => escapedName(name)),
  ]
}

const vendorsOf = (links: readonly Scope[]): string[] => [...new Set(links.map(({ vendor }) => vendor))]

/** The menus under a list. What is chosen in one takes the place of that part of the state, and of nothing else. */
export const filterMenus = (state: ListState, links: readonly Scope[], reader: ErrorReader): KnownBlock[] => [
  {
    ...section(`*${reader.words.list.show}*`),
    block_id: encodeState('list_show', state),
    accessory: showMenu(state, reader),
  },
  ...(links.length > 1 ? placeBlocks(state, links, reader) : []),
  {
    ...section(`*${reader.words.list.sort}*`),
    block_id: encodeState('list_sort', state),
    accessory: sortMenu(state, reader),
  },
]

const option = (label: string, value: string): PlainTextOption => ({
  text: plain(literal(label, LIMITS.option), LIMITS.option),
  value,
})

interface OptionGroup {
  readonly label: string
  readonly options: readonly PlainTextOption[]
}

const severalMenu = (
  actionId: string,
  placeholder: string,
  groups: readonly OptionGroup[],
  chosen: readonly string[],
  max?: number,
): MultiStaticSelect => {
  const initial = groups.flatMap(({ options }) => options).filter(({ value = '' }) => chosen.includes(value))
  return {
    type: 'multi_static_select',
    action_id: actionId,
    placeholder: plain(placeholder, LIMITS.placeholder),
    option_groups: groups.map(({ label, options }) => ({ label: plain(label, LIMITS.option), options: [...options] })),
    ...(initial.length > 0 ? { initial_options: initial } : {}),
    ...(max === undefined ? {} : { max_selected_items: max }),
  }
}

const showMenu = (state: ListState, { words: { list, statuses } }: ErrorReader): MultiStaticSelect =>
  severalMenu(
    ACTIONS.listShow,
    list.showAny,
    [
      { label: list.onlyGroup, options: [option(list.onlyOverdue, 'overdue'), option(list.onlyMine, 'mine')] },
      { label: list.statusGroup, options: STATUSES.map((status) => option(statuses[status], status)) },
    ],
    [...(state.overdue ? ['overdue'] : []), ...(state.mine ? ['mine'] : []), ...state.statuses],
  )

/** What was chosen in the menu of statuses and marks. */
export const readShown = (chosen: readonly string[]): Pick<ListState, 'statuses' | 'overdue' | 'mine'> => ({
  statuses: STATUSES.filter((status: Status) => chosen.includes(status)),
  overdue: chosen.includes('overdue'),
  mine: chosen.includes('mine'),
})

const sortMenu = ({ sort }: ListState, { words }: ErrorReader): StaticSelect => ({
  type: 'static_select',
  action_id: ACTIONS.listSort,
  options: SORTS.map((one) => option(orderName(one, words), one)),
  initial_option: option(orderName(sort, words), sort),
})

/** What the options may hold beside the rows, in a message that holds so much text in all. */
const PLACES_TEXT = 2_400

/** Those that are chosen come in any case; the rest as far as there is room, and can be written instead. */
const placeBlocks = (state: ListState, links: readonly Scope[], reader: ErrorReader): KnownBlock[] => {
  const { list } = reader.words
  const chosen = links.filter((link) => state.places.includes(placeKey(link)))
  const offered = fittingPlaces([...new Set([...chosen, ...links])])
  const vendors = vendorsOf(links)
  const groups = vendors.map((vendor): OptionGroup => {
    const ofVendor = links.filter((link) => link.vendor === vendor && offered.has(link))
    const whole = vendors.length > 1 ? [option(list.allOf(literalName(vendor, reader)), vendorKey(vendor))] : []
    return {
      label: literalName(vendor, reader),
      options: [...whole, ...ofVendor.map((link) => option(link.name, placeKey(link)))],
    }
  })
  const left = links.length - offered.size
  return [
    {
      ...section(`*${list.communities}*`),
      block_id: encodeState('list_places', state),
      accessory: severalMenu(
        ACTIONS.listPlaces,
        list.anyCommunity,
        groups.filter(({ options }) => options.length > 0),
        state.places,
        MAX_PLACES,
      ),
    },
    ...(left > 0 ? [context(list.moreCommunities(left))] : []),
  ]
}

const fittingPlaces = (links: readonly Scope[]): ReadonlySet<Scope> => {
  let left = PLACES_TEXT
  const end = links.findIndex(({ name }) => {
    left -= Math.min(name.length, LIMITS.option)
    return left < 0
  })
  return new Set(links.slice(0, Math.min(end < 0 ? links.length : end, LIMITS.options - 1)))
}

const literalName = (vendor: string, { driver, language }: ErrorReader): string => {
  const found = driver(vendor)
  return found ? found.name[language] : vendor
}

import type { Choice, Form, ListQuery } from '../../tickets/driver.ts'
import type { Words } from '../../tickets/words.ts'
import { lookup, text } from '../fields.ts'
import { filterValues } from '../query.ts'
import type { ServiceOrder } from './schema.ts'
import { SOURCES, STATUS_WORDS } from './words.ts'

/** The vendor documents no lengths: this is ours. */
const MAX_LENGTH = 100

const typed = (name: string, en: string, chinese: string) =>
  ({ name, kind: 'text', label: { en, 'zh-CN': chinese }, required: false, maxLength: MAX_LENGTH }) as const

const chosen = (name: string, label: Words, choices: readonly Choice[]) =>
  ({ name, kind: 'choice', label, required: false, choices }) as const

/** The documented filters of the list. https://developer.tuya.com/en/docs/cloud/4c210093f2?id=Kayl4hztk25h1 */
export const filters: Form = {
  fields: [
    chosen(
      'status',
      { en: 'Status', 'zh-CN': '状态' },
      STATUS_WORDS.map(([value, , label]) => ({ value, label })),
    ),
    chosen(
      'source',
      { en: 'Source', 'zh-CN': '来源' },
      [...SOURCES].map(([value, label]) => ({ value, label })),
    ),
    typed('apply_user', 'Applicant', '申请人'),
    typed('service_address', 'Address of maintenance', '报修地址'),
    typed('room_id', 'Room ID', '房屋 ID'),
    typed('category_id', 'Category ID', '分类 ID'),
  ],
}

/** How a filter shows in a row, and how the two compare. What Tuya compares texts by is not documented. */
interface Check {
  readonly name: string
  readonly shownAs: readonly string[]
  readonly holds: (shown: string, wanted: string) => boolean
}

const is = (shown: string, wanted: string): boolean => shown === wanted
const contains = (shown: string, wanted: string): boolean => shown.toLowerCase().includes(wanted.toLowerCase())

/** `status` is not among them: the list asks for one status after another anyway. */
const CHECKS: readonly Check[] = [
  { name: 'source', shownAs: ['source'], holds: is },
  { name: 'apply_user', shownAs: ['apply_user'], holds: contains },
  { name: 'service_address', shownAs: ['service_address'], holds: contains },
  { name: 'room_id', shownAs: ['room_id'], holds: is },
  // Whether level 1 or level 2 is meant is not documented.
  { name: 'category_id', shownAs: ['cate_id', 'category_id', 'category', 'p_id', 'parent_category_id'], holds: is },
]

/** The query's filters and times as parameters of the list. Whether the end is inclusive is not documented. */
export const toFilterQuery = (query: ListQuery): Record<string, string> => {
  const { createdFrom, createdBefore } = query
  const given = CHECKS.flatMap(({ name }) => filterValues(query, name).map((value) => [name, value]))
  return {
    ...Object.fromEntries(given),
    ...(createdFrom === undefined ? {} : { create_start_time: String(Date.parse(createdFrom)) }),
    ...(createdBefore === undefined ? {} : { create_end_time: String(Date.parse(createdBefore)) }),
  }
}

/** Whether the row is what the filters ask for, as far as it shows it: what it does not show, the vendor has checked. */
export const matchesFilters = (query: ListQuery, order: ServiceOrder): boolean => {
  const find = lookup(order)
  return CHECKS.every(({ name, shownAs, holds }) => {
    const [wanted] = filterValues(query, name)
    const shown = shownAs.flatMap((field) => text(find([field])) ?? [])
    return wanted === undefined || shown.length === 0 || shown.some((one) => holds(one, wanted))
  })
}

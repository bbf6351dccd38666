import type { Call, Choice, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { TicketRef } from '../../tickets/ticket.ts'
import { lookup, text, type WireRecord } from '../fields.ts'
import type { AiccClient } from './client.ts'
import { createList, readRows } from './list.ts'
import { toDetail, toTimeline } from './map.ts'
import { type CaseResult, caseSchema, caseStatusesSchema, caseTypesSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface ReadingOptions {
  readonly client: AiccClient
  /** IANA; the wire's times say none. */
  readonly zone: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How far back a list without a beginning goes. */
  readonly listDays: number
}

/** The one community: a tenant's cases are not filed under anything that a channel could be linked to. */
const ACCOUNT = '*'

const notFound = (why: string): TicketError => new TicketError('not_found', `${VENDOR}: ${why}`, { vendor: VENDOR })

const badResponse = (what: string): TicketError =>
  new TicketError('bad_response', `${VENDOR}: no ${what} in the answer`, { vendor: VENDOR })

/** @throws TicketError not_found */
export const checkCommunity = (community: string): void => {
  if (community !== ACCOUNT) throw notFound('the only community is the whole account')
}

export type ReadCase = (ref: TicketRef, call?: Call) => Promise<CaseResult>

/** One case in full, by its id or its number. */
export const createReadCase = ({ client, zone }: Pick<ReadingOptions, 'client' | 'zone'>): ReadCase => {
  const byId = async (id: string, call?: Call): Promise<CaseResult> => {
    // An id is a part of the path.
    if (!/^\w{1,64}$/.test(id)) throw notFound('not the id of a case')
    const parsed = caseSchema.safeParse(await client.ask({ path: `/case/${id}` }, call))
    if (!parsed.success) throw badResponse('case')
    if (!parsed.data) throw notFound('the answer is empty')
    return parsed.data
  }

  const idOf = async (number: string, call?: Call): Promise<string> => {
    const filters = { caseNo: number }
    const { rows } = await readRows({ client, zone, community: ACCOUNT, filters }, call)
    const found = rows.find(({ ticket }) => ticket.number === number)
    if (!found) throw notFound('no case has this number')
    return found.ticket.ref.id
  }

  return async ({ community, id }, call) => {
    checkCommunity(community)
    return byId(isNumber(id) ? await idOf(fullNumber(id), call) : id, call)
  }
}

const NUMBER_LENGTH = 30

/** Case numbers are 30 digits, most of them leading zeros that people leave out. Ids have letters in them. */
const isNumber = (text: string): boolean => /^\d{1,30}$/.test(text)

/** A number with the zeros that were left out; anything else as it is. */
export const fullNumber = (text: string): string => (isNumber(text) ? text.padStart(NUMBER_LENGTH, '0') : text)

type Served = 'list' | 'detail' | 'timeline' | 'choices'

export const createReading = (options: ReadingOptions): Pick<Operations, Served> => {
  const { client, zone, now, listDays } = options
  const list = createList({ client, zone, now, days: listDays })
  const readCase = createReadCase(options)

  return {
    list: async (query, call) => {
      checkCommunity(query.community)
      return list(query, call)
    },
    detail: async (ref, call) => toDetail(ref, await readCase(ref, call), zone),
    timeline: async (ref, _cursor, call) => ({ items: toTimeline(await readCase(ref, call), zone), unreadable: 0 }),
    choices: async (field, ref, call) => {
      if (field === 'type') return readTypes(client, call)
      if (field === 'status' && ref) return readStatuses(client, (await readCase(ref, call)).caseInfo, call)
      throw new TicketError('unsupported', `${VENDOR}: no choices for ${field}`, { vendor: VENDOR })
    },
  }
}

const PAGE_SIZE = 100
/** More than a form can offer, and an end for a vendor that repeats itself. */
const MAX_TYPES = 1_000

/** The types that cases can be filed under now, by name, or by id where one has no name. */
const readTypes = async (client: AiccClient, call?: Call): Promise<Choice[]> => {
  const types = new Map<string, Choice>()
  for (let start = 0; start < MAX_TYPES; start += PAGE_SIZE) {
    const body = { status: 'Active', start, limit: PAGE_SIZE }
    const page = caseTypesSchema.safeParse(await client.ask({ path: '/caseType/list', body }, call)).data
    if (!page) throw badResponse('list of case types')
    for (const type of page.caseTypes) {
      const find = lookup(type)
      const [value, name] = [text(find(['id'])), text(find(['typeName', 'name', 'id'])) ?? '']
      if (value !== undefined) types.set(value, { value, label: { en: name, 'zh-CN': name } })
    }
    if (page.caseTypes.length < PAGE_SIZE) break
  }
  return [...types.values()]
}

/** The statuses that this case's type allows, in the vendor's own words: every tenant has its own. */
const readStatuses = async (client: AiccClient, info: WireRecord, call?: Call): Promise<Choice[]> => {
  const type = text(lookup(info)(['type']))
  if (type === undefined || !/^\w{1,64}$/.test(type)) throw badResponse('case type')
  const statuses = caseStatusesSchema.safeParse(await client.ask({ path: `/caseType/${type}` }, call)).data
  if (!statuses) throw badResponse('list of statuses')
  return statuses.map((status) => ({ value: status, label: { en: status, 'zh-CN': status } }))
}

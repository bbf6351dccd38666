import type { Call, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Ticket, TicketDetail, TicketRef } from '../../tickets/ticket.ts'
import { filled, isRecord, lookup, readFields, text, type WireRecord } from '../fields.ts'
import type { Run } from './client.ts'
import { toDetail, toTicket } from './map.ts'
import { isWanted, toCommunity } from './operations.ts'
import { pageSchema, repairSchema } from './schema.ts'
import { MANAGED_FIELDS, VENDOR } from './words.ts'

/** The whole project, for a channel that looks after all its residences. */
const PROJECT = '*'

const PAGE_SIZE = 50
/** More pages than any project has: the vendor is repeating itself. */
const MAX_PAGES = 400

/** What a manager may do in a project: no command that shows one repair, or changes any, is documented for them. */
export const createManagerOperations = (
  run: Run,
  projectId: string,
): Pick<Operations, 'list' | 'detail' | 'communities'> => {
  const repairs = async (community: string, call?: Call): Promise<{ rows: WireRecord[]; unreadable: number }> => {
    const { rows, unreadable } = await readPages(run, 'get_maintenance_list', 'maintenance_id', projectId, call)
    const here = rows.filter((row) => community === PROJECT || said(row, 'residence_id') === community)
    return { rows: here, unreadable }
  }

  return {
    list: async (query, call) => {
      const { rows, unreadable } = await repairs(query.community, call)
      const items = rows.map((row) => toManaged(refOf(query.community, row), row)).filter((one) => isWanted(one, query))
      return { items, total: items.length, unreadable }
    },

    detail: async (ref, call) => {
      const { rows } = await repairs(ref.community, call)
      const found = rows.find((row) => said(row, 'maintenance_id') === ref.id)
      if (!found) throw new TicketError('not_found', `${VENDOR}: not in the project's list`, { vendor: VENDOR })
      return toManagedDetail(ref, found)
    },

    communities: async (call) => {
      const { rows } = await readPages(run, 'get_family_list', 'residence_id', projectId, call)
      return rows.flatMap((family) => toCommunity(family) ?? [])
    },
  }
}

/**
 * Every row of a paged command, each once. Whether the first page is 0 or 1 is not documented, nor what comes past the
 * last one: so both are asked for, and the end is a short page, or one that brings nothing new.
 */
const readPages = async (
  run: Run,
  name: string,
  idName: string,
  projectId: string,
  call?: Call,
): Promise<{ rows: WireRecord[]; unreadable: number }> => {
  const rows = new Map<string, WireRecord>()
  const noise = new Set<string>()
  for (let index = 0; index < MAX_PAGES; index += 1) {
    const param = { project_id: projectId, page_size: PAGE_SIZE, page_index: index }
    const asked = run({ name, scope: 'manager', param, result: pageSchema, call })
    const page = await (index === 0 ? asked.catch(unlessNoSuchPage) : asked)
    const known = rows.size
    for (const row of page) {
      const id = isRecord(row) ? said(row, idName) : undefined
      if (isRecord(row) && id !== undefined) rows.set(id, row)
      else noise.add(JSON.stringify(row))
    }
    // The second page may be the first once more.
    const last = page.length < PAGE_SIZE || (index > 1 && rows.size === known)
    if (index > 0 && last) return { rows: [...rows.values()], unreadable: noise.size }
  }
  throw new TicketError('bad_response', `${VENDOR}: the pages do not end`, { vendor: VENDOR })
}

/** Page 0 may be refused where the first one is 1, in words that nobody documented. */
const unlessNoSuchPage = (thrown: unknown): unknown[] => {
  const refused = thrown instanceof TicketError && ['invalid', 'not_found', 'bad_response'].includes(thrown.code)
  if (!refused) throw thrown
  return []
}

const said = (row: WireRecord, name: string): string | undefined => text(lookup(row)([name]))

const refOf = (community: string, row: WireRecord): TicketRef => ({
  vendor: VENDOR,
  community,
  id: said(row, 'maintenance_id') ?? '',
})

const toManaged = (ref: TicketRef, row: WireRecord): Ticket => ({
  ...toTicket(ref, repairSchema.parse(row)),
  ...whereabouts(row),
})

const toManagedDetail = (ref: TicketRef, row: WireRecord): TicketDetail => {
  const detail = toDetail(ref, row)
  const { fields, warnings } = readFields(MANAGED_FIELDS, row)
  return {
    ...detail,
    ...whereabouts(row),
    more: [...detail.more, ...fields],
    warnings: [...detail.warnings, ...warnings],
  }
}

const whereabouts = (row: WireRecord): Pick<Ticket, 'place'> => {
  const place = ['building_name', 'residence_no'].flatMap((name) => said(row, name) ?? []).join(' ')
  return filled({ place }) ?? {}
}

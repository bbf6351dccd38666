import { z } from 'zod'
import type { Call, Community, ListQuery, Operations, Removal } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { createdWithin } from '../query.ts'
import type { Run } from './client.ts'
import { toCreateParam } from './form.ts'
import { toDetail, toTicket } from './map.ts'
import { familySchema, identifiedSchema, recordSchema, repairSchema, rowsSchema } from './schema.ts'
import { VENDOR } from './words.ts'

type Served = 'list' | 'detail' | 'create' | 'remove' | 'communities'

/** What a resident may do in the residences of their account. */
export const createOperations = (run: Run): Pick<Operations, Served> => {
  const rows = (residence: string, call: Call | undefined) =>
    run({
      name: 'get_maintenance_list',
      param: { residence_id: residence },
      result: rowsSchema,
      call,
    })

  return {
    /** One page: the vendor hands over everything, and filters nothing. */
    list: async (query, call) => {
      const received = await rows(query.community, call)
      const tickets = received.flatMap((row) => toRow(query.community, row) ?? [])
      const items = tickets.filter((ticket) => isWanted(ticket, query))
      return { items, total: items.length, unreadable: received.length - tickets.length }
    },

    detail: async (ref, call) => {
      const record = await run({
        name: 'get_maintenance_info',
        param: { residence_id: ref.community, maintenance_id: ref.id },
        result: recordSchema,
        call,
      })
      if (!record) throw new TicketError('not_found', `${VENDOR}: an empty answer`, { vendor: VENDOR })
      return toDetail(ref, record)
    },

    /** The vendor answers with the id alone: the rest is what was sent. */
    create: async (community, fields, call) => {
      const param = toCreateParam(fields)
      const { maintenance_id: id } = await run({
        name: 'create_maintenance_info',
        param: { residence_id: community, ...param },
        result: identifiedSchema,
        write: true,
        call,
      })
      return { ...toTicket({ vendor: VENDOR, community, id }, repairSchema.parse(param)), status: 'new' }
    },

    /** Looks first: what the vendor answers to an unknown id is not documented, and a batch has one answer for all. */
    remove: async (refs, call) => {
      const community = refs[0]?.community
      if (community === undefined) return []
      const received = await rows(community, call)
      const present = new Set(received.map((row) => identifiedSchema.safeParse(row).data?.maintenance_id))
      const found = new Set(refs.map((ref) => ref.id).filter((id) => present.has(id)))
      const outcome = await removeAll(run, community, [...found], call)
      return refs.map((ref) => ({ ref, outcome: present.has(ref.id) ? outcome : 'not_found' }))
    },

    communities: async (call) => {
      const families = await run({ name: 'get_family_list', param: {}, result: rowsSchema, call })
      return families.flatMap((family) => toCommunity(family) ?? [])
    },
  }
}

/** A family lives in a residence, and gives it its name; undefined for a row without a residence. */
export const toCommunity = (family: unknown): Community | undefined => {
  const { residence_id: id, family_name: name } = familySchema.safeParse(family).data ?? {}
  return id === undefined ? undefined : { id, ...(name === undefined ? {} : { name }) }
}

/** The vendor filters nothing. */
export const isWanted = (ticket: Ticket, query: ListQuery): boolean =>
  (query.statuses?.includes(ticket.status) ?? true) && createdWithin(ticket, query)

/** undefined for a row without an id. */
const toRow = (community: string, row: unknown): Ticket | undefined => {
  const id = identifiedSchema.safeParse(row).data?.maintenance_id
  return id === undefined ? undefined : toTicket({ vendor: VENDOR, community, id }, repairSchema.parse(row))
}

/** One outcome for all: `failed` when somebody else removed one of several meanwhile, and so the batch was refused. */
const removeAll = async (
  run: Run,
  community: string,
  ids: readonly string[],
  call: Call | undefined,
): Promise<Removal['outcome']> => {
  const maintenances = ids.map((id) => ({ maintenance_id: id }))
  const [first, ...others] = maintenances
  if (!first) return 'not_found'
  const [name, which] =
    others.length === 0 ? ['delete_maintenance_info', first] : ['batch_delete_maintenance_info', { maintenances }]
  try {
    await run({
      name,
      param: { residence_id: community, ...which },
      result: z.unknown(),
      write: true,
      call,
    })
    return 'removed'
  } catch (thrown) {
    if (!(thrown instanceof TicketError) || thrown.code !== 'not_found') throw thrown
    return others.length === 0 ? 'not_found' : 'failed'
  }
}

import { aicc } from '../../src/drivers/aicc/index.ts'
import { DEVICE } from '../../src/drivers/aicc/seed-samples.ts'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { dayu } from '../../src/drivers/dayu/index.ts'
import type { SandboxRequest } from '../../src/drivers/sandbox.ts'
import { tuyaCommunity } from '../../src/drivers/tuya-community/index.ts'
import { tuyaFeedback } from '../../src/drivers/tuya-feedback/index.ts'
import { type Driver, demand } from '../../src/tickets/driver.ts'
import type { Ticket, TicketRef } from '../../src/tickets/ticket.ts'
import { AICC_TENANT, DAYU_ACCOUNT, DOOR_LOCKS } from '../journeys/accounts.ts'
import { HAITANG_BAY, KASTANIENALLEE } from '../journeys/places.ts'
import type { Typed } from '../support/input-state.ts'

/** Something that is done to a ticket by a journey of its own, and whose words can be looked up afterwards. */
export interface Act {
  readonly journey: 'comment' | 'step' | 'edit'
  /** After `/ticket`, before the ticket's number. */
  readonly verb: string
  /** What is typed into the form, by label. */
  form(text: string): Readonly<Record<string, Typed>>
  /** How often `text` is at the vendor. */
  count(driver: Driver, ref: TicketRef, text: string): Promise<number>
  /** The request that the vendor changes something by. */
  isIt(request: SandboxRequest): boolean
}

/** How often `text` is said in the ticket's timeline. */
const countSaid = async (driver: Driver, ref: TicketRef, text: string): Promise<number> => {
  const { items } = await demand(driver, 'timeline')(ref)
  return items.filter((entry) => JSON.stringify(entry).includes(text)).length
}

/** A vendor, and what can be done there. */
export interface Subject {
  readonly vendor: string
  readonly place: { readonly vendor: string; readonly community: string; readonly name: string }
  /** Where the vendor has no list to find one in: the id of a ticket. */
  readonly ticket?: string
  /** The token is a setting, and nothing gives another. */
  readonly fixedToken?: boolean
  /** What is typed into the form, by label; `text` is what the ticket is known by. */
  readonly form?: (text: string) => Readonly<Record<string, Typed>>
  readonly acts?: readonly Act[]
  /** The request that removes a ticket, where the vendor has one. */
  readonly isRemoval?: (request: SandboxRequest) => boolean
}

const edit = (label: string, isIt: Act['isIt']): Act => ({
  journey: 'edit',
  verb: 'edit',
  form: (text) => ({ [label]: text }),
  count: async (driver, ref, text) => {
    const { raw } = await demand(driver, 'detail')(ref)
    return Object.values(Object(raw).caseInfo ?? Object(raw)).filter((value) => value === text).length
  },
  isIt,
})

const comment = (isIt: Act['isIt']): Act => ({
  journey: 'comment',
  verb: 'comment',
  form: (text) => ({ Comment: text }),
  count: countSaid,
  isIt,
})

const handOver: Act = {
  journey: 'step',
  verb: 'assign',
  form: (text) => ({ 'Handler ID': '10gd000000OdvZSU6N8K', Remark: text }),
  count: countSaid,
  isIt: ({ path }) => path.endsWith('/case/transfer'),
}

export const AKUBELA_SUBJECT: Subject = {
  vendor: akubela.vendor,
  place: KASTANIENALLEE,
  form: (text) => ({ Description: text, Contact: 'Ms Okafor, house 4' }),
  isRemoval: ({ body }) => body.includes('delete_maintenance_info'),
}

export const SUBJECTS: readonly Subject[] = [
  { vendor: tuyaCommunity.vendor, place: HAITANG_BAY },
  {
    vendor: tuyaFeedback.vendor,
    place: DOOR_LOCKS,
    acts: [comment(({ path }) => path.endsWith('/operation-reply'))],
  },
  AKUBELA_SUBJECT,
  {
    vendor: dayu.vendor,
    place: DAYU_ACCOUNT,
    ticket: '4780',
    fixedToken: true,
    acts: [edit('Remarks', ({ path }) => path.endsWith('/order/modify'))],
  },
  {
    vendor: aicc.vendor,
    place: AICC_TENANT,
    form: (text) => ({
      'Case type': DEVICE,
      Title: text,
      Description: 'The gate opens and does not close again.',
      'Contact ID': 'ciIy0000012YLAA4Dulc',
    }),
    acts: [
      comment(({ path }) => path.endsWith('/case/process')),
      handOver,
      edit('Title', ({ path }) => path.endsWith('/case/modify')),
    ],
  },
]

/** A ticket of this vendor that can be shown and changed. */
export const someTicket = async ({ place, ticket, acts }: Subject, driver: Driver): Promise<Ticket> => {
  if (ticket !== undefined) return demand(driver, 'detail')({ ...place, id: ticket })
  const { items } = await demand(
    driver,
    'list',
  )({
    community: place.community,
    ...(acts ? { statuses: ['pending', 'in_progress'] } : {}),
  })
  const [first] = items
  if (!first) throw new Error(`${place.name} has no ticket`)
  return first
}

/** How many tickets with this text the vendor holds. */
export const countTickets = async ({ place }: Subject, driver: Driver, text: string): Promise<number> => {
  const { items } = await demand(driver, 'list')({ community: place.community })
  return items.filter(({ title, description }) => [title, description].includes(text)).length
}

import { aicc } from '../../src/drivers/aicc/index.ts'
import { DEVICE } from '../../src/drivers/aicc/seed-samples.ts'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { dayu } from '../../src/drivers/dayu/index.ts'
import type { SandboxRequest } from '../../src/drivers/sandbox.ts'
import { tuyaCommunity } from '../../src/drivers/tuya-community/index.ts'
import { tuyaFeedback } from '../../src/drivers/tuya-feedback/index.ts'
import { type Driver, demand } from '../../src/tickets/driver.ts'
import { PENDING, type Ticket, type TicketRef } from '../../src/tickets/ticket.ts'
import { AICC_TENANT, DAYU_ACCOUNT, DOOR_LOCKS } from '../journeys/accounts.ts'
import { HAITANG_BAY, KASTANIENALLEE } from '../journeys/places.ts'
import type { Typed } from '../support/input-state.ts'

/** Something that is done to a ticket by a journey of its own, and whose words can be looked up afterwards. */
export interface Act {
  readonly journey: 'comment' | 'edit' | 'step' | 'status' | 'close' | 'cancel' | 'finish'
  /** After `/ticket`, before the ticket's number. */
  readonly verb: string
  /** Of the steps that its form offers the one that is chosen, where that is not the first. */
  readonly step?: string
  /** What is typed into the form, by label. */
  form(text: string): Readonly<Record<string, Typed>>
  /** What the form shows when it is offered again, where that is not `text`. */
  readonly shown?: string
  /** A ticket that nothing else is done to, for what ends one, or leaves no words there. Any will do where it is absent. */
  ticket?(driver: Driver, text: string): Promise<Ticket>
  /** How often `text` is at the vendor. */
  count(driver: Driver, ref: TicketRef, text: string): Promise<number>
  /** The request that the vendor changes something by. */
  isIt(request: SandboxRequest): boolean
}

/** Something that the vendor's own people do. */
export interface News {
  /** A ticket that it can happen to. */
  ticket(subject: Subject, driver: Driver, text: string): Promise<Ticket>
  happen(driver: Driver, ref: TicketRef, text: string): Promise<unknown>
  /** What is in the line that tells it. */
  sign(text: string): string
}

const commented = (sign: News['sign']): News => ({
  ticket: (subject, driver) => someTicket(subject, driver),
  happen: (driver, ref, text) => demand(driver, 'comment')(ref, text),
  sign,
})

/** Files a repair in Kastanienallee with the vendor itself. */
export const fileRepair = (driver: Driver, description: string): Promise<Ticket> => {
  const [start_time, finish_time] = [24, 26].map((hours) => new Date(Date.now() + hours * HOUR_MS).toISOString())
  const visit = { start_time: start_time ?? '', finish_time: finish_time ?? '' }
  return demand(driver, 'create')(KASTANIENALLEE.community, { description, contact: 'Hausmeisterei', ...visit })
}

const HOUR_MS = 60 * 60_000

/** For a vendor without comments. */
const REMOVED: News = {
  ticket: (_subject, driver, text) => fileRepair(driver, text),
  happen: (driver, ref) => demand(driver, 'remove')([ref]),
  sign: () => 'does not have it any more',
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
  /** What can happen to a ticket there without Caretaker, and how a channel that follows it is told. */
  readonly news?: News
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

const newCase = (driver: Driver, title: string): Promise<Ticket> => {
  const description = 'The gate opens and does not close again.'
  return demand(driver, 'create')(AICC_TENANT.community, { type: DEVICE, title, description, contactId: CONTACT })
}

const CONTACT = 'ciIy0000012YLAA4Dulc'

/** What a case may be brought to under `/ticket close`. */
const ENDINGS: readonly Act[] = [
  {
    journey: 'close',
    verb: 'close',
    form: (text) => ({ Remark: text, 'Reason ID': 'solved' }),
    ticket: newCase,
    count: countSaid,
    isIt: ({ path }) => path.endsWith('/close'),
  },
  {
    journey: 'cancel',
    verb: 'close',
    step: 'Cancel the case',
    form: (text) => ({ Remark: text }),
    ticket: newCase,
    count: countSaid,
    isIt: ({ path }) => path.endsWith('/case/cancel'),
  },
  {
    journey: 'status',
    verb: 'close',
    step: 'Change the step',
    form: () => ({ Step: 'Completed' }),
    shown: 'Completed',
    ticket: newCase,
    count: (driver, ref) => countSaid(driver, ref, 'UpdateStatus'),
    isIt: ({ path }) => path.endsWith('/status/update'),
  },
]

/** Nobody can file feedback from here, so it takes one of those that are open: the oldest, since others are shown. */
const openFeedback = async (driver: Driver): Promise<Ticket> => {
  const { items } = await demand(driver, 'list')({ community: DOOR_LOCKS.community, statuses: PENDING })
  const last = items.at(-1)
  if (!last) throw new Error(`${DOOR_LOCKS.name} has no open ticket left`)
  return last
}

/** The form asks nothing, and the vendor takes it once for each ticket. */
export const FINISH: Act = {
  journey: 'finish',
  verb: 'close',
  form: () => ({}),
  shown: 'Finish',
  ticket: openFeedback,
  count: (driver, ref) => countSaid(driver, ref, '→ Finished'),
  isIt: ({ path }) => path.endsWith('/operation-finish'),
}

export const AKUBELA_SUBJECT: Subject = {
  vendor: akubela.vendor,
  place: KASTANIENALLEE,
  form: (text) => ({ Description: text, Contact: 'Ms Okafor, house 4' }),
  news: REMOVED,
  isRemoval: ({ body }) => body.includes('delete_maintenance_info'),
}

export const FEEDBACK_SUBJECT: Subject = {
  vendor: tuyaFeedback.vendor,
  place: DOOR_LOCKS,
  news: commented((text) => text),
  acts: [comment(({ path }) => path.endsWith('/operation-reply'))],
}

export const AICC_SUBJECT: Subject = {
  vendor: aicc.vendor,
  place: AICC_TENANT,
  form: (text) => ({
    'Case type': DEVICE,
    Title: text,
    Description: 'The gate opens and does not close again.',
    'Contact ID': CONTACT,
  }),
  // Its timeline does not show what a note says.
  news: commented(() => 'Internal note'),
  acts: [
    comment(({ path }) => path.endsWith('/case/process')),
    handOver,
    ...ENDINGS,
    edit('Title', ({ path }) => path.endsWith('/case/modify')),
  ],
}

export const SUBJECTS: readonly Subject[] = [
  { vendor: tuyaCommunity.vendor, place: HAITANG_BAY },
  FEEDBACK_SUBJECT,
  AKUBELA_SUBJECT,
  {
    vendor: dayu.vendor,
    place: DAYU_ACCOUNT,
    ticket: '4780',
    fixedToken: true,
    acts: [edit('Remarks', ({ path }) => path.endsWith('/order/modify'))],
  },
  AICC_SUBJECT,
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

/** The ticket that something is done to. */
export const ticketFor = async (act: Act, subject: Subject, driver: Driver, text: string): Promise<Ticket> =>
  act.ticket ? await act.ticket(driver, text) : await someTicket(subject, driver)

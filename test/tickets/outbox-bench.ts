import { createChanges } from '../../src/store/changes.ts'
import { createRows } from '../../src/store/rows.ts'
import { type Data, EMPTY } from '../../src/store/schema.ts'
import { createDesk } from '../../src/tickets/desk.ts'
import type { Driver, Fields, Form, Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { createOutbox, type Outbox, type Outcome, type People } from '../../src/tickets/outbox.ts'
import type { Accepted, Submission } from '../../src/tickets/submission.ts'
import type { Ticket, TicketDetail } from '../../src/tickets/ticket.ts'
import { detailOf, driverOf, NOW, ticketOf } from './fakes.ts'

export const COMMUNITY = '1544963578'

/** A form as somebody sent it. */
export const SUBMITTED: Accepted = {
  id: 'V0A7Q2M4K1.1',
  channel: 'C0LAKESIDE',
  user: 'U0LIWEI',
  vendor: 'lake',
  community: COMMUNITY,
  write: {
    kind: 'create',
    fields: { title: ' 3 号楼电梯异响 ', phone: '', remark: '  ', photos: ['https://files.example/1.jpg'], none: [] },
  },
  language: 'zh-CN',
  acceptedAt: NOW,
}
export const { id: ID } = SUBMITTED

export const lost = (): TicketError => new TicketError('unclear', 'reset', { vendor: 'lake' })
export const down = (): TicketError => new TicketError('unreachable', 'ECONNREFUSED', { vendor: 'lake' })

const titled: Form = {
  fields: [],
  made: ({ title }, ticket) => String(title).trim() === ticket.title,
}

type Served = Pick<Operations, 'create' | 'list' | 'detail' | 'update' | 'remove' | 'comment' | 'transition'>

/** A vendor that holds tickets. */
export interface Vendor {
  readonly driver: Driver
  readonly tickets: Map<string, Ticket>
  /** What it was asked to create, and how often it was asked for its list. */
  readonly created: { fields: Fields; language: string | undefined }[]
  readonly lists: () => number
  /** What a test has it do instead; that may call `file` all the same. */
  answer: Partial<Served>
  file(fields: Fields): Ticket
}

export const createVendor = (now: () => string): Vendor => {
  const tickets = new Map<string, Ticket>()
  const created: Vendor['created'] = []
  let numbers = 0
  let lists = 0
  const file = (fields: Fields): Ticket => {
    numbers += 1
    const id = `L${numbers}`
    const ticket = ticketOf('lake', COMMUNITY, id, { title: String(fields.title).trim(), createdAt: now() })
    tickets.set(id, ticket)
    return ticket
  }
  const detail = (id: string): TicketDetail => {
    const ticket = tickets.get(id)
    if (!ticket) throw new TicketError('not_found', 'no such ticket', { vendor: 'lake' })
    return { ...detailOf('lake', COMMUNITY, id), ...ticket }
  }
  const own: Served = {
    create: async (_community, fields) => file(fields),
    list: async ({ createdFrom = '' }) => {
      const items = [...tickets.values()].filter(({ createdAt = '' }) => createdAt >= createdFrom)
      return { items, unreadable: 0 }
    },
    detail: async ({ id }) => detail(id),
    update: async ({ id }, { title }) => {
      tickets.set(id, { ...detail(id), title: String(title).trim() })
      return detail(id)
    },
    remove: async (refs) => refs.map((ref) => ({ ref, outcome: tickets.delete(ref.id) ? 'removed' : 'not_found' })),
    comment: async () => {},
    transition: async () => {},
  }
  const served = (): Served => ({ ...own, ...vendor.answer })
  const operations: Served = {
    create: (community, fields, call) => {
      created.push({ fields, language: call?.language })
      return served().create(community, fields, call)
    },
    list: (...asked) => {
      lists += 1
      return served().list(...asked)
    },
    detail: (...asked) => served().detail(...asked),
    update: (...asked) => served().update(...asked),
    remove: (...asked) => served().remove(...asked),
    comment: (...asked) => served().comment(...asked),
    transition: (...asked) => served().transition(...asked),
  }
  const driver: Driver = { ...driverOf('lake', operations), forms: { create: titled, update: titled } }
  const vendor: Vendor = { driver, tickets, created, lists: () => lists, answer: {}, file }
  return vendor
}

/** Rows over which one outbox follows another, a clock, a vendor, and everybody who is told. */
export interface Bench {
  readonly vendor: Vendor
  readonly outbox: Outbox
  readonly people: People
  /** What a test has Slack say of its people. */
  mayWrite: People['mayWrite']
  /** The states that were told, in their order. */
  readonly told: { id: string; outcome: Outcome }[]
  /** How submissions ended, as it was put on record. */
  readonly ended: Submission['state'][]
  readonly errors: string[]
  row(id?: string): Promise<Submission | undefined>
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds go by without a tick: only what the outbox does by itself happens. */
  pass(ms: number): Promise<void>
  /** A minute and its tick, so many times. */
  minutes(count: number): Promise<void>
  /** Keeps a row as an earlier process has left it. */
  leave(row: Submission): Promise<void>
  /** Another process takes over; the first is not heard of again. */
  restart(): void
  /** The disk refuses what this says of a row to be written. */
  failDisk(when: (row: Submission) => boolean): void
}

/** Those who wait for a time on a clock that the test moves. */
const createSleepers = (now: () => number) => {
  const all = new Set<{ readonly until: number; readonly wake: (value: unknown) => void }>()
  return {
    sleep: (ms: number, signal: AbortSignal): Promise<unknown> => {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const one = { until: now() + ms, wake: resolve }
      all.add(one)
      signal.addEventListener('abort', () => {
        all.delete(one)
        reject(signal.reason)
      })
      return promise
    },
    /** When the first of them wakes. */
    next: (): number | undefined => (all.size > 0 ? Math.min(...[...all].map(({ until }) => until)) : undefined),
    /** Wakes those whose time has come. */
    wake: (): void => {
      for (const one of all) if (one.until <= now() && all.delete(one)) one.wake(undefined)
    },
    forget: () => all.clear(),
  }
}

/** Whatever was started comes to its end: nothing here takes longer than a few turns of the event loop. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const createBench = (drivers: readonly Driver[] = []): Bench => {
  let clock = Date.parse(NOW)
  const now = (): string => new Date(clock).toISOString()
  let failing: (row: Submission) => boolean = () => false
  const commit = async (data: Data): Promise<Data> => {
    if (data.submissions.some(failing)) throw new Error('ENOSPC')
    return data
  }
  const store = createRows(createChanges(EMPTY, commit))
  const vendor = createVendor(now)
  const desk = createDesk({ drivers: [vendor.driver, ...drivers], now })
  const told: Bench['told'] = []
  const ended: Bench['ended'] = []
  const onEnd = async ({ state }: Submission) => void ended.push(state)
  const errors: string[] = []
  const log = { error: (_: object, message: string) => void errors.push(message) }
  const sleepers = createSleepers(() => clock)
  const pass = async (ms: number): Promise<void> => {
    const end = clock + ms
    for (let at = sleepers.next(); at !== undefined && at <= end; at = sleepers.next()) {
      clock = Math.max(clock, at)
      sleepers.wake()
      await quiet()
    }
    clock = end
  }
  const start = (): Outbox => createOutbox({ store, desk, now, sleep: sleepers.sleep, onEnd, log })
  let outbox = start()
  const people: People = {
    mayWrite: (row) => bench.mayWrite(row),
    tell: async ({ id }, outcome) => void told.push({ id, outcome }),
  }
  const bench: Bench = {
    vendor,
    get outbox() {
      return outbox
    },
    people,
    mayWrite: async () => 'yes',
    told,
    ended,
    errors,
    row: (id = ID) => store.submission(id),
    now: () => clock,
    pass,
    minutes: async (count) => {
      for (let minute = 0; minute < count; minute += 1) {
        await pass(60_000)
        await outbox.tick(people)
      }
    },
    leave: async (row) => void (await store.accept(row)),
    restart: () => {
      sleepers.forget()
      outbox = start()
    },
    failDisk: (when) => {
      failing = when
    },
  }
  return bench
}

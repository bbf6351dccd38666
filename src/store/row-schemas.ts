import { z } from 'zod'
import type { CommunityMemory, DigestMemory } from '../tickets/digest-memory.ts'
import { REMOVAL_OUTCOMES } from '../tickets/driver.ts'
import { TICKET_ERROR_CODES } from '../tickets/errors.ts'
import type { Card, Filed, OwnAct, Seen, Snooze, Watch, WatchLine } from '../tickets/followed.ts'
import type { Mark } from '../tickets/order.ts'
import type { KeptTicket, Reading } from '../tickets/readings.ts'
import { GIVEN_UP, SUBMISSION_STATES, type Submission, type Write } from '../tickets/submission.ts'
import { STATUSES, type TicketRef } from '../tickets/ticket.ts'
import { LANGUAGES } from '../tickets/words.ts'
import {
  type Delivery,
  type DigestSchedule,
  type Grant,
  type Link,
  PAUSE_REASONS,
  type Pause,
  type Preference,
  SLOT_STATES,
  type Slot,
  type SlotRest,
} from './store.ts'

/** Demands a schema for every property, so that none is dropped when the file is read back. */
export type Shape<Row> = { [Key in keyof Row]-?: z.ZodType<Row[Key]> }

// The strings are not checked any further: what was accepted once must never keep Caretaker from starting.
export const link = z.object({
  channel: z.string(),
  vendor: z.string(),
  community: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  paused: z
    .object({
      reason: z.enum(PAUSE_REASONS),
      by: z.string().exactOptional(),
      at: z.string(),
    } satisfies Shape<Pause>)
    .exactOptional(),
  digest: z.literal(false).exactOptional(),
} satisfies Shape<Link>)

const community = { vendor: z.string(), community: z.string() }

export const schedule = z.object({
  channel: z.string(),
  times: z.array(z.string()),
  days: z.array(z.number()),
  zone: z.string(),
  holidays: z.array(z.string()),
  language: z.enum(LANGUAGES),
  only: z.array(z.object(community)).exactOptional(),
  statuses: z.array(z.enum(STATUSES)).exactOptional(),
  bands: z.array(z.number()).exactOptional(),
  skipEmpty: z.boolean(),
  onlyChanged: z.boolean(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  doubtedAt: z.string().exactOptional(),
} satisfies Shape<DigestSchedule>)

const ticketRef = z.object({ vendor: z.string(), community: z.string(), id: z.string() } satisfies Shape<TicketRef>)

const mark = z.object({
  ref: ticketRef,
  number: z.string(),
  createdAt: z.string().exactOptional(),
} satisfies Shape<Mark>)

const slotRest = z.object({
  next: z.number(),
  after: mark,
  claim: z.object({ at: z.string(), last: mark }).exactOptional(),
  retryAt: z.string().exactOptional(),
} satisfies Shape<SlotRest>)

export const slot = z.object({
  channel: z.string(),
  id: z.string(),
  state: z.enum(SLOT_STATES),
  claimedAt: z.string(),
  dueAt: z.string().exactOptional(),
  ts: z.string().exactOptional(),
  late: z.boolean().exactOptional(),
  partial: z.boolean().exactOptional(),
  reason: z.string().exactOptional(),
  attempts: z.number().exactOptional(),
  retryAt: z.string().exactOptional(),
  rest: slotRest.exactOptional(),
  cut: z.boolean().exactOptional(),
} satisfies Shape<Slot>)

const communityMemory = z.object({
  ...community,
  readAt: z.string(),
  pending: z.record(z.string(), z.enum(STATUSES)),
  snoozed: z.array(z.string()).exactOptional(),
  closed: z.array(z.string()),
} satisfies Shape<CommunityMemory>)

export const digest = z.object({
  channel: z.string(),
  communities: z.array(communityMemory),
} satisfies Shape<DigestMemory>)

const keptTicket = z.object({
  id: z.string(),
  community: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  about: z.string().exactOptional(),
  createdAt: z.string().exactOptional(),
  updatedAt: z.string().exactOptional(),
  windowEnd: z.string().exactOptional(),
} satisfies Shape<KeptTicket>)

export const reading = z.object({
  ...community,
  readAt: z.string(),
  total: z.number(),
  tickets: z.array(keptTicket),
} satisfies Shape<Reading>)

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const id = z.string()

const write = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), fields }),
  z.object({
    kind: z.literal('update'),
    id,
    fields,
    opened: z.record(z.string(), z.string()).exactOptional(),
  }),
  z.object({ kind: z.literal('remove'), ids: z.array(id) }),
  z.object({ kind: z.literal('comment'), id, text: z.string() }),
  z.object({ kind: z.literal('transition'), id, step: z.string(), fields }),
]) satisfies z.ZodType<Write>

export const submission = z.object({
  id: z.string(),
  channel: z.string(),
  user: z.string(),
  vendor: z.string(),
  community: z.string(),
  write,
  language: z.enum(LANGUAGES),
  acceptedAt: z.string(),
  reference: z.string().exactOptional(),
  replaces: z.string().exactOptional(),
  from: z.object({ message: z.string(), thread: z.string().exactOptional() }).exactOptional(),
  numbers: z.array(z.string()).exactOptional(),
  state: z.enum(SUBMISSION_STATES),
  told: z.enum(SUBMISSION_STATES).exactOptional(),
  recorded: z.enum(SUBMISSION_STATES).exactOptional(),
  nextTryAt: z.string().exactOptional(),
  retriedAt: z.string().exactOptional(),
  sentAt: z.string().exactOptional(),
  decidedBy: z.string().exactOptional(),
  looks: z.number().exactOptional(),
  resent: z.boolean().exactOptional(),
  again: z.boolean().exactOptional(),
  givenUp: z.enum(GIVEN_UP).exactOptional(),
  notice: z.object({ channel: z.string(), ts: z.string(), view: z.string().exactOptional() }).exactOptional(),
  announcingAt: z.string().exactOptional(),
  ticket: ticketRef.exactOptional(),
  number: z.string().exactOptional(),
  removals: z.array(z.enum(REMOVAL_OUTCOMES)).exactOptional(),
  reason: z.enum(TICKET_ERROR_CODES).exactOptional(),
} satisfies Shape<Submission>)

export const grant = z.object({ name: z.string(), value: z.string() } satisfies Shape<Grant>)

const seen = z.object({
  status: z.enum(STATUSES),
  vendorStatus: z.string().exactOptional(),
  overdue: z.boolean().exactOptional(),
  latest: z.string().exactOptional(),
} satisfies Shape<Seen>)

const ownAct = z.object({
  from: z.string(),
  until: z.string(),
  said: z.string().exactOptional(),
  moves: z.literal(true).exactOptional(),
} satisfies Shape<OwnAct>)

const watchLine = z.object({
  id: z.string(),
  at: z.string(),
  text: z.string(),
  claimedAt: z.string().exactOptional(),
  retryAt: z.string().exactOptional(),
} satisfies Shape<WatchLine>)

export const watch = z.object({
  channel: z.string(),
  ref: ticketRef,
  number: z.string(),
  by: z.string(),
  at: z.string(),
  thread: z.string().exactOptional(),
  seen,
  nextLookAt: z.string().exactOptional(),
  failures: z.number().exactOptional(),
  failing: z
    .object({ since: z.string(), told: z.literal(true).exactOptional() } satisfies Shape<NonNullable<Watch['failing']>>)
    .exactOptional(),
  missing: z.literal(true).exactOptional(),
  actedAt: z.string().exactOptional(),
  acts: z.array(ownAct).exactOptional(),
  lines: z.array(watchLine).exactOptional(),
  over: z.literal(true).exactOptional(),
} satisfies Shape<Watch>)

export const card = z.object({
  channel: z.string(),
  ts: z.string(),
  ref: ticketRef,
  sharedBy: z.string(),
  at: z.string(),
} satisfies Shape<Card>)

export const snooze = z.object({
  channel: z.string(),
  ref: ticketRef,
  number: z.string(),
  by: z.string(),
  at: z.string(),
  until: z.string().exactOptional(),
  whileUnchanged: z
    .object({ status: z.enum(STATUSES), updatedAt: z.string().exactOptional() } satisfies Shape<
      NonNullable<Snooze['whileUnchanged']>
    >)
    .exactOptional(),
} satisfies Shape<Snooze>)

export const filed = z.object({
  channel: z.string(),
  ts: z.string(),
  ref: ticketRef,
  number: z.string(),
  at: z.string(),
} satisfies Shape<Filed>)

export const preference = z.object({
  user: z.string(),
  language: z.enum(LANGUAGES).exactOptional(),
} satisfies Shape<Preference>)

export const delivery = z.object({ id: z.string(), at: z.string() } satisfies Shape<Delivery>)

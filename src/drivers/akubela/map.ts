import { DateTime } from 'luxon'
import type {
  Attachment,
  DetailField,
  DetailValue,
  Instant,
  Person,
  Status,
  Ticket,
  TicketDetail,
  TicketRef,
} from '../../tickets/ticket.ts'
import { isBlank, type Repair, type RepairField, repairSchema } from './schema.ts'
import { LABELS } from './words.ts'

const STATES: ReadonlyMap<string, Status> = new Map([
  ['wait for confirmation', 'new'],
  ['in progress', 'in_progress'],
  ['completed', 'done'],
  ['closed', 'closed'],
])

const toStatus = (state = ''): Status => STATES.get(state.toLowerCase().replace(/[\s_-]+/g, ' ')) ?? 'unknown'

const WIRE_TIME = 'yyyy-MM-dd HH:mm:ss'

/** As the vendor takes it; fractions of a second are left out. */
export const toWireTime = (at: Instant): string => DateTime.fromISO(at, { zone: 'utc' }).toFormat(WIRE_TIME)

/** The wire's times carry no zone; the document states UTC. undefined when the text is not such a time. */
const fromWireTime = (text: string | undefined): Instant | undefined =>
  DateTime.fromFormat(text ?? '', WIRE_TIME, { zone: 'utc' }).toISO() ?? undefined

/** The document calls it a contact person, its example is a phone number: `10086`. */
const toPerson = (contact: string): Person =>
  /^\+?[\d\s()*./-]{3,}$/.test(contact) ? { phone: contact } : { name: contact }

const isLink = (value: unknown): value is string =>
  typeof value === 'string' && ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? '')

/** One repair as a ticket. Read from the wire by `repairSchema` first. */
export const toTicket = (ref: TicketRef, repair: Repair): Ticket => {
  const { state, description, contact } = repair
  const createdAt = fromWireTime(repair.created_time)
  const start = fromWireTime(repair.start_time)
  const end = fromWireTime(repair.finish_time)
  return {
    ref,
    number: ref.id,
    status: toStatus(state),
    ...(state === undefined ? {} : { vendorStatus: state }),
    ...(description === undefined ? {} : { description }),
    ...(contact === undefined ? {} : { reporter: toPerson(contact) }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(start || end ? { window: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : {}),
  }
}

const FIELDS = repairSchema.keyof().options
const TIMES: readonly RepairField[] = ['start_time', 'finish_time', 'created_time']

/** One repair with everything the vendor told of it. */
export const toDetail = (ref: TicketRef, raw: Readonly<Record<string, unknown>>): TicketDetail => {
  const repair = repairSchema.parse(raw)
  const pictures = repair.maintenance_picture_url ?? []
  const unread = new Map(FIELDS.map((name) => [name, unreadPart(name, raw[name], repair)]))
  return {
    ...toTicket(ref, repair),
    attachments: pictures.filter(isLink).map((url): Attachment => ({ url, picture: true })),
    more: FIELDS.flatMap((name): DetailField[] => {
      const value = toMore(name, repair, unread.get(name))
      return value ? [{ name, label: LABELS[name], value }] : []
    }),
    raw,
    warnings: FIELDS.filter((name) => unread.get(name) !== undefined).map((name) => `${name}: not as documented`),
  }
}

/** What of a field is not as documented, as it can be shown; undefined when all of it is read, or nothing is there. */
const unreadPart = (name: RepairField, raw: unknown, repair: Repair): string | undefined => {
  if (isBlank(raw)) return undefined
  if (repair[name] === undefined) return asText(raw)
  if (TIMES.includes(name)) return fromWireTime(String(repair[name])) ? undefined : asText(raw)
  if (name !== 'maintenance_picture_url') return undefined
  const others = repair[name]?.filter((item) => !isLink(item)) ?? []
  return others.length > 0 ? others.map(asText).join(', ') : undefined
}

const asText = (raw: unknown): string => (typeof raw === 'string' ? raw : JSON.stringify(raw))

/** What a field has to show beside the normalised part; undefined when it is shown there in full. */
const toMore = (name: RepairField, repair: Repair, unread: string | undefined): DetailValue | undefined => {
  if (name === 'contact') {
    const text = repair.contact ?? unread
    return text === undefined ? undefined : { kind: 'personal', text }
  }
  if (unread !== undefined) return { kind: 'unreadable', raw: unread }
  if (name === 'feedback' && repair.feedback !== undefined) return { kind: 'text', text: repair.feedback }
  return undefined
}

import { DateTime } from 'luxon'
import type { Progress } from '../../tickets/driver.ts'
import type {
  DetailField,
  DetailValue,
  Instant,
  Status,
  Ticket,
  TicketDetail,
  TicketRef,
} from '../../tickets/ticket.ts'
import {
  createReader,
  type FieldSpec,
  filled,
  instant,
  isRecord,
  links,
  lookup,
  readFields,
  text,
  type WireRecord,
} from '../fields.ts'
import type { Report } from './schema.ts'
import { FIELDS, type FieldName, RECORD_FIELDS, REPORT_FIELDS, STATUSES, VENDOR } from './words.ts'

/** Everything is one account's: the vendor has no communities. */
export const ACCOUNT = '*'

/** With the vendor's word for a code, or the code where it has none. */
const statusParts = (code: unknown): { status: Status; vendorStatus?: string } => {
  const known = STATUSES.find((one) => one.code === text(code))
  const word = known?.words['zh-CN'] ?? text(code)
  return { status: known?.status ?? 'unknown', ...(word === undefined ? {} : { vendorStatus: word }) }
}

const WIRE_TIME = 'yyyy-MM-dd HH:mm:ss'

/** As the vendor takes it, by the clocks of `zone`; fractions of a second are left out. */
export const toWireTime = (at: Instant, zone: string): string => DateTime.fromISO(at, { zone }).toFormat(WIRE_TIME)

/** The wire's times carry no zone. undefined for what is neither such a time nor an epoch. */
export const fromWireTime = (value: unknown, zone: string): Instant | undefined =>
  DateTime.fromFormat(text(value) ?? '', WIRE_TIME, { zone })
    .toUTC()
    .toISO() ?? instant(value)

const readerOf = createReader<FieldName>(FIELDS)

/** One order as a ticket. */
export const toTicket = (ref: TicketRef, order: WireRecord, zone: string): Ticket => {
  const read = readerOf(order)
  const said = (name: FieldName) => text(read(name))
  const start = fromWireTime(read('appointmentTime'), zone)
  const optional = {
    description: said('taskDesc') ?? said('comment'),
    place: [said('provinceName'), said('cityName'), said('districtName'), said('address')].filter(Boolean).join(' '),
    reporter: filled({
      name: said('customerName') ?? said('customerCompany'),
      phone: said('customerMobile') ?? said('customerTelphome'),
    }),
    worker: filled({ name: said('engineerName') }),
    createdAt: fromWireTime(read('createTime'), zone),
    window: start === undefined ? undefined : { start },
  }
  const number = said('orderNum') ?? ref.id
  return { ref, number, ...statusParts(read('status')), ...filled(optional) }
}

/** One order with everything the vendor told of it. */
export const toDetail = (ref: TicketRef, order: WireRecord, zone: string): TicketDetail => {
  const ticket = toTicket(ref, order, zone)
  const { fields, warnings } = readOrder(FIELDS, flattened(order), zone)
  return {
    ...ticket,
    attachments: links(attachmentsIn(order)).links,
    more: fields.filter((field) => !isShown(ticket, field)),
    raw: order,
    warnings: [...warnings, ...(text(readerOf(order)('id')) === ref.id ? [] : ['id: not the order asked for'])],
  }
}

/** The attachments as received, under whichever of their names they came. */
export const attachmentsIn = (order: WireRecord): unknown => readerOf(order)('accessories')

/** With the parts of the review beside the rest, under the names that `FIELDS` has for them. */
const flattened = (order: WireRecord): WireRecord => {
  const review = lookup(order)(['feedback'])
  if (!isRecord(review)) return order
  return { ...order, ...Object.fromEntries(Object.entries(review).map(([name, value]) => [`feedback.${name}`, value])) }
}

const readOrder = (specs: readonly FieldSpec[], record: WireRecord, zone: string) => {
  const { fields, warnings } = readFields(specs, withInstants(specs, record, zone))
  return { fields: fields.map((field) => ({ ...field, value: withCurrency(field) })), warnings }
}

/**
 * With each time as an epoch of 13 digits, which is what the common readers know; an unreadable one stays as it is. They
 * also come first, so that they are found before the same name in another case.
 */
const withInstants = (specs: readonly FieldSpec[], record: WireRecord, zone: string): WireRecord => {
  const find = lookup(record)
  const times = specs.filter(({ kind }) => kind === 'instant').map(({ name }) => name)
  const read = times.flatMap((name) => {
    const at = Date.parse(fromWireTime(find([name]), zone) ?? '')
    return at >= 0 ? [[name, String(at).padStart(13, '0')]] : []
  })
  return { ...Object.fromEntries(read), ...record, ...Object.fromEntries(read) }
}

/** The document states 元 for these two; for the other amounts it is assumed. */
const IN_YUAN: readonly string[] = ['doorPrice', 'servicePrice'] satisfies FieldName[]

const withCurrency = ({ name, value }: DetailField): DetailValue => {
  if (value.kind !== 'money' || !IN_YUAN.includes(name)) return value
  const { minor, currency } = value.money
  return { kind: 'money', money: { minor, currency } }
}

/** Where the normalised ticket shows a field. What is not equal to it there goes to `more`. */
const SHOWN_AS: ReadonlyMap<string, (ticket: Ticket) => string | undefined> = new Map(
  Object.entries({
    orderNum: (ticket) => ticket.number,
    taskDesc: (ticket) => ticket.description,
    comment: (ticket) => ticket.description,
    customerName: (ticket) => ticket.reporter?.name,
    customerCompany: (ticket) => ticket.reporter?.name,
    customerMobile: (ticket) => ticket.reporter?.phone,
    customerTelphome: (ticket) => ticket.reporter?.phone,
    engineerName: (ticket) => ticket.worker?.name,
    createTime: (ticket) => ticket.createdAt,
    appointmentTime: (ticket) => ticket.window?.start,
  } satisfies Partial<Record<FieldName, (ticket: Ticket) => string | undefined>>),
)

/** The parts that the place is put together from. */
const PLACE: readonly string[] = ['provinceName', 'cityName', 'districtName', 'address'] satisfies FieldName[]

const isShown = (ticket: Ticket, { name, value }: DetailField): boolean => {
  if (name === 'accessories') return value.kind === 'links'
  const shown = 'text' in value ? value.text : value.kind === 'instant' ? value.at : undefined
  if (shown === undefined) return false
  return PLACE.includes(name) ? (ticket.place?.includes(shown) ?? false) : shown === SHOWN_AS.get(name)?.(ticket)
}

/** A progress report as news of a ticket. Where the engineer stood is not read, so it goes nowhere. */
export const toProgress = (report: Report, zone: string): Progress => {
  const read = lookup(report)
  const event = lookup(report.orderRecord)
  const who = text(event(['commentName']))
  const at = fromWireTime(event(['createTime']), zone) ?? fromWireTime(read(['createTime']), zone)
  const parts = statusParts(read(['status']))
  return {
    ref: { vendor: VENDOR, community: ACCOUNT, id: report.orderId },
    number: text(read(['orderNum'])) ?? report.orderId,
    ...parts,
    ...(at === undefined ? {} : { at }),
    ...(who === undefined ? {} : { who }),
    what: { kind: 'text', text: text(event(['operation'])) ?? parts.vendorStatus ?? '' },
    more: [
      ...readOrder(REPORT_FIELDS, report, zone).fields,
      ...readOrder(RECORD_FIELDS, report.orderRecord, zone).fields,
    ],
  }
}

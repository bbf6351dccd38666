import { DateTime } from 'luxon'
import type { TimelineEntry } from '../../tickets/driver.ts'
import type {
  DetailField,
  Instant,
  Person,
  Priority,
  Status,
  Ticket,
  TicketDetail,
  TicketRef,
} from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import { createReader, filled, instant, links, lookup, notShown, text, type WireRecord } from '../fields.ts'
import { NAMES, PHONES } from './customer-words.ts'
import type { CaseResult } from './schema.ts'
import { caseSection, customerSections, readSection, type Section, taskSection } from './sections.ts'
import { CASE_FIELDS, type CaseField, RESULT_FIELDS, TRACE_FIELDS, TRACE_TYPES, TRACE_UNNAMED } from './words.ts'

const reader = createReader<CaseField>(CASE_FIELDS)

/** The wall-clock time of an instant in the tenant's zone, `2023-06-16 16:25:22`. Fractions of a second are left out. */
export const toWireTime = (at: Instant, zone: string): string =>
  DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss')

/** A time that says no zone is one of the tenant's zone; undefined when it is no time. */
const fromWireTime = (value: unknown, zone: string): Instant | undefined => {
  const said = text(value) ?? ''
  if (!/^\d{4}-\d{2}-\d{2}/.test(said)) return instant(value)
  const read = [DateTime.fromSQL(said, { zone }), DateTime.fromISO(said, { zone })].find((one) => one.isValid)
  return read?.toUTC().toISO() ?? undefined
}

const STATES: ReadonlyMap<string, Status> = new Map([
  ['pending', 'pending'],
  ['processing', 'in_progress'],
  ['completed', 'done'],
])

/** Cancelling and suspending leave `state` as it was and set a flag beside it. A suspended case waits to be resumed. */
const statusOf = (info: WireRecord): Status => {
  const read = reader(info)
  if (isTrue(read('AICC__IsCanced__CST'))) return 'cancelled'
  const status = STATES.get(text(read('state'))?.toLowerCase() ?? '') ?? 'unknown'
  if (status === 'done') return text(read('closedDate')) === undefined ? 'done' : 'closed'
  return isTrue(read('AICC__IsSuspend__CST')) ? 'pending' : status
}

/** The state of a suspended case is still “Processing”, which would contradict that it waits. */
const SUSPENDED: Words = { en: 'Suspended', 'zh-CN': '已暂停' }

const isTrue = (flag: unknown): boolean => flag === true || text(flag)?.toLowerCase() === 'true'

/** By its name, or by the number that the page of the list has for it. */
const PRIORITIES: ReadonlyMap<string, Priority> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['3', 'critical'],
  ['2', 'high'],
  ['1', 'medium'],
  ['0', 'low'],
])

/** A case as the list has it, and as `caseInfo` has it. Its id is the ticket's id. */
export const toTicket = (ref: TicketRef, info: WireRecord, zone: string): Ticket => {
  const read = reader(info)
  const said = (name: CaseField) => text(read(name))
  const status = statusOf(info)
  const optional = {
    vendorStatus: said('state'),
    statusWord: status === 'pending' && isTrue(read('AICC__IsSuspend__CST')) ? SUSPENDED : undefined,
    priority: PRIORITIES.get(said('priority')?.toLowerCase() ?? ''),
    title: said('title'),
    description: said('description'),
    category: text(lookup(info)(['AICC__Type__CST.name'])),
    categoryId: said('type'),
    reporter: person({ phone: said('contactPhone') }),
    worker: person({ name: said('ownerName') }),
    createdAt: fromWireTime(read('createdDate'), zone),
  }
  return { ref, number: said('caseNo') ?? ref.id, status, ...filled(optional) }
}

/**
 * One case with everything that the answer told of it: the case, its tasks, and whom to contact. Asked for by its
 * number, it gets the ref that it has in lists, with its id.
 */
export const toDetail = (asked: TicketRef, result: CaseResult, zone: string): TicketDetail => {
  const { caseInfo, customerInfo, tasks } = result
  const ticket = toTicket({ ...asked, id: text(reader(caseInfo)('id')) ?? asked.id }, caseInfo, zone)
  const instantOf = (value: unknown) => fromWireTime(value, zone)
  const sections: Section[] = [
    caseSection(caseInfo, instantOf),
    readSection('', RESULT_FIELDS, result, instantOf),
    taskSection(tasks),
    ...customerSections(customerInfo, instantOf),
  ]
  const fields = sections.flatMap((section) => section.fields)
  const attachments = links(reader(caseInfo)('attachment')).links
  const reporter = person({ name: nameOf(customerInfo), phone: ticket.reporter?.phone ?? phoneOf(customerInfo) })
  const shown = { ...ticket, ...(reporter ? { reporter } : {}), attachments }
  const unknownState = ticket.status === 'unknown' && ticket.vendorStatus !== undefined
  return {
    ...shown,
    more: notShown(fields.filter(inMore), SHOWN_AS, shown),
    raw: result.raw,
    warnings: [...sections.flatMap(({ warnings }) => warnings), ...(unknownState ? ['state: unknown value'] : [])],
  }
}

/** Links are shown as attachments; what stands in their place and is no link is shown here. */
const inMore = ({ name, value }: DetailField): boolean => name !== 'attachment' || value.kind !== 'links'

/** Where the normalised ticket shows a field. What is not equal to it there goes to `more`. */
const SHOWN_AS: ReadonlyMap<string, (ticket: Ticket) => string | undefined> = new Map(
  Object.entries({
    id: ({ ref }) => ref.id,
    caseNo: ({ number }) => number,
    state: ({ vendorStatus, statusWord }) => (statusWord ? undefined : vendorStatus),
    title: ({ title }) => title,
    description: ({ description }) => description,
    contactPhone: ({ reporter }) => reporter?.phone,
    ownerName: ({ worker }) => worker?.name,
    createdDate: ({ createdAt }) => createdAt,
    'AICC__Type__CST.name': ({ category }) => category,
  } satisfies Partial<Record<CaseField | 'AICC__Type__CST.name', (ticket: Ticket) => string | undefined>>),
)

const person = (parts: { [K in keyof Person]: Person[K] | undefined }): Person | undefined => filled(parts)

const nameOf = (customer: WireRecord): string | undefined => {
  const find = lookup(customer)
  const parts = ['firstName', 'middleName', 'lastName'].flatMap((name) => text(find([name])) ?? [])
  return text(find(NAMES)) ?? text(parts.join(' '))
}

const phoneOf = (customer: WireRecord): string | undefined => text(lookup(customer)(PHONES))

/** What happened to a case, newest first; what does not say when comes last. */
export const toTimeline = ({ caseTrace }: CaseResult, zone: string): TimelineEntry[] =>
  caseTrace
    .map((trace) => toEntry(trace, zone))
    .sort((a, b) => Number(b.at !== undefined) - Number(a.at !== undefined) || (b.at ?? '').localeCompare(a.at ?? ''))

const toEntry = (trace: WireRecord, zone: string): TimelineEntry => {
  const find = lookup(trace)
  const type = text(find(['type']))
  const at = fromWireTime(find(['createdDate']), zone)
  const who = text(find(['creatorName']))
  const word = TRACE_TYPES.get(type?.toLowerCase() ?? '') ?? (type === undefined ? TRACE_UNNAMED : undefined)
  return {
    ...filled({ at, who }),
    what: word ? { kind: 'word', word, raw: type ?? '' } : { kind: 'text', text: type ?? '' },
    more: readSection('', TRACE_FIELDS, trace, (value) => fromWireTime(value, zone)).fields,
  }
}

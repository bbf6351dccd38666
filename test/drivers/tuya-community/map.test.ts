import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toListedTicket, toTicketDetail } from '../../../src/drivers/tuya-community/map.ts'
import type { TicketDetail } from '../../../src/tickets/ticket.ts'
import { shownBy } from './detail.ts'
import { DOCUMENTED, EXAMPLE, READS_AS } from './document.ts'

const REF = { vendor: 'tuya-community', community: '1384799976831380001', id: 'BX20261119104' }
const detail = (order: Record<string, unknown>) => toTicketDetail(REF, { service_order_no: REF.id, ...order })

test.each([
  ['WaitingForDistribute', 'new'],
  ['Pending', 'pending'],
  ['Processing', 'in_progress'],
  ['Completed', 'done'],
  ['Closed', 'closed'],
  ['Cancelled', 'cancelled'],
  ['Discarded', 'cancelled'],
  ['processing', 'in_progress'],
  ['Escalated', 'unknown'],
  ['constructor', 'unknown'],
])('%s is %s', (word, status) => {
  expect(detail({ order_status: word })).toMatchObject({ status, vendorStatus: word })
})

test('an unknown status is warned of, a missing one is not', () => {
  expect(detail({ order_status: 'Escalated' }).warnings).toEqual(['order_status: unknown value'])
  expect(detail({})).toMatchObject({ status: 'unknown', warnings: [] })
})

test.each([
  [1795251600000, '2026-11-21T09:00:00.000Z'],
  ['1795251600000', '2026-11-21T09:00:00.000Z'],
  [1795251600, '2026-11-21T09:00:00.000Z'],
])('the time %o is %s', (create_time, createdAt) => {
  expect(detail({ create_time })).toMatchObject({ createdAt, more: [], warnings: [] })
})

test.each([13010013331, '2026-11-21 09:00', -1795251600, { at: 1 }])('the time %o is shown raw', (create_time) => {
  const ticket = detail({ create_time })
  expect(ticket.createdAt).toBeUndefined()
  expect(ticket.more).toMatchObject([{ name: 'create_time', value: { kind: 'unreadable' } }])
  expect(ticket.warnings).toEqual(['create_time: unreadable'])
})

test('a time of zero is none', () => {
  expect(detail({ finish_time: 0, create_time: '0' })).toMatchObject({ more: [], warnings: [] })
})

test('the second description stays when it says something else', () => {
  const both = detail({ order_content: 'Lift stuck', desc: 'Call first' })
  expect(both.description).toBe('Lift stuck')
  expect(shownBy(both, 'desc')).toBe('Call first')
  expect(detail({ order_content: 'Lift stuck', desc: ' Lift stuck ' }).more).toEqual([])
  expect(detail({ order_content: '', desc: 'Call first' })).toMatchObject({ description: 'Call first', more: [] })
})

test('the place is where the work is; the other address stays, as personal', () => {
  const ticket = detail({ service_address: '东门岗亭', room_address: '4 栋 1203' })
  expect(ticket.place).toBe('东门岗亭')
  expect(ticket.more).toMatchObject([{ name: 'room_address', value: { kind: 'personal', text: '4 栋 1203' } }])
  expect(detail({ room_address: '4 栋 1203' })).toMatchObject({ place: '4 栋 1203', more: [] })
})

test('a contact that is no phone number is not taken for one', () => {
  expect(detail({ contacts: '138****5678' }).reporter).toEqual({ phone: '138****5678' })
  const wechat = detail({ contacts: 'WeChat: lin_xt' })
  expect(wechat.reporter).toBeUndefined()
  expect(wechat.more).toMatchObject([{ name: 'contacts', value: { kind: 'personal', text: 'WeChat: lin_xt' } }])
})

test('what is personal stays personal when it cannot be read', () => {
  expect(detail({ creator: { name: 'James' } }).more).toMatchObject([{ value: { kind: 'personal' } }])
})

test('only http and https count as links, and nothing else is dropped', () => {
  const ticket = detail({ attachments: ['https://a.example/1.jpg', { url: 'http://a.example/2.jpg' }, 'javascript:x'] })
  expect(ticket.attachments).toEqual([
    { url: 'https://a.example/1.jpg', picture: true },
    { url: 'http://a.example/2.jpg', picture: true },
  ])
  expect(ticket.more).toMatchObject([{ name: 'attachments', value: { kind: 'text', text: 'javascript:x' } }])
  expect(ticket.warnings).toEqual(['attachments: not a link'])
})

test('camelCase and the names of the list read the same', () => {
  const one = detail({ order_status: 'Pending', category_name: 'Lifts', dispatch_user: 'Ewa', create_time: 1795251600 })
  const { raw: _one, ...same } = detail({
    Status: 'Pending',
    cateName: 'Lifts',
    handler: 'Ewa',
    createTime: 1795251600,
  })
  expect(one).toMatchObject(same)
})

test('another number than the one asked for is shown and warned of; the ref stays', () => {
  const ticket = detail({ service_order_no: 'BX20261119999' })
  expect(ticket).toMatchObject({ ref: REF, number: 'BX20261119999' })
  expect(ticket.warnings).toEqual(['service_order_no: not the number asked for'])
  expect(detail({ service_order_no: REF.id.toLowerCase() }).warnings).toEqual([])
})

test('a row without a number is no ticket', () => {
  expect(toListedTicket('tuya-community', '1', { service_order_id: '7', status: 'Pending' })).toBeUndefined()
})

test('an update time is taken under the names it may have', () => {
  const row = toListedTicket('tuya-community', '1', { service_order_no: 'BX20261119104', updateTime: '1795251600000' })
  expect(row?.updatedAt).toBe('2026-11-21T09:00:00.000Z')
})

const fold = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** Every piece of text that the ticket shows as the vendor's. */
const said = ({ ref, ...ticket }: TicketDetail): string[] => {
  const { vendorStatus, description, communityName, category, place, reporter, worker } = ticket
  const number = ticket.number === ref.id ? undefined : ticket.number
  const people = [reporter?.name, reporter?.phone, worker?.name]
  const more = ticket.more.map(({ value }) => ('text' in value ? value.text : 'raw' in value ? value.raw : undefined))
  const all = [number, vendorStatus, description, communityName, category, place, ...people, ...more]
  return all.filter((one) => one !== undefined)
}

/** Every moment that the ticket shows, as the seconds or milliseconds it may have been sent as. */
const moments = ({ createdAt, updatedAt, window, more }: TicketDetail): (string | undefined)[][] =>
  [createdAt, updatedAt, window?.start, window?.end, ...more.map(({ value }) => 'at' in value && value.at)]
    .filter((at) => typeof at === 'string')
    .map((at) => [String(Date.parse(at)), String(Date.parse(at) / 1000)])

test('whatever is missing, empty, of another type or added: nothing throws, is lost or is made up', () => {
  const odd = fc.oneof(fc.constantFrom(null, '', '  ', [], {}, true), fc.integer(), fc.string(), fc.object())
  const names = fc.oneof(fc.constantFrom(...DOCUMENTED, 'status', 'Handler', 'createTime'), fc.string())
  fc.assert(
    fc.property(fc.subarray(DOCUMENTED), fc.dictionary(names, odd), (kept, changed) => {
      const order = { ...Object.fromEntries(kept.map((name) => [name, EXAMPLE[name]])), ...changed }
      const ticket = toTicketDetail(REF, order)
      toListedTicket(REF.vendor, REF.community, order)

      const changedNames = Object.keys(changed).map(fold)
      for (const name of kept.filter((one) => !changedNames.includes(fold(one)))) {
        expect(shownBy(ticket, name)).toBe(READS_AS[name] ?? String(EXAMPLE[name]))
      }
      const sent = Object.values(order).flatMap((value) => [
        JSON.stringify(value),
        ...(typeof value === 'object' ? [] : [String(value).trim()]),
        ...(Array.isArray(value) ? [value.join(', ')] : []),
      ])
      for (const one of said(ticket)) expect(sent).toContain(one)
      for (const candidates of moments(ticket)) expect(sent.some((one) => candidates.includes(one))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

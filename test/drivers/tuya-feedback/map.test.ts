import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toListedTicket, toTicketDetail } from '../../../src/drivers/tuya-feedback/map.ts'
import { DETAIL, EXAMPLE_ROW, LISTED, READS_AS } from './document.ts'
import { shownBy } from './shown.ts'

const REF = { vendor: 'tuya-feedback', community: 'testxxxx', id: 'FBAY2021113****' }
const detail = (record: Record<string, unknown>, row: Record<string, unknown> = {}) => toTicketDetail(REF, record, row)

test.each([
  ['WaitingForDistribute', 'new'],
  ['Pending', 'pending'],
  ['Processing', 'in_progress'],
  ['PendingUserFeedback', 'waiting_user'],
  ['PendingUserConfirm', 'waiting_user'],
  ['Finished', 'done'],
  ['Cancelled', 'cancelled'],
  ['pendinguserconfirm', 'waiting_user'],
  ['Escalated', 'unknown'],
  ['constructor', 'unknown'],
])('%s is %s', (word, status) => {
  expect(detail({ state_code: word })).toMatchObject({ status, vendorStatus: word })
})

test('an unknown state is warned of, a missing one is not', () => {
  expect(detail({ state_code: 'Escalated' }).warnings).toEqual(['state_code: unknown value'])
  expect(detail({})).toMatchObject({ status: 'unknown', warnings: [] })
})

test.each([-1, '-1'])('a rating of %o is none', (evaluation_star) => {
  expect(detail({ evaluation_star })).toMatchObject({ more: [], warnings: [] })
})

test.each([
  [5, '5'],
  [0, '0'],
])('a rating of %o is shown', (evaluation_star, shown) => {
  expect(shownBy(detail({ evaluation_star }), 'evaluation_star')).toBe(shown)
})

test('the name of the state is shown when it says more than its code', () => {
  expect(shownBy(detail({ state_code: 'Pending', state_name: '待处理' }), 'state_name')).toBe('待处理')
  expect(detail({ state_code: 'Pending', state_name: 'Pending' }).more).toEqual([])
})

test('times are milliseconds, and what is none is shown raw', () => {
  expect(detail({ create_time: '1638255813812' }).createdAt).toBe('2021-11-30T07:03:33.812Z')
  const odd = detail({ create_time: 16382558138 })
  expect(odd.createdAt).toBeUndefined()
  expect(odd.more).toMatchObject([{ name: 'create_time', value: { kind: 'unreadable', raw: '16382558138' } }])
})

test('people, accounts and devices are personal', () => {
  const personal = Object.keys(DETAIL).filter((name) => /owner|assignee|requester|uuid|device_id/.test(name))
  const { more } = detail(DETAIL, EXAMPLE_ROW)
  const kinds = more.filter(({ name }) => /owner_nick|handler$|handler_owner$|requester|uuid|device_id/.test(name))
  expect(personal.length).toBeGreaterThan(8)
  expect(new Set(kinds.map(({ value }) => value.kind))).toEqual(new Set(['personal']))
})

test('a flag in words of its own is shown as it came, with a warning', () => {
  const ticket = detail({ urge: 'twice' })
  expect(shownBy(ticket, 'urge')).toBe('twice / twice / twice')
  expect(ticket.warnings).toEqual(['urge: unknown value'])
})

test('camelCase and the names of the detail read the same', () => {
  const one = detail({ state_code: 'Pending', handler_nick_name: 'Maja', create_time: 1638255813812 })
  const { raw: _raw, ...other } = detail({ stateCode: 'Pending', assigneeNickName: 'Maja', createTime: 1638255813812 })
  expect(one).toMatchObject(other)
})

test('what the detail says goes before what the list said earlier', () => {
  const ticket = detail(
    { state_code: 'Finished', app_name: '' },
    { state_code: 'Processing', app_name: 'Nordhus Home' },
  )
  expect(ticket.status).toBe('done')
  expect(shownBy(ticket, 'app_name')).toBe('Nordhus Home')
})

test('a ticket that is not found in the list has no description, and says so', () => {
  expect(toTicketDetail(REF, DETAIL, undefined)).toMatchObject({ warnings: ['description: not found in the list'] })
})

test('a row without a number is no ticket', () => {
  expect(toListedTicket('testxxxx', { state_code: 'Pending' })).toBeUndefined()
})

const fold = (name: string): string => name.replaceAll('_', '').toLowerCase()
const EVERYTHING: Readonly<Record<string, unknown>> = { ...EXAMPLE_ROW, ...DETAIL, evaluation_problem_solve: true }
const SHOWN = Object.keys(EVERYTHING).filter((name) => !['user_account', 'evaluation_star'].includes(name))
/** The same under two names: either may be the one that is shown. */
const TWICE = SHOWN.filter((name) => /handle|assignee/.test(name))

test('whatever is missing, empty, of another type or added: nothing throws or is lost', () => {
  const odd = fc.oneof(fc.constantFrom(null, '', '  ', [], {}, true), fc.integer(), fc.string(), fc.object())
  const names = fc.oneof(fc.constantFrom(...LISTED, ...Object.keys(DETAIL), 'stateCode'), fc.string())
  fc.assert(
    fc.property(fc.subarray(SHOWN), fc.dictionary(names, odd), (kept, changed) => {
      const record = { ...Object.fromEntries(kept.map((name) => [name, EVERYTHING[name]])), ...changed }
      const ticket = detail(record)
      toListedTicket(REF.community, record)
      const touched = [...Object.keys(changed).map(fold), ...TWICE.map(fold)]
      for (const name of kept.filter((one) => !touched.includes(fold(one)))) {
        expect(shownBy(ticket, name)).toBe(READS_AS[name] ?? String(EVERYTHING[name]))
      }
    }),
    { numRuns: 300 },
  )
})

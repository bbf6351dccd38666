import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDetail, toTicket, toTimeline, toWireTime } from '../../../src/drivers/aicc/map.ts'
import { caseSchema } from '../../../src/drivers/aicc/schema.ts'
import { DOCUMENT_EXAMPLE } from '../../../src/drivers/aicc/seed-example.ts'
import { demand } from '../../../src/tickets/driver.ts'
import type { DetailValue, TicketDetail } from '../../../src/tickets/ticket.ts'
import { EXAMPLE, openVendor, success } from './vendor.ts'

const ZONE = 'Asia/Shanghai'

const resultOf = (value: unknown) => {
  const result = caseSchema.parse(value)
  if (!result) throw new Error('no case in it')
  return result
}

const detailOf = (value: unknown, zone = ZONE): TicketDetail => toDetail(EXAMPLE, resultOf(value), zone)
const detailOfInfo = (caseInfo: object): TicketDetail => detailOf([{ caseInfo: { id: 'c6m8', ...caseInfo } }])
const more = (detail: TicketDetail, name: string): DetailValue | undefined =>
  detail.more.find((field) => field.name === name)?.value

describe('the status', () => {
  it.each<[object, string]>([
    [{ state: 'Pending' }, 'pending'],
    [{ state: 'PROCESSING' }, 'in_progress'],
    [{ state: 'Completed' }, 'done'],
    [{ state: 'Completed', closedDate: '2026-11-20 10:00:00' }, 'closed'],
    [{ state: 'Completed', closedDate: '' }, 'done'],
    [{ state: 'Processing', AICC__IsCanced__CST: true }, 'cancelled'],
    [{ state: 'Completed', isCanced: 'true' }, 'cancelled'],
    [{ state: 'Processing', AICC__IsCancelled__CST: true }, 'cancelled'],
    [{ state: 'Processing', AICC__IsCanced__CST: false }, 'in_progress'],
    [{ state: 'Processing', AICC__IsSuspend__CST: true }, 'pending'],
    [{ state: 'Completed', AICC__IsSuspend__CST: true }, 'done'],
    [{ state: 'Waiting' }, 'unknown'],
    [{ state: 'constructor' }, 'unknown'],
    [{}, 'unknown'],
  ])('of %j is %s', (info, status) => {
    expect(toTicket(EXAMPLE, { ...info }, ZONE).status).toBe(status)
  })

  it('of a suspended case is told in our words, since its state contradicts it', () => {
    const suspended = { state: 'Processing', AICC__IsSuspend__CST: true }
    expect(toTicket(EXAMPLE, suspended, ZONE)).toMatchObject({ statusWord: { en: 'Suspended', 'zh-CN': '已暂停' } })
    expect(toTicket(EXAMPLE, { ...suspended, state: 'Completed' }, ZONE).statusWord).toBeUndefined()
  })

  it('that nobody documented stays readable as it came', () => {
    expect(detailOfInfo({ state: 'Waiting' })).toMatchObject({
      vendorStatus: 'Waiting',
      warnings: ['state: unknown value'],
    })
  })
})

describe('a time', () => {
  it.each([
    ['2026-11-21 17:00:00', ZONE, '2026-11-21T09:00:00.000Z'],
    ['2026-07-01 12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-12-01 12:00:00', 'Europe/Berlin', '2026-12-01T11:00:00.000Z'],
    ['2026-11-21', ZONE, '2026-11-20T16:00:00.000Z'],
    ['2026-11-21T17:00:00', ZONE, '2026-11-21T09:00:00.000Z'],
    ['2026-11-21T10:00:00+01:00', ZONE, '2026-11-21T09:00:00.000Z'],
    ['1999-12-31 23:59:59', ZONE, '1999-12-31T15:59:59.000Z'],
    [1795251600000, ZONE, '2026-11-21T09:00:00.000Z'],
  ])('%j in %s is %s', (createdDate, zone, expected) => {
    expect(toTicket(EXAMPLE, { createdDate }, zone).createdAt).toBe(expected)
    const closed = detailOf([{ caseInfo: { id: 'c6m8', closedDate: createdDate } }], zone)
    expect(more(closed, 'closedDate')).toEqual({ kind: 'instant', at: expected })
  })

  it.each(['2026-02-30 10:00:00', '21/11/2026', 'tomorrow', '12', { date: 1 }])('%j is shown as it came', (dueDate) => {
    const detail = detailOfInfo({ dueDate })
    expect(more(detail, 'dueDate')?.kind).toBe('unreadable')
    expect(detail.warnings).toContain('dueDate: unreadable')
  })

  it('survives the way out and in, to the second', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-09-10'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'UTC'),
        (date, zone) => {
          date.setUTCMilliseconds(0)
          const wire = toWireTime(date.toISOString(), zone)
          expect(wire).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
          expect(toTicket(EXAMPLE, { createdDate: wire }, zone).createdAt).toBe(date.toISOString())
        },
      ),
    )
  })
})

describe('the priority', () => {
  it.each([
    ['Critical', 'critical'],
    ['high', 'high'],
    ['Medium', 'medium'],
    ['Low', 'low'],
    // As the page of the list numbers them.
    [3, 'critical'],
    ['0', 'low'],
    ['', undefined],
    ['Urgent', undefined],
    [4, undefined],
    [null, undefined],
  ])('%j is %s', (priority, expected) => {
    expect(toTicket(EXAMPLE, { priority }, ZONE).priority).toBe(expected)
  })
})

describe('the contact', () => {
  it.each<[object, object, string | undefined, string | undefined]>([
    [{ contactPhone: '138****2046' }, { cellPhone1: '555555' }, undefined, '138****2046'],
    [{}, { customerName: 'test5', nickName: 'T', cellPhone1: null, phone: '0571-8800' }, 'test5', '0571-8800'],
    [{}, { name: '沈佳怡', customerName: 'x' }, '沈佳怡', undefined],
    [{}, { nickName: 'Jo' }, 'Jo', undefined],
    [{}, { firstName: 'Clara', middleName: '', lastName: 'Lindqvist' }, 'Clara Lindqvist', undefined],
  ])('of case %j and customer %j is %s, %s', (info, customerInfo, name, phone) => {
    const { reporter } = detailOf({ caseInfo: { id: 'c6m8', ...info }, customerInfo })
    expect([reporter?.name, reporter?.phone]).toEqual([name, phone])
  })

  it('is read alone, nested in its own name, and in an array of one', () => {
    const customer = { customerName: 'test5' }
    for (const customerInfo of [customer, { customerInfo: customer }, [customer], [{ customerInfo: customer }]]) {
      expect(detailOf({ caseInfo: { id: 'c6m8' }, customerInfo }).reporter).toEqual({ name: 'test5' })
    }
  })

  it('may have its address and accounts as text', () => {
    const detail = detailOf({
      caseInfo: { id: 'c6m8' },
      customerInfo: { address: 'Norra Hamngatan 14', bindAccount: 'wx-1' },
    })
    expect(more(detail, 'customerInfo.address')).toEqual({ kind: 'personal', text: 'Norra Hamngatan 14' })
    expect(more(detail, 'customerInfo.bindAccount')).toEqual({ kind: 'personal', text: 'wx-1' })
  })
})

describe('a field of the tenant’s own', () => {
  const detail = detailOfInfo({
    AICC__test1__CST: 'No. 7, 2nd floor',
    AICC__Meter__CST: { number: 12 },
    'AICC__Meter__CST.name': 'Heat meter 12',
    'AICC__Type__CST.name': '账单与费用',
    state: 'Pending',
    'AICC__State__CST.name': 'Pending',
    'AICC__Priority__CST.name': 'Critical',
    priority: 'High',
  })

  it('is shown under its name, masked, since nobody knows what is in it', () => {
    expect(more(detail, 'AICC__test1__CST')).toEqual({ kind: 'personal', text: 'No. 7, 2nd floor' })
    expect(more(detail, 'AICC__Meter__CST')).toEqual({ kind: 'personal', text: '{"number":12}' })
    expect(more(detail, 'AICC__Meter__CST.name')).toEqual({ kind: 'text', text: 'Heat meter 12' })
  })

  it('is left out when it says what another says', () => {
    expect(detail.category).toBe('账单与费用')
    expect(more(detail, 'AICC__Type__CST.name')).toBeUndefined()
    expect(more(detail, 'AICC__State__CST.name')).toBeUndefined()
    expect(more(detail, 'AICC__Priority__CST.name')).toEqual({ kind: 'text', text: 'Critical' })
  })
})

it('names each task, and links what can be linked', () => {
  const detail = detailOf({
    caseInfo: { id: 'c6m8', attachment: 'https://files.example/meter.jpg' },
    tasks: [{ id: 't1', title: 'Read the meter', state: 'Pending', ownerName: '罗敏' }, { x: 1 }],
  })
  expect(detail.attachments).toEqual([{ url: 'https://files.example/meter.jpg' }])
  expect(more(detail, 'tasks.0')).toEqual({ kind: 'text', text: 't1 · Read the meter · Pending' })
  expect(more(detail, 'tasks.1')).toEqual({ kind: 'text', text: '{"x":1}' })
  const odd = detailOfInfo({ attachment: 'obs:ab12' })
  expect(more(odd, 'attachment')).toEqual({ kind: 'text', text: 'obs:ab12' })
})

it('tells what happened, newest first, in our words where we know them', () => {
  const caseTrace = [
    { type: 'CreateCase', createdDate: '2026-11-20 09:00:00', creatorName: 'ServiceCloud' },
    {
      type: 'Iternal',
      createdDate: '2026-11-20 11:00:00',
      title: 'Call',
      description: '已回电',
      attachment: 'https://f.example/1',
    },
    { description: 'no date, no type' },
    { type: 'Escalate', createdDate: '2026-11-20 10:00:00', toAddress: 'ops@example.cn', fromName: '郑海涛' },
  ]
  const timeline = toTimeline(resultOf({ caseInfo: { id: 'c6m8' }, caseTrace }), ZONE)
  expect(timeline.map(({ at, what }) => [at, 'word' in what ? what.word.en : 'text' in what && what.text])).toEqual([
    ['2026-11-20T03:00:00.000Z', 'Internal note'],
    ['2026-11-20T02:00:00.000Z', 'Escalate'],
    ['2026-11-20T01:00:00.000Z', 'Filed'],
    [undefined, 'Something happened'],
  ])
  expect(timeline.map((entry) => entry.more.map(({ name, value }) => `${name} ${value.kind}`))).toEqual([
    ['title text', 'description text', 'attachment links'],
    ['fromName personal', 'toAddress personal'],
    [],
    ['description text'],
  ])
})

describe('whatever arrives', () => {
  const [INFO, CUSTOMER] = [
    DOCUMENT_EXAMPLE.caseInfo,
    { customerName: 'test5', address: { city: '杭州' }, bindAccount: [] },
  ]
  const odd = fc.oneof(fc.constantFrom(undefined, null, '', '  ', [], {}, true), fc.jsonValue())
  const changed = (record: Readonly<Record<string, unknown>>) =>
    fc
      .tuple(
        fc.subarray(Object.keys(record)),
        fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(record)), fc.string()), odd),
      )
      .map(([kept, others]) => ({ ...Object.fromEntries(kept.map((name) => [name, record[name]])), ...others }))
  const answer = fc.record({
    caseInfo: changed(INFO).map((info) => ({ ...info, id: 'c6m8' })),
    caseTrace: fc.oneof(fc.array(changed(DOCUMENT_EXAMPLE.caseTrace[0] ?? {})), odd),
    customerInfo: fc.oneof(changed(CUSTOMER), odd),
    tasks: fc.oneof(fc.array(odd), odd),
    isFollower: odd,
  })

  const isFilled = (value: unknown): boolean =>
    value !== undefined && value !== null && !/^("\s*"|\[\])$/.test(JSON.stringify(value))

  it('nothing throws, and nothing of the case is lost', () => {
    fc.assert(
      fc.property(answer, (value) => {
        const detail = detailOf([value])
        expect(detail.raw).toEqual(value)
        const seen = JSON.stringify([detail.more, { ...detail, more: [], raw: undefined }])
        const texts = Object.values(value.caseInfo).filter((one): one is string => typeof one === 'string')
        const known = texts.filter((one) => isFilled(one) && !/^\d{4}-\d\d-\d\d|^0+$/.test(one.trim()))
        const lost = known.filter((one) => !seen.includes(JSON.stringify(one.trim()).slice(1, -1)))
        expect(lost).toEqual([])
      }),
    )
  })

  it('nothing throws in the timeline, which has an entry for each trace', () => {
    fc.assert(
      fc.property(answer, (value) => {
        const traces = Array.isArray(value.caseTrace) ? value.caseTrace : []
        const records = traces.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
        expect(toTimeline(resultOf(value), ZONE)).toHaveLength(records.length)
      }),
    )
  })

  it.each([[null], [undefined], [''], [[]], [{}], [[{}]], [{ caseInfo: null }], [[{ caseInfo: [] }]]])(
    '%j is no case',
    async (result) => {
      const { driver } = await openVendor(() => success(result))
      await expect(demand(driver, 'detail')(EXAMPLE)).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  it.each([['case'], [7], [[1, 2]], [{ rows: [] }], [{ caseInfo: 'c6m8' }]])('%j is not guessed at', async (result) => {
    const { driver } = await openVendor(() => success(result))
    await expect(demand(driver, 'detail')(EXAMPLE)).rejects.toMatchObject({ code: 'bad_response' })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDetail, toTicket } from '../../../src/drivers/akubela/map.ts'
import { repairSchema } from '../../../src/drivers/akubela/schema.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { openVendor, REPAIR, RESIDENCE, success } from './vendor.ts'

const FIELDS = repairSchema.keyof().options

const statusOf = (state: unknown) => toTicket(REPAIR, repairSchema.parse({ state }))

describe('a state', () => {
  it.each([
    ['wait for confirmation', 'new'],
    ['  Wait_For-Confirmation ', 'new'],
    ['IN  PROGRESS', 'in_progress'],
    ['in_progress', 'in_progress'],
    ['completed', 'done'],
    ['Closed', 'closed'],
  ])('%j means %s', (state, status) => {
    expect(statusOf(state).status).toBe(status)
  })

  it('that nobody documented stays readable as it came', () => {
    expect(statusOf('on hold')).toMatchObject({ status: 'unknown', vendorStatus: 'on hold' })
    expect(statusOf('constructor')).toMatchObject({ status: 'unknown', vendorStatus: 'constructor' })
    expect(statusOf(null)).not.toHaveProperty('vendorStatus')
  })
})

describe('a field that is not as documented', () => {
  const detail = toDetail(REPAIR, {
    start_time: '16.01.2024 13:32',
    finish_time: '2024-02-30 10:00:00',
    description: { text: 'no water' },
    contact: 13800005678,
    maintenance_picture_url: ['https://pictures.example/1', 'f8b5a73f', 'javascript:alert(1)', 7],
    feedback: null,
    created_time: '2024-01-12T13:32:45Z',
  })

  it('is shown raw, with a warning that tells no value', () => {
    expect(detail.more.map(({ name, value }) => [name, value])).toEqual([
      ['start_time', { kind: 'unreadable', raw: '16.01.2024 13:32' }],
      ['finish_time', { kind: 'unreadable', raw: '2024-02-30 10:00:00' }],
      ['description', { kind: 'unreadable', raw: '{"text":"no water"}' }],
      ['contact', { kind: 'personal', text: '13800005678' }],
      ['maintenance_picture_url', { kind: 'unreadable', raw: 'f8b5a73f, javascript:alert(1), 7' }],
      ['created_time', { kind: 'unreadable', raw: '2024-01-12T13:32:45Z' }],
    ])
    expect(detail.warnings).toEqual(
      ['start_time', 'finish_time', 'description', 'maintenance_picture_url', 'created_time'].map(
        (name) => `${name}: not as documented`,
      ),
    )
  })

  it('is masked as before when it is the contact', () => {
    const odd = toDetail(REPAIR, { contact: { name: '李女士' } })
    expect(odd.more.map(({ value }) => value)).toEqual([{ kind: 'personal', text: '{"name":"李女士"}' }])
    expect(odd.warnings).toEqual(['contact: not as documented'])
    expect(odd).not.toHaveProperty('reporter')
  })

  it('takes no place in the ticket', () => {
    expect(detail.attachments).toEqual([{ url: 'https://pictures.example/1', picture: true }])
    expect(detail.reporter).toEqual({ phone: '13800005678' })
    for (const name of ['window', 'createdAt', 'description']) expect(detail).not.toHaveProperty(name)
  })
})

it.each([
  ['10086', { phone: '10086' }],
  ['138****5678', { phone: '138****5678' }],
  ['+49 (30) 5550-142', { phone: '+49 (30) 5550-142' }],
  ['李女士', { name: '李女士' }],
  ['Frau Neumann', { name: 'Frau Neumann' }],
])('takes the contact %j for what it is', (contact, reporter) => {
  expect(toDetail(REPAIR, { contact }).reporter).toEqual(reporter)
})

describe('whatever arrives', () => {
  const EXAMPLE = {
    start_time: '2024-01-16 13:32:45',
    finish_time: '2024-01-17 13:32:45',
    description: 'test',
    contact: '10086',
    maintenance_picture_url: ['https://test.akubela.com/p'],
    feedback: 'test',
    state: 'in progress',
    created_time: '2024-01-12 13:32:45',
  }
  const absent = fc.constantFrom(undefined, null, '', '   ', [])
  const field = (name: keyof typeof EXAMPLE) => fc.oneof(fc.constant<unknown>(EXAMPLE[name]), absent, fc.jsonValue())
  const record = fc
    .tuple(
      fc.record(Object.fromEntries(FIELDS.map((name) => [name, field(name)])), { requiredKeys: [] }),
      fc.dictionary(fc.string(), fc.jsonValue()),
    )
    .map(([known, extra]): Record<string, unknown> => ({ ...extra, ...known }))

  it('never throws, and shows each filled field in one place or another', () => {
    fc.assert(
      fc.property(record, (raw) => {
        const detail = toDetail(REPAIR, raw)
        const filled = FIELDS.filter((name) => !/^(|null|""|" +"|\[\])$/.test(JSON.stringify(raw[name]) ?? ''))
        const shown = new Set(detail.more.map(({ name }) => name))
        const normalised = {
          start_time: detail.window?.start,
          finish_time: detail.window?.end,
          description: detail.description,
          contact: detail.reporter,
          maintenance_picture_url: detail.attachments[0],
          feedback: undefined,
          state: detail.vendorStatus,
          created_time: detail.createdAt,
        }
        const hidden = filled.filter((name) => !shown.has(name) && normalised[name] === undefined)
        const invented = FIELDS.filter((name) => !filled.includes(name)).filter(
          (name) => shown.has(name) || normalised[name] !== undefined,
        )
        expect({ hidden, invented }).toEqual({ hidden: [], invented: [] })
        expect(detail.raw).toBe(raw)
      }),
    )
  })

  it('shows a value only as it was sent', () => {
    fc.assert(
      fc.property(record, (raw) => {
        const detail = toDetail(REPAIR, raw)
        const { description, vendorStatus, reporter, attachments } = detail
        const sent = JSON.stringify(raw)
        const values = [
          description,
          vendorStatus,
          reporter?.name,
          reporter?.phone,
          ...attachments.map(({ url }) => url),
        ]
        for (const value of values.filter((one) => one !== undefined)) {
          expect(sent).toContain(JSON.stringify(value).slice(1, -1))
        }
      }),
    )
  })
})

describe('an answer in another form', () => {
  it('counts the rows that have no id, and keeps the others', async () => {
    const rows = [
      { maintenance_id: 'm1' },
      { maintenance_id: '' },
      null,
      'm2',
      [],
      { state: 'closed' },
      { maintenance_id: 3 },
    ]
    await using vendor = await openVendor(() => success(rows))
    const page = await demand(vendor.driver, 'list')({ community: RESIDENCE })
    expect(page.items.map(({ ref }) => ref.id)).toEqual(['m1', '3'])
    expect(page).toMatchObject({ total: 2, unreadable: 5 })
  })

  it.each([[null], [undefined], [[]], [{}]])('takes %j for an empty list', async (result) => {
    await using vendor = await openVendor(() => success(result))
    expect(await demand(vendor.driver, 'list')({ community: RESIDENCE })).toEqual({
      items: [],
      total: 0,
      unreadable: 0,
    })
  })

  it.each([[null], [undefined], [''], [{}], [[]], [[{}]]])('takes %j for no such repair', async (result) => {
    await using vendor = await openVendor(() => success(result))
    await expect(demand(vendor.driver, 'detail')(REPAIR)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('unwraps a repair from an array of one', async () => {
    await using vendor = await openVendor(() => success([{ state: 'closed' }]))
    expect(await demand(vendor.driver, 'detail')(REPAIR)).toMatchObject({ ref: REPAIR, status: 'closed' })
  })

  it.each([
    [{ rows: [] }],
    [{ success: 'perhaps', result: [] }],
    [[]],
    ['ok'],
    [null],
    [{ success: true, result: 'ok' }],
  ])('does not guess at %j', async (json) => {
    await using vendor = await openVendor(() => ({ json }))
    await expect(demand(vendor.driver, 'list')({ community: RESIDENCE })).rejects.toMatchObject({
      code: 'bad_response',
    })
  })

  it('does not know a repair that was created without an id', async () => {
    await using vendor = await openVendor(() => success({}))
    const create = demand(vendor.driver, 'create')(RESIDENCE, {
      description: 'No hot water',
      contact: 'Ms Okafor',
      start_time: '2026-11-22T09:00:00Z',
      finish_time: '2026-11-22T11:00:00Z',
    })
    await expect(create).rejects.toMatchObject({ code: 'unclear' })
  })
})

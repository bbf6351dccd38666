import { describe, expect, it } from 'vitest'
import { createForm, STEPS, updateForm } from '../../../src/drivers/aicc/form.ts'
import type { SandboxAnswer } from '../../../src/drivers/sandbox.ts'
import { demand, type Fields } from '../../../src/tickets/driver.ts'
import { CREDENTIALS, EXAMPLE, openVendor, refusal, success, type Vendor } from './vendor.ts'

const CREATOR = CREDENTIALS.AICC_CREATOR_ID
const INFO = {
  id: EXAMPLE.id,
  caseNo: '000000000000000000000000035013',
  title: 'Heat meter shows E07',
  description: 'The flat stays cold.',
  priority: 'High',
  dueDate: '2026-11-24 18:00:00',
  state: 'Processing',
  contactPhone: null,
}

/** Reads give the case as it is above, writes what the test says. */
const open = (written: SandboxAnswer = success({ id: EXAMPLE.id }), env = {}): Promise<Vendor> =>
  openVendor(({ method }) => (method === 'GET' ? success([{ caseInfo: INFO }]) : written), { env })

const written = ({ asked }: Vendor) => asked().filter(({ called }) => called.startsWith('POST'))

const NEW_CASE: Fields = {
  type: 'cvmC00000149DeViCe002',
  title: ' Heat meter shows E07 ',
  description: 'The flat stays cold.',
  contactId: 'ciIy0000012YLAA4Dulc',
}

describe('a new case', () => {
  it('is sent as documented, with the vendor’s spelling, and assigned by AICC', async () => {
    const vendor = await open()
    await demand(vendor.driver, 'create')('*', { ...NEW_CASE, contactPhone: '' })
    expect(written(vendor)).toEqual([
      {
        called: 'POST /case',
        body: {
          caseInfo: {
            ...NEW_CASE,
            title: 'Heat meter shows E07',
            isAtuoAssigned: true,
            creatorId: CREATOR,
          },
        },
      },
    ])
  })

  it('takes every field of the form, the time in the tenant’s zone, and a handler instead of AICC’s choice', async () => {
    const vendor = await open(undefined, { AICC_TIME_ZONE: 'Europe/Berlin' })
    const more = { priority: 'Critical', origin: 'Voice', contactPhone: '+46 70 1', ownerId: '10gg000000sGyLvwHvOK' }
    await demand(vendor.driver, 'create')('*', { ...NEW_CASE, ...more, dueDate: '2026-11-24T09:00:00.000Z' })
    expect(written(vendor)[0]?.body).toMatchObject({
      caseInfo: { ...more, dueDate: '2026-11-24 10:00:00', isAtuoAssigned: false },
    })
  })

  it('is returned with the number that the vendor gave it', async () => {
    const { driver } = await open()
    const created = await demand(driver, 'create')('*', NEW_CASE)
    expect(created).toMatchObject({ ref: EXAMPLE, number: INFO.caseNo, status: 'in_progress' })
  })

  it.each([
    ['c6m8x'],
    [{ id: 'c6m8x' }],
    [[{ id: 'c6m8x' }]],
    [{ caseId: 'c6m8x' }],
    [[{ caseInfo: { id: 'c6m8x' } }]],
  ])('is known by its id in %j', async (result) => {
    const { driver } = await open(success(result))
    expect((await demand(driver, 'create')('*', NEW_CASE)).ref).toEqual({ ...EXAMPLE, id: 'c6m8x' })
  })

  it('stays filed when it cannot be read afterwards', async () => {
    const { driver, asked } = await openVendor(({ method }) =>
      method === 'GET' ? refusal('the moon is full') : success('c6m8x'),
    )
    expect(await demand(driver, 'create')('*', NEW_CASE)).toMatchObject({
      ref: { ...EXAMPLE, id: 'c6m8x' },
      number: 'c6m8x',
      status: 'pending',
      title: 'Heat meter shows E07',
    })
    expect(asked().filter(({ called }) => called === 'POST /case')).toHaveLength(1)
  })

  it.each([[null], [{}], [[]], [{ number: 1 }]])(
    'of which nobody knows the id, as in %j, is unclear',
    async (result) => {
      const { driver } = await open(success(result))
      await expect(demand(driver, 'create')('*', NEW_CASE)).rejects.toMatchObject({ code: 'unclear' })
    },
  )

  it('with wrong fields names them all, and is not sent', async () => {
    const vendor = await open()
    const wrong = { ...NEW_CASE, title: 'x'.repeat(129), description: ' ', priority: 'Urgent', dueDate: 'tomorrow' }
    await expect(demand(vendor.driver, 'create')('*', wrong)).rejects.toMatchObject({
      code: 'invalid',
      problems: ['title', 'description', 'priority', 'dueDate'].map((field) => expect.objectContaining({ field })),
    })
    expect(vendor.asked()).toEqual([])
  })
})

describe('a change', () => {
  const same = { title: INFO.title, description: INFO.description }

  it.each<[Fields, object]>([
    [{ priority: 'Critical' }, { ...same, priority: 'Critical' }],
    [{ title: 'Heat is back' }, { ...same, title: 'Heat is back' }],
    [
      { ...same, priority: 'High', dueDate: '2026-11-24T11:00:00.000Z' },
      { ...same, dueDate: '2026-11-24 19:00:00' },
    ],
    [
      { contactPhone: '+46 70 1', origin: 'Voice' },
      { ...same, contactPhone: '+46 70 1' },
    ],
  ])('of %j sends what differs and what is always wanted', async (fields, expected) => {
    const vendor = await open(success())
    await demand(vendor.driver, 'update')(EXAMPLE, fields)
    expect(written(vendor)).toEqual([
      { called: 'POST /case/modify', body: { caseInfo: { id: EXAMPLE.id, creatorId: CREATOR, ...expected } } },
    ])
  })

  it('is returned as the case is then', async () => {
    const { driver } = await open(success())
    const changed = await demand(driver, 'update')(EXAMPLE, { title: 'Heat is back', contactPhone: '+46 70 1' })
    expect(changed).toMatchObject({ ref: EXAMPLE, title: 'Heat is back', reporter: { phone: '+46 70 1' } })
  })

  it('that changes nothing is not sent', async () => {
    const vendor = await open()
    await demand(vendor.driver, 'update')(EXAMPLE, { ...same, dueDate: '2026-11-24T10:00:00.000Z' })
    expect(written(vendor)).toEqual([])
  })
})

describe('a step', () => {
  it.each<[string, Fields, string, object]>([
    [
      'transfer',
      { ownerId: '10gg0', remark: 'Yours' },
      '/case/transfer',
      { id: EXAMPLE.id, ownerId: '10gg0', remark: 'Yours' },
    ],
    ['status', { status: '上门处理' }, '/status/update', { id: EXAMPLE.id, status: '上门处理' }],
    [
      'close',
      { remark: 'Done', closedReason: 'r1' },
      '/close',
      { caseId: EXAMPLE.id, remark: 'Done', closedReason: 'r1' },
    ],
    ['cancel', { remark: 'Twice' }, '/case/cancel', { id: EXAMPLE.id, remark: 'Twice' }],
  ])('%s is told as its page says', async (step, fields, path, body) => {
    const vendor = await open(success())
    await demand(vendor.driver, 'transition')(EXAMPLE, step, fields)
    expect(vendor.asked()).toEqual([{ called: `POST ${path}`, body: { ...body, creatorId: CREATOR } }])
  })

  it.each(STEPS.map(({ name }) => name))('%s is not told without what its form requires', async (step) => {
    const vendor = await open(success())
    await expect(demand(vendor.driver, 'transition')(EXAMPLE, step, {})).rejects.toMatchObject({ code: 'invalid' })
    expect(vendor.asked()).toEqual([])
  })
})

describe('a note', () => {
  it('is an internal one, in the vendor’s spelling, under its first line', async () => {
    const vendor = await open(success())
    await demand(vendor.driver, 'comment')(EXAMPLE, ' 水管工十点到\nBring the spare valve. ')
    const processInfo = { type: 'Iternal', title: '水管工十点到', description: '水管工十点到\nBring the spare valve.' }
    expect(vendor.asked()).toEqual([
      { called: 'POST /case/process', body: { caseId: EXAMPLE.id, creatorId: CREATOR, processInfo } },
    ])
  })

  it.each([' ', 'x'.repeat(20_001)])('that is empty or too long is not sent', async (note) => {
    const vendor = await open(success())
    await expect(demand(vendor.driver, 'comment')(EXAMPLE, note)).rejects.toMatchObject({ code: 'invalid' })
    expect(vendor.asked()).toEqual([])
  })
})

describe('the choices', () => {
  it('of types are the active ones, over all pages, by their names', async () => {
    const types = Array.from({ length: 130 }, (_, n) => ({
      id: `t${n}`,
      ...(n === 7 ? {} : { typeName: `类型 ${n}` }),
    }))
    const vendor = await openVendor(({ body }) => {
      const { start, limit } = JSON.parse(body)
      return success([{ caseTypes: types.slice(start, start + limit), count: types.length }])
    })
    const choices = await demand(vendor.driver, 'choices')('type')
    expect(choices).toHaveLength(130)
    expect([choices[0], choices[7]]).toEqual([
      { value: 't0', label: { en: '类型 0', 'zh-CN': '类型 0' } },
      { value: 't7', label: { en: 't7', 'zh-CN': 't7' } },
    ])
    expect(vendor.asked()).toEqual(
      [0, 100].map((start) => ({ called: 'POST /caseType/list', body: { status: 'Active', start, limit: 100 } })),
    )
  })

  it('of statuses are those of the case’s type', async () => {
    const vendor = await openVendor(({ path }) =>
      path.includes('caseType')
        ? success({ caseTypeInfo: { caseStatus: '受理, 上门处理，Completed,' } })
        : success([{ caseInfo: { ...INFO, type: 'cvmC1' } }]),
    )
    const choices = await demand(vendor.driver, 'choices')('status', EXAMPLE)
    expect(choices.map(({ value }) => value)).toEqual(['受理', '上门处理', 'Completed'])
    expect(vendor.asked().map(({ called }) => called)).toEqual([`GET /case/${EXAMPLE.id}`, 'GET /caseType/cvmC1'])
  })
})

describe('without a user to write as', () => {
  it('cases are only read', async () => {
    const { driver } = await open(undefined, { AICC_CREATOR_ID: ' ' })
    expect(Object.keys(driver.operations).sort()).toEqual(['choices', 'detail', 'list', 'timeline'])
    expect([driver.forms, driver.steps]).toEqual([{}, undefined])
  })

  it('with one, they are written too', async () => {
    const { driver } = await open()
    expect(driver.forms).toEqual({ create: createForm, update: updateForm })
    expect(['create', 'update', 'comment', 'transition'].every((name) => name in driver.operations)).toBe(true)
  })
})

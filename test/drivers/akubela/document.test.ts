import { expect, it } from 'vitest'
import { demand } from '../../../src/tickets/driver.ts'
import type { TicketDetail } from '../../../src/tickets/ticket.ts'
import { openVendor, REPAIR, RESIDENCE, success } from './vendor.ts'

/** The document's own answer to `get_maintenance_info`; its list shows the same with the id. */
const INFO = {
  start_time: '2024-01-16 13:32:45',
  finish_time: '2024-01-17 13:32:45',
  description: 'test',
  contact: '10086',
  maintenance_picture_url: ['https://test.akubela.com/p'],
  feedback: 'test',
  state: 'in progress',
  created_time: '2024-01-12 13:32:45',
}

const more = (detail: TicketDetail, name: string): unknown => detail.more.find((field) => field.name === name)?.value

/** Where each documented field is to be seen. */
const SHOWN: Record<keyof typeof INFO, (detail: TicketDetail) => unknown> = {
  start_time: (detail) => detail.window?.start,
  finish_time: (detail) => detail.window?.end,
  description: (detail) => detail.description,
  contact: (detail) => [detail.reporter, more(detail, 'contact')],
  maintenance_picture_url: (detail) => detail.attachments,
  feedback: (detail) => more(detail, 'feedback'),
  state: (detail) => [detail.status, detail.vendorStatus],
  created_time: (detail) => detail.createdAt,
}

const EXPECTED: Record<keyof typeof INFO, unknown> = {
  start_time: '2024-01-16T13:32:45.000Z',
  finish_time: '2024-01-17T13:32:45.000Z',
  description: 'test',
  contact: [{ phone: '10086' }, { kind: 'personal', text: '10086' }],
  maintenance_picture_url: [{ url: 'https://test.akubela.com/p', picture: true }],
  feedback: { kind: 'text', text: 'test' },
  state: ['in_progress', 'in progress'],
  created_time: '2024-01-12T13:32:45.000Z',
}

it('asks for a repair as documented, and shows every documented field', async () => {
  await using vendor = await openVendor(() => success(INFO))
  const detail = await demand(vendor.driver, 'detail')(REPAIR)

  for (const name of Object.keys(EXPECTED) as (keyof typeof INFO)[]) {
    expect(SHOWN[name](detail), name).toEqual(EXPECTED[name])
  }
  expect(detail).toMatchObject({ ref: REPAIR, number: REPAIR.id, raw: INFO, warnings: [] })

  const [request] = vendor.server.requests
  expect(request).toMatchObject({
    method: 'POST',
    path: '/api/v1.0/invoke/open-ability/method/user-commands',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization: 'Bearer access-0' },
  })
  expect(JSON.parse(request?.body ?? '')).toEqual({
    command: 'get_maintenance_info',
    id: expect.stringMatching(/^c[0-9a-f]{32}$/),
    param: { residence_id: RESIDENCE, maintenance_id: REPAIR.id },
  })
})

it('lists as documented', async () => {
  await using vendor = await openVendor(() => success([{ maintenance_id: REPAIR.id, ...INFO }]))
  const page = await demand(vendor.driver, 'list')({ community: RESIDENCE })

  expect(page).toEqual({
    items: [
      {
        ref: REPAIR,
        number: REPAIR.id,
        status: 'in_progress',
        vendorStatus: 'in progress',
        description: 'test',
        reporter: { phone: '10086' },
        createdAt: '2024-01-12T13:32:45.000Z',
        window: { start: '2024-01-16T13:32:45.000Z', end: '2024-01-17T13:32:45.000Z' },
      },
    ],
    total: 1,
    unreadable: 0,
  })
  expect(JSON.parse(vendor.server.requests[0]?.body ?? '')).toMatchObject({
    command: 'get_maintenance_list',
    param: { residence_id: RESIDENCE },
  })
})

it('creates as documented, and returns what was sent under the new id', async () => {
  await using vendor = await openVendor(() => success({ maintenance_id: 'm8b5a73f8dd84abaa94dcs248be49b0d1' }))
  const created = await demand(vendor.driver, 'create')(RESIDENCE, {
    description: ' test ',
    contact: '10086',
    start_time: '2024-01-16T13:32:45.678Z',
    finish_time: '2024-01-17T13:32:45Z',
    filename: ['f8b5a73f8dd84abaa94dcs248be49b0db'],
  })

  expect(created).toEqual({
    ref: { ...REPAIR, id: 'm8b5a73f8dd84abaa94dcs248be49b0d1' },
    number: 'm8b5a73f8dd84abaa94dcs248be49b0d1',
    status: 'new',
    description: 'test',
    reporter: { phone: '10086' },
    window: { start: '2024-01-16T13:32:45.000Z', end: '2024-01-17T13:32:45.000Z' },
  })
  expect(JSON.parse(vendor.server.requests[0]?.body ?? '')).toEqual({
    command: 'create_maintenance_info',
    id: expect.any(String),
    param: {
      residence_id: RESIDENCE,
      start_time: '2024-01-16 13:32:45',
      finish_time: '2024-01-17 13:32:45',
      description: 'test',
      contact: '10086',
      filename: ['f8b5a73f8dd84abaa94dcs248be49b0db'],
    },
  })
})

it('removes one by its id, and several as a batch of objects', async () => {
  const ids = ['m8b5a73f8dd84abaa94dcs248be49b0d1', 'm8b5a73f8dd84abaa94dcs248be49b0d2']
  const rows = ids.map((id) => ({ maintenance_id: id }))
  const refs = ids.map((id) => ({ ...REPAIR, id }))
  await using vendor = await openVendor(({ body }) => success(body.includes('get_maintenance_list') ? rows : {}))
  await demand(vendor.driver, 'remove')(refs.slice(0, 1))
  await demand(vendor.driver, 'remove')(refs)

  const sent = vendor.server.requests
    .map(({ body }) => JSON.parse(body))
    .filter(({ command }) => /delete/.test(command))
  expect(sent).toMatchObject([
    { command: 'delete_maintenance_info', param: { residence_id: RESIDENCE, maintenance_id: ids[0] } },
    { command: 'batch_delete_maintenance_info', param: { residence_id: RESIDENCE, maintenances: rows } },
  ])
})

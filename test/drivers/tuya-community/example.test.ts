import { describe, expect, onTestFinished, test } from 'vitest'
import { serveSandbox } from '../../../src/drivers/sandbox.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { fakeClock } from '../tuya/vendor.ts'
import { shownBy } from './detail.ts'
import { DOCUMENTED, EXAMPLE, READS_AS } from './document.ts'
import { communityIn, open, openDriver } from './open.ts'

const NUMBER = 'BX20210917XXX232'

/** The example through the sandbox, in the vendor's envelope. */
const inEnvelope = async () => {
  const { sandbox, detail } = await open()
  return detail({ vendor: 'tuya-community', community: communityIn(sandbox, 'Harbour Quay Residences'), id: NUMBER })
}

/** The example as the document prints it: the bare result, from a vendor without envelopes. */
const bare = async () => {
  const server = await serveSandbox(({ path }) => ({
    json: path === '/v1.0/token' ? { access_token: 'abc', expire_time: 7200 } : EXAMPLE,
  }))
  onTestFinished(() => server.close())
  const env = { TUYA_BASE_URL: server.url, TUYA_CLIENT_ID: 'a', TUYA_CLIENT_SECRET: 'b' }
  const driver = openDriver(env, fakeClock().now)
  return demand(driver, 'detail')({ vendor: 'tuya-community', community: '1', id: NUMBER })
}

test('the document names 36 fields, and its example has them all', () => {
  expect(DOCUMENTED).toHaveLength(36)
  expect(Object.keys(EXAMPLE).sort()).toEqual([...DOCUMENTED].sort())
})

describe.each([
  ['in an envelope', inEnvelope],
  ['bare', bare],
])('the document’s example, %s', (_how, read) => {
  test('is on the ticket with every field', async () => {
    const ticket = await read()
    const shown = Object.fromEntries(DOCUMENTED.map((name) => [name, shownBy(ticket, name)]))
    const expected = DOCUMENTED.map((name) => [name, READS_AS[name] ?? String(EXAMPLE[name])])
    expect(shown).toEqual(Object.fromEntries(expected))
    expect(ticket.raw).toEqual(EXAMPLE)
  })

  test('is normalised without a guess', async () => {
    const { more, raw, ...ticket } = await read()
    expect(ticket).toEqual({
      ref: { vendor: 'tuya-community', community: expect.any(String), id: NUMBER },
      number: NUMBER,
      status: 'new',
      vendorStatus: 'WaitingForDistribute',
      description: 'The content of the service ticket',
      communityName: 'The community name',
      category: 'The level-2 category name',
      place: 'The address of maintenance',
      reporter: { name: 'James', phone: '13331xxx123' },
      worker: { name: 'James' },
      attachments: [],
      warnings: [
        'source: unknown value',
        'create_time: unreadable',
        'attachments: not a link',
        'expire_begin_date: unreadable',
        'expire_end_date: unreadable',
        'dispatch_time: unreadable',
        'finish_attachments: not a link',
      ],
    })
    const order = more.map(({ name }) => DOCUMENTED.indexOf(name))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})

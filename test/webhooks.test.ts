import { describe, expect, it } from 'vitest'
import type { Log } from '../src/log.ts'
import { createWebServer } from '../src/server.ts'
import type { Driver, Progress } from '../src/tickets/driver.ts'
import { webhookRoute } from '../src/webhooks.ts'
import { everythingSaid } from './drivers/bench.ts'
import { at, REPORT } from './drivers/dayu/report.ts'
import { ACCESS, openDriver, SECRET } from './drivers/dayu/vendor.ts'

/** What was logged, with all that a log could print of an error. */
const keepingLog = (): Log & { readonly lines: string[] } => {
  const lines: string[] = []
  const keep = (details: object, message: string): void => {
    lines.push(message, ...Object.values(details).map(everythingSaid))
  }
  return { lines, debug: keep, info: keep, warn: keep, error: keep }
}

const dayuDriver = (secret: string | undefined = SECRET): Driver =>
  openDriver({ DAYU_BASE_URL: 'http://127.0.0.1:9', ...ACCESS, DAYU_WEBHOOK_SECRET: secret })

/** The server with the route, and what it told. `told` waits for the news of so many reports. */
const openServer = async (drivers: readonly Driver[], onProgress?: (progress: Progress) => void | Promise<void>) => {
  const log = keepingLog()
  const news: Progress[] = []
  const server = createWebServer(log)
  server.route(webhookRoute({ drivers, log, onProgress: onProgress ?? ((progress) => void news.push(progress)) }))
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  return {
    log,
    news,
    told: (count: number) => expect.poll(() => news.length).toBe(count),
    post: (path: string, body: string | object, method = 'POST') =>
      fetch(origin + path, { method, ...(method === 'GET' ? {} : { body: asBody(body) }) }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([server.close(), ...drivers.map((driver) => driver.close())])
    },
  }
}

const asBody = (body: string | object): string => (typeof body === 'string' ? body : JSON.stringify(body))

const PATH = `/webhooks/dayu/${SECRET}`

it('takes a report, and tells it once however often it comes', async () => {
  await using server = await openServer([dayuDriver()])
  for (let i = 0; i < 3; i += 1) {
    const response = await server.post(PATH, REPORT)
    expect([response.status, await response.text()]).toEqual([200, '{"code":0}'])
    expect(response.headers.get('content-type')).toContain('application/json')
  }
  const other = { ...REPORT, orderId: 4781 }
  await server.post(PATH, other)
  await server.told(2)
  expect(server.news.map(({ ref }) => ref.id)).toEqual(['4780', '4781'])
})

it('answers before anything is done with the report', async () => {
  const { promise: until, resolve: finish } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  await using server = await openServer([dayuDriver()], async () => {
    begin()
    await until
  })
  expect((await server.post(PATH, REPORT)).status).toBe(200)
  await begun
  expect((await server.post(PATH, at('20:00:00', 5, '验收通过'))).status).toBe(200)
  finish()
})

describe('there is nothing', () => {
  it.each([
    ['under another secret', `/webhooks/dayu/${SECRET.replace('Z', 'z')}`],
    ['under the beginning of it', `/webhooks/dayu/${SECRET.slice(0, -1)}`],
    ['under no secret', '/webhooks/dayu/'],
    ['under no vendor', '/webhooks'],
    ['under a vendor that does not report', `/webhooks/akubela/${SECRET}`],
    ['under a property of every object', '/webhooks/constructor/name'],
    ['below it', `${PATH}/more`],
    ['elsewhere', `/hooks/dayu/${SECRET}`],
  ])('%s', async (_, path) => {
    await using server = await openServer([dayuDriver()])
    expect((await server.post(path, REPORT)).status).toBe(404)
    expect(server.news).toEqual([])
  })

  it('for who only looks', async () => {
    await using server = await openServer([dayuDriver()])
    expect((await server.post(PATH, '', 'GET')).status).toBe(404)
    expect((await server.post(PATH, REPORT, 'PUT')).status).toBe(404)
  })

  it('where no secret is set', async () => {
    await using server = await openServer([dayuDriver('')])
    expect((await server.post('/webhooks/dayu/', REPORT)).status).toBe(404)
    expect((await server.post('/webhooks/dayu/undefined', REPORT)).status).toBe(404)
  })
})

describe('refuses', () => {
  it.each(['', 'orderId=4780', '{"orderId":', '<xml/>'])('what is not JSON: %j', async (body) => {
    await using server = await openServer([dayuDriver()])
    expect((await server.post(PATH, body)).status).toBe(400)
  })

  it('more than 64 KiB, and takes as much', async () => {
    await using server = await openServer([dayuDriver()])
    const report = JSON.stringify(REPORT)
    const padded = (bytes: number) => report + ' '.repeat(bytes - Buffer.byteLength(report))
    expect((await server.post(PATH, padded(64 * 1024 + 1))).status).toBe(413)
    expect((await server.post(PATH, padded(4 * 1024 * 1024))).status).toBe(413)
    expect((await server.post(PATH, padded(64 * 1024))).status).toBe(200)
    await server.told(1)
  })
})

describe('goes on', () => {
  it.each(['null', '[]', '7', '"4780"', '{"orderId":{"id":1}}', '{"status":5}'])('after %s', async (body) => {
    await using server = await openServer([dayuDriver()])
    expect((await server.post(PATH, body)).status).toBe(200)
    expect((await server.post(PATH, REPORT)).status).toBe(200)
    await server.told(1)
    expect(server.log.lines).toContain('a progress report came to nothing')
  })

  it('when nobody could be told', async () => {
    let calls = 0
    await using server = await openServer([dayuDriver()], () => {
      calls += 1
      throw new Error('no channel')
    })
    expect((await server.post(PATH, REPORT)).status).toBe(200)
    expect((await server.post(PATH, at('20:00:00', 5, '验收通过'))).status).toBe(200)
    await expect.poll(() => calls).toBe(2)
  })
})

it('keeps the position, the secret and the report out of the log', async () => {
  await using server = await openServer([dayuDriver()], () => {
    throw new Error('no channel')
  })
  await server.post(PATH, REPORT)
  await server.post(PATH, { ...REPORT, orderId: 'nobody' })
  await expect.poll(() => server.log.lines.filter((line) => line.includes('came to nothing'))).toHaveLength(2)
  const said = server.log.lines.join('\n')
  expect([SECRET, '39.902798', '116.661542', '钱师傅', 'SP20220209'].filter((one) => said.includes(one))).toEqual([])
})

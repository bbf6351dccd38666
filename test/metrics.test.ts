import { register } from 'prom-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { createWebServer } from '../src/server.ts'
import type { Driver } from '../src/tickets/driver.ts'
import { TicketError } from '../src/tickets/errors.ts'
import { DESK, LINDENHOF } from '../src/workspace/seed.ts'
import { ask } from './journeys/asking.ts'
import { useBenches } from './journeys/benches.ts'
import { fileRepair, HEATING } from './journeys/filing.ts'
import { AKUBELA, EVERYWHERE, KASTANIENALLEE, linksOf } from './journeys/places.ts'
import { textOf } from './support/text-of.ts'

/** What `GET /metrics` says, as `name{labels}` and value. */
const readMetrics = async (origin: string): Promise<ReadonlyMap<string, number>> => {
  const answer = await fetch(`${origin}/metrics`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain; version/),
  ])
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  const { start } = useBenches({
    mode,
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
  })

  it('tells how long Slack waited, what people asked for, what vendors took and what was kept', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await ask(sofia, DESK, '/ticket links')
    await ask(sofia, LINDENHOF, '/ticket list')
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    await bench.caretaker.stop(5_000)
    const metrics = await readMetrics(bench.origin)
    expect(Object.fromEntries(metrics)).toMatchObject({
      'caretaker_journeys_total{journey="ticket_links",outcome="done"}': 1,
      'caretaker_journeys_total{journey="ticket_list",outcome="done"}': 1,
      'caretaker_journeys_total{journey="ticket_new",outcome="done"}': 1,
      'caretaker_journeys_total{journey="create_submitted",outcome="done"}': 1,
      caretaker_slack_ack_seconds_count: 4,
      'caretaker_slack_ack_seconds_bucket{le="3"}': 4,
      'caretaker_vendor_call_seconds_count{vendor="akubela",operation="list",outcome="ok"}': 1,
      'caretaker_vendor_call_seconds_count{vendor="akubela",operation="create",outcome="ok"}': 1,
      'caretaker_outbox_submissions{state="queued"}': 0,
    })
    expect(metrics.get('caretaker_store_write_seconds_count')).toBeGreaterThanOrEqual(3)
    expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(0)
  })

  it('tells which errors there were', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52')
    bench.sandbox(AKUBELA).misbehave({ kind: 'malformed' })
    await sofia.click(card, 'ticket_share')
    await bench.caretaker.stop(5_000)
    expect(Object.fromEntries(await readMetrics(bench.origin))).toMatchObject({
      'caretaker_journeys_total{journey="ticket_share",outcome="bad_response"}': 1,
      'caretaker_vendor_call_seconds_count{vendor="akubela",operation="detail",outcome="bad_response"}': 1,
    })
  })

  it('counts a form that cannot be right', async () => {
    const bench = await start()
    await fileRepair(bench.person('U0SOFIA'), LINDENHOF, { ...HEATING, Description: ' ' })
    const metrics = await readMetrics(bench.origin)
    expect(metrics.get('caretaker_journeys_total{journey="create_submitted",outcome="invalid"}')).toBe(1)
  })

  it('counts the digests of the clock by how they ended', async () => {
    const bench = await start()
    await ask(bench.person('U0JONAS'), LINDENHOF, '/ticket digest 10:30 sat')
    vi.setSystemTime(Date.parse('2026-11-21T09:30:00Z'))
    await bench.caretaker.tick()
    expect((await readMetrics(bench.origin)).get('caretaker_digest_slots_total{outcome="sent"}')).toBe(1)
  })

  it('counts the digests that were due while nothing ran, once', async () => {
    const bench = await start()
    await ask(bench.person('U0JONAS'), LINDENHOF, '/ticket digest 10:30 sat')
    vi.setSystemTime(Date.parse('2026-11-21T15:00:00Z'))
    await bench.caretaker.tick()
    await bench.caretaker.tick()
    expect((await readMetrics(bench.origin)).get('caretaker_digest_slots_total{outcome="missed"}')).toBe(1)
  })

  it('names nobody and nothing of what passes through', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await ask(sofia, DESK, '/ticket list')
    await ask(sofia, DESK, '/ticket Ms Okafor')
    await ask(jonas, DESK, '/ticket link akubela 138-0013-8000')
    const ours = [...(await readMetrics(bench.origin)).keys()].filter((name) => name.startsWith('caretaker_'))
    expect(ours.join()).toContain('journey="ticket_list"')
    expect(ours.filter((name) => /okafor|138|U0|C0|kastanien|xoxb|sofia/i.test(name))).toEqual([])
  })
})

describe('the route', () => {
  const open = async (metrics = createMetrics()) => {
    const server = createWebServer(createLog('silent'))
    closing = server.close
    server.route(metrics.route)
    return `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  }
  let closing = async (): Promise<void> => {}
  afterEach(() => closing())

  it('can only be read', async () => {
    const origin = await open()
    expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${origin}/metrics`, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(`${origin}/metrics/more`)).status).toBe(404)
  })

  it('tells of the outbox as it is now: how many, and how old, by state', async () => {
    const metrics = createMetrics()
    let rows = [
      { state: 'queued', acceptedAt: '2026-11-21T08:59:00Z' },
      { state: 'queued', acceptedAt: '2026-11-21T08:58:30Z' },
      { state: 'unclear', acceptedAt: '2026-11-20T09:00:00Z' },
    ]
    metrics.watchOutbox(
      async () => rows,
      () => Date.parse('2026-11-21T09:00:00Z'),
    )
    const origin = await open(metrics)
    expect(Object.fromEntries(await readMetrics(origin))).toMatchObject({
      'caretaker_outbox_submissions{state="queued"}': 2,
      'caretaker_outbox_oldest_seconds{state="queued"}': 90,
      'caretaker_outbox_submissions{state="sending"}': 0,
      'caretaker_outbox_oldest_seconds{state="sending"}': 0,
      'caretaker_outbox_submissions{state="unclear"}': 1,
      'caretaker_outbox_oldest_seconds{state="unclear"}': 86_400,
    })
    rows = []
    expect((await readMetrics(origin)).get('caretaker_outbox_submissions{state="queued"}')).toBe(0)
  })

  it('tells each of two Caretakers in one process its own', async () => {
    const [first, second] = [createMetrics(), createMetrics()]
    first.journeyEnded('ticket_list', 'done')
    const origin = await open(second)
    expect([...(await readMetrics(origin)).keys()].filter((name) => name.includes('ticket_list'))).toEqual([])
    expect(await register.getMetricsAsJSON()).toEqual([])
  })
})

describe('a timed driver', () => {
  const driver: Driver = {
    vendor: 'akubela',
    name: { en: 'akubela', 'zh-CN': 'akubela' },
    communityHint: { en: '', 'zh-CN': '' },
    forms: {},
    operations: {
      pendingCount: async (community) => community.length,
      communities: async () => {
        throw new TicketError('rate_limited', 'slow down')
      },
    },
    recognise: () => false,
    close: async () => {},
  }

  it('answers, throws and lacks what the driver does', async () => {
    const { operations } = createMetrics().timed(driver)
    expect(await operations.pendingCount?.('four')).toBe(4)
    await expect(operations.communities?.()).rejects.toThrow(new TicketError('rate_limited', 'slow down'))
    expect([operations.list, Object.keys(operations)]).toEqual([undefined, ['pendingCount', 'communities']])
  })
})

import { createHmac, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../src/slack/ids.ts'
import { DESK, LINDENHOF } from '../src/workspace/seed.ts'
import { ask, modalSaying } from './journeys/asking.ts'
import { useBenches } from './journeys/benches.ts'
import { openForm } from './journeys/filing.ts'
import { EVERYWHERE, KASTANIENALLEE, linksOf } from './journeys/places.ts'
import { startRelay } from './journeys/relay.ts'
import type { Bench } from './support/bench.ts'

/*
 * Slack delivers again what it does not know to have arrived, proxies repeat requests whose answer they missed, and
 * whoever has read a request can send it again. Each delivery gets its answer; only the first has an effect.
 */

const { start, closeAfter } = useBenches({
  links: [...linksOf(DESK, EVERYWHERE), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
})

/** How often the journey was run, however it ended. */
const runsOf = async (bench: Bench, journey: string): Promise<number> => {
  const text = await (await fetch(`${bench.origin}/metrics`)).text()
  const counts = [...text.matchAll(new RegExp(`^caretaker_journeys_total\\{journey="${journey}",.*\\} (\\d+)$`, 'gm'))]
  return counts.reduce((sum, [, count]) => sum + Number(count), 0)
}

/** From now on every delivery comes twice at once, byte by byte the same. */
const twice = async (bench: Bench) => {
  const relay = await startRelay(`${bench.origin}/slack/events`)
  closeAfter(relay.close)
  bench.workspace.setRequestUrl(relay.url)
  return relay
}

/** Waits for what is under way, so that what has not happened will not. */
const settle = (bench: Bench): Promise<void> => bench.caretaker.stop(5_000)

describe('what comes twice, and then once more', () => {
  it('is one command', async () => {
    const bench = await start()
    const relay = await twice(bench)
    const jonas = bench.person('U0JONAS')
    await ask(jonas, DESK, '/ticket links')
    await relay.again()
    await expect.poll(() => runsOf(bench, 'ticket_links')).toBe(1)
    await settle(bench)
    expect(relay.statuses).toEqual([200, 200, 200])
    expect(jonas.messages(DESK).filter(({ ephemeralTo }) => ephemeralTo)).toHaveLength(1)
  })

  it('is one click', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52')
    const relay = await twice(bench)
    await sofia.click(card, ACTIONS.refresh)
    await relay.again()
    await expect.poll(() => runsOf(bench, ACTIONS.refresh)).toBe(1)
    await settle(bench)
    expect(relay.statuses).toEqual([200, 200, 200])
    expect(await runsOf(bench, ACTIONS.refresh)).toBe(1)
  })

  it('is one event', async () => {
    const bench = await start()
    const relay = await twice(bench)
    await bench.person('U0SOFIA').openHome()
    await expect.poll(() => relay.statuses.length).toBe(2)
    await relay.again()
    await expect.poll(() => runsOf(bench, 'home')).toBe(1)
    await settle(bench)
    expect([relay.statuses, await runsOf(bench, 'home')]).toEqual([[200, 200, 200], 1])
  })

  it('is one form, whose every delivery gets the same answer', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await jonas.command(LINDENHOF, '/ticket link')
    const form = await openForm(jonas)
    const [first] = EVERYWHERE
    await jonas.fill(form.id, { Community: first?.community ?? '', 'Name in this channel': '海棠湾' })
    const relay = await twice(bench)
    await jonas.submit()
    await modalSaying(jonas, 'now linked to')
    await relay.again()
    await settle(bench)
    expect(relay.answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(relay.answers.map(({ body }) => body)).size).toBe(1)
    expect(relay.answers[0]?.body).toContain('"response_action":"update"')
    expect(await runsOf(bench, 'link_submitted')).toBe(1)
  })
})

/** An event as Slack signs and sends it. */
const deliver = async (bench: Bench, event_id: string, { secret = 'bench-signing-secret', headers = {} } = {}) => {
  const event = { type: 'app_home_opened', user: 'U0SOFIA', channel: 'D0SOFIA', tab: 'home', event_ts: '1.2' }
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T0HARBOUR', event_id, event_time: 1, event })
  const time = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  const signed = { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hash}` }
  const request = { method: 'POST', headers: { 'content-type': 'application/json', ...signed, ...headers }, body }
  return (await fetch(`${bench.origin}/slack/events`, request)).status
}

const RETRY = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } }

describe("Slack's second try", () => {
  it('is nothing new where the first arrived', async () => {
    const bench = await start()
    const id = `Ev${randomUUID()}`
    expect([await deliver(bench, id), await deliver(bench, id, RETRY)]).toEqual([200, 200])
    await expect.poll(() => runsOf(bench, 'home')).toBe(1)
    await settle(bench)
    expect(await runsOf(bench, 'home')).toBe(1)
  })

  it('is the first where that never arrived, was refused, or found nobody here', async () => {
    const bench = await start()
    expect(await deliver(bench, 'Ev0LOST', RETRY)).toBe(200)
    expect(await deliver(bench, 'Ev0REFUSED', { secret: 'guessed' })).toBe(401)
    expect(await deliver(bench, 'Ev0REFUSED', RETRY)).toBe(200)
    await expect.poll(() => runsOf(bench, 'home')).toBe(2)
    await settle(bench)
    expect(await deliver(bench, 'Ev0LATER')).toBe(503)
    const folder = bench.folder
    const next = await start({ folder })
    expect(await deliver(next, 'Ev0LATER', RETRY)).toBe(200)
    await expect.poll(() => runsOf(next, 'home')).toBe(1)
  })
})

describe('a double-click', () => {
  it('is one click, by whoever pressed', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await jonas.command(LINDENHOF, '/ticket digest now')
    const post = await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.includes('open ticket')))
    const answers = [sofia.click(post, ACTIONS.list), sofia.click(post, ACTIONS.list), jonas.click(post, ACTIONS.list)]
    expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    await settle(bench)
    expect(await runsOf(bench, 'list')).toBe(2)
  })

  it('is two where a button only draws its own message again', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52')
    await Promise.all([sofia.click(card, ACTIONS.refresh), sofia.click(card, ACTIONS.refresh)])
    await settle(bench)
    expect(await runsOf(bench, ACTIONS.refresh)).toBe(2)
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import { type BehindProxy, startBehindProxy } from '../support/behind-proxy.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { person } from '../support/person.ts'
import { startSocketStandIn } from '../support/socket-stand-in.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press, turn } from './asking.ts'
import { created, fileRepair, HEATING, openForm } from './filing.ts'
import { EVERYWHERE, KASTANIENALLEE, linksOf, NOW } from './places.ts'

describe('over Socket Mode', () => {
  let bench: Bench
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
    bench = await startBench({
      mode: 'socket',
      links: [...linksOf(DESK, EVERYWHERE), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
    })
  })
  afterEach(async () => {
    await bench.close()
    vi.useRealTimers()
  })

  it('looks a ticket up, and everything that its card offers', async () => {
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52')
    expect(textOf(card)).toContain('akubela example')
    const more = await turn(sofia, card, 'More')
    expect(textOf(more)).toContain('Feedback')
    expect(textOf(await press(sofia, more, 'Share to channel'))).toContain('Shared')
  })

  it('lists what is pending and turns its pages in place', async () => {
    const sofia = bench.person('U0SOFIA')
    const list = await ask(sofia, DESK, '/ticket list')
    const second = await turn(sofia, list, 'Next')
    expect(textOf(second)).toContain('11–20 of')
    expect(textOf(await turn(sofia, second, 'Previous'))).toContain('1–10 of')
  })

  it('files a ticket, and shows errors under the fields of its form', async () => {
    const sofia = bench.person('U0SOFIA')
    await fileRepair(sofia, LINDENHOF, { ...HEATING, Description: ' \n' })
    await sofia.fill(sofia.view()?.id ?? '', HEATING)
    expect(await sofia.submit()).toEqual({ ok: true })
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    expect(created(bench)).toMatchObject([{ description: HEATING.Description }])
    expect(textOf(await sofia.until(() => sofia.lastEphemeral(LINDENHOF)))).toContain('Your ticket is filed')
  })

  it('links a community by its form', async () => {
    const jonas = bench.person('U0JONAS')
    await jonas.command(LINDENHOF, '/ticket link')
    const form = await openForm(jonas)
    const [first] = EVERYWHERE
    await jonas.fill(form.id, { Community: first?.community ?? '', 'Name in this channel': '海棠湾' })
    await jonas.submit()
    await jonas.until(() => textOf(jonas.view() ?? []).includes('now linked to *海棠湾*'))
  })

  it('posts a digest, and draws the Home tab', async () => {
    const jonas = bench.person('U0JONAS')
    await jonas.command(LINDENHOF, '/ticket digest now')
    await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text === '5 open tickets'))
    await jonas.openHome()
    expect(textOf(await jonas.until(() => jonas.home()))).toContain('Your tickets')
  })

  it('serves no request URL, and says that it is ready', async () => {
    expect((await fetch(`${bench.origin}/slack/events`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${bench.origin}/readyz`)).status).toBe(200)
  })
})

const readiness =
  ({ origin }: BehindProxy) =>
  async (): Promise<number> =>
    (await fetch(`${origin}/readyz`)).status

describe('a connection that ends', () => {
  it('is opened again when Slack asks for it, while nobody notices', async () => {
    await using at = await startBehindProxy({ mode: 'socket' })
    await at.caretaker.ready
    const openings = () => at.slack.calls.filter(({ method }) => method === 'apps.connections.open').length
    at.workspace.refreshSockets()
    await expect.poll(openings).toBe(2)
    await expect.poll(readiness(at)).toBe(200)
    const sofia = person(at.workspace, 'U0SOFIA')
    expect(textOf(await ask(sofia, DESK, '/ticket'))).toContain('/ticket doctor')
    sofia.leave()
  })

  it('is opened again when the Web API was down for a while', async () => {
    await using at = await startBehindProxy({ mode: 'socket' })
    await at.caretaker.ready
    const openings = () => at.slack.calls.filter(({ method }) => method === 'apps.connections.open').length
    at.slack.down()
    at.workspace.refreshSockets()
    await expect.poll(openings, { timeout: 10_000 }).toBeGreaterThanOrEqual(4)
    expect(await readiness(at)()).toBe(503)
    at.slack.up()
    await expect.poll(readiness(at), { timeout: 10_000 }).toBe(200)
    const sofia = person(at.workspace, 'U0SOFIA')
    expect(textOf(await ask(sofia, DESK, '/ticket'))).toContain('/ticket doctor')
    sofia.leave()
  })

  it('is replaced before it ends, and what comes over both is handled once', async () => {
    await using slack = await startSocketStandIn()
    await using at = await startBehindProxy({ mode: 'socket', env: { SLACK_API_URL: slack.url } })
    await at.caretaker.ready
    slack.sockets[0]?.send('{"type":"disconnect","reason":"warning"}')
    await expect.poll(() => slack.sockets.length).toBe(2)
    expect(slack.sockets[0]?.readyState).toBe(WebSocket.OPEN)
    for (const socket of slack.sockets) socket.send(slack.command('one', '/ticket help'))
    slack.sockets[0]?.send(slack.command('two', '/ticket help'))
    await expect.poll(() => slack.acks.toSorted()).toEqual(['one', 'one', 'two'])
    await expect.poll(() => slack.answers.length).toBe(2)
    await expect.poll(() => slack.sockets[0]?.readyState, { timeout: 10_000 }).toBe(WebSocket.CLOSED)
    expect([slack.sockets.length, slack.answers.length, await readiness(at)()]).toEqual([2, 2, 200])
  })

  it('is asked for again, and again, when Slack refuses the token only later', async () => {
    await using slack = await startSocketStandIn()
    await using at = await startBehindProxy({ mode: 'socket', env: { SLACK_API_URL: slack.url } })
    await at.caretaker.ready
    slack.refuse('invalid_auth')
    slack.sockets[0]?.terminate()
    await expect.poll(readiness(at)).toBe(503)
    slack.refuse()
    await expect.poll(readiness(at), { timeout: 10_000 }).toBe(200)
  })
})

it('goes on after what is no envelope', async () => {
  await using slack = await startSocketStandIn()
  await using at = await startBehindProxy({ mode: 'socket', env: { SLACK_API_URL: slack.url } })
  await at.caretaker.ready
  const [socket] = slack.sockets
  const frames = ['null', '7', '[]', '{', '{"type":"events_api"}', '{"type":"events_api","payload":{"event":null}}']
  const envelopes = ['slash_commands', 'interactive', 'events_api'].flatMap((type) =>
    [undefined, null, 7, {}, { event: null }, { actions: null, type: 'block_actions' }].map((payload) =>
      JSON.stringify({ type, payload, envelope_id: 'odd' }),
    ),
  )
  for (const frame of [...frames, ...envelopes]) socket?.send(frame)
  socket?.send(slack.command('good', '/ticket help'))
  await expect.poll(() => slack.acks).toContain('good')
  await expect.poll(() => slack.answers.join()).toContain('/ticket doctor')
  expect(slack.sockets).toHaveLength(1)
})

it('says in a sentence that Slack refuses its token, and does not wait', async () => {
  await using slack = await startSocketStandIn()
  slack.refuse('not_allowed_token_type')
  await using at = await startBehindProxy({ mode: 'socket', env: { SLACK_API_URL: slack.url } })
  await expect(at.caretaker.ready).rejects.toThrow('SLACK_APP_TOKEN is refused by Slack: not_allowed_token_type')
})

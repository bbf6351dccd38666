import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { VENDORS } from '../../src/drivers/index.ts'
import { createLog } from '../../src/log.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { objectsIn } from '../../src/workspace/validate/tree.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask } from './asking.ts'
import { fileRepair, formOf, HEATING, openForm } from './filing.ts'
import { EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW } from './places.ts'

/*
 * Slack gives three seconds. Here no vendor ever answers, nor does Slack's own Web API: whatever waited for one of them
 * before acknowledging would never be acknowledged.
 */

let bench: Bench
let slack: SlackProxy
let lines: string[]

beforeEach(async () => {
  lines = []
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  slack = await startSlackProxy()
  const log = createLog('info', { write: (line) => void lines.push(line) })
  bench = await startBench({ links: linksOf(DESK, EVERYWHERE), env: { SLACK_API_URL: slack.url }, log })
  slack.forwardTo(bench.origin)
})
afterEach(async () => {
  await bench.caretaker.stop(0)
  await slack.close()
  await bench.close()
  vi.useRealTimers()
})

const silence = (): void => {
  for (const { vendor } of VENDORS) bench.sandbox(vendor).misbehave({ kind: 'hang' })
  slack.hold()
  // Who reads is known for five minutes; after that Slack would have to be asked again.
  vi.setSystemTime(NOW + 6 * 60_000)
}

const COMMANDS = [
  '/ticket',
  '/ticket help',
  '/ticket BX20261120102',
  '/ticket show m31adc223cc4b3bedb6bd4742dedcfa52',
  '/ticket list',
  '/ticket new',
  '/ticket links',
  '/ticket link',
  `/ticket link akubela ${KASTANIENALLEE.community}`,
  '/ticket unlink akubela nothing',
  '/ticket digest now',
  '/ticket digest 09:00 mon-fri',
  '/ticket digest off',
  '/ticket what is this',
]

describe('with nobody answering', () => {
  it('every command is acknowledged', async () => {
    silence()
    const jonas = bench.person('U0JONAS')
    for (const line of COMMANDS) {
      await jonas.command(DESK, line)
      expect(jonas.notices(), line).toEqual([])
    }
  })

  it('every button of every answer is acknowledged', async () => {
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    const answers = [
      await ask(jonas, DESK, '/ticket help'),
      await ask(jonas, DESK, '/ticket list'),
      await ask(jonas, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52'),
      await ask(jonas, DESK, '/ticket links'),
    ]
    await sofia.command(DESK, '/ticket digest now')
    await fileRepair(sofia, DESK, HEATING)
    const posted = await Promise.all(
      ['open tickets', 'filed ticket'].map((words) =>
        jonas.until(() => jonas.messages(DESK).find(({ text, ephemeralTo }) => !ephemeralTo && text.includes(words))),
      ),
    )
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    const buttons = [...answers, ...posted].flatMap((message) =>
      [...objectsIn(message.blocks)]
        .filter(({ node }) => node.type === 'button')
        .map(({ node }) => ({ message, action: String(node.action_id) })),
    )
    expect(new Set(buttons.map(({ action }) => action)).size).toBeGreaterThanOrEqual(11)

    silence()
    const held = slack.calls.length
    for (const { message, action } of buttons) expect(await jonas.click(message, action)).toEqual({ ok: true })
    await vi.waitFor(() => expect(slack.calls.length).toBeGreaterThan(held))
  })

  it('a ticket that is sent is acknowledged', async () => {
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, DESK)
    await sofia.fill(form.id, HEATING)
    silence()
    expect(await sofia.submit()).toEqual({ ok: true })
    expect(textOf(sofia.view() ?? [])).toContain('Filing your ticket')
  })

  it('a community that is to be linked is acknowledged', async () => {
    const jonas = bench.person('U0JONAS')
    await jonas.command(DESK, '/ticket link')
    const form = await openForm(jonas)
    await jonas.fill(form.id, { Community: HAITANG_BAY.community })
    silence()
    expect(await jonas.submit()).toEqual({ ok: true })
    expect(textOf(jonas.view() ?? [])).toContain('Asking Tuya smart community')
  })
})

it('every kind of answer has come once Slack speaks again', async () => {
  const sofia = bench.person('U0SOFIA')
  slack.hold()
  await sofia.command(DESK, '/ticket list')
  await sofia.command(DESK, '/ticket new')
  expect(sofia.lastEphemeral(DESK)).toBeUndefined()
  slack.release()
  await sofia.until(() => sofia.lastEphemeral(DESK))
  await openForm(sofia)
})

it('that nobody can be told to wait ends nothing', async () => {
  for (const { vendor } of VENDORS) bench.sandbox(vendor).misbehave({ kind: 'hang' })
  const sofia = bench.person('U0SOFIA')
  await sofia.command(DESK, '/ticket list')
  // By then the address to answer to has expired.
  vi.setSystemTime(NOW + 31 * 60_000)
  await expect.poll(() => lines.join(), { timeout: 10_000 }).toContain('nobody could be told to wait')
  expect((await fetch(`${bench.origin}/healthz`)).status).toBe(200)
})

import { beforeEach, expect, it, vi } from 'vitest'
import { VENDORS } from '../src/drivers/index.ts'
import type { Misbehaviour } from '../src/drivers/sandbox.ts'
import { createLog, withoutSecrets } from '../src/log.ts'
import { ACTIONS } from '../src/slack/ids.ts'
import type { Message } from '../src/workspace/protocol.ts'
import { DEMO_SEED, DESK, LINDENHOF } from '../src/workspace/seed.ts'
import { ask } from './journeys/asking.ts'
import { useBenches } from './journeys/benches.ts'
import { fileRepair, formOf, HEATING } from './journeys/filing.ts'
import { AKUBELA, EVERYWHERE, KASTANIENALLEE, linksOf, NOW } from './journeys/places.ts'
import type { Bench } from './support/bench.ts'
import type { TestPerson } from './support/person.ts'
import { type SlackProxy, startSlackProxy } from './support/slack-proxy.ts'
import { textOf } from './support/text-of.ts'

/*
 * A log is read by people who may not read tickets, and goes to places that nobody here chose. So whatever happens, and
 * at every level, it holds no secret, nothing that a person wrote and nothing that a vendor told of a person.
 */

const { start, closeAfter } = useBenches()

let lines: string[]
let slack: SlackProxy
let bench: Bench

beforeEach(async () => {
  lines = []
  slack = await startSlackProxy()
  closeAfter(slack.close)
  bench = await start({
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
    env: { SLACK_API_URL: slack.url },
  })
  slack.forwardTo(bench.origin)
})

const COMMANDS = [
  '/ticket help',
  '/ticket links',
  '/ticket list',
  '/ticket m31adc223cc4b3bedb6bd4742dedcfa52',
  '/ticket BX20261120102',
  '/ticket BX-call-Ms-Okafor-on-+49-30-5550137',
  '/ticket list for Ms Okafor, +49 30 5550137',
  '/ticket link akubela +49305550137 Okafor',
  '/ticket unlink akubela +49305550137',
  '/ticket comment m31adc223cc4b3bedb6bd4742dedcfa52 for Ms Okafor',
  '/ticket edit +49-30-5550137',
  '/ticket watch m31adc223cc4b3bedb6bd4742dedcfa52',
  '/ticket export Okafor',
  '/ticket audit',
  '/ticket doctor',
  '/ticket digest now',
  '/ticket digest 10:30 sat',
  '/ticket digest Okafor',
]

/**
 * Everything that a person can do, one thing after the other, then what the answers offer, and what those of a good day
 * offered; what fails, fails.
 * @returns the answers, by `ts`
 */
const everything = async (someone: TestPerson, ofGoodDay?: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
  const before = new Set(someone.messages(DESK).map(({ ts }) => ts))
  for (const line of COMMANDS) await someone.command(DESK, line)
  await bench.caretaker.tick()
  await idle()
  const isAnswer = ({ ts }: Message): boolean => !before.has(ts)
  const answers = new Set(
    someone
      .messages(DESK)
      .filter(isAnswer)
      .map(({ ts }) => ts),
  )
  for (const message of someone.messages(DESK).filter(({ ts }) => answers.has(ts) || ofGoodDay?.has(ts))) {
    for (const action of actionsOf(message)) await someone.click(message, action)
  }
  await idle()
  return answers
}

/** Each kind of button once, but for the one that would leave the channel without anything to ask for. */
const actionsOf = ({ blocks = [] }: Message): string[] => {
  const actions = [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, action = '']) => action)
  return [...new Set(actions)].filter((action) => action !== ACTIONS.unlink)
}

/** Waits until the log has nothing new to say. */
const idle = async (): Promise<void> => {
  let seen = -1
  await expect
    .poll(
      () => {
        const isQuiet = seen === lines.length
        seen = lines.length
        return isQuiet
      },
      { interval: 100, timeout: 15_000 },
    )
    .toBe(true)
}

const BAD_DAYS: readonly Misbehaviour[] = [
  { kind: 'status', status: 500 },
  { kind: 'malformed' },
  { kind: 'reset', when: 'after' },
  { kind: 'expired_token' },
]

/** What a log must not hold: every secret, every name, and every line of every ticket that somebody was shown. */
const forbidden = (people: readonly TestPerson[]): string[] => {
  const settings = VENDORS.flatMap(({ vendor }) => Object.entries(bench.sandbox(vendor).env))
  const secrets = settings
    .filter(([name, value]) => !name.endsWith('_URL') && value.length >= 6)
    .map(([, value]) => value)
  const names = DEMO_SEED.people.flatMap(({ realName }) => realName.split(' ').filter((name) => name.length > 3))
  const shown = people.flatMap((someone) =>
    [DESK, LINDENHOF]
      .flatMap((channel) => someone.messages(channel))
      .flatMap((message) => textOf(message).split('\n'))
      .filter((line) => line.length >= 16),
  )
  const typed = ['Okafor', '5550137', '305550137', HEATING.Description, 'stays cold', '/respond/', 'hooks.slack.com']
  return [...secrets, 'bench-token', 'bench-signing-secret', ...names, ...shown, ...typed]
}

it('holds nothing of what passes through, on good days and on bad ones', async () => {
  const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
  await fileRepair(sofia, LINDENHOF, HEATING)
  await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
  const goodDay = await everything(jonas)
  expect(lines.filter((line) => line.includes('journey done')).length).toBeGreaterThan(COMMANDS.length)

  for (const how of BAD_DAYS) {
    for (const { vendor } of VENDORS) bench.sandbox(vendor).misbehave(how)
    vi.setSystemTime(Date.now() + 6 * 60_000)
    await everything(jonas, goodDay)
  }
  await formOf(sofia, LINDENHOF)
  bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
  await sofia.fill(sofia.view()?.id ?? '', HEATING)
  await sofia.submit()
  await idle()

  for (const { vendor } of VENDORS) bench.sandbox(vendor).misbehave(undefined)
  slack.down()
  vi.setSystemTime(NOW + 60 * 60_000)
  await everything(jonas, goodDay)
  slack.up()
  for (const method of ['views.open', 'users.info', 'chat.postMessage']) slack.refuse(method, 'fatal_error')
  vi.setSystemTime(NOW + 2 * 60 * 60_000)
  await everything(jonas, goodDay)

  await ask(jonas, DESK, '/ticket unlink akubela')
  const failed = lines.filter((line) => line.includes('journey failed'))
  for (const outcome of ['unreachable', 'bad_response', 'slack']) {
    expect(
      failed.some((line) => line.includes(`"outcome":"${outcome}"`)),
      outcome,
    ).toBe(true)
  }
  const log = lines.join('')
  expect(forbidden([jonas, sofia]).filter((secret) => log.includes(secret))).toEqual([])
  expect(log).not.toMatch(/\bx(?:oxb|app)-|\+\d[\d -]{7,}|(?<!\d)1[3-9]\d{9}(?!\d)/)
}, 120_000)

it('knows the reference that the person was told, and what they had asked for', async () => {
  const sofia = bench.person('U0SOFIA')
  const card = await ask(sofia, DESK, '/ticket m31adc223cc4b3bedb6bd4742dedcfa52')
  bench.sandbox(AKUBELA).misbehave({ kind: 'malformed' })
  await sofia.click(card, 'ticket_share')
  const said = await sofia.until(() => {
    const text = textOf(sofia.lastEphemeral(DESK) ?? [])
    return text.includes('akubela') && /\b[0-9A-F]{6}\b/.exec(text)?.[0]
  })
  const entries = lines.map((line): Record<string, unknown> => JSON.parse(line))
  expect(entries.find(({ reference }) => reference === said)).toMatchObject({
    journey: 'ticket_share',
    outcome: 'bad_response',
    msg: 'journey failed',
  })
})

it('masks what an error of somebody else could carry', () => {
  const carried = [
    'xoxb-12-34-abc',
    'xapp-1-A0-9-f00',
    'Bearer eyJhbGciOi.J9',
    'https://hooks.slack.com/commands/T0/1/abc',
    'https://hooks.slack.com/actions/T0/1/abc?x=1',
  ]
  expect(carried.map((secret) => withoutSecrets(`(${secret}) failed`).includes(secret.slice(-4)))).toEqual(
    carried.map(() => false),
  )
  expect(withoutSecrets('connect ECONNREFUSED 127.0.0.1:3000')).toBe('connect ECONNREFUSED 127.0.0.1:3000')
})

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import type { SlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { AKUBELA, EVERYWHERE, KASTANIENALLEE, linksOf, TUYA } from './places.ts'

const { start, startBehind } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

/** Monday, from nine in Berlin on. */
const monday = (time: string): string => `2026-11-23T${time}:00Z`

const tickAt = async ({ caretaker }: Bench, at: string): Promise<void> => {
  vi.setSystemTime(Date.parse(at))
  await caretaker.tick()
}

const digestsIn = (someone: TestPerson, channel: string): Message[] =>
  someone.messages(channel).filter(({ ephemeralTo, blocks }) => !ephemeralTo && blocks?.[0]?.type === 'header')

const textsIn = (someone: TestPerson, channel: string): string[] => digestsIn(someone, channel).map(textOf)

/** A bench with a digest at nine every day, and a Slack that can be made bad. */
const startDaily = async (): Promise<{ bench: Bench; slack: SlackProxy; jonas: TestPerson }> => {
  const { bench, slack } = await startBehind()
  const jonas = bench.person('U0JONAS')
  await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon-fri')
  return { bench, slack, jonas }
}

const status = (someone: TestPerson): Promise<string> => say(someone, LINDENHOF, '/ticket digest status')

describe('a digest whose post ended in the dark', () => {
  it('is found by its metadata, and does not come twice', async () => {
    const { bench, slack, jonas } = await startDaily()
    slack.loseAnswers('chat.postMessage')
    await tickAt(bench, monday('08:00'))
    expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
    expect(await status(jonas)).toContain('23 Nov 2026, 09:00: being posted, or cut off')
    slack.up()
    for (const time of ['08:01', '08:02']) await tickAt(bench, monday(time))
    expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
    const answer = await ask(jonas, LINDENHOF, '/ticket digest status')
    expect(JSON.stringify(answer.blocks)).toMatch(/23 Nov 2026, 09:00: sent <http[^>]*\|23 Nov 2026, 09:00>/)
  })

  it('is posted once Slack can say that it is not there', async () => {
    const { bench, slack, jonas } = await startDaily()
    slack.down()
    for (const time of ['08:00', '08:01', '08:02']) await tickAt(bench, monday(time))
    slack.up()
    for (const time of ['08:07', '08:08']) await tickAt(bench, monday(time))
    expect(textsIn(jonas, LINDENHOF)).toEqual([expect.stringContaining('Late: this was due at 23 Nov 2026, 09:00')])
    expect(await status(jonas)).toMatch(/09:00: sent .* · late/)
  })

  it('is unknown where the history cannot be read, and the channel can see why', async () => {
    const { bench, slack, jonas } = await startDaily()
    slack.loseAnswers('chat.postMessage')
    slack.refuse('conversations.history', 'missing_scope')
    for (const time of ['08:00', '08:01', '08:02']) await tickAt(bench, monday(time))
    expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
    const said = await status(jonas)
    expect(said).toContain('posted or not, I could not find out: the app lacks a permission')
  })
})

it('a digest is not posted again by a process that goes on from the version of its store before it', async () => {
  const { bench: first, slack, jonas } = await startDaily()
  const file = join(first.folder, 'store.json')
  const before = await readFile(file)
  await tickAt(first, monday('08:00'))
  expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
  await first.caretaker.stop(1_000)
  await writeFile(file, '')
  await writeFile(`${file}.previous`, before)
  vi.setSystemTime(Date.parse(monday('08:40')))
  const next = await start({ folder: first.folder, env: { SLACK_API_URL: slack.url } })
  for (const time of ['08:41', '08:42', '08:43']) await tickAt(next, monday(time))
  expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
  expect(await say(next.person('U0JONAS'), LINDENHOF, '/ticket digest status')).toContain('09:00: sent')
})

it('a digest that Slack refused is tried again, and until then its status says why', async () => {
  const { bench, slack, jonas } = await startDaily()
  slack.refuse('chat.postMessage', 'restricted_action')
  await tickAt(bench, monday('08:00'))
  expect(await status(jonas)).toContain(
    '23 Nov 2026, 09:00: ⚠️ could not be posted: `restricted_action` · is tried again at 23 Nov 2026, 09:01',
  )
  await ask(jonas, LINDENHOF, '/ticket digest off')
  expect(await status(jonas)).not.toContain('tried again')
  await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon-fri')
  slack.up()
  for (const time of ['08:01', '08:02']) await tickAt(bench, monday(time))
  expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
})

it('what was missed while nothing ran is not sent, but is not hidden either', async () => {
  const { bench, jonas } = await startDaily()
  await tickAt(bench, '2026-11-24T15:00:00Z')
  expect(digestsIn(jonas, LINDENHOF)).toEqual([])
  expect((await status(jonas)).match(/2\d Nov 2026, 09:00: .*missed/g)).toHaveLength(2)
  await jonas.command(LINDENHOF, '/ticket doctor')
  await jonas.until(() => {
    const found = textOf(jonas.lastEphemeral(LINDENHOF) ?? [])
    return found.includes('The digest of 24 Nov 2026, 09:00: ')
  }, 'the digest among what doctor found')
})

it('what is later than CATCH_UP_MINUTES is missed', async () => {
  const bench = await start({ env: { CATCH_UP_MINUTES: '10' } })
  const jonas = bench.person('U0JONAS')
  await ask(jonas, LINDENHOF, '/ticket digest 09:00 daily')
  await tickAt(bench, '2026-11-22T08:09:00Z')
  await tickAt(bench, monday('08:10'))
  expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
  expect(await status(jonas)).toMatch(/23 Nov 2026, 09:00: .*missed/)
})

it('a time of day comes again on the day that its zone is corrected, and the status tells both by one clock', async () => {
  const { bench, jonas } = await startDaily()
  await tickAt(bench, monday('08:00'))
  await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon-fri new york')
  for (const time of ['13:59', '14:00', '14:01']) await tickAt(bench, monday(time))
  expect(digestsIn(jonas, LINDENHOF)).toHaveLength(2)
  const said = await status(jonas)
  for (const time of ['03:00', '09:00']) expect(said).toContain(`23 Nov 2026, ${time}: sent`)
})

it('a community that two channels care for is read once for both', async () => {
  const lists = async (channels: readonly string[]): Promise<number> => {
    const bench = await start({ links: channels.flatMap((channel) => linksOf(channel, [KASTANIENALLEE])) })
    const jonas = bench.person('U0JONAS')
    for (const channel of channels) await ask(jonas, channel, '/ticket digest 09:00')
    await tickAt(bench, '2026-11-22T08:00:00Z')
    for (const channel of channels) expect(digestsIn(jonas, channel)).toHaveLength(1)
    vi.setSystemTime(Date.parse('2026-11-21T09:00:00Z'))
    return bench.sandbox(AKUBELA).requests.filter(({ body }) => body.includes('list')).length
  }
  const alone = await lists([LINDENHOF])
  expect(alone).toBeGreaterThan(0)
  expect(await lists([LINDENHOF, DESK])).toBe(alone)
})

describe('what a digest says of the one before', () => {
  it('is that nothing has changed, and how old the figures are of a vendor that does not answer', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, EVERYWHERE) })
    const jonas = bench.person('U0JONAS')
    await ask(jonas, LINDENHOF, '/ticket digest 09:00')
    await tickAt(bench, monday('08:00'))
    bench.sandbox(TUYA).misbehave({ kind: 'status', status: 500 })
    await tickAt(bench, '2026-11-24T08:00:00Z')
    const [first = '', second = ''] = textsIn(jonas, LINDENHOF)
    const total = (text: string) => /^\d+ open tickets/.exec(text)?.[0]
    expect(first).not.toContain('Since')
    expect(total(second)).toBe(total(first))
    expect(second).toContain('Nothing has changed since')
    expect(second).toMatch(
      /does not answer at the moment.* Its tickets are shown as of .*23 Nov 2026, 09:00.* \(1 d ago\)/,
    )
    expect(second).not.toContain('missing here')
    expect(await status(jonas)).toMatch(/24 Nov 2026, 09:00: sent .* · a vendor could not be read/)
  })
})

describe('the button under a digest', () => {
  const withDigest = async () => {
    const { bench, jonas } = await startDaily()
    await tickAt(bench, monday('08:00'))
    const [digest] = digestsIn(jonas, LINDENHOF)
    if (!digest) throw new Error('there is no digest')
    return { bench, jonas, digest }
  }

  it('ends it for managers, after asking', async () => {
    const { bench, jonas, digest } = await withDigest()
    const question = await press(jonas, digest, 'Switch off')
    expect(textOf(question)).toContain('It comes at *09:00* Mon–Fri (Europe/Berlin)')
    await jonas.click(question, 'Switch off')
    await jonas.until(() => textOf(jonas.lastEphemeral(LINDENHOF) ?? []).includes('gets no digest any more'))
    await tickAt(bench, '2026-11-24T08:00:00Z')
    expect(digestsIn(jonas, LINDENHOF)).toHaveLength(1)
  })

  it('changes nothing for those who keep it, and is not for everybody', async () => {
    const { bench, jonas, digest } = await withDigest()
    const sofia = bench.person('U0SOFIA')
    expect(textOf(await press(sofia, digest, 'Switch off'))).toContain('Only managers')
    const question = await press(jonas, digest, 'Switch off')
    await jonas.click(question, 'Keep it')
    await jonas.until(() => textOf(jonas.lastEphemeral(LINDENHOF) ?? []).includes('stays as it is'))
    await tickAt(bench, '2026-11-24T08:00:00Z')
    expect(digestsIn(sofia, LINDENHOF)).toHaveLength(2)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Submission } from '../../src/tickets/submission.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { type BehindProxy, startBehindProxy } from '../support/behind-proxy.ts'
import { person, type TestPerson } from '../support/person.ts'
import type { SlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { BOT_TOKEN } from '../support/workspace.ts'
import { LEFTOVER, leave } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, NOW } from './places.ts'

/* A ticket was filed, and the process that was telling its channel was killed: perhaps it had told it already. */

const NUMBER = `m${'7'.repeat(32)}`
const ref = { vendor: AKUBELA, community: KASTANIENALLEE.community, id: NUMBER }
const FILED: Submission = { ...LEFTOVER, state: 'done', ticket: ref, number: NUMBER }

const claimed = (minutesAgo: number): Submission => ({
  ...FILED,
  announcingAt: new Date(NOW - minutesAgo * 60_000).toISOString(),
})

const closing: (() => Promise<void>)[] = []
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  vi.useRealTimers()
})

/** The next process, in front of a Slack that is as `slackAtStart` makes it. */
const startAfter = async (left: Submission, slackAtStart: (slack: SlackProxy) => void = () => {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  closing.push(() => rm(folder, { recursive: true }))
  await leave(folder, left)
  const link = { ...KASTANIENALLEE, channel: LINDENHOF, createdBy: 'U0JONAS', createdAt: LEFTOVER.acceptedAt }
  const env = { STORE_URL: `file:${join(folder, 'store.json')}` }
  const at = await startBehindProxy({ mode: 'http', env, links: [link], slackAtStart })
  const sofia = person(at.workspace, 'U0SOFIA')
  closing.push(async () => {
    sofia.leave()
    await at[Symbol.asyncDispose]()
  })
  await at.caretaker.ready
  return { at, sofia }
}

const minutesLater = async ({ caretaker }: BehindProxy, minutes: number): Promise<void> => {
  vi.setSystemTime(Date.now() + minutes * 60_000)
  await caretaker.tick()
}

/** How often everybody, and how often the filer alone was told. */
const toldTo = (sofia: TestPerson): [everybody: number, filer: number] => {
  const messages = sofia.messages(LINDENHOF)
  const mine = messages.filter(({ ephemeralTo }) => ephemeralTo === sofia.id)
  return [
    messages.filter(({ text, ephemeralTo }) => !ephemeralTo && text.includes('filed ticket')).length,
    mine.filter((message) => textOf(message).includes('Your ticket is filed')).length,
  ]
}

it('is told once where the message is not there', async () => {
  const { at, sofia } = await startAfter(claimed(1))
  expect(toldTo(sofia)).toEqual([1, 1])
  await minutesLater(at, 30)
  expect(toldTo(sofia)).toEqual([1, 1])
})

it('is not told again where the message is there', async () => {
  const { at, sofia } = await startAfter(claimed(0), (slack) => slack.refuse('conversations.history', 'internal_error'))
  const slack = new WebClient(BOT_TOKEN, { slackApiUrl: at.slack.url })
  const metadata = { event_type: 'caretaker_submission', event_payload: { submission: FILED.id } }
  await slack.chat.postMessage({ channel: LINDENHOF, text: 'Sofia filed ticket 7', metadata })
  at.slack.up()
  await minutesLater(at, 2)
  expect(toldTo(sofia)).toEqual([1, 1])
})

it('is told a little later where the message may be on its way', async () => {
  const { at, sofia } = await startAfter(claimed(0))
  expect(toldTo(sofia)).toEqual([0, 0])
  await minutesLater(at, 1)
  expect(toldTo(sofia)).toEqual([1, 1])
})

it('is told later where the channel cannot be read for a while', async () => {
  const { at, sofia } = await startAfter(claimed(1), (slack) => slack.refuse('conversations.history', 'internal_error'))
  expect(toldTo(sofia)).toEqual([0, 0])
  at.slack.up()
  await minutesLater(at, 2)
  expect(toldTo(sofia)).toEqual([1, 1])
})

it.each([
  ['may not be read', 'missing_scope', 1],
  ['could not be read for long', 'internal_error', 11],
] as const)('is told to the filer alone where the channel %s', async (_, error, minutesAgo) => {
  const { at, sofia } = await startAfter(claimed(minutesAgo), (slack) => slack.refuse('conversations.history', error))
  expect(toldTo(sofia)).toEqual([0, 1])
  at.slack.up()
  await minutesLater(at, 30)
  expect(toldTo(sofia)).toEqual([0, 1])
})

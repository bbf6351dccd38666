import { setTimeout as sleep } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import { DEMO_SEED, DESK } from '../../src/workspace/seed.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { BOT_TOKEN } from '../support/workspace.ts'
import { createClerk, type Waited } from './clerk.ts'
import { type Measured, type Row, repeated, timed } from './figures.ts'
import { type ManyChannels, startManyChannels } from './many-channels.ts'
import { CHANNELS, LINKS, QUESTIONS } from './neighbourhood.ts'
import { CONNECTIONS, pageKey, type Read, startVendors, type Vendors } from './vendors.ts'

/** With a pace, so that asking ten times for a page that is then read once shows in the time that it takes. */
const VENDORS = { tickets: 60, latencyMs: 300, tuyaPerSecond: 20 }
/** Between one question and the next, so that asking is not itself the load. */
const BREATH_MS = 50
/** Longer than that no digest is waited for: it is missing. */
const PATIENCE_MS = 60_000

/** He reads Chinese. */
const HAO = 'U0HAOWANG'

/** Nine in Berlin on a Monday, and two minutes before. */
const DUE = Date.parse('2026-11-23T08:00:00Z')
const BEFORE = DUE - 120_000

/** All channels due in the same minute, their communities shared, their vendors slow; and people at work meanwhile. */
export const measureDigests = async (): Promise<Measured> => {
  let clock = BEFORE
  const vendors = await startVendors(VENDORS)
  const env = { ...vendors.env, MANAGER_USER_IDS: HAO }
  const bench = await startManyChannels({ channels: CHANNELS, links: LINKS, env, now: () => clock })
  const clerks = QUESTIONS.map(
    ({ as, line }) =>
      () =>
        createClerk(bench.workspace, as)(DESK, line),
  )
  const [jonas, hao] = ['U0JONAS', HAO].map((person) => createClerk(bench.workspace, person))
  // A digest is in the language of who sets it up: a third of those of each community in Chinese.
  for (const [n, channel] of CHANNELS.entries()) {
    await (n % 3 === 0 ? hao : jonas)?.(channel, '/ticket digest 09:00 mon-fri Europe/Berlin')
  }
  const quietBefore = await Promise.all(clerks.map((ask) => repeated(5, ask)))
  const readBefore = (await vendors.reads()).length

  clock = DUE
  const round = await postAll(bench, clerks)
  const quietAgain = await Promise.all(clerks.map((ask) => repeated(5, ask)))
  const quiet = quietBefore.map((waits, i) => [...waits, ...(quietAgain[i] ?? [])])
  const reads = (await vendors.reads()).slice(readBefore).filter(isList)
  const pages = [...new Map(reads.map((read) => [pageKey(read), read])).values()]
  const least = await timed(() => readAndPost(vendors, pages, bench.url))
  await bench.close()
  await vendors.close()

  const answers = round.waits.flat().map(({ answer }) => answer)
  const late = answers.filter((ms) => ms > 1_000).length
  const baseline = { name: 'each page read once, bare posts', values: [least] }
  return {
    rows: [
      { name: `${CHANNELS.length} digests due at once: missing`, unit: 'count', values: [round.missing] },
      { name: '… posted twice', unit: 'count', values: [round.doubled] },
      { name: '… until the last is posted', unit: 'ms', values: [round.tookMs], baseline },
      {
        name: '… vendor reads per page of a community, in each language where it translates',
        unit: 'times',
        values: [reads.length / pages.length],
      },
      ...QUESTIONS.flatMap(({ what }, i) => questionRows(what, round.waits[i] ?? [], quiet[i] ?? [])),
      { name: `… of ${answers.length} such answers, after more than 1 s`, unit: 'count', values: [late] },
    ],
    broken: [
      ...(round.missing > 0 ? [`${round.missing} of ${CHANNELS.length} channels got no digest`] : []),
      ...(round.doubled > 0 ? [`${round.doubled} channels got their digest more than once`] : []),
      ...(reads.length > pages.length ? [`${pages.length} pages were read ${reads.length} times`] : []),
    ],
    slow: QUESTIONS.flatMap(({ what }, i) => tooSlow(what, round.waits[i] ?? [], quiet[i] ?? [])),
  }
}

/** Asks the same question once. */
type Ask = () => Promise<Waited>

interface PostedRound {
  readonly missing: number
  readonly doubled: number
  readonly tookMs: number
  /** Of each clerk, while the digests were on their way. */
  readonly waits: readonly (readonly Waited[])[]
}

/** Lets the clock strike, and counts what comes of it. */
const postAll = async ({ workspace, caretaker }: ManyChannels, clerks: readonly Ask[]): Promise<PostedRound> => {
  const posts = collectPosts(workspace)
  const began = performance.now()
  const patience = () => sleep(PATIENCE_MS, undefined, { ref: false })
  const sent = caretaker.tick().then(() => Promise.race([posts.complete, patience()]))
  const [waits] = await Promise.all([Promise.all(clerks.map((ask) => askWhile(sent, ask))), sent])
  const tookMs = posts.lastAt() - began
  // What is due is posted by now; whoever looks again must find that it is.
  await caretaker.tick()
  const counts = CHANNELS.map(posts.countIn)
  posts.leave()
  return {
    missing: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
    tookMs,
    waits,
  }
}

/** The app's messages for everybody in each channel, as somebody sees them who is in all of them. */
const collectPosts = (workspace: Workspace) => {
  const counts = new Map<string, number>()
  const complete = Promise.withResolvers<void>()
  let lastAt = performance.now()
  const leave = workspace.subscribe('U0SOFIA', (update) => {
    if (update.kind !== 'message' || update.message.ephemeralTo || update.message.user !== DEMO_SEED.app.botUser) return
    const { channel, threadTs } = update.message
    // What does not fit follows in the thread, a message a second.
    if (threadTs) return
    counts.set(channel, (counts.get(channel) ?? 0) + 1)
    lastAt = performance.now()
    if (counts.size === CHANNELS.length) complete.resolve()
  })
  return {
    complete: complete.promise,
    countIn: (channel: string) => counts.get(channel) ?? 0,
    lastAt: () => lastAt,
    leave,
  }
}

/** Asks again and again until it is over, and at least once. */
const askWhile = async (over: Promise<unknown>, ask: Ask): Promise<Waited[]> => {
  let isOver = false
  const end = (): void => {
    isOver = true
  }
  over.then(end, end)
  const waits: Waited[] = []
  do {
    waits.push(await ask())
    await sleep(BREATH_MS)
  } while (!isOver)
  return waits
}

const questionRows = (what: string, busy: readonly Waited[], quiet: readonly Waited[]): Row[] =>
  (['ack', 'answer'] as const).map((part) => ({
    name: `… meanwhile, ${part} for ${what}`,
    unit: 'ms',
    values: busy.map((waited) => waited[part]),
    baseline: { name: 'with no digest due', values: quiet.map((waited) => waited[part]) },
  }))

/**
 * Whoever asks while digests are posted has an answer within a second. What a machine that is busy with something else
 * lets us wait is not our doing, and it counts only where it takes twice as long as the slowest did with no digest due.
 */
const tooSlow = (what: string, busy: readonly Waited[], quiet: readonly Waited[]): string[] => {
  const limit = Math.max(1_000, 2 * Math.max(...quiet.map(({ answer }) => answer)))
  const slow = busy.filter(({ answer, starved }) => answer - starved > limit).length
  return slow > 0
    ? [`of ${busy.length} answers about ${what} ${slow} came after more than ${Math.round(limit)} ms`]
    : []
}

/** What people looked up meanwhile is not the digests' doing. */
const isList = ({ path, body }: Read): boolean =>
  !path.includes('order-detail') && !body.includes('get_maintenance_info')

/** The least that the digests take: each page read once, and then a line posted in each channel. */
const readAndPost = async (vendors: Vendors, pages: readonly Read[], url: string): Promise<void> => {
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: `${url}/api/` })
  const perVendor = ['GET', 'POST'].map((method) => pages.filter((page) => page.method === method))
  await Promise.all(perVendor.map((some) => vendors.replay(some, CONNECTIONS)))
  await Promise.all(CHANNELS.map((channel) => client.chat.postMessage({ channel, text: '60 open tickets' })))
}

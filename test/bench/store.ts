import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createSchedule } from '../../src/schedule.ts'
import type { DigestPoster } from '../../src/slack/digest-post.ts'
import { createJsonStore } from '../../src/store/json.ts'
import type { DigestSchedule, Link, Slot, Store } from '../../src/store/store.ts'
import { createFolder, seed } from '../store/place.ts'
import { byTurns, type Measured, timed } from './figures.ts'

const LINKS = 10_000
const SLOTS = 100_000
/** With digests, each sent on the last 28 days. */
const CHANNELS = Math.ceil(SLOTS / 28)
const AT_ONCE = 100
const DAY_MS = 86_400_000

const link = (n: number, now: number): Link => ({
  channel: `C0CHANNEL${n % 2_000}`,
  vendor: n % 2 === 0 ? 'tuya-community' : 'akubela',
  community: `15449635788${n}`,
  name: n % 2 === 0 ? `翠湖花园 ${n} 期` : `Lindenhof, house ${n}`,
  createdBy: 'U0JONAS',
  createdAt: new Date(now).toISOString(),
})

/** Spread over the last weeks, so that none is old enough to be dropped. */
const slot = (n: number, now: number): Slot => {
  const at = new Date(now - (n % 28) * DAY_MS).toISOString()
  return {
    channel: `C0CHANNEL${Math.floor(n / 28)}`,
    id: at.slice(0, 16),
    state: 'sent',
    claimedAt: at,
    dueAt: at,
    ts: `${Math.floor(Date.parse(at) / 1000)}.${String(n).padStart(6, '0')}`,
  }
}

/** Due at the minute of the slots that are kept, so that all is done. */
const schedule = (n: number, now: number): DigestSchedule => ({
  channel: `C0CHANNEL${n}`,
  times: [new Date(now).toISOString().slice(11, 16)],
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  holidays: [],
  language: 'en',
  skipEmpty: false,
  onlyChanged: false,
  updatedBy: 'U0JONAS',
  updatedAt: new Date(now - 365 * DAY_MS).toISOString(),
})

/** A store far larger than any that is expected, beside bare files of its size. */
export const measureStore = async (): Promise<Measured> => {
  const { path, remove } = await createFolder()
  const now = Math.floor(Date.now() / 60_000) * 60_000
  await seed(path, {
    schedules: Array.from({ length: CHANNELS }, (_, n) => schedule(n, now)),
    links: Array.from({ length: LINKS }, (_, n) => link(n, now)),
    slots: Array.from({ length: SLOTS }, (_, n) => slot(n, now)),
  })
  const { size } = await stat(path)
  const parsing = { name: 'read, JSON.parse', work: () => timed(() => parse(path)) }
  const opened = await byTurns(5, () => timed(() => reopen(path)), parsing)

  const writing = { name: 'write, fsync, rename', work: () => timed(() => plainWrite(`${path}.plain`, size)) }
  const store = await createJsonStore({ path, now: Date.now })
  let made = LINKS
  const change = (): Promise<void> => store.putLink(link(made++, now))
  const alone = await byTurns(10, () => timed(change), writing)
  const crowd = () => Promise.all(Array.from({ length: AT_ONCE }, change))
  const together = await byTurns(3, () => timed(crowd), writing)
  const ticks = await measureTicks(store, now)
  await store.close()

  const lost = made - (await linksIn(path))
  await remove()
  return {
    rows: [
      { name: `Store of ${LINKS} links and ${SLOTS} slots`, unit: 'MB', values: [size / 1e6] },
      { name: 'Opening it', unit: 'ms', ...opened },
      { name: 'A link made in it', unit: 'ms', ...alone },
      { name: `${AT_ONCE} links made at once`, unit: 'ms', ...together },
      ...ticks.rows,
    ],
    broken: [
      ...(lost === 0 ? [] : [`of ${made} acknowledged links in a large store ${lost} were lost`]),
      ...ticks.broken,
    ],
  }
}

/** Minutes in which no digest is due. All that they take, nobody else is served. */
const measureTicks = async (store: Store, now: number): Promise<Measured> => {
  const none = async (): Promise<never> => Promise.reject(new Error('nothing is due'))
  const poster: DigestPoster = {
    round: () => ({ prepare: none, rest: none }),
    thread: { post: none, find: none },
    find: none,
  }
  let minute = now
  const broken: string[] = []
  const log = { warn: () => {}, error: () => void broken.push('a digest that was sent already was made again') }
  const { tick } = createSchedule({ store, now: () => new Date(minute).toISOString(), poster, log })
  const next = (): Promise<number> => {
    minute += 60_000
    return timed(tick)
  }
  const first = await next()
  const looking = { name: 'each row looked at once', work: () => timed(() => lookAtAll(store)) }
  const later = await byTurns(20, next, looking)
  return {
    rows: [
      { name: `The first minute of ${CHANNELS} channels, no digest due`, unit: 'ms', values: [first] },
      { name: '… each minute after it', unit: 'ms', ...later },
    ],
    broken: broken.slice(0, 1),
  }
}

const lookAtAll = async (store: Store): Promise<number> =>
  (await store.slots()).filter(({ state, rest }) => state === 'claimed' || rest).length

const withStore = async <T>(path: string, use: (store: Store) => Promise<T>): Promise<T> => {
  const store = await createJsonStore({ path, now: Date.now })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

const reopen = (path: string) => withStore(path, async () => undefined)
const linksIn = (path: string) => withStore(path, async (store) => (await store.links()).length)
const parse = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))

/** What it takes at least to replace so many bytes for good. */
const plainWrite = async (path: string, size: number): Promise<void> => {
  await writeFile(`${path}.next`, Buffer.alloc(size, ' '), { flush: true })
  await rename(`${path}.next`, path)
}

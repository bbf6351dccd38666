import type { Desk } from './desk.ts'
import { type Call, can, type Driver, type Progress } from './driver.ts'
import type { Watch } from './followed.ts'
import { ownActOf } from './own-acts.ts'
import { hasRemoved, isAbout, type Submission } from './submission.ts'
import { type Instant, isSameCommunity, refKey } from './ticket.ts'
import { afterFailure, afterReport, afterSight, afterUnlinking, type Say } from './watch-course.ts'
import { type Look, lookAt } from './watch-look.ts'
import { createTelling, type TellingDeps, type WatchRows } from './watch-telling.ts'

/** Where watches are kept, and what they are checked against. */
interface WatchStore extends WatchRows {
  links(): Promise<readonly { channel: string; vendor: string; community: string; paused?: object }[]>
  submissions(): Promise<readonly Submission[]>
}

export interface WatcherDeps extends TellingDeps {
  readonly store: WatchStore
  readonly desk: Pick<Desk, 'driver'>
  readonly isStopping?: () => boolean
}

/** Follows tickets for channels: looks at them, takes vendors' reports, and has each channel told what is new, once. */
export interface Watcher {
  /** Looks at what is due, and tells what is yet to be told. Never rejects. */
  tick(): Promise<void>
  /** A vendor reported something: the channels that follow the ticket hear of it at once. Never rejects. */
  report(progress: Progress): Promise<void>
  /** Somebody did something to a ticket here: that is no news to their channel, and is to others. Never rejects. */
  acted(submission: Submission): Promise<void>
}

/** So many tickets of one vendor are looked at in a minute. What is left comes first in the next, so they spread out. */
const TICKETS_PER_TICK = 40

export const createWatcher = (deps: WatcherDeps): Watcher => {
  const { store, desk, herald, now, log, isStopping = () => false } = deps
  const telling = createTelling(deps)
  /** The end of what is being done about a watch. */
  const busy = new Map<string, Promise<void>>()
  /** The vendors whose tickets are being looked at: a slow one is not asked twice. */
  const looking = new Set<string>()

  /** Does something about a watch as it is kept when its turn has come, and then tells what there is to tell. */
  const attend = (watch: Watch, work: (kept: Watch) => Promise<void>): Promise<void> => {
    const key = keyOf(watch)
    const run = (busy.get(key) ?? Promise.resolve())
      .then(async () => {
        const kept = await find(watch)
        if (!kept) return
        await work(kept)
        if (!isStopping()) await telling.tell(watch)
      })
      .catch((error) => log.error({ error, channel: watch.channel, ...watch.ref }, 'a watch was not attended to'))
      .finally(() => {
        if (busy.get(key) === run) busy.delete(key)
      })
    busy.set(key, run)
    return run
  }

  const find = async (watch: Watch): Promise<Watch | undefined> =>
    (await store.watches(watch.channel)).find(({ ref }) => refKey(ref) === refKey(watch.ref))

  const change = async (
    watch: Watch,
    how: (kept: Watch, at: Instant, say: Say) => Watch | undefined,
  ): Promise<void> => {
    const voice = await herald.voice(watch)
    await store.changeWatch(watch.channel, watch.ref, (kept) => how(kept, now(), voice.say))
  }

  /** Whether a write on the ticket is under way from this channel: what a look finds may be of its making. */
  const isActedOn = async ({ channel, ref }: Watch): Promise<boolean> =>
    (await store.submissions()).some((row) => row.channel === channel && isUnderWay(row) && isAbout(row, ref, desk))

  const takeIn = (watch: Watch, { at, shown }: Look): Promise<void> =>
    attend(watch, async (row) => {
      const isEarlier = row.actedAt !== undefined && Date.parse(at) < Date.parse(row.actedAt)
      if (isEarlier || isTold(row) || (await isActedOn(row))) return
      await change(row, (kept, moment, say) => {
        if (kept.actedAt !== row.actedAt) return undefined
        if ('sight' in shown) return afterSight(kept, shown.sight, moment, say)
        return afterFailure(kept, shown.error, moment, say)
      })
    })

  /** The tickets that wait the longest, each looked at once for all channels that follow it. */
  const round = async (driver: Driver, due: readonly Watch[]): Promise<void> => {
    const waiting = due.toSorted((a, b) => (a.nextLookAt ?? '').localeCompare(b.nextLookAt ?? ''))
    const tickets = Map.groupBy(waiting, ({ ref }) => refKey(ref))
    const [first] = waiting
    if (!first) return
    const call: Call = { background: true, language: (await herald.voice(first)).language }
    const refs = [...tickets.values()].flatMap(([one]) => (one ? [one.ref] : [])).slice(0, TICKETS_PER_TICK)
    const looks = await lookAt(driver, refs, now, call)
    await Promise.all(looks.flatMap((look) => (tickets.get(refKey(look.ref)) ?? []).map((one) => takeIn(one, look))))
  }

  const tick = async (): Promise<void> => {
    const [watches, links] = await Promise.all([store.watches(), store.links()])
    const free = watches.filter((watch) => !busy.has(keyOf(watch)))
    const at = now()
    const standing = Map.groupBy(free, (watch) => {
      const link = links.find((one) => one.channel === watch.channel && isSameCommunity(one, watch.ref))
      if (isTold(watch)) return link?.paused ? 'resting' : 'telling'
      if (!link) return 'unlinked'
      const isDue = watch.nextLookAt === undefined || Date.parse(watch.nextLookAt) <= Date.parse(at)
      return link.paused || !isDue ? 'resting' : 'due'
    })
    const due = Map.groupBy(standing.get('due') ?? [], ({ ref }) => ref.vendor)
    await Promise.all([
      ...(standing.get('telling') ?? []).map((watch) => attend(watch, async () => {})),
      ...(standing.get('unlinked') ?? []).map((watch) => attend(watch, (row) => change(row, afterUnlinking))),
      ...[...due].map(async ([vendor, some]) => {
        const driver = desk.driver(vendor)
        if (!driver || !can(driver, 'detail') || looking.has(vendor)) return
        looking.add(vendor)
        await round(driver, some).finally(() => looking.delete(vendor))
      }),
    ])
  }

  const report = async (progress: Progress): Promise<void> => {
    const [watches, links] = await Promise.all([store.watches(), store.links()])
    const isOpen = ({ channel, ref }: Watch): boolean =>
      links.some((link) => link.channel === channel && isSameCommunity(link, ref) && !link.paused)
    const listening = watches.filter((watch) => isOf(progress, watch) && isOpen(watch))
    await Promise.all(
      listening.map((watch) =>
        attend(watch, (row) => change(row, (kept, at, say) => afterReport(kept, progress, at, say))),
      ),
    )
  }

  const acted = async (submission: Submission): Promise<void> => {
    if (submission.state !== 'done') return
    const watches = (await store.watches()).filter(({ ref }) => isAbout(submission, ref, desk))
    const at = now()
    await Promise.all(
      watches.map(async ({ channel, ref }) => {
        const isHere = channel === submission.channel
        if (isHere && hasRemoved(submission, ref, desk)) return await store.removeWatch(channel, ref)
        const driver = desk.driver(ref.vendor)
        // What no look will show need not be remembered for one.
        const act = isHere && driver && can(driver, 'detail') ? ownActOf(submission, at) : undefined
        return await store.changeWatch(channel, ref, (watch) => ({
          ...watch,
          nextLookAt: at,
          ...(act ? { actedAt: at, acts: [...(watch.acts ?? []), act] } : {}),
        }))
      }),
    )
  }

  const quietly = (run: Promise<void>, message: string): Promise<void> =>
    run.catch((error) => log.error({ error }, message))
  return {
    tick: () => quietly(tick(), 'watches not read'),
    report: (progress) => quietly(report(progress), 'a report reached no channel'),
    acted: (submission) => quietly(acted(submission), 'watches do not know what was done here'),
  }
}

const keyOf = ({ channel, ref }: Watch): string => `${channel} ${refKey(ref)}`

/** Whether something is yet to be told, or there is nothing more to come: then nobody looks. */
const isTold = ({ lines = [], over }: Watch): boolean => lines.length > 0 || over === true

/** A number is all that is known of a ticket that cannot be looked up. */
const isOf = ({ ref, number }: Progress, watch: Watch): boolean =>
  ref.vendor === watch.ref.vendor && (watch.ref.id === ref.id || watch.ref.id.toUpperCase() === number.toUpperCase())

/** Sent and not answered, or done and not on record: until then nobody has called `acted`. */
const isUnderWay = ({ state, told, recorded }: Submission): boolean =>
  state === 'sending' || state === 'checking' || (state === 'done' && told !== 'done' && recorded !== 'done')

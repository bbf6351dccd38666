import { CLAIM_MS, createThreadDelivery } from './delivery-thread.ts'
import type { Log } from './log.ts'
import type { DigestPoster, DigestRound, PostOutcome } from './slack/digest-post.ts'
import type { DigestSchedule, Slot, Store } from './store/store.ts'
import type { Instant } from './tickets/ticket.ts'
import { createDueSlots, type Due } from './time/slots.ts'

export interface DeliveryDeps {
  readonly store: Pick<Store, 'slots' | 'claimSlot' | 'settleSlot' | 'changeSlot' | 'noteSlots' | 'putDigestMemory'>
  readonly now: () => Instant
  readonly poster: DigestPoster
  readonly log: Pick<Log, 'warn' | 'error'>
  /** How late a digest may still go out, say after a restart. Two hours when absent; never less than what is no delay. */
  readonly catchUpMs?: number
  /** Whether the process is about to end: then what can wait is left to the next. */
  readonly isStopping?: () => boolean
}

type Claimed = Required<Pick<Slot, 'channel' | 'id' | 'dueAt'>>

/** Brings one channel's ledger up to date: posts what is due, settles what was left open, notes what was missed. */
export type Delivery = (channel: string, schedule: DigestSchedule | undefined, round: DigestRound) => Promise<void>

const MINUTE_MS = 60_000
const CATCH_UP_MS = 120 * MINUTE_MS
/** How far back missed digests are noted: the store keeps its ledger for longer. */
const LOOK_BACK_MS = 7 * 24 * 60 * MINUTE_MS
const LATE_MS = 5 * MINUTE_MS
const MAX_PAUSE_MS = 30 * MINUTE_MS

/**
 * A slot is claimed in the store just before it is posted, so that it goes out at most once however many ticks, restarts
 * and processes there are. A claim that was left open is settled by looking for the message, which names its slot.
 */
export const createDelivery = (deps: DeliveryDeps): Delivery => {
  const { store, now, poster, log } = deps
  const catchUpMs = Math.max(deps.catchUpMs ?? CATCH_UP_MS, LATE_MS)
  const thread = createThreadDelivery(deps)
  const dueSlots = createDueSlots()

  const send = async (schedule: DigestSchedule, due: Due, round: DigestRound, seen?: Slot): Promise<void> => {
    const { channel } = schedule
    const { id, dueAt } = named(due, seen)
    // Reading takes the longest, and costs nothing when it is cut off: nothing is claimed yet.
    const prepared = await round.prepare(schedule, { id, dueAt })
    const at = now()
    if (msBetween(due.at, at) >= catchUpMs) return
    if (!(await store.claimSlot({ channel, id, dueAt }, at, seen))) return
    if ('skip' in prepared) return await store.settleSlot(channel, id, { state: 'skipped', reason: prepared.skip })
    const late = msBetween(due.at, at) >= LATE_MS
    await settle({ channel, id, dueAt }, late, seen?.attempts ?? 0, await prepared.post(late))
  }

  const settle = async (slot: Claimed, late: boolean, tried: number, posted: PostOutcome) => {
    const { channel, id, dueAt } = slot
    if (posted.outcome === 'sent') {
      const { ts, partial, memory, rest } = posted
      const flags = { ...(late ? { late } : {}), ...(partial ? { partial } : {}) }
      // Without the message's `ts` there is no thread to post in.
      const open = rest && ts ? { next: 2, after: rest.after } : undefined
      const more = open ? { rest: open } : rest ? { cut: true } : {}
      const sent = store.settleSlot(channel, id, { state: 'sent', ts, ...flags, ...more })
      await Promise.all([sent, store.putDigestMemory(memory)])
      if (rest && open) await thread.post({ channel, id, ts }, open, rest.parts)
      return
    }
    const { outcome, reason, error } = posted
    log.error({ error, channel, slot: id, reason }, 'a digest was not posted, or nobody knows')
    // Left open: it is looked for before it is tried again.
    if (outcome === 'unclear') return
    const attempts = tried + 1
    const retryAt = nextTry(now(), tried, posted.retryAfterMs ?? 0)
    const again = msBetween(dueAt, retryAt) < catchUpMs ? { retryAt } : {}
    await store.settleSlot(channel, id, { state: 'failed', reason, attempts, ...again })
  }

  /** Settles a claim that was left open. True when the message is certainly not there. */
  const isAbsent = async (slot: Slot, schedule: DigestSchedule | undefined): Promise<boolean> => {
    const { channel, id, claimedAt, dueAt = claimedAt } = slot
    const sighting = await poster.find({
      channel,
      id,
      claimedAt,
      ...(isDoubted(schedule, dueAt) ? { since: dueAt } : {}),
    })
    switch (sighting.seen) {
      case 'posted': {
        const late = Number(sighting.ts) * 1000 - Date.parse(dueAt) >= LATE_MS
        const { ts, partial, after } = sighting
        const flags = { ...(late ? { late } : {}), ...(partial ? { partial } : {}) }
        const rest = after ? { rest: { next: 2, after } } : {}
        await store.settleSlot(channel, id, { state: 'sent', ts, ...flags, ...rest })
        return false
      }
      case 'absent':
        return true
      case 'not_now':
        if (msBetween(claimedAt, now()) <= catchUpMs) return false
    }
    log.warn({ error: sighting.error, channel, slot: id }, 'nobody can look whether a digest was posted')
    await store.settleSlot(channel, id, { state: 'unknown', reason: sighting.reason })
    return false
  }

  return async (channel, schedule, round) => {
    const at = now()
    const slots = await store.slots(channel)
    const rowOf = (one: Due): Slot | undefined => slots.find((slot) => isOf(slot, one))
    const due = schedule
      ? dueSlots(schedule, earlier(at, LOOK_BACK_MS), at).filter(
          (one) => msBetween(schedule.updatedAt, one.at) > 0 || isBegun(rowOf(one)),
        )
      : []
    const latest = due.at(-1)
    const current = latest && msBetween(latest.at, at) < catchUpMs ? latest : undefined
    const missed = due.filter((one) => one !== current && !rowOf(one))
    if (missed.length > 0) {
      await store.noteSlots(missed.map((one) => ({ channel, ...named(one), state: 'missed', claimedAt: at })))
    }

    const seen = current && rowOf(current)
    let isOpen = !seen || isTooSoon(seen, at) || (seen.retryAt !== undefined && msBetween(seen.retryAt, at) >= 0)
    for (const slot of slots) {
      if (slot.state !== 'claimed' || msBetween(slot.claimedAt, at) < CLAIM_MS || !(await isAbsent(slot, schedule)))
        continue
      if (slot === seen) isOpen = true
      else await store.settleSlot(channel, slot.id, { state: 'missed' })
    }
    if (schedule && current && isOpen) {
      // Left open: it is looked for before anything is posted.
      if (isForgotten(schedule, current, seen)) await store.claimSlot({ channel, ...named(current, seen) }, at, seen)
      else await send(schedule, current, round, seen)
    }
    for (const slot of slots) if (slot.rest) await thread.resume(slot, schedule, round)
  }
}

/**
 * The moment is the slot: the same local time in another zone is another one. Early releases named slots by their local
 * time, and at first kept no more of them.
 */
const isOf = ({ id, dueAt }: Slot, due: Due): boolean => (dueAt === undefined ? id === due.slot : dueAt === due.at)

const isDoubted = ({ doubtedAt }: Partial<DigestSchedule> = {}, at: Instant): boolean =>
  doubtedAt !== undefined && msBetween(at, doubtedAt) >= 0

/** Whether it may have been claimed since by a process whose changes were lost. */
const isForgotten = (schedule: DigestSchedule, due: Due, seen: Slot | undefined): boolean =>
  isDoubted(schedule, due.at) && (!seen || (seen.state !== 'claimed' && isDoubted(schedule, seen.claimedAt)))

/** Noted as missed later than it is now: the clock was ahead. */
const isTooSoon = ({ state, claimedAt }: Slot, at: Instant): boolean =>
  state === 'missed' && msBetween(claimedAt, at) < 0

const named = ({ at }: Due, known?: Slot) => ({ id: known?.id ?? at, dueAt: at })

/** What was due before a schedule got its times is none of its slots, unless it is still being seen to. */
const isBegun = (slot: Slot | undefined): boolean => slot?.state === 'claimed' || slot?.retryAt !== undefined

const earlier = (at: Instant, ms: number): Instant => new Date(Date.parse(at) - ms).toISOString()

const msBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from)

/** Ticks come at full minutes: after our own pause one that is a little short will do, after Slack's none before its end. */
const nextTry = (at: Instant, tried: number, retryAfterMs: number): Instant => {
  const [ms, pause] = [Date.parse(at), Math.min(2 ** tried * MINUTE_MS, MAX_PAUSE_MS)]
  const minute = Math.max(Math.floor((ms + pause) / MINUTE_MS), Math.ceil((ms + retryAfterMs) / MINUTE_MS))
  return new Date(minute * MINUTE_MS).toISOString()
}

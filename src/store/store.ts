import type { DigestMemory } from '../tickets/digest-memory.ts'
import type { Card, Filed, Snooze, Watch } from '../tickets/followed.ts'
import type { Mark } from '../tickets/order.ts'
import type { Reading } from '../tickets/readings.ts'
import type { SubmissionStore } from '../tickets/submission.ts'
import type { Instant, Status, TicketRef } from '../tickets/ticket.ts'
import type { Language } from '../tickets/words.ts'

/** A channel looks after a community. Many to many; `name` is what people call the community here. */
export interface Link {
  readonly channel: string
  readonly vendor: string
  readonly community: string
  readonly name: string
  readonly createdBy: string
  readonly createdAt: Instant
  /** While it is, nothing is posted here about the community by the clock. */
  readonly paused?: Pause
  /** `false`: the channel's digest leaves this community out. */
  readonly digest?: false
}

export type LinkKey = Pick<Link, 'channel' | 'vendor' | 'community'>

export const PAUSE_REASONS = ['by_person', 'archived', 'left', 'private'] as const

/**
 * Why a link rests: a person wanted it so, or the channel was archived, or Caretaker was removed from it. `private`: it is
 * hidden from Caretaker, which was not told how that came.
 */
export interface Pause {
  readonly reason: (typeof PAUSE_REASONS)[number]
  /** Absent where nobody is known to have caused it. */
  readonly by?: string
  readonly at: Instant
}

/**
 * When a channel gets its digest, by the clocks of an IANA zone: at wall-clock times (`09:00`) on ISO weekdays (1 is
 * Monday), except on holidays (`2026-12-25`). And what it holds.
 */
export interface DigestSchedule {
  readonly channel: string
  readonly times: readonly string[]
  readonly days: readonly number[]
  readonly zone: string
  readonly holidays: readonly string[]
  readonly language: Language
  /** The links that it is about; when absent all that the channel has, those made later included. */
  readonly only?: readonly Pick<Link, 'vendor' | 'community'>[]
  /** The statuses that it shows, and beside them what nobody can read; when absent all that are pending. */
  readonly statuses?: readonly Status[]
  /** Its ageing bands: it counts what is older than so many days. `BANDS` when absent. */
  readonly bands?: readonly number[]
  /** Nothing is posted while nothing is pending. */
  readonly skipEmpty: boolean
  /** Nothing is posted while all is as in the last one. */
  readonly onlyChanged: boolean
  readonly updatedBy: string
  /** When its times, days, zone and holidays were set: what was due before is not posted. */
  readonly updatedAt: Instant
  /** Until then the ledger may lack what was posted: the store had to go on from its previous version. */
  readonly doubtedAt?: Instant
}

export const SLOT_STATES = ['claimed', 'sent', 'skipped', 'failed', 'missed', 'unknown'] as const

/** One scheduled digest of one channel. */
export interface Slot {
  readonly channel: string
  /** What its message carries: when it was due, or in what early releases kept, the local time, `2026-11-23T09:00`. */
  readonly id: string
  /**
   * `claimed`: being posted, or left open by a crash. `skipped`: there was nothing to say. `failed`: certainly not
   * posted. `missed`: not posted while there was time. `unknown`: posted or not, and nobody can look.
   */
  readonly state: (typeof SLOT_STATES)[number]
  /** When it was claimed last, or found to need no claim. */
  readonly claimedAt: Instant
  /** Absent in what early releases kept. */
  readonly dueAt?: Instant
  /** The posted message, when sent. */
  readonly ts?: string
  readonly late?: boolean
  /** Sent, but with a vendor missing or with old figures of it. */
  readonly partial?: boolean
  /** A word, `not_in_channel`: why not, when failed, skipped or unknown. */
  readonly reason?: string
  /** How often it was tried, and when to try again, when failed. */
  readonly attempts?: number
  readonly retryAt?: Instant
  /** Sent, and so far only the first message of several. */
  readonly rest?: SlotRest
  /** Sent, but not all of its messages: there was no more time for the rest. */
  readonly cut?: boolean
}

/** What is still to come in the thread of a digest that takes several messages. */
export interface SlotRest {
  /** The number of the next message; the digest itself is the first. */
  readonly next: number
  /** The ticket that was named last: those that come later in the digest's order are to come. */
  readonly after: Mark
  /** The next message is being posted, or was cut off while it was: since when, and the ticket that it names last. */
  readonly claim?: { readonly at: Instant; readonly last: Mark }
  /** Not tried before. */
  readonly retryAt?: Instant
}

export type SlotOutcome = Omit<Slot, 'channel' | 'id' | 'claimedAt' | 'dueAt'>

/** A credential that a vendor renewed, by the name that its driver gave it. As secret as the environment. */
export interface Grant {
  readonly name: string
  readonly value: string
}

/** Something of Slack's was acted on that must not be acted on again: `id` is the trigger's. */
export interface Delivery {
  readonly id: string
  readonly at: Instant
}

/** What a person chose for themselves. What is absent follows their Slack profile. */
export interface Preference {
  readonly user: string
  readonly language?: Language
}

/**
 * What Caretaker remembers. Every promise of a change resolves when the change would survive `kill -9` and a power
 * cut, and rejects when it would not (disk full, read-only); then the change is not visible to readers either.
 */
export interface Store extends SubmissionStore {
  /** In the order they were made. */
  links(channel?: string): Promise<readonly Link[]>
  /** A second link of the same channel, vendor and community renames the first and keeps all else of it. */
  putLink(link: Link): Promise<void>
  /**
   * Changes a link in one piece. `change` must leave its key as it is.
   * @returns the changed link; undefined when there is none, or `change` gave undefined to leave it as it is
   */
  changeLink(which: LinkKey, change: (link: Link) => Link | undefined): Promise<Link | undefined>
  /** False when there was none. */
  removeLink(link: LinkKey): Promise<boolean>

  schedules(): Promise<readonly DigestSchedule[]>
  putSchedule(schedule: DigestSchedule): Promise<void>
  /** And what its digests said last. */
  removeSchedule(channel: string): Promise<boolean>

  /**
   * Claims a slot that is still as it was seen: not there, or in this state since that claim. False when somebody else
   * was faster; then nothing changes.
   */
  claimSlot(slot: Pick<Slot, 'channel' | 'id' | 'dueAt'>, at: Instant, seen?: Slot): Promise<boolean>
  settleSlot(channel: string, id: string, outcome: SlotOutcome): Promise<void>
  /**
   * Changes a slot in one piece. `change` must leave its channel and id as they are.
   * @returns the changed slot; undefined when there is none, or `change` gave undefined to leave it as it is
   */
  changeSlot(channel: string, id: string, change: (slot: Slot) => Slot | undefined): Promise<Slot | undefined>
  /**
   * Keeps slots that never were claimed. What is known of a slot already stays as it is.
   * @returns those of which nothing was known
   */
  noteSlots(slots: readonly Slot[]): Promise<readonly Slot[]>
  /** In the order they were claimed first. */
  slots(channel?: string): Promise<readonly Slot[]>

  /** What the channel's last digest said. */
  digestMemory(channel: string): Promise<DigestMemory | undefined>
  putDigestMemory(memory: DigestMemory): Promise<void>

  /** What was read last of communities, of all that are kept. */
  readings(): Promise<readonly Reading[]>
  /** Each replaces the one of the same community. */
  putReadings(readings: readonly Reading[]): Promise<void>

  /** In the order they were made, of one channel or of all. */
  watches(channel?: string): Promise<readonly Watch[]>
  /** False when the channel follows the ticket already; nothing changes then. A watch that is over is replaced. */
  putWatch(watch: Watch): Promise<boolean>
  /**
   * Changes a watch in one piece. `change` must leave its channel and ticket as they are.
   * @returns the changed watch; undefined when there is none, or `change` gave undefined to leave it as it is
   */
  changeWatch(channel: string, ref: TicketRef, change: (watch: Watch) => Watch | undefined): Promise<Watch | undefined>
  /** False when there was none. */
  removeWatch(channel: string, ref: TicketRef): Promise<boolean>

  /** Those of a ticket in all channels, the oldest first. Kept for 30 days. */
  cards(ref: TicketRef): Promise<readonly Card[]>
  /** Replaces the card that was in the same message. */
  putCard(card: Card): Promise<void>
  /** False when there was none. */
  removeCard(channel: string, ts: string): Promise<boolean>

  /**
   * Of a channel, in the order they were made. One that is over may still be among them, until something is changed; one
   * without an end goes after a year.
   */
  snoozes(channel: string): Promise<readonly Snooze[]>
  /** Replaces the channel's snooze of the same ticket. */
  putSnooze(snooze: Snooze): Promise<void>
  /** False when there was none. */
  removeSnooze(channel: string, ref: TicketRef): Promise<boolean>

  /** Which ticket was filed from a message. Kept for 90 days. */
  filedFrom(channel: string, ts: string): Promise<Filed | undefined>
  /** Replaces what was kept of the same message. */
  putFiled(filed: Filed): Promise<void>

  preference(user: string): Promise<Preference | undefined>
  /** Replaces what the person chose before. */
  putPreference(preference: Preference): Promise<void>

  /** False when it is known already. Kept for a day. */
  noteDelivery(delivery: Delivery): Promise<boolean>

  /**
   * Everything of a channel is another's from now on: Slack has given it another id. What that one has already stays.
   * @returns false when there was nothing of it
   */
  moveChannel(from: string, to: string): Promise<boolean>

  grant(name: string): Promise<string | undefined>
  /** Replaces what was kept under this name. */
  putGrant(grant: Grant): Promise<void>

  /** Rejects when the store can no longer keep anything. */
  check(): Promise<void>
  /** Waits for changes under way and lets go of the lock. */
  close(): Promise<void>
}

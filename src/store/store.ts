import type { DigestMemory } from '../tickets/digest-memory.ts'
import type { Reading } from '../tickets/readings.ts'
import type { SubmissionStore } from '../tickets/submission.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Language } from '../tickets/words.ts'

/** A channel looks after a community. Many to many; `name` is what people call the community here. */
export interface Link {
  readonly channel: string
  readonly vendor: string
  readonly community: string
  readonly name: string
  readonly createdBy: string
  readonly createdAt: Instant
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
  /** Nothing is posted while nothing is pending. */
  readonly skipEmpty: boolean
  /** Nothing is posted while all is as in the last one. */
  readonly onlyChanged: boolean
  readonly updatedBy: string
  readonly updatedAt: Instant
}

export const SLOT_STATES = ['claimed', 'sent', 'skipped', 'failed', 'missed', 'unknown'] as const

/** One scheduled digest of one channel. `id` is the local date and time that was due, `2026-11-23T09:00`. */
export interface Slot {
  readonly channel: string
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
}

export type SlotOutcome = Omit<Slot, 'channel' | 'id' | 'claimedAt' | 'dueAt'>

/** A credential that a vendor renewed, by the name that its driver gave it. As secret as the environment. */
export interface Grant {
  readonly name: string
  readonly value: string
}

/**
 * What Caretaker remembers. Every promise of a change resolves when the change would survive `kill -9` and a power
 * cut, and rejects when it would not (disk full, read-only); then the change is not visible to readers either.
 */
export interface Store extends SubmissionStore {
  /** In the order they were made. */
  links(channel?: string): Promise<readonly Link[]>
  /** A second link of the same channel, vendor and community renames the first and keeps who made it. */
  putLink(link: Link): Promise<void>
  /** False when there was none. */
  removeLink(link: Pick<Link, 'channel' | 'vendor' | 'community'>): Promise<boolean>

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
  /** Keeps slots that never were claimed. What is known of a slot already stays as it is. */
  noteSlots(slots: readonly Slot[]): Promise<void>
  /** In the order they were claimed first. */
  slots(channel?: string): Promise<readonly Slot[]>

  /** What the channel's last digest said. */
  digestMemory(channel: string): Promise<DigestMemory | undefined>
  putDigestMemory(memory: DigestMemory): Promise<void>

  /** What was read last of communities, of all that are kept. */
  readings(): Promise<readonly Reading[]>
  /** Each replaces the one of the same community. */
  putReadings(readings: readonly Reading[]): Promise<void>

  grant(name: string): Promise<string | undefined>
  /** Replaces what was kept under this name. */
  putGrant(grant: Grant): Promise<void>

  /** Rejects when the store can no longer keep anything. */
  check(): Promise<void>
  /** Waits for changes under way and lets go of the lock. */
  close(): Promise<void>
}

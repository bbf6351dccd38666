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

/** When a channel gets its digest: a wall-clock time (`09:00`) on ISO weekdays (1 is Monday) in an IANA zone. */
export interface DigestSchedule {
  readonly channel: string
  readonly time: string
  readonly days: readonly number[]
  readonly zone: string
  readonly language: Language
  readonly updatedBy: string
  readonly updatedAt: Instant
}

/** One scheduled digest of one channel. `id` is the local date and time that was due, `2026-11-23T09:00`. */
export interface Slot {
  readonly channel: string
  readonly id: string
  readonly state: 'claimed' | 'sent' | 'failed'
  readonly claimedAt: Instant
  /** The posted message, when sent. */
  readonly ts?: string
  /** Why not, when failed. */
  readonly reason?: string
}

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
  removeSchedule(channel: string): Promise<boolean>

  /** False when somebody claimed this slot before. */
  claimSlot(channel: string, id: string, at: Instant): Promise<boolean>
  settleSlot(channel: string, id: string, outcome: Pick<Slot, 'state' | 'ts' | 'reason'>): Promise<void>
  slots(channel: string): Promise<readonly Slot[]>

  grant(name: string): Promise<string | undefined>
  /** Replaces what was kept under this name. */
  putGrant(grant: Grant): Promise<void>

  /** Rejects when the store can no longer keep anything. */
  check(): Promise<void>
  /** Waits for changes under way and lets go of the lock. */
  close(): Promise<void>
}

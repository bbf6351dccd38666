import type { Instant, Status, TicketRef } from './ticket.ts'

/* What channels keep of single tickets beyond reading them. */

/** A channel follows a ticket: it is told of what changes. One for each channel and ticket. */
export interface Watch {
  readonly channel: string
  readonly ref: TicketRef
  /** What people call the ticket. */
  readonly number: string
  readonly by: string
  readonly at: Instant
  /** The `ts` of the shared card under which the channel is told; when absent it is told in the channel itself. */
  readonly thread?: string
  /** How the ticket was when the channel was told last, or is about to be: what differs from it is news. */
  readonly seen: Seen
  /** Not read before. */
  readonly nextLookAt?: Instant
  /** How often reading it failed since it last went well. */
  readonly failures?: number
  /** Since when it cannot be read, and whether the channel was told so. */
  readonly failing?: { readonly since: Instant; readonly told?: true }
  /** The vendor said, when it was asked last, that there is no such ticket. */
  readonly missing?: true
  /** When somebody in the channel last did something to the ticket here: a look that began before may show half of it. */
  readonly actedAt?: Instant
  /** All that was done so since the last look: what comes of it is no news to the channel. */
  readonly acts?: readonly OwnAct[]
  /** What the channel is yet to be told, in this order. */
  readonly lines?: readonly WatchLine[]
  /** It ends as soon as its lines are told. */
  readonly over?: true
}

/** Something that was done to a ticket here. */
export interface OwnAct {
  /** When it was sent to the vendor, and when it was known to be done. */
  readonly from: Instant
  readonly until: Instant
  /** The words that it said. */
  readonly said?: string
  /** It was a step: how the ticket stands then comes of it. */
  readonly moves?: true
}

/** A line that a channel is told about a ticket, once. */
export interface WatchLine {
  readonly id: string
  readonly at: Instant
  /** mrkdwn for everybody: escaped and masked. */
  readonly text: string
  /** When it was about to be posted: since then it may be there. */
  readonly claimedAt?: Instant
  /** Not tried before. */
  readonly retryAt?: Instant
}

/** What a watch compares. A part is absent where the vendor tells nothing of the kind. */
export interface Seen {
  readonly status: Status
  readonly vendorStatus?: string
  readonly overdue?: boolean
  /** What happened until then is known: the last entry of the timeline, or the vendor's last report. */
  readonly latest?: Instant
}

/** The message `ts` of a channel shows a ticket's card to everybody there. */
export interface Card {
  readonly channel: string
  readonly ts: string
  readonly ref: TicketRef
  readonly sharedBy: string
  readonly at: Instant
}

/**
 * A ticket is left out of a channel's digest: until a moment (exclusive), or while status and update time are as they
 * were. Where both are given, what ends first ends it. One for each channel and ticket.
 */
export interface Snooze {
  readonly channel: string
  readonly ref: TicketRef
  readonly number: string
  readonly by: string
  readonly at: Instant
  readonly until?: Instant
  readonly whileUnchanged?: { readonly status: Status; readonly updatedAt?: Instant }
}

/** A ticket was filed from the message `ts` of a channel. One for each message. */
export interface Filed {
  readonly channel: string
  readonly ts: string
  readonly ref: TicketRef
  readonly number: string
  readonly at: Instant
}

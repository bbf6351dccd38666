import type { Words } from './words.ts'

/** A moment as UTC ISO 8601, `2026-11-21T09:00:00.000Z`. */
export type Instant = string

/** What a ticket's state means to people, whatever the vendor calls it. */
export const STATUSES = [
  'new',
  'pending',
  'in_progress',
  'waiting_user',
  'done',
  'closed',
  'cancelled',
  'unknown',
] as const

export type Status = (typeof STATUSES)[number]

/** The statuses that still want somebody's work. A status we cannot read counts as pending: better shown than lost. */
export const PENDING: readonly Status[] = ['new', 'pending', 'in_progress', 'waiting_user', 'unknown']

export const isPending = (ticket: Pick<Ticket, 'status'>): boolean => PENDING.includes(ticket.status)

/**
 * How much it matters at the vendor, the most urgent first. Whoever files or handles the ticket there says so, and most
 * vendors have no such thing: then it is absent, which is no better and no worse than `medium`.
 */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const

export type Priority = (typeof PRIORITIES)[number]

/** Where a ticket lives. The three parts always travel together, and ids are always strings. */
export interface TicketRef {
  readonly vendor: string
  readonly community: string
  readonly id: string
}

/** Whether these are of one community, whatever it is called. */
export const isSameCommunity = (one: Omit<TicketRef, 'id'>, other: Omit<TicketRef, 'id'>): boolean =>
  one.vendor === other.vendor && one.community === other.community

export const refKey = (ref: TicketRef): string => JSON.stringify([ref.vendor, ref.community, ref.id])

export interface Person {
  readonly name?: string
  readonly phone?: string
}

/** A file that the vendor serves. We show the link (http and https only) and never fetch it. */
export interface Attachment {
  readonly url: string
  readonly name?: string
  /** The vendor says that it is one; of all others the name or the address tells. */
  readonly picture?: true
}

/** An amount in integer minor units; `assumed` where the vendor does not state the currency. */
export interface Money {
  readonly minor: bigint
  readonly currency: string
  readonly assumed?: boolean
}

/** What every vendor's ticket comes down to. A field that the vendor did not fill is absent, never empty. */
export interface Ticket {
  readonly ref: TicketRef
  /** What people read, copy and type. */
  readonly number: string
  readonly status: Status
  /** The vendor's own word for the status, as received. */
  readonly vendorStatus?: string
  /** What the vendor says of the status beside that word, and instead of it to people. */
  readonly statusWord?: Words
  readonly priority?: Priority
  readonly title?: string
  readonly description?: string
  readonly communityName?: string
  readonly category?: string
  /** The vendor's id of the category, where its form chooses by that. */
  readonly categoryId?: string
  readonly place?: string
  readonly reporter?: Person
  readonly worker?: Person
  readonly createdAt?: Instant
  readonly updatedAt?: Instant
  /** The wished or booked visit. */
  readonly window?: { readonly start?: Instant; readonly end?: Instant }
}

/**
 * One documented field as it can be shown. `personal` is a name, phone or address: masked wherever more than one
 * person reads. `unreadable` is a value that the document promises in another form (say, an 11-digit time): shown raw.
 */
export type DetailValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'personal'; readonly text: string }
  | { readonly kind: 'word'; readonly word: Words; readonly raw: string }
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'links'; readonly links: readonly Attachment[] }
  | { readonly kind: 'unreadable'; readonly raw: string }

export interface DetailField {
  /** The vendor's name of the field, `order_money`. */
  readonly name: string
  readonly label: Words
  readonly value: DetailValue
}

/** One ticket with everything that its vendor told us about it. */
export interface TicketDetail extends Ticket {
  readonly attachments: readonly Attachment[]
  /** Every documented field that is not already in the normalised part in full, in the document's order. */
  readonly more: readonly DetailField[]
  /** The record as received, untouched. */
  readonly raw: unknown
  /** What had to be repaired or could not be read, by field name and without values. */
  readonly warnings: readonly string[]
}

import { type Problem, TicketError } from './errors.ts'
import {
  type DetailField,
  type DetailValue,
  type Instant,
  refKey,
  type Status,
  type Ticket,
  type TicketDetail,
  type TicketRef,
} from './ticket.ts'
import type { Language, Words } from './words.ts'

/** What comes along with every operation. */
export interface Call {
  /** Ends the operation early: with `unreachable` for a read, with `unclear` for a write that was already sent. */
  readonly signal?: AbortSignal
  /** For vendors that translate what they return. */
  readonly language?: Language
  /** Nobody waits for it: what people wait for is done before it. */
  readonly background?: true
}

export interface Community {
  /** The vendor's id of it: Tuya `block_id`, akubela `residence_id`. */
  readonly id: string
  readonly name?: string
}

/** Which tickets to list. Every `list` honours the whole query, at the vendor or after fetching. */
export interface ListQuery {
  readonly community: string
  /** Only these; absent means all. */
  readonly statuses?: readonly Status[]
  /** Only those created at or after, and before; a ticket that does not say when it was created is then left out. */
  readonly createdFrom?: Instant
  readonly createdBefore?: Instant
  /** Values for the driver's `filters`, by field name. */
  readonly filters?: Fields
  /** The `next` of the page before. */
  readonly cursor?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Opaque; absent on the last page. */
  readonly next?: string
  /** How many there are over all pages, where the vendor says so. */
  readonly total?: number
  /** Rows that could not be read at all, and so are not in `items`. */
  readonly unreadable: number
}

export const REMOVAL_OUTCOMES = ['removed', 'not_found', 'failed'] as const

export interface Removal {
  readonly ref: TicketRef
  readonly outcome: (typeof REMOVAL_OUTCOMES)[number]
}

/** One thing that happened to a ticket, or was said about it. */
export interface TimelineEntry {
  readonly at?: Instant
  /** A person's name: masked wherever more than one person reads. */
  readonly who?: string
  /** What happened, in our words where we know them, otherwise in the vendor's. */
  readonly what: DetailValue
  /** Everything else that the vendor documents of it. */
  readonly more: readonly DetailField[]
}

/** What a vendor reported about a ticket without being asked. */
export interface Progress extends TimelineEntry {
  readonly ref: TicketRef
  /** What people read; the id where the vendor did not tell the number. */
  readonly number: string
  /** As it is now, where the vendor lets us look; otherwise as reported. */
  readonly status: Status
  readonly vendorStatus?: string
  /** The ticket as it was read after the report, where the vendor lets us look. */
  readonly ticket?: TicketDetail
}

/** How a vendor reports progress to us: a POST to an address that nobody else knows. */
export interface Webhook {
  /** What makes the address unguessable. */
  readonly secret: string
  /**
   * Takes one report, parsed from JSON. It is a hint: the ticket is read again where the vendor lets us.
   * @returns undefined when there is nothing to tell: it came before, or is older than what ended the ticket
   * @throws TicketError `bad_response` for what is no report
   */
  receive(body: unknown, call?: Call): Promise<Progress | undefined>
}

/** A move that a vendor allows by hand: finish, close, cancel, hand over, another status. */
export interface Step {
  /** What `transition` is told, `finish`. */
  readonly name: string
  readonly label: Words
  /** `close`: it ends the ticket. `assign`: it hands the ticket over. Absent for all else. */
  readonly kind?: 'close' | 'assign'
  /** The vendor cannot take it back: said before it is done. */
  readonly irreversible?: boolean
  /** What must be said along with it. */
  readonly form?: Form
}

/** What is to be known before something is said about a ticket. */
export interface Commenting {
  /** Who reads it at the vendor. Absent where the vendor's documents do not tell. */
  readonly readers?: Words
  /** The statuses in which the vendor takes one; any when absent. */
  readonly statuses?: readonly Status[]
  readonly maxLength: number
  /** It is read by colleagues, who can open links into Slack. */
  readonly takesLinks?: true
}

/** What was typed into a form, by field name: text as typed, an instant as UTC ISO, several choices as a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

interface FieldBase {
  /** Our name of the field, and the key in `Fields`. */
  readonly name: string
  readonly label: Words
  readonly hint?: Words
  /** Of a field that is not always there: whenever it is. */
  readonly required: boolean
  /** It is asked for only while that field, a choice without such a rule, has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
}

export type FormField =
  | (FieldBase & { readonly kind: 'text' | 'long_text' | 'phone'; readonly maxLength: number })
  /**
   * `fromNow` is the default, in minutes from the moment the form opens. The earliest of a form is moved into working
   * hours, and the others along with it.
   */
  | (FieldBase & { readonly kind: 'instant'; readonly fromNow?: number })
  | (FieldBase & { readonly kind: 'choice'; readonly choices: readonly Choice[] })
  /**
   * A choice whose values only the vendor knows: the `choices` operation is asked before the form is drawn. Where it
   * does not answer, the value is typed. `several` may be chosen at once, and are typed one a line.
   */
  | (FieldBase & { readonly kind: 'vendor_choice'; readonly several?: true })
  /** A decimal amount as typed, `13.10`; never through floating point. */
  | (FieldBase & { readonly kind: 'money'; readonly currency: string })

export interface Choice {
  readonly value: string
  readonly label: Words
}

/** The fields that a vendor takes. Modals are drawn from it and parsed by it. */
export interface Form {
  readonly fields: readonly FormField[]
  /** The rules between fields (finish after start). Required and length are checked for every form alike. */
  check?(fields: Fields, now: Instant): Problem[]
  /**
   * Whether this ticket, as the list or the detail shows it, is what these fields would have made. Asked when the vendor
   * did not answer a write. Without it nobody but a person can find out.
   */
  made?(fields: Fields, ticket: Ticket | TicketDetail): boolean
  /** The fields that this ticket no longer lets anybody change, and why. */
  frozen?(ticket: TicketDetail): { readonly field: string; readonly reason: Words }[]
  /** What the ticket holds now, as it would be typed into this form; a field that is empty there may be left out. */
  values?(ticket: TicketDetail): Fields
  /** Fields that the vendor takes only together: when one of them changes, the others of its row are sent along. */
  readonly together?: readonly (readonly string[])[]
  /** The long text that takes files as links: in each line a name, a blank and the address. */
  readonly files?: string
  /**
   * The fields that say what a ticket is about, as its `title` and `description` say it in lists: another one about the
   * same can be found by them.
   */
  readonly about?: readonly string[]
  /**
   * Which open tickets of its community are shown beside a new one: all of them, where the community is a single unit; or
   * those whose `place` or `category` is what was chosen in one of these fields.
   */
  readonly beside?: 'community' | Readonly<Record<string, 'place' | 'category'>>
}

/** What a vendor may let us do. A driver supplies the part it can honour; absence is the capability. */
export interface Operations {
  list(query: ListQuery, call?: Call): Promise<Page<Ticket>>
  /** @throws TicketError `not_found` when this community has no such ticket */
  detail(ref: TicketRef, call?: Call): Promise<TicketDetail>
  create(community: string, fields: Fields, call?: Call): Promise<Ticket>
  update(ref: TicketRef, fields: Fields, call?: Call): Promise<Ticket>
  /** All refs are of one community. The outcomes come in the order of the refs. */
  remove(refs: readonly TicketRef[], call?: Call): Promise<Removal[]>
  comment(ref: TicketRef, text: string, call?: Call): Promise<void>
  /** `step` is the name of one of the driver's `steps`, `fields` what its form took. */
  transition(ref: TicketRef, step: string, fields: Fields, call?: Call): Promise<void>
  /** What happened to the ticket, newest first. */
  timeline(ref: TicketRef, cursor?: string, call?: Call): Promise<Page<TimelineEntry>>
  communities(call?: Call): Promise<Community[]>
  /** The choices of a form's field that only the vendor knows; `ref` is the ticket that the form is about, if any. */
  choices(field: string, ref?: TicketRef, call?: Call): Promise<Choice[]>
  /** How many tickets of the community still want work, by the vendor's own count. */
  pendingCount(community: string, call?: Call): Promise<number>
}

export interface Driver {
  /** `tuya-community`: what people type after `/ticket link`. */
  readonly vendor: string
  readonly name: Words
  /** What this vendor calls a community, and where its id is found: shown beside the field that asks for it. */
  readonly communityHint: Words
  readonly operations: Readonly<Partial<Operations>>
  /**
   * Whether tickets are filed under communities with ids of their own, under the whole account (written `*`), or under
   * either. `ids` when absent.
   */
  readonly scope?: 'ids' | 'account' | 'either'
  /** What the vendor answers depends on the language of the call. When absent, one answer is good for every reader. */
  readonly translates?: true
  readonly forms: { readonly create?: Form; readonly update?: Form }
  /** What `list` can be narrowed by, besides status and time of creation. */
  readonly filters?: Form
  readonly steps?: readonly Step[]
  /** Beside the operation `comment`. */
  readonly commenting?: Commenting
  /** Where the vendor reports progress, and its address is set up. */
  readonly webhook?: Webhook
  /** Whether a text looks like one of this vendor's ticket numbers. */
  recognise(text: string): boolean
  /** A number as the vendor writes it, where people type it otherwise: `bx…` for `BX…`. */
  canonical?(number: string): string
  /** Lets go of connections. Calls under way fail as `unreachable`. */
  close(): Promise<void>
}

/** Whether the vendor has the operation: draws the button, or leaves it out. */
export const can = (driver: Driver, operation: keyof Operations): boolean => driver.operations[operation] !== undefined

/** What tells its tickets apart. Where a whole account can be linked, its parts can be too, and ids are the account's. */
export const identityOf = (driver: Pick<Driver, 'scope'> | undefined, ref: TicketRef): string =>
  (driver?.scope ?? 'ids') === 'ids' ? refKey(ref) : refKey({ ...ref, community: '*' })

/**
 * The operation itself.
 * @throws TicketError `unsupported` when the vendor has none
 */
export const demand = <K extends keyof Operations>(driver: Driver, operation: K): Operations[K] => {
  const found = driver.operations[operation]
  if (!found) {
    throw new TicketError('unsupported', `${driver.vendor} has no ${operation}`, { vendor: driver.vendor })
  }
  return found as Operations[K]
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { LinkKey } from '../store/store.ts'
import { STATUSES, type Ticket, type TicketRef } from '../tickets/ticket.ts'

/* What buttons, options and blocks carry, and Slack hands back. Messages live long: what was once sent must stay readable. */

/** Submissions in the value of a button; none when it is not one of ours. */
export const encodeIds = (ids: readonly string[]): string => JSON.stringify(ids)
export const decodeIds = (value: string): string[] => z.array(z.string()).safeParse(parseJson(value)).data ?? []

/** A ticket or a link in the value of a button. Undefined when it is not one of ours. */
export const encodeRef = ({ vendor, community, id }: TicketRef): string => JSON.stringify([vendor, community, id])
export const decodeRef = (value: string | undefined): TicketRef | undefined => {
  const parsed = z.tuple([z.string(), z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [vendor, community, id] = parsed.data
  return { vendor, community, id }
}

/** A submission, and the ticket on whose card it is shown, in the value of a button. */
export const encodeOnCard = (submission: string, { vendor, community, id }: TicketRef): string =>
  JSON.stringify([submission, vendor, community, id])
export const decodeOnCard = (
  value: string | undefined,
): { readonly submission: string; readonly ref: TicketRef } | undefined => {
  const parsed = z.tuple([z.string(), z.string(), z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [submission, vendor, community, id] = parsed.data
  return { submission, ref: { vendor, community, id } }
}

/** Where to go on in a ticket's timeline. */
export interface Moment {
  readonly ref: TicketRef
  /** What people read instead of the id. */
  readonly number: string
  /** The vendor's page; the first one has no cursor. */
  readonly cursor?: string | undefined
  /** How many entries of that page were shown before: a message holds fewer than a vendor's page. */
  readonly skip: number
}

/** A moment in the value of a button. */
export const encodeMoment = ({ ref, number, cursor, skip }: Moment): string =>
  JSON.stringify([ref.vendor, ref.community, ref.id, number, skip, ...(cursor === undefined ? [] : [cursor])])
export const decodeMoment = (value: string | undefined): Moment | undefined => {
  const parsed = momentSchema.safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [vendor, community, id, number, skip, cursor] = parsed.data
  return { ref: { vendor, community, id }, number, skip, cursor }
}
const momentSchema = z.tuple([z.string(), z.string(), z.string(), z.string(), z.int().nonnegative()], z.string())

/** What can be chosen in the menu of a digest's row. */
export const ROW_CHOICES = ['open', 'tomorrow', 'week', 'date', 'change'] as const
export type RowChoice = (typeof ROW_CHOICES)[number]

/** A ticket as a row of a digest showed it. */
export type ShownTicket = Pick<Ticket, 'ref' | 'number' | 'status' | 'updatedAt'>

/** A row's ticket in the id of its block, since an option holds too little: undefined where even that is too short. */
export const encodeShown = ({ ref, number, status, updatedAt }: ShownTicket): string | undefined => {
  const id = JSON.stringify([ref.vendor, ref.community, ref.id, number, status, ...(updatedAt ? [updatedAt] : [])])
  return id.length > 255 ? undefined : id
}
export const decodeShown = (block: string | undefined): ShownTicket | undefined => {
  const parsed = shownSchema.safeParse(parseJson(block))
  if (!parsed.success) return undefined
  const [vendor, community, id, number, status, updatedAt] = parsed.data
  return { ref: { vendor, community, id }, number, status, ...(updatedAt ? { updatedAt } : {}) }
}
const shownSchema = z.union([
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.enum(STATUSES)]),
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.enum(STATUSES), z.string()]),
])

/** A community in the value of a button. */
export const encodeScope = ({ vendor, community }: Omit<TicketRef, 'id'>): string => JSON.stringify([vendor, community])
export const decodeScope = (value: string | undefined): Omit<TicketRef, 'id'> | undefined => {
  const parsed = z.tuple([z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [vendor, community] = parsed.data
  return { vendor, community }
}

/** A community of a channel in the value of a button, for where there is no channel. */
export const encodePlace = ({ channel, vendor, community }: LinkKey): string =>
  JSON.stringify([channel, vendor, community])
export const decodePlace = (value: string | undefined): LinkKey | undefined => {
  const parsed = z.tuple([z.string(), z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [channel, vendor, community] = parsed.data
  return { channel, vendor, community }
}

/** A page in the value of a button: it counts from 0, and may be out of range. */
export const decodePage = (value: string): number => Number.parseInt(value, 10) || 0

/** The lists in the Home tab that can be longer than it has room for. */
export const HOME_PARTS = ['communities', 'watches', 'submissions', 'digests', 'links', 'outbox'] as const
export type HomePart = (typeof HOME_PARTS)[number]

/** The page that each part shows, counted from 0; the first where it does not say. */
export type HomePages = Readonly<Partial<Record<HomePart, number>>>

/** In the value of a button. */
export const encodePages = (pages: HomePages): string => JSON.stringify(pages)
export const decodePages = (value: string | undefined): HomePages =>
  z.partialRecord(z.enum(HOME_PARTS), z.int().nonnegative()).safeParse(parseJson(value)).data ?? {}

/** A community in the value of an option, which may be no longer than 75 characters. */
export const scopeKey = (scope: Omit<TicketRef, 'id'>): string =>
  createHash('sha256').update(encodeScope(scope)).digest('base64url')

const LINK_DEEDS = ['rename', 'pause', 'resume', 'digest_off', 'digest_on', 'unlink'] as const

/** Something to do with a link of the channel at hand, from the given page of its links. `key` is its `scopeKey`. */
export interface LinkDeed {
  readonly deed: (typeof LINK_DEEDS)[number]
  readonly key: string
  readonly page: number
}

/** In the value of an option. */
export const encodeLinkDeed = ({ deed, key, page }: LinkDeed): string => JSON.stringify([deed, key, page])
export const decodeLinkDeed = (value: string | undefined): LinkDeed | undefined => {
  const parsed = z.tuple([z.enum(LINK_DEEDS), z.string(), z.int().nonnegative()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [deed, key, page] = parsed.data
  return { deed, key, page }
}

/** Several tickets in the value of a button. None when it is not one of ours. */
export const encodeRefs = (refs: readonly TicketRef[]): string =>
  JSON.stringify(refs.map(({ vendor, community, id }) => [vendor, community, id]))
export const decodeRefs = (value: string | undefined): TicketRef[] => {
  const parsed = z.array(z.tuple([z.string(), z.string(), z.string()])).safeParse(parseJson(value))
  return (parsed.data ?? []).map(([vendor, community, id]) => ({ vendor, community, id }))
}

/** undefined when it is none. */
export const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

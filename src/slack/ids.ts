import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TicketRef } from '../tickets/ticket.ts'
import { LANGUAGES } from '../tickets/words.ts'

/* Every name that Slack hands back to us. Messages live long: an id that was once sent must keep its meaning. */

export const COMMAND = '/ticket'

export const ACTIONS = {
  open: 'ticket_open',
  refresh: 'ticket_refresh',
  more: 'ticket_more',
  less: 'ticket_less',
  share: 'ticket_share',
  timeline: 'ticket_timeline',
  list: 'list_show',
  listPrevious: 'list_previous',
  listNext: 'list_next',
  listRefresh: 'list_refresh',
  create: 'create_open',
  createAgain: 'create_again',
  createCommunity: 'create_community',
  submissionRetry: 'submission_retry',
  submissionDiscard: 'submission_discard',
  links: 'links_show',
  link: 'link_open',
  unlink: 'link_remove',
  digestEnd: 'digest_end',
  digestEndSure: 'digest_end_sure',
  digestKeep: 'digest_keep',
} as const

export const VIEWS = { create: 'create', link: 'link', digest: 'digest', plain: 'plain' } as const

/** The input element of every form field is called so; the field's name is in the block id. */
export const FIELD_ACTION = 'value'
export const fieldBlock = (name: string): string => `field.${name}`

/** A ticket or a link in the value of a button. Undefined when it is not one of ours. */
export const encodeRef = ({ vendor, community, id }: TicketRef): string => JSON.stringify([vendor, community, id])
export const decodeRef = (value: string | undefined): TicketRef | undefined => {
  const parsed = z.tuple([z.string(), z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [vendor, community, id] = parsed.data
  return { vendor, community, id }
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

/** A community in the value of a button. */
export const encodeScope = ({ vendor, community }: Omit<TicketRef, 'id'>): string => JSON.stringify([vendor, community])
export const decodeScope = (value: string | undefined): Omit<TicketRef, 'id'> | undefined => {
  const parsed = z.tuple([z.string(), z.string()]).safeParse(parseJson(value))
  if (!parsed.success) return undefined
  const [vendor, community] = parsed.data
  return { vendor, community }
}

/** A community in the value of an option, which may be no longer than 75 characters. */
export const scopeKey = (scope: Omit<TicketRef, 'id'>): string =>
  createHash('sha256').update(encodeScope(scope)).digest('base64url')

/** What a modal remembers between its opening and its submission. Slack keeps it and hands it back signed. */
const metadataSchema = z.object({
  channel: z.string(),
  language: z.enum(LANGUAGES),
  zone: z.string(),
  /** Counts the submissions of one modal, so that a corrected form is a new submission and a repeated click is not. */
  attempt: z.int().default(1),
  /** The submission that this form repeats, because it failed or is unclear. */
  retryOf: z.string().optional(),
  /** What the form was drawn for. */
  vendor: z.string().optional(),
  community: z.string().optional(),
  /** The tickets that it is about, each as people call it. */
  tickets: z.array(z.object({ id: z.string(), number: z.string() })).optional(),
  /** The message that the form was opened from. */
  message: z.string().optional(),
})
export type ModalMetadata = z.infer<typeof metadataSchema>
export const encodeMetadata = (metadata: ModalMetadata): string => JSON.stringify(metadata)
export const decodeMetadata = (value: string | undefined): ModalMetadata | undefined =>
  metadataSchema.safeParse(parseJson(value)).data

const parseJson = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

import { z } from 'zod'
import { LANGUAGES } from '../tickets/words.ts'
import { clean, clip } from './blocks/kit.ts'
import { parseJson } from './values.ts'

const batchSchema = z.object({
  vendor: z.string(),
  community: z.string(),
  ids: z.array(z.string()),
  numbers: z.array(z.string()).optional(),
})
/** Tickets of one community. */
export type Batch = z.infer<typeof batchSchema>

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
  /** Escaped mrkdwn: what the ticket says, as it was read when the form was opened. */
  about: z.string().optional(),
  /** What was said before there was a form: it goes into the field that says what a ticket is about. */
  said: z.string().optional(),
  /** The message that the form was opened from. */
  message: z.string().optional(),
  /** The thread that this message is in. */
  thread: z.string().optional(),
  /** The file that was chosen in it: a form that is drawn anew has no files in it. */
  file: z.object({ id: z.string(), name: z.string() }).optional(),
  /** The fingerprint of what was shown and is to be agreed to. */
  shown: z.string().optional(),
  /** Marks of what the ticket held when the form was opened. Fields without one were not to be changed. */
  opened: z.record(z.string(), z.string()).optional(),
  /** What was typed into fields that are not asked for now, and may be again. */
  kept: z.record(z.string(), z.string()).optional(),
  /** The step that it takes, and whether the person was told that there is no way back. */
  step: z.string().optional(),
  sure: z.boolean().optional(),
  /** The tickets that it deletes, by community; `numbers` where people call them otherwise than by their ids. */
  batches: z.array(batchSchema).optional(),
})
export type ModalMetadata = z.infer<typeof metadataSchema>
/** Slack keeps no more. */
export const METADATA_LENGTH = 3000
export const encodeMetadata = (metadata: ModalMetadata): string => JSON.stringify(metadata)
export const decodeMetadata = (value: string | undefined): ModalMetadata | undefined =>
  metadataSchema.safeParse(parseJson(value)).data

/** Of what people say before a form is opened, as much as there is room for beside all else. */
const SAID_LENGTH = 1000
export const saying = (text: string | undefined): Pick<ModalMetadata, 'said'> =>
  text === undefined ? {} : { said: clip(clean(text), SAID_LENGTH) }

/** What every modal remembers of who opened it, and for which channel. */
export const metadataFor = (
  { language, zone }: Pick<ModalMetadata, 'language' | 'zone'>,
  channel: string,
): ModalMetadata => ({ channel, language, zone, attempt: 1 })

/** Of the form as another submission. `failed` is the one that it repeats, if that was kept. */
export const nextAttempt = (metadata: ModalMetadata, failed?: string): ModalMetadata => ({
  ...metadata,
  attempt: metadata.attempt + 1,
  ...(failed === undefined ? {} : { retryOf: failed }),
})

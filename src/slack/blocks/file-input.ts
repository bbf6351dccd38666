import type { InputBlock, KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Form } from '../../tickets/driver.ts'
import { FIELD_ACTION } from '../ids.ts'
import { type ErrorReader, vendorName } from './error.ts'
import type { FormState } from './form.ts'
import { context, LIMITS, literal, plain } from './kit.ts'

/* Files that are chosen in a form. No vendor takes them from an app, so they go along as links. */

/** A file of Slack's, with the address at which people of the workspace see it. */
export interface LinkedFile {
  readonly name: string
  /** `image/png`. */
  readonly mimetype: string
  /** In bytes. */
  readonly size: number
  /** Empty where the app may not see the file. */
  readonly permalink: string
}

/** Slack's own limits for a form. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const MAX_FILES = 10
const MAX_BYTES = 10 * 1024 * 1024
const ENDINGS = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'pdf']

export const FILES_BLOCK = 'files'

export const isPhoto = ({ mimetype }: Pick<LinkedFile, 'mimetype'>): boolean => mimetype.startsWith('image/')

/** Asks for files, and says what becomes of them at this vendor. */
export const fileInput = (vendor: string, form: Form, reader: ErrorReader): KnownBlock[] => {
  const { formFiles } = reader.words
  const input: InputBlock = {
    type: 'input',
    block_id: FILES_BLOCK,
    label: plain(formFiles.label, LIMITS.inputLabel),
    hint: plain(formFiles.hint, LIMITS.inputLabel),
    optional: true,
    element: { type: 'file_input', action_id: FIELD_ACTION, filetypes: ENDINGS, max_files: MAX_FILES },
  }
  return [input, fileNote(vendor, form, reader)]
}

/** What becomes of files at this vendor. */
const fileNote = (vendor: string, form: Form, reader: ErrorReader): KnownBlock => {
  const { formFiles } = reader.words
  return context((form.files ? formFiles.asAttachments : formFiles.asLinks)(vendorName(vendor, reader)))
}

const filesState = z.looseObject({
  files: z.array(
    z.looseObject({
      name: z.string().catch(''),
      mimetype: z.string().catch(''),
      size: z.number().catch(0),
      permalink: z.string().catch(''),
    }),
  ),
})

/** The files that were chosen. */
export const readFiles = (state: FormState): LinkedFile[] => {
  const { data } = filesState.safeParse(state[FILES_BLOCK]?.[FIELD_ACTION])
  return (data?.files ?? []).map(({ name, mimetype, size, permalink }) => ({ name, mimetype, size, permalink }))
}

/** Why they cannot be taken. Slack checks the same for convenience only, as its page says. */
export const fileProblem = (files: readonly LinkedFile[], { words }: ErrorReader): string | undefined => {
  const { formFiles } = words
  if (files.length > MAX_FILES) return formFiles.tooMany(MAX_FILES)
  const say = (sentence: (name: string) => string, file: LinkedFile | undefined): string | undefined =>
    file && sentence(literal(file.name, 100))
  return (
    say(
      formFiles.badType,
      files.find((file) => !isPhoto(file) && file.mimetype !== 'application/pdf'),
    ) ??
    say(
      formFiles.tooLarge,
      files.find(({ size }) => size > MAX_BYTES),
    ) ??
    say(
      formFiles.unseen,
      files.find(({ permalink }) => permalink === ''),
    )
  )
}

import type { InputBlock, KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Form, FormField } from '../../tickets/driver.ts'
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
export const MAX_FILES = 10
const MAX_BYTES = 10 * 1024 * 1024
const ENDINGS = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'pdf']

export const FILES_BLOCK = 'files'

const isPhoto = ({ mimetype }: Pick<LinkedFile, 'mimetype'>): boolean => mimetype.startsWith('image/')

export const photosFirst = <T extends LinkedFile>(files: readonly T[]): T[] => [
  ...files.filter(isPhoto),
  ...files.filter((file) => !isPhoto(file)),
]

export type TextField = Extract<FormField, { maxLength: number }>

/** The field that says at length what a ticket is about. */
export const longField = (form: Form): TextField | undefined =>
  form.fields.find((field): field is TextField => field.kind === 'long_text')

/** Where links to files go: into a field of their own, where the vendor has one, or into the text. */
export const linkField = (form: Form): TextField | undefined => {
  const { fields, files } = form
  if (files === undefined) return longField(form)
  return fields.find((field): field is TextField => field.kind === 'long_text' && field.name === files)
}

/**
 * Asks for files, and says what becomes of them at this vendor; or that they cannot go along. `hint` is what else is to
 * be known where links go into the text.
 */
export const fileInput = (vendor: string, form: Form, reader: ErrorReader, hint?: string): KnownBlock[] => {
  const { formFiles } = reader.words
  if (!linkField(form)) return [noFiles(reader)]
  const input: InputBlock = {
    type: 'input',
    block_id: FILES_BLOCK,
    label: plain(formFiles.label, LIMITS.inputLabel),
    hint: plain(formFiles.hint, LIMITS.inputLabel),
    optional: true,
    element: { type: 'file_input', action_id: FIELD_ACTION, filetypes: ENDINGS, max_files: MAX_FILES },
  }
  const name = vendorName(vendor, reader)
  const becomes = form.files ? [formFiles.asAttachments(name)] : [formFiles.asLinks(name), ...(hint ? [hint] : [])]
  return [input, context([...becomes, formFiles.onlyInSlack].join(' '))]
}

/** In place of the input. */
export const noFiles = ({ words }: ErrorReader): KnownBlock => context(words.formFiles.cannot)

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

/** Why one file cannot be taken. Of one that the app may not see, nothing else is known for sure. */
const faultOf = (file: LinkedFile): 'unseen' | 'badType' | 'tooLarge' | undefined => {
  if (file.permalink === '') return 'unseen'
  if (!isPhoto(file) && file.mimetype !== 'application/pdf') return 'badType'
  return file.size > MAX_BYTES ? 'tooLarge' : undefined
}

/** Why files that were chosen cannot be taken. Slack checks the same for convenience only, as its page says. */
export const fileProblem = (files: readonly LinkedFile[], { words }: ErrorReader): string | undefined => {
  const { formFiles } = words
  if (files.length > MAX_FILES) return formFiles.tooMany(MAX_FILES)
  const say = { unseen: formFiles.unseen, badType: formFiles.badType, tooLarge: formFiles.tooLarge }
  const [problem] = files.flatMap((file) => {
    const fault = faultOf(file)
    return fault === undefined ? [] : [say[fault](literal(file.name, 100))]
  })
  return problem
}

/** A file that cannot go along, and why. */
export interface Refused {
  readonly file: LinkedFile
  readonly why: NonNullable<ReturnType<typeof faultOf>> | 'tooMany'
}

/** Those that can be taken of files that nobody chose one by one, the photos before all others. */
export const siftFiles = (
  files: readonly LinkedFile[],
): { readonly taken: readonly LinkedFile[]; readonly refused: readonly Refused[] } => {
  const good = photosFirst(files.filter((file) => faultOf(file) === undefined))
  const bad = files.flatMap((file) => {
    const why = faultOf(file)
    return why === undefined ? [] : [{ file, why }]
  })
  const over = good.slice(MAX_FILES).map((file) => ({ file, why: 'tooMany' }) as const)
  return { taken: good.slice(0, MAX_FILES), refused: [...bad, ...over] }
}

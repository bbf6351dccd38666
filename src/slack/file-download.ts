import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import type { Deps } from './deps.ts'
import { isSlackAddress } from './file-upload.ts'
import { slackError } from './speaker.ts'

/** A file of Slack's, as a form or `files.info` shows it. */
const fileSchema = z.object({
  id: z.string(),
  name: z.string().catch(''),
  /** In bytes. */
  size: z.number().catch(0),
  /** Slack's word for its type, `yaml`. */
  filetype: z.string().catch(''),
  user: z.string().catch(''),
  url_private: z.string().catch(''),
})
export type TextFile = Pick<z.infer<typeof fileSchema>, 'id' | 'name' | 'size' | 'filetype'>

export const parseFile = (file: unknown): z.infer<typeof fileSchema> | undefined => fileSchema.safeParse(file).data

/** Why a file cannot be used. */
export type DownloadProblem = 'wrongType' | 'tooLarge' | 'gone' | 'notText' | 'notNow'

export const MAX_BYTES = 1024 * 1024

/** What can be told without reading it. */
export const problemOf = ({ name, size, filetype }: Omit<TextFile, 'id'>): DownloadProblem | undefined => {
  if (!/\.(?:ya?ml|txt)$/i.test(name) && !['yaml', 'text'].includes(filetype)) return 'wrongType'
  return size > MAX_BYTES ? 'tooLarge' : undefined
}

/**
 * The text of a file that this person has uploaded. What others have is as if it were not there, though the app may see
 * it: a form says which file is meant, and whoever made that up must learn nothing.
 */
export const readTextFile = async (
  id: string,
  user: string,
  { client, getBytes, log }: Pick<Deps, 'client' | 'getBytes' | 'log'>,
): Promise<{ readonly text: string } | { readonly problem: DownloadProblem }> => {
  const failed = (error: unknown): { problem: DownloadProblem } => {
    const gone = GONE.includes(slackError(error) ?? '')
    if (!gone) log.warn({ error }, 'a file could not be read from Slack')
    return { problem: gone ? 'gone' : 'notNow' }
  }
  const found = await client.files.info({ file: id }).then(({ file }) => ({ file: parseFile(file) }), failed)
  if ('problem' in found) return found
  const { file } = found
  if (file?.user !== user || !isSlackAddress(file.url_private, client.slackApiUrl)) return { problem: 'gone' }
  const problem = problemOf(file)
  if (problem) return { problem }
  const read = await getBytes(file.url_private, MAX_BYTES).then((bytes) => ({ bytes }), failed)
  if ('problem' in read) return read
  return read.bytes ? textOf(read.bytes) : { problem: 'tooLarge' }
}

/** Slack's words for a file that is not there, or not for us. https://docs.slack.dev/reference/methods/files.info */
const GONE: readonly string[] = ['file_not_found', 'file_deleted', 'not_visible', 'access_denied', 'team_not_found']

const textOf = (bytes: Uint8Array): { readonly text: string } | { readonly problem: DownloadProblem } => {
  const text = isUtf8(bytes) ? new TextDecoder().decode(bytes) : undefined
  return text === undefined || text.includes('\0') ? { problem: 'notText' } : { text }
}

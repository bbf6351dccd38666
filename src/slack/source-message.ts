import { z } from 'zod'
import type { SourceMessage } from './asked.ts'

const fileSchema = z.object({
  id: z.string(),
  name: z.string().catch('file'),
  mimetype: z.string().catch(''),
  size: z.number().catch(0),
  permalink: z.string().catch(''),
})

const messageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().catch(''),
  files: z.array(z.unknown()).catch([]),
})

/** What Slack hands over of a message. A file that the app may not see comes as little more than an id, or not at all. */
export const toSourceMessage = (message: unknown): SourceMessage => {
  const { ts, thread_ts: threadTs, text, files } = messageSchema.parse(message)
  const readable = files.flatMap((file) => fileSchema.safeParse(file).data ?? [])
  return { ts, text, files: readable, ...(threadTs === undefined ? {} : { threadTs }) }
}

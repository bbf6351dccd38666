import { z } from 'zod'
import type { Conversation } from '../conversations.ts'
import { sharesOf, visibleFile } from '../file-access.ts'
import { LARGEST_FILE } from '../files.ts'
import { Refusal } from '../refusal.ts'
import { toFile } from '../wire.ts'
import type { World } from '../world.ts'
import { demandMember, visibleChannel } from './access.ts'
import { json, method, names } from './method.ts'

const WRITE = { scope: 'files:write' }

/** @see https://docs.slack.dev/messaging/working-with-files */
export const FILES_METHODS = {
  'files.getUploadURLExternal': method(
    z.object({ filename: z.string().min(1), length: z.coerce.number().int().min(1), alt_text: z.string().optional() }),
    ({ filename, length }, { files, directory, baseUrl }) => {
      if (length > LARGEST_FILE) throw new Refusal('file_upload_size_restricted')
      const { id, secret } = files.announce(directory.bot.id, filename, length)
      return { upload_url: `${baseUrl()}/upload/v1/${secret}`, file_id: id }
    },
    WRITE,
  ),

  /** Without a channel the file stays the app's own. */
  'files.completeUploadExternal': method(
    z.object({
      files: json(z.array(z.object({ id: z.string(), title: z.string().min(1).optional() })).min(1)),
      channel_id: z.string().optional(),
      channels: names.optional(),
      thread_ts: z.string().optional(),
      initial_comment: z.string().optional(),
    }),
    ({ files: uploads, channel_id, channels = [], thread_ts, initial_comment = '' }, world) => {
      const places = [...channels, ...(channel_id === undefined ? [] : [channel_id])]
      // Unlike chat.postMessage, this takes no user id for the direct message with a person.
      const found = places.map((id) => demandMember(world, visibleChannel(world, id)))
      demandThread(world, found, thread_ts)
      const files = uploads.map(({ id, title }) => {
        const file = world.files.complete(id, title)
        if (!file) throw new Refusal('file_not_found')
        return file
      })
      for (const { id: channel } of found) {
        const thread = thread_ts === undefined ? {} : { threadTs: thread_ts }
        world.conversations.post({ channel, user: world.directory.bot.id, text: initial_comment, files, ...thread })
      }
      return { files: files.map((file) => toFile(file, world.directory)) }
    },
    WRITE,
  ),

  'files.info': method(
    z.object({ file: z.string() }),
    ({ file: id }, world) => {
      const file = visibleFile(world, world.directory.bot.id, id)
      if (!file) throw new Refusal('file_not_found')
      const shares = sharesOf(world, id)
      const of = (kind: Conversation['kind']) => shares.filter((each) => each.kind === kind).map((each) => each.id)
      return {
        file: { ...toFile(file, world.directory), channels: of('public'), groups: of('private'), ims: of('im') },
        comments: [],
        response_metadata: { next_cursor: '' },
      }
    },
    { scope: 'files:read' },
  ),
}

/** A thread is in one channel, so it goes with one only. */
const demandThread = (
  { conversations }: World,
  channels: readonly Conversation[],
  threadTs: string | undefined,
): void => {
  if (threadTs === undefined) return
  const [channel, another] = channels
  if (!channel || another) throw new Refusal('invalid_arguments')
  if (!conversations.message(channel.id, threadTs)) throw new Refusal('thread_not_found')
}

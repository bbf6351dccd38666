import type { Deps } from './deps.ts'
import { UnreadableAnswer } from './speaker.ts'

export interface TextFile {
  readonly name: string
  readonly text: string
}

/**
 * Sends a file to one person, in their direct messages, with a comment in mrkdwn. It is done step by step, because the
 * client's `filesUploadV2` sends the bot's token along to the address for the bytes.
 * https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
export const sendFile = async (
  user: string,
  { name, text }: TextFile,
  comment: string,
  { client, postBytes }: Pick<Deps, 'client' | 'postBytes'>,
): Promise<void> => {
  const { channel } = await client.conversations.open({ users: user })
  const bytes = new TextEncoder().encode(text)
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: name, length: bytes.byteLength })
  if (!channel?.id || !file_id || !upload_url || !isSlackAddress(upload_url, client.slackApiUrl)) {
    throw new UnreadableAnswer('files.getUploadURLExternal')
  }
  await postBytes(upload_url, bytes)
  const files: [{ id: string; title: string }] = [{ id: file_id, title: name }]
  await client.files.completeUploadExternal({ files, channel_id: channel.id, initial_comment: comment })
}

/** Slack's own hosts over TLS, or that of the configured API: neither names of residents nor our token go anywhere else. */
export const isSlackAddress = (address: string, apiUrl: string): boolean => {
  const url = URL.parse(address)
  if (!url) return false
  const isSlack = url.protocol === 'https:' && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com'))
  return isSlack || url.origin === URL.parse(apiUrl)?.origin
}

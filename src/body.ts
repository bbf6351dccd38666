import type { IncomingMessage } from 'node:http'

/** The body as text; undefined when it is larger than `limit` bytes: then it is read to its end, but not kept. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<string | undefined> =>
  (await readBytes(request, limit))?.toString('utf8')

/** The body as it came, else as `readBody`. */
export const readBytes = async (request: IncomingMessage, limit: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  return size > limit ? undefined : Buffer.concat(chunks)
}

/** What an answer holds; undefined when it is larger than `limit` bytes: the rest is not waited for. */
export const readAtMost = async (body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

const NEWLINE = 0x0a
const BLOCK_BYTES = 64 * 1024

/** The lines of a file as it is now, the last first; reads no more of it than is asked for. */
export async function* linesFromEnd(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r')
  try {
    let { size: position } = await file.stat()
    // What was read and belongs to a line that begins further ahead.
    let rest: Uint8Array = new Uint8Array()
    while (position > 0) {
      const length = Math.min(position, BLOCK_BYTES)
      position -= length
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
      const known = Buffer.concat([buffer.subarray(0, bytesRead), rest])
      const begin = position === 0 ? 0 : known.indexOf(NEWLINE) + 1
      const isWhole = begin > 0 || position === 0
      if (isWhole) yield* known.subarray(begin).toString().split('\n').reverse()
      rest = isWhole ? known.subarray(0, Math.max(0, begin - 1)) : known
    }
  } finally {
    await file.close()
  }
}

/** How many bytes the lines take for which this is so, from the first line to the last before one for which it is not. */
export const leadingBytes = async (path: string, isSo: (line: string) => boolean): Promise<number> => {
  let passed = 0
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of createReadStream(path)) {
    let known = Buffer.concat([rest, chunk])
    for (let end = known.indexOf(NEWLINE); end >= 0; end = known.indexOf(NEWLINE)) {
      if (!isSo(known.subarray(0, end).toString())) return passed
      passed += end + 1
      known = known.subarray(end + 1)
    }
    rest = known
  }
  return passed
}

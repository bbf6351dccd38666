import { readAtMost } from './body.ts'
import type { Deps } from './slack/deps.ts'
import { UnreadableAnswer } from './slack/speaker.ts'

/* The bytes of files, from and to the addresses that Slack gives for them. */

const TIME_LIMIT_MS = 60_000

/** Without the token: the address itself is the permission. */
export const postBytes: Deps['postBytes'] = async (url, body) => {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS)
  const { ok } = await fetch(url, { method: 'POST', body, redirect: 'error', signal }).catch((cause: unknown) => {
    throw new UnreadableAnswer('the upload of a file', { cause })
  })
  if (!ok) throw new UnreadableAnswer('the upload of a file')
}

/** With the token. Whoever may not read a file is led to a page where people sign in: that is not followed. */
export const createGetBytes =
  (token: string): Deps['getBytes'] =>
  async (url, limit) => {
    const headers = { authorization: `Bearer ${token}` }
    const signal = AbortSignal.timeout(TIME_LIMIT_MS)
    try {
      const answer = await fetch(url, { headers, redirect: 'error', signal })
      if (!answer.ok || !answer.body || isPage(answer)) throw new Error(`HTTP ${answer.status}`)
      return await readAtMost(answer.body, limit)
    } catch (cause) {
      throw new UnreadableAnswer('the download of a file', { cause })
    }
  }

const isPage = ({ headers }: Response): boolean => headers.get('content-type')?.startsWith('text/html') ?? false

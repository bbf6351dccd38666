import { messages } from '../../src/i18n/index.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { textOf } from '../support/text-of.ts'
import { starvedMs } from './starved.ts'

/** How long it took, in milliseconds, until Slack had its 200 and until the answer could be read. */
export interface Waited {
  readonly ack: number
  readonly answer: number
  /** How long the machine let us wait meanwhile. */
  readonly starved: number
}

export type Clerk = (channel: string, line: string) => Promise<Waited>

/** Longer than anything may take: what has no answer by then has none at all. */
const LIMIT_MS = 60_000
const SOOTHING = LANGUAGES.map((language) => messages(language).loading.slow)

export const createClerk =
  (workspace: Workspace, as: string): Clerk =>
  async (channel, line) => {
    const [began, starved] = [performance.now(), starvedMs()]
    const answered = nextAnswer(workspace, as, channel)
    const gesture = await workspace.gesture({ as, do: 'command', channel, text: line })
    if (!gesture.ok) throw new Error(gesture.notice)
    const ack = performance.now() - began
    const answer = (await answered) - began
    return { ack, answer, starved: starvedMs() - starved }
  }

/** When the next message comes that only this person sees; that it takes a little longer is no answer. */
const nextAnswer = async (workspace: Workspace, as: string, channel: string): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const leave = workspace.subscribe(as, (update) => {
    if (update.kind === 'notice') reject(new Error(update.text))
    if (update.kind !== 'message' || update.message.channel !== channel || update.message.ephemeralTo !== as) return
    const text = textOf(update.message)
    if (!SOOTHING.some((words) => text.includes(words))) resolve(performance.now())
  })
  const limit = AbortSignal.timeout(LIMIT_MS)
  limit.addEventListener('abort', () => reject(limit.reason))
  return promise.finally(leave)
}

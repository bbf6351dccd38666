/** Slack takes one message a second in each channel: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const GAP_MS = 1_000
/** Beyond that, channels that are free anyway are forgotten. */
const MAX_KEPT = 1_000

/** Waits until it is the caller's turn in a channel. Whoever is turned to another channel does not wait for it. */
export const createTurns = (deps: {
  /** Milliseconds, from any start. */
  now: () => number
  sleep: (ms: number) => Promise<unknown>
}): ((channel: string) => Promise<void>) => {
  const { now, sleep } = deps
  const freeAt = new Map<string, number>()

  return async (channel) => {
    const asked = now()
    const mine = Math.max(asked, freeAt.get(channel) ?? asked)
    if (freeAt.size > MAX_KEPT) {
      for (const [other, at] of freeAt) if (at <= asked) freeAt.delete(other)
    }
    freeAt.set(channel, mine + GAP_MS)
    if (mine > asked) await sleep(mine - asked)
  }
}

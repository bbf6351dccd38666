/** Joins the work under way for a key, or begins it. */
export type InFlight<T> = (
  key: string,
  /** Its signal fires when nobody waits for the outcome any more. */
  work: (signal: AbortSignal) => Promise<T>,
  /** Ends this caller's waiting, with the signal's reason. The others, and the work while there are any, go on. */
  signal?: AbortSignal,
) => Promise<T>

interface Joint<T> {
  readonly outcome: Promise<T>
  readonly unwanted: AbortController
  waiting: number
}

/**
 * Lets callers who want the same at the same time share one piece of work, and its outcome or failure. (undici's
 * `deduplicate` does that for GET alone, and several vendors read by POST.)
 */
export const createInFlight = <T>(): InFlight<T> => {
  const underway = new Map<string, Joint<T>>()

  const forget = (key: string, joint: Joint<T>): boolean => underway.get(key) === joint && underway.delete(key)

  const begin = (key: string, work: (signal: AbortSignal) => Promise<T>): Joint<T> => {
    const unwanted = new AbortController()
    const outcome = work(unwanted.signal).finally(() => forget(key, joint))
    const joint: Joint<T> = { outcome, unwanted, waiting: 0 }
    underway.set(key, joint)
    return joint
  }

  return async (key, work, signal) => {
    signal?.throwIfAborted()
    const joint = underway.get(key) ?? begin(key, work)
    joint.waiting += 1
    try {
      return await unlessAborted(joint.outcome, signal)
    } finally {
      joint.waiting -= 1
      if (joint.waiting === 0 && forget(key, joint)) joint.unwanted.abort()
    }
  }
}

/** The outcome, or the signal's reason when that comes first. */
export const unlessAborted = async <T>(outcome: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return outcome
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const stop = (): void => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    return await Promise.race([outcome, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

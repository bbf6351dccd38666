import { createUrgency, type RisingUrgency, URGENT, type Urgency } from './urgency.ts'

/** Joins the work under way for a key, or begins it. */
export type InFlight<T> = (
  key: string,
  /** Its signal fires when nobody waits for the outcome any more. It is as urgent as to the most urgent of those who do. */
  work: (signal: AbortSignal, urgency: Urgency) => Promise<T>,
  /** Ends this caller's waiting, with the signal's reason. The others, and the work while there are any, go on. */
  signal?: AbortSignal,
  urgency?: Urgency,
) => Promise<T>

interface Joint<T> {
  readonly outcome: Promise<T>
  readonly unwanted: AbortController
  readonly urgency: RisingUrgency
  waiting: number
}

/**
 * Lets callers who want the same at the same time share one piece of work, and its outcome or failure. (undici's
 * `deduplicate` does that for GET alone, and several vendors read by POST.)
 */
export const createInFlight = <T>(): InFlight<T> => {
  const underway = new Map<string, Joint<T>>()

  const forget = (key: string, joint: Joint<T>): boolean => underway.get(key) === joint && underway.delete(key)

  const begin = (key: string, work: Parameters<InFlight<T>>[1], asked: Urgency): Joint<T> => {
    const unwanted = new AbortController()
    const urgency = createUrgency()
    asked.whenUrgent(urgency.hurry)
    const outcome = work(unwanted.signal, urgency).finally(() => forget(key, joint))
    const joint: Joint<T> = { outcome, unwanted, urgency, waiting: 0 }
    underway.set(key, joint)
    return joint
  }

  return async (key, work, signal, urgency = URGENT) => {
    signal?.throwIfAborted()
    const known = underway.get(key)
    if (known) urgency.whenUrgent(known.urgency.hurry)
    const joint = known ?? begin(key, work, urgency)
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

import { unlessAborted } from './in-flight.ts'
import { URGENT, type Urgency } from './urgency.ts'

/** Runs the work when its turn comes. The signal ends the waiting, with its reason; work that has begun is left alone. */
export type Turns = <T>(work: () => Promise<T>, signal: AbortSignal, urgency?: Urgency) => Promise<T>

/** The share of all turns that is for the urgent alone. */
const KEPT = 1 / 4
/** So many urgent ones go before one that is not, while none of those has a turn. */
const PATIENCE = 8

/**
 * At most `limit` at once. The urgent go first, and a quarter of the turns is theirs alone, so that they need not wait
 * for the others to end. Where the urgent take every turn there is, one after each eight of them is for the others.
 * Among their like, whoever came first goes first.
 */
export const createTurns = (limit: number): Turns => {
  const forAll = limit - Math.floor(limit * KEPT)
  const urgent: Waiting[] = []
  const others: Waiting[] = []
  let running = 0
  let runningOthers = 0
  /** How many urgent ones went before those who wait. */
  let passed = 0

  /** Whose first may start now. */
  const nextLine = (): Waiting[] | undefined => {
    if (running >= limit) return undefined
    if (others.length > 0 && runningOthers === 0 && passed >= PATIENCE) return others
    if (urgent.length > 0) return urgent
    return others.length > 0 && running < forAll ? others : undefined
  }

  const admit = (): void => {
    for (let line = nextLine(); line; line = nextLine()) {
      const one = line.shift()
      const isOther = line === others
      running += 1
      runningOthers += isOther ? 1 : 0
      passed = isOther || others.length === 0 ? 0 : passed + 1
      one?.start(isOther)
    }
  }

  const leave = (isOther: boolean): void => {
    running -= 1
    runningOthers -= isOther ? 1 : 0
    admit()
  }

  const queue = (one: Waiting, urgency: Urgency): void => {
    const line = urgency.isUrgent() ? urgent : others
    line.push(one)
    admit()
    if (line === urgent) return
    urgency.whenUrgent(() => {
      if (removeFrom(others, one)) urgent.push(one)
      admit()
    })
  }

  /** @returns whether it has its turn as one of the others */
  const enter = async (signal: AbortSignal, urgency: Urgency): Promise<boolean> => {
    signal.throwIfAborted()
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const one: Waiting = { start: resolve }
    queue(one, urgency)
    try {
      return await unlessAborted(promise, signal)
    } catch (reason) {
      // Given its turn in the moment it gave up: the next one takes it.
      if (!removeFrom(urgent, one) && !removeFrom(others, one)) leave(await promise)
      throw reason
    }
  }

  return async (work, signal, urgency = URGENT) => {
    const isOther = await enter(signal, urgency)
    try {
      return await work()
    } finally {
      leave(isOther)
    }
  }
}

interface Waiting {
  start(isOther: boolean): void
}

const removeFrom = (line: Waiting[], one: Waiting): boolean => {
  const place = line.indexOf(one)
  if (place >= 0) line.splice(place, 1)
  return place >= 0
}

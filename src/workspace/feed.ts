import type { Update } from './protocol.ts'

/** Carries what happens to those whom it concerns. */
export interface Feed {
  /** @returns what ends the subscription */
  subscribe(as: string, listener: (update: Update) => void): () => void
  tell(people: Iterable<string>, update: Update): void
}

export const createFeed = (): Feed => {
  const listeners = new Map<string, Set<(update: Update) => void>>()

  return {
    subscribe: (as, listener) => {
      const own = listeners.get(as) ?? new Set()
      listeners.set(as, own.add(listener))
      return () => void own.delete(listener)
    },
    tell: (people, update) => {
      for (const person of people) for (const listener of listeners.get(person) ?? []) listener(update)
    },
  }
}

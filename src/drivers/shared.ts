/** What several drivers have in common: the first who asks for a key makes it, the others get the same. */
export type Shared = <T>(key: string, make: () => T) => T

/** One for all drivers of a process, and one for all their sandboxes. A key always stands for the same type. */
export const createShared = (): Shared => {
  const kept = new Map<string, unknown>()
  return <T>(key: string, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make())
    return kept.get(key) as T
  }
}

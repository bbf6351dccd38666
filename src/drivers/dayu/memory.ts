/** What was learned lately. The oldest is forgotten when there is too much. */
export interface Memory<T> {
  recall(key: string): T | undefined
  remember(key: string, value: T): void
}

export const createMemory = <T>(size: number): Memory<T> => {
  const known = new Map<string, T>()
  return {
    recall: (key) => known.get(key),
    remember: (key, value) => {
      known.delete(key)
      known.set(key, value)
      const oldest = known.keys().next().value
      if (known.size > size && oldest !== undefined) known.delete(oldest)
    },
  }
}

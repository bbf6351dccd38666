/** Values that are forgotten after a while, and the oldest of them earlier when there are too many. */
export interface Memory<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): void
}

/** `now` in milliseconds, from any start: only differences count. */
export const createMemory = <T>(deps: { keepMs: number; max: number; now: () => number }): Memory<T> => {
  const kept = new Map<string, { readonly value: T; readonly until: number }>()
  const forget = (): void => {
    for (const [key, { until }] of kept) {
      if (until > deps.now() && kept.size <= deps.max) return
      kept.delete(key)
    }
  }
  return {
    get: (key) => {
      const found = kept.get(key)
      return found && found.until > deps.now() ? found.value : undefined
    },
    set: (key, value) => {
      kept.delete(key)
      kept.set(key, { value, until: deps.now() + deps.keepMs })
      forget()
    },
    delete: (key) => void kept.delete(key),
  }
}

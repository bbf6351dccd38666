/** Values that are forgotten after a while, and the oldest of them earlier when there is too much. */
export interface Memory<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): void
}

export interface MemoryDeps<T> {
  readonly keepMs: number
  /** Of what `sizeOf` says of all values together; of values where it is absent. */
  readonly max: number
  readonly sizeOf?: (value: T) => number
  /** In milliseconds, from any start: only differences count. */
  readonly now: () => number
}

/** Forgets whenever something is set, so that what nobody asks for any more does not stay either. */
export const createMemory = <T>({ keepMs, max, sizeOf = () => 1, now }: MemoryDeps<T>): Memory<T> => {
  const kept = new Map<string, { readonly value: T; readonly size: number; readonly until: number }>()
  let total = 0
  const drop = (key: string): void => {
    total -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }
  const forget = (): void => {
    const at = now()
    for (const [key, { until }] of kept) {
      if (until > at && total <= max) return
      drop(key)
    }
  }
  return {
    get: (key) => {
      const found = kept.get(key)
      return found && found.until > now() ? found.value : undefined
    },
    set: (key, value) => {
      drop(key)
      const size = sizeOf(value)
      kept.set(key, { value, size, until: now() + keepMs })
      total += size
      forget()
    },
    delete: drop,
  }
}

/** A pure change: what becomes of the data, and the caller's answer. The same data back means that nothing changed. */
export type Change<Data, Answer> = (data: Data) => readonly [data: Data, answer: Answer]

export interface Changes<Data> {
  /** What is durable now. */
  current(): Data
  /**
   * Resolves once the change is durable, or depends on nothing that is not. Rejects with what `change` or the commit
   * threw; then nothing changed.
   */
  make<Answer>(change: Change<Data, Answer>): Promise<Answer>
  /** Waits for the changes under way. Later ones reject. */
  close(): Promise<void>
}

interface Waiting<Data> {
  /** Applies the change and keeps the answer back until `resolve`. */
  apply(data: Data): { data: Data; resolve: () => void }
  reject(reason: unknown): void
}

/**
 * Makes changes in the order they came. Those that come while a commit is under way share the next one, so each waits
 * for its own commit and the rest of the one before, however many more keep coming.
 *
 * @param commit makes the data durable and resolves with it, trimmed if need be
 */
export const createChanges = <Data>(initial: Data, commit: (data: Data) => Promise<Data>): Changes<Data> => {
  let durable = initial
  let waiting: Waiting<Data>[] = []
  let working: Promise<void> | undefined
  let closed = false

  const make = <Answer>(change: Change<Data, Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('the store is closed'))
      const apply = (data: Data) => {
        const [changed, answer] = change(data)
        return { data: changed, resolve: () => resolve(answer) }
      }
      waiting.push({ apply, reject })
      working ??= work()
    })

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await settle(batch)
    }
    working = undefined
  }

  const settle = async (batch: readonly Waiting<Data>[]): Promise<void> => {
    let data = durable
    const applied: { resolve: () => void; reject: (reason: unknown) => void }[] = []
    for (const { apply, reject } of batch) {
      try {
        const outcome = apply(data)
        data = outcome.data
        applied.push({ resolve: outcome.resolve, reject })
      } catch (thrown) {
        reject(thrown)
      }
    }
    try {
      if (data !== durable) durable = await commit(data)
      for (const { resolve } of applied) resolve()
    } catch (thrown) {
      for (const { reject } of applied) reject(thrown)
    }
  }

  return {
    current: () => durable,
    make,
    close: async () => {
      closed = true
      await working
    },
  }
}

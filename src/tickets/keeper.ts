import type { Submission, SubmissionChange, SubmissionStore } from './submission.ts'

/** Submissions as they are, also where the disk did not take it. */
export interface Keeper extends SubmissionStore {
  /**
   * Keeps what has happened, which is true whether it can be written or not: until it can, it is remembered, and written
   * with the next change of the row. Only a crash forgets it. Never rejects.
   */
  note(id: string, change: SubmissionChange): Promise<void>
  /** Writes what is only remembered, where the disk takes it by now. Never rejects. */
  catchUp(): Promise<void>
}

export const createKeeper = (
  store: SubmissionStore,
  log: { error(details: object, message: string): void },
): Keeper => {
  /** By id, what happened that may not be written, in its order. A change that is in the row already changes nothing. */
  const unwritten = new Map<string, readonly SubmissionChange[]>()

  const asIs = (row: Submission, all: readonly Submission[]): Submission =>
    (unwritten.get(row.id) ?? []).reduce((one, change) => change(one, all) ?? one, row)
  const allAsIs = (all: readonly Submission[]): readonly Submission[] =>
    unwritten.size === 0 ? all : all.map((row) => asIs(row, all))

  const changeSubmission: Keeper['changeSubmission'] = async (id, change) => {
    let written = unwritten.get(id) ?? []
    let isChanged = false
    const row = await store.changeSubmission(id, (kept, all) => {
      written = unwritten.get(id) ?? []
      const present = asIs(kept, all)
      const changed = change(present, allAsIs(all))
      isChanged = changed !== undefined
      return changed ?? (present === kept ? undefined : present)
    })
    const left = (unwritten.get(id) ?? []).filter((one) => !written.includes(one))
    if (left.length > 0) unwritten.set(id, left)
    else unwritten.delete(id)
    return isChanged ? row : undefined
  }

  const write = (id: string): Promise<unknown> =>
    changeSubmission(id, () => undefined).catch((error) =>
      log.error({ error, submission: id }, 'what became of a submission could not be written yet'),
    )

  return {
    accept: store.accept,
    changeSubmission,
    submission: async (id) => {
      const row = await store.submission(id)
      return row && asIs(row, unwritten.has(id) ? await store.submissions() : [])
    },
    submissions: async () => allAsIs(await store.submissions()),
    note: async (id, change) => {
      unwritten.set(id, [...(unwritten.get(id) ?? []), change])
      await write(id)
    },
    catchUp: async () => {
      for (const id of unwritten.keys()) await write(id)
    },
  }
}

import { it } from 'vitest'
import { KNOWN } from './known.ts'

/** Which row of the table: what went wrong, where, and what somebody was doing. */
export interface Place {
  readonly fault: string
  readonly target: string
  readonly journey: string
}

/** What came of it. */
export interface Seen {
  /** In a word: `answered`, `filed`, `unclear`. */
  readonly outcome: string
  /** How often the vendor holds what was sent once: the ticket, or the change of one. */
  readonly tickets?: number
  /** How many messages everybody in the channel got. */
  readonly posts?: number
  /** What the person read. */
  readonly told?: string
}

export interface Row extends Place, Seen {
  /** Why the promise is not kept yet, where that is known. */
  readonly known?: string
}

declare module 'vitest' {
  interface TaskMeta {
    row?: Row
  }
}

/** Tells the table what was seen, before it is judged. */
export type Note = (seen: Seen) => void

/** One row: a test that must pass; one that is known to fail must fail. */
export const row = (place: Place, run: (note: Note) => Promise<void>): void => {
  const name = `${place.fault} × ${place.target} × ${place.journey}`
  const known = KNOWN.get(name)
  const test = known === undefined ? it : it.fails
  test(name, async ({ task }) => {
    const note: Note = (seen) => {
      task.meta.row = { ...place, ...seen, ...(known === undefined ? {} : { known }) }
    }
    note({ outcome: 'not reached' })
    await run(note)
  })
}

import { it } from 'vitest'

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

export type Row = Place & Seen

declare module 'vitest' {
  interface TaskMeta {
    row?: Row
  }
}

/** Tells the table what was seen, before it is judged. */
export type Note = (seen: Seen) => void

/** One row, which is a test. */
export const row = (place: Place, run: (note: Note) => Promise<void>): void => {
  it(`${place.fault} × ${place.target} × ${place.journey}`, async ({ task }) => {
    const note: Note = (seen) => {
      task.meta.row = { ...place, ...seen }
    }
    note({ outcome: 'not reached' })
    await run(note)
  })
}

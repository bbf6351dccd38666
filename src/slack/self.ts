import type { Clocks } from '../tickets/clocks.ts'
import type { Instant } from '../tickets/ticket.ts'

/** What Caretaker knows of itself. */
export interface Self {
  readonly version: string
  readonly startedAt: Instant
  readonly clocks: Pick<Clocks, 'aheadMs' | 'note'>
  /** What the store takes on the disk. Rejects where that cannot be told. */
  readonly storeBytes: () => Promise<number>
}

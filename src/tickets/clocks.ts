/** Whose clock: a vendor's id, or this. */
export const SLACK = 'slack'

/** How far the clocks of others are from ours, by what their last answers said. */
export interface Clocks {
  /** `theirs` in milliseconds since the epoch; passed over where it is not a number. */
  note(who: string, theirs: number): void
  /** How far they are ahead of ours, in milliseconds to the second; undefined where nothing was heard of them. */
  aheadMs(who: string): number | undefined
}

export const createClocks = (now: () => number): Clocks => {
  const ahead = new Map<string, number>()
  return {
    note: (who, theirs) => {
      if (!Number.isNaN(theirs)) ahead.set(who, theirs - now())
    },
    aheadMs: (who) => ahead.get(who),
  }
}

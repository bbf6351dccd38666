import { createMemory } from '../tickets/memory.ts'
import type { Verdict } from './asked.ts'

/** Longer than a signature is good for. A verdict holds a view, so these are few. */
const VERDICTS = { keepMs: 10 * 60_000, max: 500 }

/** The same form with the same in it, sent twice so soon, was sent once. */
const DOUBLE_CLICK = { keepMs: 2_000, max: 100 }

/** What forms were judged to be, by their trigger and by what was `sent`. */
export interface Verdicts {
  /** As known, where the form is the same as one before: it gets the same answer, and nothing is done a second time. */
  of(
    form: { trigger: string; sent: string },
    judge: () => Promise<Verdict>,
  ): { judging: Promise<Verdict>; isKnown: boolean }
}

/** `now` in milliseconds, from any start. */
export const createVerdicts = (now: () => number): Verdicts => {
  const verdicts = createMemory<Promise<Verdict>>({ ...VERDICTS, now })
  const justSent = createMemory<Promise<Verdict>>({ ...DOUBLE_CLICK, now })

  return {
    of: ({ trigger, sent }, judge) => {
      const known = verdicts.get(trigger) ?? justSent.get(sent)
      if (known) return { judging: known, isKnown: true }
      const judging = judge()
      justSent.set(sent, judging)
      if (trigger) verdicts.set(trigger, judging)
      judging.catch(() => {
        verdicts.delete(trigger)
        justSent.delete(sent)
      })
      return { judging, isKnown: false }
    },
  }
}

import type { Call } from '../tickets/driver.ts'

/** Whether somebody waits for it. It can become urgent at any time, also while it waits for its turn, and stays so. */
export interface Urgency {
  isUrgent(): boolean
  /** Calls back once it is urgent: at once where it is already. */
  whenUrgent(then: () => void): void
}

/** One that somebody can make urgent. */
export interface RisingUrgency extends Urgency {
  hurry(): void
}

export const URGENT: Urgency = { isUrgent: () => true, whenUrgent: (then) => then() }
const PATIENT: Urgency = { isUrgent: () => false, whenUrgent: () => {} }

export const urgencyOf = ({ background }: Pick<Call, 'background'> = {}): Urgency => (background ? PATIENT : URGENT)

export const createUrgency = (): RisingUrgency => {
  let urgent = false
  let waiting: (() => void)[] = []
  return {
    isUrgent: () => urgent,
    whenUrgent: (then) => {
      if (urgent) then()
      else waiting.push(then)
    },
    hurry: () => {
      urgent = true
      const all = waiting
      waiting = []
      for (const then of all) then()
    },
  }
}

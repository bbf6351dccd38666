import { randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import { isSlackFailure, NotInChannel } from './speaker.ts'

/** How a journey ended: `done`, the code of a TicketError, or one of ours. */
export type Outcome = 'done' | TicketErrorCode | 'not_in_channel' | 'slack' | 'defect'

/** Journeys under way: each is one line in the log, and a number in the metrics. */
export interface Runs {
  /**
   * `run` to its end, whatever happens. `tell` gets what went wrong, and the reference by which the log knows it. Never
   * rejects.
   */
  track(
    journey: string,
    run: () => Promise<void>,
    tell: (thrown: unknown, reference: string) => Promise<void>,
  ): Promise<void>
  /** A form that cannot be right is a journey that ends there. What was typed is nobody's business. */
  refused(journey: string, errors: Readonly<Record<string, string>>): void
  /** Resolves when none is under way. */
  idle(): Promise<void>
}

export interface RunsDeps {
  readonly onEnd: (journey: string, outcome: Outcome) => void
  /** Milliseconds, from any start. */
  readonly now: () => number
  readonly log: Log
}

export const createRuns = ({ onEnd, now, log }: RunsDeps): Runs => {
  const running = new Set<Promise<void>>()

  const track: Runs['track'] = (journey, run, tell) => {
    const reference = randomBytes(3).toString('hex').toUpperCase()
    const began = now()
    const ended = (outcome: Outcome) => {
      onEnd(journey, outcome)
      return { journey, reference, outcome, ms: Math.round(now() - began) }
    }
    const whole = run()
      .then(() => log.info(ended('done'), 'journey done'))
      .catch(async (error) => {
        if (error instanceof NotInChannel) log.info(ended('not_in_channel'), 'not in the channel')
        else log.error({ ...ended(outcomeOf(error)), error }, 'journey failed')
        await tell(error, reference).catch((second) =>
          log.error({ journey, reference, error: second }, 'nobody was told'),
        )
      })
    running.add(whole)
    return whole.finally(() => running.delete(whole))
  }

  const refused: Runs['refused'] = (journey, errors) => {
    onEnd(journey, 'invalid')
    log.info({ journey, outcome: 'invalid', blocks: Object.keys(errors) }, 'form refused')
  }

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running)
  }

  return { track, refused, idle }
}

const outcomeOf = (thrown: unknown): Outcome => {
  if (thrown instanceof TicketError) return thrown.code
  return isSlackFailure(thrown) ? 'slack' : 'defect'
}

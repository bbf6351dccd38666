import { randomBytes } from 'node:crypto'
import type { Log } from '../log.ts'
import type { Failure } from '../tickets/desk.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import type { Outcome as Standing } from '../tickets/outbox.ts'
import { isSlackFailure, NotInChannel } from './speaker.ts'

/**
 * How a journey ended: `done`, the code of a TicketError, how what it submitted stands, or one of ours. `partial`: with an
 * answer that says what is missing. `not_kept`: the store did not take what was submitted.
 */
export type Outcome =
  | 'done'
  | TicketErrorCode
  | Exclude<Standing['state'], 'failed'>
  | 'partial'
  | 'not_kept'
  | 'not_in_channel'
  | 'slack'
  | 'defect'

/** What a journey leaves in the log besides that it ended. */
export interface Trail {
  /** By it the log knows the journey; whoever is told that something failed reads it. */
  readonly reference: string
  /** It ends as this, unless it was said before how. */
  endsAs(outcome: Outcome): void
  /** These are missing in its answer, which says so. */
  lacks(failures: readonly Failure[]): void
}

/** Journeys under way: each is one line in the log, and a number in the metrics. */
export interface Runs {
  /**
   * `run` to its end, whatever happens. `tell` gets what went wrong, and the reference by which the log knows it. Never
   * rejects.
   */
  track(
    journey: string,
    run: (trail: Trail) => Promise<void>,
    tell: (thrown: unknown, reference: string) => Promise<void>,
    reference?: string,
  ): Promise<void>
  /** A form that cannot be right is a journey that ends there. What was typed is nobody's business. */
  refused(journey: string, errors: Readonly<Record<string, string>>): void
  /** What somebody began earlier, and the clock brought to an end. */
  ended(journey: string, outcome: Outcome, reference: string | undefined): void
  /** Resolves when none is under way. */
  idle(): Promise<void>
}

export interface RunsDeps {
  readonly onEnd: (journey: string, outcome: Outcome) => void
  /** Milliseconds, from any start. */
  readonly now: () => number
  readonly log: Log
}

/** Short enough to be read out on the telephone. */
export const newReference = (): string => randomBytes(3).toString('hex').toUpperCase()

export const createRuns = ({ onEnd, now, log }: RunsDeps): Runs => {
  const running = new Set<Promise<void>>()

  const track: Runs['track'] = (journey, run, tell, reference = newReference()) => {
    const began = now()
    let end: Outcome | undefined
    const endsAs: Trail['endsAs'] = (outcome) => {
      end ??= outcome
    }
    const lacks: Trail['lacks'] = (failures) => {
      logFailures(failures, { journey, reference }, log)
      if (failures.length > 0) endsAs('partial')
    }
    const ended = (outcome: Outcome) => {
      onEnd(journey, outcome)
      return { journey, reference, outcome, ms: Math.round(now() - began) }
    }
    const whole = run({ reference, endsAs, lacks })
      .then(() => log.info(ended(end ?? 'done'), (end ?? 'done') === 'done' ? 'journey done' : 'journey not done'))
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

  const ended: Runs['ended'] = (journey, outcome, reference) => {
    onEnd(journey, outcome)
    log.info({ journey, reference, outcome }, 'what was submitted has come to an end')
  }

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running)
  }

  return { track, refused, ended, idle }
}

/** Once for each vendor and kind of failure, however many communities it has here. */
export const logFailures = (failures: readonly Failure[], details: object, log: Pick<Log, 'warn'>): void => {
  const kinds = new Map(failures.map(({ scope: { vendor }, error }) => [`${vendor} ${error.code}`, { vendor, error }]))
  for (const { vendor, error } of kinds.values()) {
    log.warn({ ...details, vendor, code: error.code, error }, 'part of what was asked for could not be read')
  }
}

/** How a journey ends that submitted something which stands so. */
export const endOf = (standing: Standing): Outcome =>
  standing.state === 'failed' ? standing.error.code : standing.state

const outcomeOf = (thrown: unknown): Outcome => {
  if (thrown instanceof TicketError) return thrown.code
  return isSlackFailure(thrown) ? 'slack' : 'defect'
}

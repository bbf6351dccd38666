import type { Log } from './log.ts'

/** Milliseconds that what is under way gets, and after which the process ends whatever is left. */
interface Patience {
  readonly drain: number
  readonly limit: number
}

/** Who runs containers kills ten seconds after asking. */
const ASKED: Patience = { drain: 8_000, limit: 9_500 }
/** A person at a terminal waits. */
const INTERRUPTED: Patience = { drain: 1_200, limit: 1_800 }
/** After a defect nothing can be relied on: what is under way may say its last words. */
const BROKEN: Patience = { drain: 1_000, limit: 2_000 }

/** npm passes Ctrl-C on to a process that the terminal has told already: only a later one is a second one. */
const SAME_SIGNAL_MS = 500

/**
 * Ends the process on SIGTERM and SIGINT, with code 0 when `stop` is done in time, and with code 1 on an error that
 * nothing caught, after it is logged.
 * @param stop takes nothing new and waits for what is under way for about so many milliseconds
 */
export const endWith = (stop: (withinMs: number) => Promise<void>, log: Log): void => {
  let since: number | undefined
  let code = 0

  const end = ({ drain, limit }: Patience): void => {
    since = performance.now()
    setTimeout(() => process.exit(1), limit)
    stop(drain).then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ error }, 'Caretaker could not stop in order')
        process.exit(1)
      },
    )
  }
  const onSignal = (patience: Patience) => (): void => {
    if (since === undefined) end(patience)
    else if (performance.now() - since > SAME_SIGNAL_MS) process.exit(1)
  }

  process.on('SIGTERM', onSignal(ASKED))
  process.on('SIGINT', onSignal(INTERRUPTED))
  // Rejections that nobody handles arrive here too.
  process.on('uncaughtException', (error) => {
    log.error({ error }, 'an error that nothing caught ends Caretaker')
    code = 1
    if (since === undefined) end(BROKEN)
  })
}

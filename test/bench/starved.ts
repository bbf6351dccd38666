import { readFileSync } from 'node:fs'

/**
 * How long, in milliseconds, this thread has been ready to run while no core was free for it. It hardly rises on an idle
 * machine, however busy the thread is; 0 where the system does not tell.
 * https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
export const starvedMs = (): number => {
  try {
    const [, waited] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')
    return Number(waited) / 1e6
  } catch {
    return 0
  }
}

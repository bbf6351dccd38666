import { BENCH_SECRET, type Bench } from './bench.ts'
import { signed } from './signed.ts'

let count = 0

/** Tells Caretaker of something that happened in Slack and that nobody can do in the workspace, signed as Slack signs. */
export const slackEvent = async (
  bench: Bench,
  event: { readonly type: string; readonly [more: string]: unknown },
): Promise<number> => {
  count += 1
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T0HARBOUR', event_id: `Ev0MADE${count}`, event })
  const { headers, ...rest } = signed(body, BENCH_SECRET)
  const json = { ...Object.fromEntries(new Headers(headers)), 'content-type': 'application/json' }
  return (await fetch(`${bench.origin}/slack/events`, { ...rest, headers: json })).status
}

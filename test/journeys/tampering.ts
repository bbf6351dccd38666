import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { BENCH_SECRET, type Bench } from '../support/bench.ts'
import { signed } from '../support/signed.ts'

/** A press, a change or a form, as Slack sends it. */
export type Interaction = Record<string, unknown>

/**
 * From now on every interaction arrives as `change` makes it, signed as Slack signs: what could be sent by who has got
 * hold of the secret, or where a form was drawn for somebody who has lost their role since.
 * @returns what ends it
 */
export const tamper = async (
  bench: Bench,
  change: (interaction: Interaction) => Interaction,
): Promise<() => Promise<void>> => {
  const to = `${bench.origin}/slack/events`
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    const payload = form.get('payload')
    if (payload) form.set('payload', JSON.stringify(change(JSON.parse(payload))))
    const answer = await fetch(to, signed(form.toString(), BENCH_SECRET))
    const type = answer.headers.get('content-type') ?? 'text/plain'
    response.writeHead(answer.status, { 'content-type': type }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  bench.workspace.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return async () => {
    bench.workspace.setRequestUrl(to)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

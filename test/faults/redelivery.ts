import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SIGNING_SECRET } from '../support/workspace.ts'

/** Hands Slack's requests on twice at once, and the last of them again whenever it is told to. */
export interface Redelivery {
  /** For the workspace's request URL. */
  readonly url: string
  /** What each delivery was answered with. */
  readonly statuses: readonly number[]
  /** Delivers the last request once more, signed anew, as Slack does; to another address where one is given. */
  again(to?: string): Promise<void>
  close(): Promise<void>
}

export const startRedelivery = async (to: string): Promise<Redelivery> => {
  const statuses: number[] = []
  let last = { body: '', type: '' }
  let retries = 0

  const deliver = async (address = to): Promise<{ status: number; body: string }> => {
    const retry = retries === 0 ? {} : { 'x-slack-retry-num': String(retries), 'x-slack-retry-reason': 'http_timeout' }
    retries += 1
    const headers = { 'content-type': last.type, ...signed(last.body), ...retry }
    const answer = await fetch(address, { method: 'POST', headers, body: last.body })
    statuses.push(answer.status)
    return { status: answer.status, body: await answer.text() }
  }

  const server = createServer(async (request, response) => {
    last = { body: await text(request), type: String(request.headers['content-type']) }
    retries = 0
    const [first, second] = [deliver(), deliver()]
    const { status, body } = await first
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    await second
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    statuses,
    again: async (address) => void (await deliver(address)),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
const signed = (body: string): Record<string, string> => {
  const time = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${hash}` }
}

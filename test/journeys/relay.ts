import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Hands Slack's requests on twice at once, as when Slack delivers again what has arrived. */
export interface Relay {
  /** For the workspace's request URL. */
  readonly url: string
  /** What each delivery was answered with. */
  readonly statuses: readonly number[]
  readonly answers: readonly { readonly status: number; readonly body: string }[]
  /** Delivers the last request once more. */
  again(): Promise<void>
  close(): Promise<void>
}

export const startRelay = async (to: string): Promise<Relay> => {
  const statuses: number[] = []
  const answers: { status: number; body: string }[] = []
  let last: RequestInit = {}

  const deliver = async (): Promise<{ status: number; body: string }> => {
    const answer = await fetch(to, last)
    statuses.push(answer.status)
    const told = { status: answer.status, body: await answer.text() }
    answers.push(told)
    return told
  }

  const server = createServer(async (request, response) => {
    const names = ['content-type', 'x-slack-request-timestamp', 'x-slack-signature']
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]))
    last = { method: 'POST', headers, body: await text(request) }
    const [first, second] = [deliver(), deliver()]
    const { status, body } = await first
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    await second
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    statuses,
    answers,
    again: async () => void (await deliver()),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

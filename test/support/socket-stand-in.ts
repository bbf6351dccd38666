import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'

/** The least that Socket Mode needs of Slack, with every frame in the hands of the test. */
export interface SocketStandIn extends AsyncDisposable {
  /** For `SLACK_API_URL`. */
  readonly url: string
  /** Every connection so far, oldest first. */
  readonly sockets: readonly WebSocket[]
  /** The envelopes that were acknowledged, once for each time. */
  readonly acks: readonly string[]
  /** What was said to `response_url`. */
  readonly answers: readonly string[]
  /** The frame of a command whose answer is kept. */
  command(envelopeId: string, line: string): string
  /** From now on no connection may be opened; again without an error word. */
  refuse(error?: string): void
}

export const startSocketStandIn = async (): Promise<SocketStandIn> => {
  const sockets: WebSocket[] = []
  const acks: string[] = []
  const answers: string[] = []
  let refusal: string | undefined
  let origin = ''

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    if (request.url === '/respond') answers.push(body)
    const opened = refusal ? { ok: false, error: refusal } : { ok: true, url: origin.replace('http', 'ws') }
    const identity = { ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0HARBOUR' }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/api/apps.connections.open' ? opened : identity))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.push(socket)
    socket.on('message', (data) => void acks.push(JSON.parse(String(data)).envelope_id))
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: `${origin}/api/`,
    sockets,
    acks,
    answers,
    command: (envelope_id, line) => {
      const [command, ...words] = line.split(' ')
      const person = { user_id: 'U0SOFIA', channel_id: 'C0DESK', team_id: 'T0HARBOUR' }
      const answerable = { trigger_id: `1.2.${envelope_id}`, response_url: `${origin}/respond` }
      const payload = { command, text: words.join(' '), ...person, ...answerable }
      return JSON.stringify({ envelope_id, type: 'slash_commands', accepts_response_payload: true, payload })
    },
    refuse: (error) => {
      refusal = error
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

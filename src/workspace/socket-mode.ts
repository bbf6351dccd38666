import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Ids } from './ids.ts'

const PATH = '/workspace/link'
const PING_MS = 10_000

/** What Slack answers an envelope's `envelope_id` with. */
const ack = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: unknown
  readonly acceptsPayload: boolean
}

/** The server side of Socket Mode. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketMode {
  /** A `ws:` address that opens one connection. */
  issueUrl(): string
  /** Takes the request over when it is one of ours; false when it is not. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  connected(): boolean
  /** Resolves with the payload of the ack, undefined when it is empty; rejects when the signal ends first. */
  send(envelope: Envelope, signal: AbortSignal): Promise<unknown>
  /** Asks every client to come back on a new connection, as Slack does every few hours. */
  refresh(): void
  close(): void
}

interface Deps {
  readonly appId: string
  readonly baseUrl: () => string
  readonly ids: Ids
}

export const createSocketMode = ({ appId, baseUrl, ids }: Deps): SocketMode => {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })
  const tickets = new Set<string>()
  const live = new Set<WebSocket>()
  const acks = new EventEmitter()

  const sayHello = (socket: WebSocket): void => {
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: live.size,
        debug_info: { host: 'workspace', approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    )
  }

  const welcome = (socket: WebSocket): void => {
    live.add(socket)
    const pings = setInterval(() => socket.ping(), PING_MS).unref()
    socket.on('message', (data) => {
      const received = parseAck(data.toString())
      if (received) acks.emit(eventOf(received.envelope_id), received.payload)
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(pings)
      live.delete(socket)
    })
    sayHello(socket)
  }

  const disconnect = (reason: 'refresh_requested' | 'link_disabled'): void => {
    for (const socket of live) {
      live.delete(socket)
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'workspace' } }))
      socket.close()
    }
  }

  return {
    issueUrl: () => {
      const ticket = ids.secret()
      tickets.add(ticket)
      return `${baseUrl().replace(/^http/, 'ws')}${PATH}?ticket=${ticket}&app_id=${appId}`
    },
    upgrade: (request, socket, head) => {
      const url = URL.parse(request.url ?? '', 'http://workspace')
      if (url?.pathname !== PATH) return false
      if (tickets.delete(url.searchParams.get('ticket') ?? '')) server.handleUpgrade(request, socket, head, welcome)
      else socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
      return true
    },
    connected: () => live.size > 0,
    send: async ({ type, payload, acceptsPayload }, signal) => {
      const envelope_id = randomUUID()
      const answered = once(acks, eventOf(envelope_id), { signal })
      const [socket] = live
      socket?.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: acceptsPayload }))
      const [body] = await answered
      return acceptsPayload && isFilled(body) ? body : undefined
    },
    refresh: () => disconnect('refresh_requested'),
    close: () => {
      disconnect('link_disabled')
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

/** An id comes from outside: it must not be able to name an event that means something to an emitter, as `error`. */
const eventOf = (envelopeId: string): string => `ack ${envelopeId}`

/** Clients answer with `{}` when they have nothing to say. */
const isFilled = (body: unknown): boolean => typeof body === 'object' && body !== null && Object.keys(body).length > 0

const parseAck = (text: string): z.output<typeof ack> | undefined => {
  try {
    return ack.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

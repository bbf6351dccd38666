import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Log } from './log.ts'

/** Answers a request when the path is its own, and says so. */
export type Route = (request: IncomingMessage, response: ServerResponse, path: string) => boolean | Promise<boolean>

/** Takes over a connection that wants to speak another protocol, and says so. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

export interface WebServer {
  /** Asked in the order in which they were added. */
  route(route: Route): void
  upgrade(upgrade: Upgrade): void
  /**
   * @returns the port, also when it was left to the system (0)
   * @throws Error with a sentence for people when the port cannot be had
   */
  listen(port: number, host?: string): Promise<number>
  close(): Promise<void>
}

/** The one HTTP server. Whatever a request does to a route, the answer is a status and the process goes on. */
export const createWebServer = (log: Log): WebServer => {
  const routes: Route[] = []
  const upgrades: Upgrade[] = []
  const server = createServer((request, response) => {
    dispatch(routes, request, response).catch((error) => {
      log.error({ error }, 'a request failed')
      if (response.headersSent) response.destroy()
      else plainAnswer(response, 500, 'Something went wrong here.')
    })
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n')
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', (error) => log.debug({ error }, 'a connection broke'))
    try {
      if (!upgrades.some((upgrade) => upgrade(request, socket, head))) socket.destroy()
    } catch (error) {
      log.error({ error }, 'a connection could not be taken over')
      socket.destroy()
    }
  })

  return {
    route: (route) => void routes.push(route),
    upgrade: (upgrade) => void upgrades.push(upgrade),
    listen: (port, host) => listen(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), LINGER_MS).unref()
      }),
  }
}

/** How long an answer under way may keep the server from closing. */
const LINGER_MS = 250

const dispatch = async (
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const path = pathOf(request)
  if (path === undefined) return plainAnswer(response, 400, 'That is not a path.')
  for (const route of routes) {
    if (await route(request, response, path)) return
  }
  plainAnswer(response, 404, 'There is nothing here.')
}

/** Undefined for what is no path at all, such as `//`. */
const pathOf = (request: IncomingMessage): string | undefined => {
  const target = request.url ?? ''
  if (!target.startsWith('/') || target.startsWith('//')) return undefined
  return URL.parse(target, 'http://localhost')?.pathname
}

export const plainAnswer = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  response.end(`${text}\n`)
}

const listen = (server: Server, port: number, host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`PORT ${port} is in use by another program. Set PORT to another one.`) : error)
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Community } from '../tickets/driver.ts'

/** How a sandbox can be told to misbehave, as vendors do on a bad day. */
export type Misbehaviour =
  | { readonly kind: 'latency'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number }
  /** The connection breaks before or after the request took effect. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** A proxy's HTML with status 200, after the request took effect. */
  | { readonly kind: 'malformed' }
  /** An answer of the documented names in which every value has another type, after the request took effect. */
  | { readonly kind: 'wrong_types' }
  /** As this vendor says it. */
  | { readonly kind: 'expired_token' }
  | { readonly kind: 'rate_limit' }

export interface SandboxRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Set when this vendor's own words are wanted for it. */
  readonly misbehave?: 'expired_token' | 'rate_limit'
}

export interface SandboxAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json: unknown
}

/** A stand-in for one vendor's API on the same wire format, with believable data that lives in memory. */
export interface Sandbox {
  readonly vendor: string
  readonly url: string
  /** The environment that points the vendor's driver here. */
  readonly env: Readonly<Record<string, string>>
  readonly communities: readonly Community[]
  /** Every request so far, oldest first. */
  readonly requests: readonly SandboxRequest[]
  /** From now on, for every request or only for those that match; undefined ends it. */
  misbehave(how: Misbehaviour | undefined, only?: (request: SandboxRequest) => boolean): void
  close(): Promise<void>
}

export interface SandboxServer extends Pick<Sandbox, 'url' | 'requests' | 'misbehave' | 'close'> {}

/** The wire half of a sandbox: listens on loopback, records, misbehaves. `answer` is the vendor. */
export const serveSandbox = async (answer: (request: SandboxRequest) => SandboxAnswer): Promise<SandboxServer> => {
  const requests: SandboxRequest[] = []
  let fault: { how: Misbehaviour; only: (request: SandboxRequest) => boolean } | undefined

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const received = await receive(incoming)
    requests.push(received)
    const how = fault?.only(received) ? fault.how : undefined
    if (how?.kind === 'hang') return
    if (how?.kind === 'reset' && how.when === 'before') return void incoming.socket.destroy()
    if (how?.kind === 'status') {
      const headers = how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) }
      return void outgoing.writeHead(how.status, headers).end('{"error":"sandbox"}')
    }
    const spoken = how?.kind === 'expired_token' || how?.kind === 'rate_limit'
    const answered = answer(spoken ? { ...received, misbehave: how.kind } : received)
    if (how?.kind === 'reset') return void incoming.socket.destroy()
    if (how?.kind === 'malformed') {
      return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>')
    }
    if (how?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, how.ms))
    outgoing.writeHead(answered.status ?? 200, {
      'content-type': 'application/json; charset=utf-8',
      ...answered.headers,
    })
    outgoing.end(JSON.stringify(how?.kind === 'wrong_types' ? retyped(answered.json) : answered.json))
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    misbehave: (how, only = () => true) => {
      fault = how && { how, only }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Every value as one of another type. Objects keep their names, or nobody would look into them. */
export const retyped = (value: unknown): unknown => {
  if (Array.isArray(value)) return Object.fromEntries(value.map((item, place) => [place, retyped(item)]))
  if (value === null) return 0
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, retyped(part)]))
  }
  return typeof value === 'string' ? [value] : String(value)
}

const receive = async (incoming: IncomingMessage): Promise<SandboxRequest> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const url = new URL(incoming.url ?? '/', 'http://sandbox')
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

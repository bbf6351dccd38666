import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createPageFiles } from '../../src/workspace/page-files.ts'
import type { Gesture, GestureAnswer, Snapshot, Update } from '../../src/workspace/protocol.ts'

type Kind = Gesture['do']
type GestureOf<K extends Kind> = Extract<Gesture, { do: K }>

/** A workspace that does only what it is told, so that a test sees what the page shows and sends. */
export interface FakeWorkspace {
  /** Where the page of a person is. */
  page(as: string, place: string): string
  /** The next gesture of a kind; ask before the person acts. */
  next<K extends Kind>(kind: K): Promise<GestureOf<K>>
  /** Every gesture so far. */
  readonly gestures: readonly Gesture[]
  /** What gestures are answered from now on. */
  answer(how: (gesture: Gesture) => GestureAnswer | Promise<GestureAnswer>): void
  push(update: Update): void
  /** Ends every stream and answers nothing more, as a workspace that was stopped. */
  stop(): void
  restart(snapshot: (as: string) => Snapshot): void
  close(): Promise<void>
}

export const startFakeWorkspace = async (snapshot: (as: string) => Snapshot): Promise<FakeWorkspace> => {
  const files = createPageFiles()
  const streams = new Set<ServerResponse>()
  const gestures: Gesture[] = []
  const waiting: { readonly kind: Kind; readonly tell: (gesture: Gesture) => void }[] = []
  let snapshotOf = snapshot
  let answerTo: (gesture: Gesture) => GestureAnswer | Promise<GestureAnswer> = () => ({ ok: true })
  let isRunning = true

  const receive = async (request: IncomingMessage): Promise<GestureAnswer> => {
    const gesture: Gesture = JSON.parse(await text(request))
    gestures.push(gesture)
    const index = waiting.findIndex(({ kind }) => kind === gesture.do)
    if (index >= 0) waiting.splice(index, 1)[0]?.tell(gesture)
    return answerTo(gesture)
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (await files.handle(request, response)) return
    const url = new URL(request.url ?? '/', 'http://localhost')
    const as = url.searchParams.get('as') ?? ''
    if (!isRunning) {
      response.writeHead(503).end()
    } else if (url.pathname === '/workspace/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
    } else {
      const body = url.pathname === '/workspace/state' ? snapshotOf(as) : await receive(request)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
  }

  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    page: (as, place) => `http://127.0.0.1:${port}/?as=${as}&in=${place}`,
    next: (kind) =>
      new Promise((resolve) => {
        waiting.push({ kind, tell: (gesture) => isOf(gesture, kind) && resolve(gesture) })
      }),
    gestures,
    answer: (how) => {
      answerTo = how
    },
    push: (update) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(update)}\n\n`)
    },
    stop: () => {
      isRunning = false
      for (const stream of streams) stream.destroy()
    },
    restart: (next) => {
      snapshotOf = next
      isRunning = true
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const isOf = <K extends Kind>(gesture: Gesture, kind: K): gesture is GestureOf<K> => gesture.do === kind

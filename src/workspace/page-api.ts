import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody, readBytes } from '../body.ts'
import { visibleFile } from './file-access.ts'
import { sendFile } from './file-api.ts'
import { LARGEST_FILE } from './files.ts'
import { gestureSchema } from './gesture-schema.ts'
import { performGesture } from './gestures.ts'
import { snapshotFor } from './snapshot.ts'
import type { World } from './world.ts'

const LARGEST = 512 * 1024

/** `localhost:3000`, `127.0.0.1`, `[::1]:3000`. */
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/**
 * Answers `/workspace/*`: whoever reaches these speaks for everybody, so only a page of this very machine may. The check
 * of `Host` keeps names out that somebody else points at loopback, the check of `Origin` other sites in the same browser.
 */
export const servePage = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (!isLocal(request)) return send(response, 403, { error: 'only for a page on this machine' })
  const url = new URL(request.url ?? '/', 'http://workspace')
  // Before the page knows who is there, anybody's view of the workspace will do.
  const as = url.searchParams.get('as') ?? world.directory.people.find(({ isBot }) => !isBot)?.id ?? ''
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /workspace/state':
      return isSomebody(world, as) ? send(response, 200, snapshotFor(world, as)) : send(response, 404, NOBODY)
    case 'GET /workspace/stream':
      return isSomebody(world, as) ? stream(world, as, response) : send(response, 404, NOBODY)
    case 'POST /workspace/gesture':
      return receive(world, request, response)
    case 'POST /workspace/files':
      return takeFile(world, url, request, response)
    default:
      return request.method === 'GET' && url.pathname.startsWith(FILES)
        ? showFile(world, as, url, response)
        : send(response, 404, NOT_FOUND)
  }
}

const FILES = '/workspace/files/'

const NOT_FOUND = { error: 'not found' }

const NOBODY = { error: 'nobody here has this id' }

const isSomebody = ({ directory }: World, id: string): boolean => {
  const person = directory.person(id)
  return person !== undefined && !person.isBot
}

const isLocal = ({ headers }: IncomingMessage): boolean => {
  const origin = headers.origin
  const isOwn = origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ''))
  return LOOPBACK.test(headers.host ?? '') && isOwn
}

const stream = ({ feed }: World, as: string, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write(':\n\n')
  const unsubscribe = feed.subscribe(as, (update) => {
    if (!response.writableEnded) response.write(`data: ${JSON.stringify(update)}\n\n`)
  })
  response.on('close', unsubscribe)
}

const receive = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') {
    return send(response, 415, { error: 'a gesture is JSON' })
  }
  const text = await readBody(request, LARGEST)
  if (text === undefined) return send(response, 413, { error: 'too large' })
  const gesture = gestureSchema.safeParse(parseJson(text))
  if (!gesture.success) return send(response, 400, { error: z.prettifyError(gesture.error) })
  send(response, 200, await performGesture(world, gesture.data))
}

/** Keeps a file that somebody is about to share or to put into a form. */
const takeFile = async (world: World, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [as, name] = [url.searchParams.get('as') ?? '', url.searchParams.get('name') ?? '']
  if (!isSomebody(world, as) || name === '') return send(response, 404, NOBODY)
  const content = await readBytes(request, LARGEST_FILE)
  if (content === undefined) return send(response, 413, { error: 'too large' })
  send(response, 200, world.files.add(as, name, content))
}

const showFile = (world: World, as: string, { pathname }: URL, response: ServerResponse): void => {
  const file = visibleFile(world, as, pathname.slice(FILES.length))
  if (file) sendFile(world, file, response)
  else send(response, 404, NOT_FOUND)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

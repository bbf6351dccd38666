import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../body.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

const LARGEST = 512 * 1024

/** The codes that Slack answers with 404: the address is no good any more, whatever the body says. */
const GONE = ['expired_url', 'used_url']

/** Answers `/respond/<secret>`: plain `ok`, or the error code with 400 or 404. */
export const serveResponse = async (
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname } = new URL(request.url ?? '/', 'http://workspace')
  const send = (status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
  }
  try {
    const text = await readBody(request, LARGEST)
    if (request.method !== 'POST' || text === undefined) throw new Refusal('invalid_payload')
    world.responseUrls.respond(pathname.slice('/respond/'.length), parseJson(text))
    send(200, 'ok')
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    world.log('a response was refused', { code: thrown.code, ...thrown.details })
    send(GONE.includes(thrown.code) ? 404 : 400, thrown.code)
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_payload')
  }
}

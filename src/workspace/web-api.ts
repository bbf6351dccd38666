import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { readBody } from '../body.ts'
import type { Answer } from './methods/method.ts'
import { METHODS } from './methods/table.ts'
import { Refusal } from './refusal.ts'
import { demandScope, type World } from './world.ts'

const LARGEST = 1024 * 1024

export interface Tokens {
  readonly bot: string
  readonly app: string | undefined
}

/** Answers `/api/<method>`. Like Slack it answers everything with 200, and says in the body what was wrong. */
export const serveApi = async (
  world: World,
  tokens: Tokens,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await answer(world, tokens, request)
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...scopesOf(world),
  })
  response.end(JSON.stringify(body))
}

/** Slack says with every answer what the token may do. */
const scopesOf = ({ scopes }: World) => ({ 'x-oauth-scopes': scopes.join(',') })

const answer = async (world: World, tokens: Tokens, request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://workspace')
  const name = url.pathname.slice('/api/'.length)
  try {
    const args = { ...Object.fromEntries(url.searchParams), ...(await readArguments(request)) }
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    if (!method) throw new Refusal('unknown_method', { req_method: name })
    if (method.token !== 'none') demandToken(tokens, method.token, bearer(request) ?? args.token)
    if (method.scope !== undefined) demandScope(world, method.scope)
    return { ok: true, ...method.call(args, world) }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    world.log('a call of the Web API was refused', { method: name, code: thrown.code, ...thrown.details })
    return { ok: false, error: thrown.code, ...thrown.details }
  }
}

/** The token in the header of a request. */
export const bearer = ({ headers }: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]

const demandToken = (tokens: Tokens, wanted: 'bot' | 'app', given: unknown): void => {
  if (given === undefined || given === '') throw new Refusal('not_authed')
  if (given === tokens[wanted]) return
  throw new Refusal(given === tokens.bot || given === tokens.app ? 'not_allowed_token_type' : 'invalid_auth')
}

const readArguments = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const text = await readBody(request, LARGEST)
  if (text === undefined) throw new Refusal('request_too_large')
  if (text === '') return {}
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (type !== 'application/json') throw new Refusal('invalid_post_type')
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(text))
  if (!parsed.success) throw new Refusal('json_not_object')
  return parsed.data
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_json')
  }
}

import { createHash, timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { readBody } from './body.ts'
import type { Log } from './log.ts'
import { plainAnswer, type Route } from './server.ts'
import type { Driver, Progress, Webhook } from './tickets/driver.ts'

export interface WebhookDeps {
  readonly drivers: readonly Driver[]
  readonly log: Log
  /** Told of each report that is news, after the vendor has its answer. */
  onProgress(progress: Progress): void | Promise<void>
}

/** Far more than a report of a few fields needs. */
const MAX_BYTES = 64 * 1024

/** No vendor documents what it wants to hear; to those that report, `code` 0 is a yes. */
const ACKNOWLEDGEMENT = '{"code":0}'

/**
 * `POST /webhooks/<vendor>/<secret>`: where vendors report progress. Nobody signs, so the address is the key: a wrong
 * one is a page that does not exist. The vendor gets its answer before anything is done with the report.
 */
export const webhookRoute = ({ drivers, log, onProgress }: WebhookDeps): Route => {
  const handle = async (vendor: string, webhook: Webhook, body: unknown): Promise<void> => {
    try {
      const progress = await webhook.receive(body)
      if (progress) await onProgress(progress)
    } catch (error) {
      log.warn({ error, vendor }, 'a progress report came to nothing')
    }
  }

  return async (request, response, path) => {
    const [, root, vendor = '', secret = '', ...rest] = path.split('/')
    const webhook = drivers.find((driver) => driver.vendor === vendor)?.webhook
    if (root !== 'webhooks' || rest.length > 0 || !webhook || !isSame(secret, webhook.secret)) return false
    if (request.method !== 'POST') return false
    const text = await readBody(request, MAX_BYTES)
    if (text === undefined) return answered(response, 413, 'That is too much.')
    const body = parsed(text)
    if (body === undefined) return answered(response, 400, 'That is not JSON.')
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(ACKNOWLEDGEMENT)
    await handle(vendor, webhook, body)
    return true
  }
}

const answered = (response: ServerResponse, status: number, text: string): true => {
  plainAnswer(response, status, text)
  return true
}

/** Takes the same time wherever they differ, and however long they are. */
const isSame = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** undefined when it is not JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

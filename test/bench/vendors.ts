import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { Environment } from '../../src/drivers/define.ts'

/** A request for tickets as a vendor got it. */
export type Read = z.output<typeof read>

const read = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  body: z.string(),
  /** That Tuya was asked to answer in. */
  language: z.string().optional(),
})

/** Tuya's smart communities and akubela, in a thread of their own. They know every community and every ticket number. */
export interface Vendors {
  /** What points Caretaker there. */
  readonly env: Environment
  /** So far, oldest first; tokens are not counted. */
  reads(): Promise<Read[]>
  /** Sends these as they were, with undici and nothing else, over so many connections, and parses the answers. */
  replay(reads: readonly Read[], connections: number): Promise<unknown[]>
  close(): Promise<void>
}

export interface VendorsOptions {
  /** How many are pending in each community. */
  readonly tickets: number
  /** How long each answer takes. */
  readonly latencyMs: number
  /** How fast Caretaker may ask Tuya; as fast as it can be told when absent. */
  readonly tuyaPerSecond?: number
}

export const startVendors = async (options: VendorsOptions): Promise<Vendors> => {
  const { tuyaPerSecond = 999 } = options
  const worker = new Worker(new URL('vendor-worker.ts', import.meta.url), { workerData: options })
  const [said] = await once(worker, 'message')
  const url = z.string().parse(said)
  return {
    env: {
      TUYA_BASE_URL: url,
      TUYA_CLIENT_ID: 'bench-client',
      TUYA_CLIENT_SECRET: 'bench-secret',
      TUYA_REQUESTS_PER_SECOND: String(tuyaPerSecond),
      AKUBELA_BASE_URL: url,
      AKUBELA_ACCESS_TOKEN: 'bench-token',
    },
    reads: async () => {
      const answered = once(worker, 'message')
      worker.postMessage('reads')
      const [requests] = await answered
      return z
        .array(read)
        .parse(requests)
        .filter(({ path }) => !path.includes('/token'))
    },
    replay: (reads, connections) => replay(url, reads, connections),
    close: async () => {
      await worker.terminate()
    },
  }
}

const replay = async (url: string, reads: readonly Read[], connections: number): Promise<unknown[]> => {
  const agent = new Agent({ allowH2: false, connections })
  const answers = reads.map(async ({ method, path, body }) => {
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    const answer = await request(url + path, { method, headers, body: body || null, dispatcher: agent })
    return answer.body.json()
  })
  const all = await Promise.all(answers)
  await agent.close()
  return all
}

/** What tells a page of a community from another, or from its translation; akubela gives each command an id of its own. */
export const pageKey = ({ path, body, language }: Read): string =>
  JSON.stringify([path, body.replace(/"id":"[^"]*",?/, ''), language])

/** How many requests a driver has under way at once. */
export const CONNECTIONS = 8

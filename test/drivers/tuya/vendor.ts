import { onTestFinished } from 'vitest'
import { type SandboxRequest, type SandboxServer, serveSandbox } from '../../../src/drivers/sandbox.ts'
import { createTuyaClient, type TuyaClient, type TuyaClientOptions } from '../../../src/drivers/tuya/client.ts'
import { createTuyaGate, type TuyaAnswer } from '../../../src/drivers/tuya/sandbox.ts'
import type { TuyaSettings } from '../../../src/drivers/tuya/settings.ts'

const CLIENT_ID = 'testclient0000000001'
const SECRET = 'test0secret000000000000000000001'

export interface FakeClock {
  readonly now: () => number
  forward(ms: number): void
}

export const fakeClock = (start = Date.parse('2026-11-21T09:00:00Z')): FakeClock => {
  let at = start
  return {
    now: () => at,
    forward: (ms) => {
      at += ms
    },
  }
}

export interface TestVendor {
  readonly server: SandboxServer
  readonly settings: TuyaSettings
  readonly env: Readonly<Record<string, string>>
  /** The requests for tokens, and the others. */
  tokenRequests(): SandboxRequest[]
  businessRequests(): SandboxRequest[]
}

/** Tuya's gate on loopback with business of the test's own behind it. Closed when the test ends. */
export const openVendor = async (
  business: (request: SandboxRequest) => TuyaAnswer | undefined,
  now: () => number,
): Promise<TestVendor> => {
  const server = await serveSandbox(createTuyaGate({ now, clientId: CLIENT_ID, secret: SECRET, business }))
  onTestFinished(() => server.close())
  const env = {
    TUYA_BASE_URL: server.url,
    TUYA_CLIENT_ID: CLIENT_ID,
    TUYA_CLIENT_SECRET: SECRET,
    TUYA_REQUESTS_PER_SECOND: '999',
  }
  return {
    server,
    env,
    settings: { ...env, TUYA_REQUESTS_PER_SECOND: 999 },
    tokenRequests: () => server.requests.filter(({ path }) => path === '/v1.0/token'),
    businessRequests: () => server.requests.filter(({ path }) => path !== '/v1.0/token'),
  }
}

export const openClient = (options: Omit<TuyaClientOptions, 'vendor'>): TuyaClient => {
  const client = createTuyaClient({ vendor: 'tuya-test', ...options })
  onTestFinished(() => client.close())
  return client
}

import { akubela } from '../../../src/drivers/akubela/index.ts'
import type { Environment, Tools } from '../../../src/drivers/define.ts'
import {
  type SandboxAnswer,
  type SandboxRequest,
  type SandboxServer,
  serveSandbox,
} from '../../../src/drivers/sandbox.ts'
import type { Driver } from '../../../src/tickets/driver.ts'

export const RESIDENCE = 'r31adc223cc4b3bedb6bd4742dedcfa52'
export const REPAIR = { vendor: 'akubela', community: RESIDENCE, id: 'm31adc223cc4b3bedb6bd4742dedcfa52' }

export const REFRESH_CREDENTIALS = {
  AKUBELA_CLIENT_ID: 'client-1',
  AKUBELA_CLIENT_SECRET: 'secret-1',
  AKUBELA_REFRESH_TOKEN: 'refresh-0',
}

export interface Vendor extends AsyncDisposable {
  readonly driver: Driver
  readonly server: SandboxServer
}

/** The driver in front of a vendor that answers as told: with any JSON, however wrong. */
export const openVendor = async (
  answer: (request: SandboxRequest) => SandboxAnswer,
  { env = { AKUBELA_ACCESS_TOKEN: 'access-0' }, ...tools }: { env?: Environment } & Partial<Tools> = {},
): Promise<Vendor> => {
  const server = await serveSandbox(answer)
  const driver = openDriver({ AKUBELA_BASE_URL: server.url, ...env }, tools)
  return {
    driver,
    server,
    [Symbol.asyncDispose]: async () => {
      await driver.close()
      await server.close()
    },
  }
}

export const openDriver = (env: Environment, tools: Partial<Tools> = {}): Driver => {
  const configured = akubela.configure(env)
  if (!('open' in configured)) throw new Error(JSON.stringify(configured))
  return configured.open({ now: Date.now, ...tools })
}

export const success = (result: unknown): SandboxAnswer => ({
  json: { success: true, timestamp: 1540869200562, result },
})

export const isTokenRequest = (request: SandboxRequest): boolean => request.path.endsWith('/oauth2/token')

import { dayu } from '../../../src/drivers/dayu/index.ts'
import type { Environment } from '../../../src/drivers/define.ts'
import {
  type SandboxAnswer,
  type SandboxRequest,
  type SandboxServer,
  serveSandbox,
} from '../../../src/drivers/sandbox.ts'
import type { Driver } from '../../../src/tickets/driver.ts'

export const ORDER = { vendor: 'dayu', community: '*', id: '4780' }

export const ACCESS = {
  DAYU_TOKEN: 'token-0',
  DAYU_TOKEN_HEADER: 'x-dayu-token',
  DAYU_MODIFY_PATH: '/order/modify',
}
export const READABLE = { ...ACCESS, DAYU_DETAIL_PATH: '/order/{id}/detail' }
export const SECRET = 'Zk3vQ9_tB7xLw2Rf-8sYpJ4mN'

export interface Vendor extends AsyncDisposable {
  readonly driver: Driver
  readonly server: SandboxServer
}

/** The driver in front of a vendor that answers as told: with any JSON, however wrong. */
export const openVendor = async (
  answer: (request: SandboxRequest) => SandboxAnswer,
  env: Environment = READABLE,
): Promise<Vendor> => {
  const server = await serveSandbox(answer)
  const driver = openDriver({ DAYU_BASE_URL: server.url, ...env })
  return {
    driver,
    server,
    [Symbol.asyncDispose]: async () => {
      await driver.close()
      await server.close()
    },
  }
}

export const openDriver = (env: Environment): Driver => {
  const configured = dayu.configure(env)
  if (!('open' in configured)) throw new Error(JSON.stringify(configured))
  return configured.open({ now: Date.now })
}

export const success = (data: unknown): SandboxAnswer => ({ json: { code: 0, subCode: null, data, msg: '成功' } })

/** Serves this order, and takes every change of it. */
export const serving =
  (order: unknown) =>
  ({ method }: SandboxRequest): SandboxAnswer =>
    success(method === 'GET' ? order : true)

/** What was sent to change an order, oldest first. */
export const changesIn = (server: SandboxServer): Record<string, unknown>[] =>
  server.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body))

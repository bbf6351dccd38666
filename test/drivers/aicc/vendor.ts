import { onTestFinished } from 'vitest'
import { aicc } from '../../../src/drivers/aicc/index.ts'
import type { Environment } from '../../../src/drivers/define.ts'
import {
  type SandboxAnswer,
  type SandboxRequest,
  type SandboxServer,
  serveSandbox,
} from '../../../src/drivers/sandbox.ts'
import type { Driver } from '../../../src/tickets/driver.ts'

export const NOW = Date.parse('2026-11-21T09:00:00Z')

/** The document's own example. */
export const EXAMPLE = { vendor: 'aicc', community: '*', id: 'c6m800000149ndrHRVNQ' }
export const EXAMPLE_NUMBER = '000000000000000000000000035013'

export const CREDENTIALS = {
  AICC_CLIENT_ID: 'client-1',
  AICC_CLIENT_SECRET: 'secret-1',
  AICC_CREATOR_ID: '10gd000000rDybBRYkuu',
}

export const CASE_API = '/service/AICC__Case/1.0.0/openapi'

export const openDriver = (env: Environment, now: () => number = () => NOW): Driver => {
  const configured = aicc.configure(env)
  if (!('open' in configured)) throw new Error(JSON.stringify(configured))
  const driver = configured.open({ now })
  onTestFinished(() => driver.close())
  return driver
}

export interface Vendor {
  readonly driver: Driver
  readonly server: SandboxServer
  /** What was asked of the Case API: `POST /case/list` and the body. */
  asked(): { readonly called: string; readonly body: unknown }[]
  tokenRequests(): SandboxRequest[]
}

/** The driver in front of a vendor that gives out `token-1`, `token-2` … and else answers as told, however wrongly. */
export const openVendor = async (
  answer: (request: SandboxRequest) => SandboxAnswer,
  { env = {}, now }: { env?: Environment; now?: () => number } = {},
): Promise<Vendor> => {
  let tokens = 0
  const server = await serveSandbox((request) => {
    if (!isTokenRequest(request)) return answer(request)
    tokens += 1
    return { json: { access_token: `token-${tokens}`, expires_in: 7200, token_type: 'Bearer' } }
  })
  onTestFinished(() => server.close())
  return {
    driver: openDriver({ AICC_BASE_URL: server.url, ...CREDENTIALS, ...env }, now),
    server,
    asked: () =>
      server.requests
        .filter((request) => !isTokenRequest(request))
        .map(({ method, path, body }) => ({
          called: `${method} ${path.replace(CASE_API, '')}`,
          body: body === '' ? undefined : JSON.parse(body),
        })),
    tokenRequests: () => server.requests.filter(isTokenRequest),
  }
}

export const success = (result?: unknown): SandboxAnswer => ({ json: { resCode: '0', resMsg: '成功', result } })

export const refusal = (resMsg: string): SandboxAnswer => ({ json: { resCode: '1', resMsg } })

const isTokenRequest = ({ path }: SandboxRequest): boolean => path === '/baas/auth/v1.0/oauth2/token'

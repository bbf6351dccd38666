import { type SandboxServer, serveSandbox } from '../../src/drivers/sandbox.ts'
import { NOW } from './places.ts'

const GRANT = { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 7_200 }

/** An akubela that answers every command alike; `AKUBELA_BASE_URL` points a bench to it. */
export const serveAkubela = (
  answer: { readonly success: true; readonly result: unknown } | { readonly success: false; readonly message: string },
): Promise<SandboxServer> =>
  serveSandbox(({ path }) => ({
    json: { timestamp: NOW, ...(path.endsWith('/token') ? { success: true, result: GRANT } : answer) },
  }))

import type { Route } from './server.ts'

/** What must be well for Caretaker to be of use. Each rejects, or says why not. */
export type Checks = Readonly<Record<string, () => Promise<void>>>

/** `/healthz`: the process is up. `/readyz`: it can do its work; 503 and the names of what cannot otherwise. */
export const healthRoute =
  (checks: Checks): Route =>
  async (request, response, path) => {
    if (path !== '/healthz' && path !== '/readyz') return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return true
    }
    const failing = path === '/readyz' ? await failingChecks(checks) : []
    const body = failing.length === 0 ? { ok: true } : { ok: false, failing }
    response.writeHead(body.ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(`${JSON.stringify(body)}\n`)
    return true
  }

const failingChecks = async (checks: Checks): Promise<string[]> => {
  const outcomes = await Promise.allSettled(Object.values(checks).map((check) => check()))
  return Object.keys(checks).filter((_, i) => outcomes[i]?.status === 'rejected')
}

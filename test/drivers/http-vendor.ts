import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttp, type Http, type HttpOptions } from '../../src/drivers/http.ts'

export const READ = { method: 'GET', path: '/tickets' } as const
export const WRITE = { method: 'POST', path: '/tickets', body: '{}', write: true } as const

export interface Vendor extends AsyncDisposable {
  readonly url: string
  readonly http: Http
}

export const openVendor = async (serve: RequestListener, options: Partial<HttpOptions> = {}): Promise<Vendor> => {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const http = createHttp({ vendor: 'dayu', baseUrl: url, sleep: async () => undefined, ...options })
  return {
    url,
    http,
    [Symbol.asyncDispose]: async () => {
      await http.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

export const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (answer) => answer,
    (thrown: unknown) => thrown,
  )

export const failures = async (http: Http): Promise<unknown[]> => [
  await failure(http.send(READ)),
  await failure(http.send(WRITE)),
]

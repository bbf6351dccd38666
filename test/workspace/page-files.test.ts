import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPageFiles } from '../../src/workspace/page-files.ts'

const files = createPageFiles()
const server = createServer(async (incoming, response) => {
  if (!(await files.handle(incoming, response))) response.writeHead(418).end()
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

/** Asks for exactly this path: `fetch` would tidy `..` away before sending it. */
const ask = async (path: string, method = 'GET') => {
  const { port } = server.address() as AddressInfo
  const sent = request({ port, host: '127.0.0.1', path, method }).end()
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

describe('the files of the page', () => {
  test('are the page itself, with a policy that lets only its own scripts and styles run', async () => {
    const { status, headers, body } = await ask('/?as=U1&in=C1')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = headers['content-security-policy'].split('; ')
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' https: data:",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(directive)
    }
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|style=|\bon\w+=/)
  })

  test('serve every script and style that is asked for, as JavaScript without types', async () => {
    const { body: page } = await ask('/')
    const pending = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
    const seen = new Set<string>()
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      const { status, headers, body } = await ask(path)
      expect({ path, status }).toEqual({ path, status: 200 })
      if (path.endsWith('.ts')) expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
      const used = body.matchAll(/(?:\bfrom '|\burl\(")\.?\/?([\w./-]+)['"]/g)
      pending.push(...[...used].map(([, name]) => `/page/${name}`))
    }
    expect(seen).toContain('/page/main.ts')
    expect(seen).toContain('/page/mrkdwn.ts')
    expect(seen).toContain('/page/controls.css')
    expect(seen).toContain('/page/lock.svg')
    expect(seen).not.toContain('/page/../protocol.ts')
    expect((await ask('/page/json.ts')).body).not.toMatch(/export type|: unknown/)
  })

  test.each([
    '/page/../page-files.ts',
    '/page/..%2fpage-files.ts',
    '/page/%2e%2e/protocol.ts',
    '/page//etc/passwd',
    '/page/....//protocol.ts',
    '/page/main.ts%00.css',
    '/page/tsconfig.json',
    '/page/index.html',
    '/page/constructor',
    '/page/',
  ])('are the only files: %s is none of them', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '' })
  })

  test('leave every other path to others', async () => {
    for (const path of ['/api/chat.postMessage', '/workspace/state', '/pages', '/page', '/../page/main.ts', '*']) {
      expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 418 })
    }
  })

  test('can only be read', async () => {
    expect((await ask('/', 'POST')).headers.allow).toBe('GET, HEAD')
    expect(await ask('/page/main.ts', 'HEAD')).toMatchObject({ status: 200, body: '' })
  })
})

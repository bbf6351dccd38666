import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { extname } from 'node:path'

/** Serves the workspace's page. */
export interface PageFiles {
  /** True when the path was its own: `/` and everything under `/page/`. Rejects when the page cannot be read. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

interface PageFile {
  readonly type: string
  readonly body: string
}

const FOLDER = new URL('./page/', import.meta.url)

/** What of the folder is served; the rest, its tsconfig.json for one, is not for the browser. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
}

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' https: data:",
    "connect-src 'self'",
    // These three do not fall back to default-src.
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/**
 * The files are read once, at the first request. TypeScript is served with its types blanked out, under its own name,
 * so that the browser runs the very files that are in the folder and `import './x.ts'` means the same in both worlds.
 */
export const createPageFiles = (): PageFiles => {
  let files: Promise<ReadonlyMap<string, PageFile>> | undefined
  return {
    handle: async (request, response) => {
      const [path = ''] = (request.url ?? '').split('?', 1)
      if (path !== '/' && !path.startsWith('/page/')) return false
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { ...HEADERS, allow: 'GET, HEAD' }).end()
        return true
      }
      files ??= readFiles()
      const file = (await files).get(path)
      if (!file) response.writeHead(404, HEADERS).end()
      else response.writeHead(200, { ...HEADERS, 'content-type': file.type }).end(file.body)
      return true
    },
  }
}

/** The files by the path that asks for them. A path that is not in this list is not served, whatever it says. */
const readFiles = async (): Promise<ReadonlyMap<string, PageFile>> => {
  const names = (await readdir(FOLDER)).filter((name) => extname(name) in TYPES)
  const entries = names.map(async (name) => {
    const path = name === 'index.html' ? '/' : `/page/${name}`
    const source = await readFile(new URL(name, FOLDER), 'utf8')
    const body = extname(name) === '.ts' ? stripTypeScriptTypes(source) : source
    return [path, { type: TYPES[extname(name)] ?? 'text/plain', body }] as const
  })
  return new Map(await Promise.all(entries))
}

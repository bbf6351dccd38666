import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBytes } from '../body.ts'
import { visibleFile } from './file-access.ts'
import { LARGEST_FILE } from './files.ts'
import type { FileInfo } from './protocol.ts'
import { bearer } from './web-api.ts'
import type { World } from './world.ts'

/** A form around the bytes adds a little to them. */
const LARGEST = LARGEST_FILE + 64 * 1024

/** `/files-pri/T0…-F0…/name.png`, and with `download/` before the name. */
const PRIVATE = /^\/files-pri\/[^/]+-(F[^/]+)\/(download\/)?[^/]+$/

/** Answers `POST /upload/v1/<secret>`, where an app sends the bytes of a file, and `GET /files-pri/…`, where it gets them. */
export const serveFile = async (
  world: World,
  botToken: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname } = new URL(request.url ?? '/', 'http://workspace')
  if (pathname.startsWith('/upload/v1/')) return receive(world, request, response)
  const [, id = '', download] = PRIVATE.exec(pathname) ?? []
  const mayRead = bearer(request) === botToken && world.scopes.includes('files:read')
  const file = mayRead ? visibleFile(world, world.directory.bot.id, id) : undefined
  if (file) return sendFile(world, file, response, download !== undefined)
  // Whoever may not read it is led to the page where people sign in, as by Slack.
  world.log('a download was refused', { id, mayRead })
  response.writeHead(302, { location: `${world.baseUrl()}/?${new URLSearchParams({ redir: pathname })}` }).end()
}

/** Sends the bytes so that a browser shows pictures and runs nothing. */
export const sendFile = (
  { files }: World,
  { id, name, mimetype }: FileInfo,
  response: ServerResponse,
  download = !mimetype.startsWith('image/'),
): void => {
  const disposition = `${download ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(name)}`
  response.writeHead(200, {
    'content-type': mimetype,
    'content-disposition': disposition,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  })
  response.end(files.content(id))
}

const receive = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const secret = new URL(request.url ?? '/', 'http://workspace').pathname.slice('/upload/v1/'.length)
  const content = request.method === 'POST' ? await readContent(request) : undefined
  const received = content !== undefined && world.files.receive(secret, content)
  if (!received) world.log('an upload was refused', { length: content?.length })
  response.writeHead(received ? 200 : 400, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(received ? `OK - ${content.length}` : 'the upload was not announced like this')
}

/** The file of a form, or the body itself; undefined when there is none. */
const readContent = async (request: IncomingMessage): Promise<Uint8Array | undefined> => {
  const bytes = await readBytes(request, LARGEST)
  const type = request.headers['content-type'] ?? ''
  if (!bytes || !type.startsWith('multipart/form-data')) return bytes
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => undefined)
  const file = [...(form?.values() ?? [])].find((value) => value instanceof Blob)
  return file && new Uint8Array(await file.arrayBuffer())
}

import { createHash } from 'node:crypto'
import { isRecord, lookup, text } from '../fields.ts'

/** An attachment as the vendor takes it. */
export interface WireAttachment {
  readonly name: string
  readonly url: string
}

/** Stands for an attachment where its link may be too long, as in a menu. */
export const attachmentKey = (url: string): string => createHash('sha256').update(url).digest('base64url')

/** The lines that somebody filled in. */
export const linesOf = (typed = ''): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** `服务流程图.jpg https://…`, or the link alone, and then the name is the link's last part. undefined without a link. */
export const toAttachment = (line: string): WireAttachment | undefined => {
  const url = line.split(/\s+/).at(-1) ?? ''
  const parsed = URL.parse(url)
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) return undefined
  const name = line.slice(0, line.length - url.length).trim()
  return { name: name || parsed.pathname.split('/').at(-1) || parsed.host, url }
}

/** What an order holds now, to be sent along: what is left out of a change is gone. Entries without a link are none. */
export const toWireAttachments = (received: unknown): WireAttachment[] =>
  [received].flat().flatMap((entry) => {
    const read = isRecord(entry) ? lookup(entry) : undefined
    const url = text(read ? read(['url']) : entry)
    return url === undefined ? [] : [{ name: text(read?.(['name'])) ?? '', url }]
  })

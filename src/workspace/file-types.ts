import { extname } from 'node:path'

/** By the ending of the name: Slack's word for the type, and the one of the web. */
const TYPES: Readonly<Record<string, readonly [filetype: string, mimetype: string]>> = {
  csv: ['csv', 'text/csv'],
  docx: ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  gif: ['gif', 'image/gif'],
  heic: ['heic', 'image/heic'],
  jpeg: ['jpg', 'image/jpeg'],
  jpg: ['jpg', 'image/jpeg'],
  m4a: ['m4a', 'audio/mp4'],
  mov: ['mov', 'video/quicktime'],
  mp4: ['mp4', 'video/mp4'],
  pdf: ['pdf', 'application/pdf'],
  png: ['png', 'image/png'],
  svg: ['svg', 'image/svg+xml'],
  txt: ['text', 'text/plain'],
  webp: ['webp', 'image/webp'],
  xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  yaml: ['yaml', 'text/plain'],
  yml: ['yaml', 'text/plain'],
  zip: ['zip', 'application/zip'],
}

/** The ending of a name in small letters, without the dot; empty when it has none. */
export const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase()

/** @see https://docs.slack.dev/reference/objects/file-object#types */
export const typeOf = (name: string): { readonly filetype: string; readonly mimetype: string } => {
  const extension = extensionOf(name)
  const [filetype, mimetype] = Object.hasOwn(TYPES, extension) ? (TYPES[extension] ?? []) : []
  return { filetype: filetype ?? 'binary', mimetype: mimetype ?? 'application/octet-stream' }
}

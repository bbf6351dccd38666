import type { FileInfo } from '../protocol.ts'
import { h, link } from './dom.ts'
import type { Reader } from './reader.ts'

/** The files of a message: pictures as pictures, all others by name. */
export const drawFiles = (files: readonly FileInfo[], reader: Reader): HTMLElement =>
  h('div', { class: 'files' }, ...files.map((file) => drawFile(file, reader)))

const drawFile = (file: FileInfo, { person }: Reader): HTMLElement => {
  const address = `${location.origin}/workspace/files/${encodeURIComponent(file.id)}?as=${person.id}`
  if (!file.mimetype.startsWith('image/')) return link(address, `${file.title} `, h('small', {}, sizeOf(file.size)))
  return link(address, h('img', { class: 'file-image', src: address, alt: file.title, loading: 'lazy' }))
}

/** `4 kB`, `2.3 MB`: no language needs it otherwise. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

import { typeOf } from './file-types.ts'
import type { Ids } from './ids.ts'
import type { FileInfo } from './protocol.ts'

/** In bytes. Slack takes a gigabyte; here it all stays in memory. */
export const LARGEST_FILE = 20 * 1024 * 1024

/** An upload that an app has announced: the bytes come before it is completed. */
interface Upload {
  readonly id: string
  readonly user: string
  readonly name: string
  readonly length: number
  readonly content?: Uint8Array
}

export interface Files {
  /** Keeps what a person uploaded. Nobody else sees it until it is shared. */
  add(user: string, name: string, content: Uint8Array): FileInfo
  find(id: string): FileInfo | undefined
  /** The bytes of a file; empty when there is none. */
  content(id: string): Uint8Array
  /** Announces an upload; `secret` is what its address ends with. */
  announce(user: string, name: string, length: number): { readonly id: string; readonly secret: string }
  /** Takes the bytes of an announced upload. False when there is none, or when it is not as long as announced. */
  receive(secret: string, content: Uint8Array): boolean
  /** Makes an upload whose bytes have come a file; undefined when there is none. */
  complete(id: string, title: string | undefined): FileInfo | undefined
  /** Lets the app read a file that a person put into a form of its. */
  handOver(id: string): void
  wasHandedOver(id: string): boolean
}

/** What people and the app have uploaded, in memory. */
export const createFiles = ({ ids, now }: { ids: Ids; now: () => number }): Files => {
  const kept = new Map<string, { readonly info: FileInfo; readonly content: Uint8Array }>()
  const uploads = new Map<string, Upload>()
  const handedOver = new Set<string>()

  const keep = (id: string, user: string, name: string, content: Uint8Array, title = name): FileInfo => {
    const created = Math.floor(now() / 1000)
    const info = { id, user, name, title, ...typeOf(name), size: content.length, created }
    kept.set(id, { info, content })
    return info
  }

  return {
    add: (user, name, content) => keep(ids.next('F'), user, name, content),
    find: (id) => kept.get(id)?.info,
    content: (id) => kept.get(id)?.content ?? new Uint8Array(),
    announce: (user, name, length) => {
      const [id, secret] = [ids.next('F'), ids.secret()]
      uploads.set(secret, { id, user, name, length })
      return { id, secret }
    },
    receive: (secret, content) => {
      const upload = uploads.get(secret)
      if (upload?.length !== content.length) return false
      uploads.set(secret, { ...upload, content })
      return true
    },
    complete: (id, title) => {
      const [secret, upload] = [...uploads].find(([, each]) => each.id === id) ?? []
      if (secret === undefined || !upload?.content) return undefined
      uploads.delete(secret)
      return keep(id, upload.user, upload.name, upload.content, title)
    },
    handOver: (id) => void handedOver.add(id),
    wasHandedOver: (id) => handedOver.has(id),
  }
}

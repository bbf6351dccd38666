import { createHash, createHmac } from 'node:crypto'

export type Query = Readonly<Record<string, string>>

/** What is signed of a request: never the host, and of the headers only those named in `Signature-Headers`. */
export interface Signable {
  readonly method: string
  /** As it is sent: ids in it already percent-encoded. */
  readonly path: string
  /** Decoded. */
  readonly query?: Query
  /** Exactly the text that is sent. */
  readonly body?: string
  /** In the order of `Signature-Headers`. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Signing {
  readonly clientId: string
  readonly secret: string
  /** For every call but those for a token. */
  readonly accessToken?: string
  /** Milliseconds since the epoch, as in the header. */
  readonly t: string
  readonly nonce?: string
}

/**
 * The value of the `sign` header, upper-case hex: Tuya's current algorithm, for projects made after 2021-06-30.
 * https://developer.tuya.com/en/docs/iot/new-singnature?id=Kbw0q34cs2e5g
 */
export const sign = (request: Signable, by: Signing): string => {
  const message = by.clientId + (by.accessToken ?? '') + by.t + (by.nonce ?? '') + stringToSign(request)
  return createHmac('sha256', by.secret).update(message).digest('hex').toUpperCase()
}

/** Path and query as they go over the wire: percent-encoded, although the signature covers the decoded text. */
export const sentUrl = (path: string, query: Query = {}): string => urlOf(path, query, encodeURIComponent)

const stringToSign = ({ method, path, query = {}, body = '', headers = {} }: Signable): string => {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const headersBlock = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  return [method, bodyHash, headersBlock.join(''), urlOf(path, query, (text) => text)].join('\n')
}

const urlOf = (path: string, query: Query, encode: (text: string) => string): string => {
  const pairs = Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

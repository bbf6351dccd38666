/** What broke an exchange: the code of the network's or undici's error, such as `ECONNRESET`, else its name. */
export const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return 'failed'
  const code = (thrown as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : thrown.name
}

const WRONG_CERTIFICATE = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]

const NOT_SENT = new Set([
  'UND_ERR_INVALID_ARG',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  ...WRONG_CERTIFICATE,
])

/** Whether it failed in asking or connecting: the vendor has not seen the request. */
export const neverSent = (cause: unknown): boolean => NOT_SENT.has(codeOf(cause))

const LASTING = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
  'ENOTFOUND',
  ...WRONG_CERTIFICATE,
])

/** Whether another try would fail in the same way. */
export const isLasting = (cause: unknown): boolean => LASTING.has(codeOf(cause))

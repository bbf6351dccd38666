/** An access token. The object stands for one grant: two grants are two objects even when their values are the same. */
export interface Token {
  readonly value: string
  /** Milliseconds of life left when it was asked for. */
  readonly lifeMs: number
}

export interface Tokens {
  /** A token with life in it. */
  get(signal: AbortSignal): Promise<Token>
  /** Another one than this, which the vendor has just refused. */
  renew(refused: Token, signal: AbortSignal): Promise<Token>
}

export interface TokensOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly fetch: () => Promise<Token>
}

const MARGIN_MS = 60_000

/**
 * One token for everybody. However many want it at once, it is asked for once; a caller who gives up leaves the shared
 * request alone. A token is renewed a minute before its end, or later when it lives only minutes: Tuya may hand out the
 * living token again with what is left of its life, and a fixed margin would then ask again for every call.
 */
export const createTokens = ({ now, fetch }: TokensOptions): Tokens => {
  let current: { token: Token; renewAt: number } | undefined
  let pending: Promise<Token> | undefined

  const fetchShared = async (): Promise<Token> => {
    const asked = now()
    const token = await fetch()
    current = { token, renewAt: asked + token.lifeMs - Math.min(MARGIN_MS, token.lifeMs / 10) }
    return token
  }

  const get: Tokens['get'] = async (signal) => {
    if (current && now() < current.renewAt) return current.token
    pending ??= fetchShared().finally(() => {
      pending = undefined
    })
    return unlessAborted(pending, signal)
  }

  const renew: Tokens['renew'] = (refused, signal) => {
    if (current?.token === refused) current = undefined
    return get(signal)
  }

  return { get, renew }
}

/** The outcome of shared work, or the signal's reason when that comes first. The work itself goes on. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })

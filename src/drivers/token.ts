import { TicketError } from '../tickets/errors.ts'
import { createInFlight, unlessAborted } from './in-flight.ts'

/** An access token. The object stands for one grant: two grants are two objects even when their values are the same. */
export interface Token {
  readonly value: string
  /** Milliseconds of life left when it was asked for; `Infinity` when nobody knows. */
  readonly lifeMs: number
}

export interface Tokens {
  /** A token with life in it. Rejects with the signal's reason when that fires first. */
  get(signal?: AbortSignal): Promise<Token>
  /** Another one than this, which the vendor has just refused. */
  renew(refused: Token, signal?: AbortSignal): Promise<Token>
}

export interface TokensOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly fetch: () => Promise<Token>
  /** The one to begin with. */
  readonly first?: Token | undefined
}

/** Renewed this long before it ends, or after nine tenths of a shorter life. */
const MARGIN_MS = 60_000

/**
 * One token for everybody. However many want it at once, it is asked for once; a caller who gives up leaves the shared
 * request alone, since what it brings (a refresh token that works once, say) must not be lost.
 */
export const createTokens = ({ now, fetch, first }: TokensOptions): Tokens => {
  const shared = createInFlight<Token>()
  let current = first && { token: first, renewAt: now() + usefulMs(first) }

  const fetchToken = async (): Promise<Token> => {
    const asked = now()
    const token = await fetch()
    current = { token, renewAt: asked + usefulMs(token) }
    return token
  }

  const get: Tokens['get'] = async (signal) => {
    if (current && now() < current.renewAt) return current.token
    signal?.throwIfAborted()
    return unlessAborted(shared('token', fetchToken), signal)
  }

  const renew: Tokens['renew'] = (refused, signal) => {
    if (current?.token === refused) current = undefined
    return get(signal)
  }

  return { get, renew }
}

const usefulMs = ({ lifeMs }: Token): number => Math.max(lifeMs - MARGIN_MS, lifeMs * 0.9)

/** A token to call with. Giving up on it is `unreachable` even for a write: nothing was sent with it yet. */
export const beforeSending = (vendor: string, wanted: Promise<Token>): Promise<Token> =>
  wanted.catch((thrown) => {
    if (thrown instanceof TicketError) throw thrown
    throw new TicketError('unreachable', `${vendor}: aborted`, { vendor, cause: thrown })
  })

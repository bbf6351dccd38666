import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { SandboxRequest } from '../sandbox.ts'

export interface Client {
  readonly id: string
  readonly secret: string
  /** The refresh token that the account starts with. */
  readonly refreshToken: string
}

export interface SandboxTokens {
  /** The `result` of a token request, or why it is refused. */
  grant(request: SandboxRequest): { readonly result: unknown } | { readonly refused: string }
  check(authorization: string | undefined, misbehave: SandboxRequest['misbehave']): 'good' | 'unknown' | 'expired'
  /** From here on, `expired_token` refuses the tokens given out so far, and not those fetched to replace them. */
  age(): void
}

const LIFE_S = 7200

const grantSchema = z.object({
  grant_type: z.literal('refresh_token'),
  client_id: z.string(),
  client_secret: z.string(),
  refresh_token: z.string(),
})

/**
 * Gives out access tokens that live two hours by the clock. Refresh tokens rotate: an old one is good until its
 * successor was used, so an answer lost on the way locks nobody out.
 */
export const createSandboxTokens = (client: Client, now: () => number): SandboxTokens => {
  const access = new Map<string, { expiresAt: number; age: number }>()
  let age = 0
  let refresh: { before?: string; latest: string } = { latest: client.refreshToken }

  return {
    grant: (request) => {
      if (!request.headers['content-type']?.includes('application/x-www-form-urlencoded')) {
        return { refused: 'invalid content type' }
      }
      const form = grantSchema.safeParse(Object.fromEntries(new URLSearchParams(request.body))).data
      if (!form) return { refused: 'invalid grant' }
      if (form.client_id !== client.id || form.client_secret !== client.secret) return { refused: 'invalid client' }
      const used = form.refresh_token
      if (used !== refresh.latest && used !== refresh.before) return { refused: 'invalid refresh token' }

      const accessToken = `a${hex()}`
      access.set(accessToken, { expiresAt: now() + LIFE_S * 1000, age })
      refresh = { before: used, latest: `t${hex()}` }
      return {
        result: {
          access_token: accessToken,
          refresh_token: refresh.latest,
          token_type: 'bearer',
          expires_in: LIFE_S,
        },
      }
    },

    check: (authorization, misbehave) => {
      const token = access.get(authorization?.replace(/^Bearer /, '') ?? '')
      if (!token) return 'unknown'
      const retired = misbehave === 'expired_token' && token.age < age
      return retired || token.expiresAt <= now() ? 'expired' : 'good'
    },

    age: () => {
      age += 1
    },
  }
}

const hex = (): string => randomUUID().replaceAll('-', '')

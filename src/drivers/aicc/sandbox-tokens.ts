import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { SandboxAnswer, SandboxRequest } from '../sandbox.ts'

export interface Client {
  readonly id: string
  readonly secret: string
}

export interface SandboxTokens {
  grant(request: SandboxRequest): SandboxAnswer
  isGood(token: string | undefined, misbehave: SandboxRequest['misbehave']): boolean
  /** From here on, `expired_token` refuses the tokens given out so far, and not those fetched to replace them. */
  age(): void
}

const LIFE_S = 7_200

const grantSchema = z.strictObject({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
})

/** Gives out access tokens that live two hours by the clock. */
export const createSandboxTokens = (client: Client, now: () => number): SandboxTokens => {
  const given = new Map<string, { expiresAt: number; age: number }>()
  let age = 0

  return {
    grant: ({ headers, body }) => {
      const form = headers['content-type']?.includes('application/x-www-form-urlencoded')
        ? grantSchema.safeParse(Object.fromEntries(new URLSearchParams(body))).data
        : undefined
      if (!form) return { status: 400, json: { error: 'invalid_request' } }
      if (form.client_id !== client.id || form.client_secret !== client.secret) {
        return { status: 400, json: { error: 'invalid_client' } }
      }
      const access_token = randomBytes(24).toString('base64')
      given.set(access_token, { expiresAt: now() + LIFE_S * 1000, age })
      return { json: { access_token, expires_in: LIFE_S, token_type: 'Bearer' } }
    },

    isGood: (token, misbehave) => {
      const found = given.get(token ?? '')
      return found !== undefined && found.expiresAt > now() && !(misbehave === 'expired_token' && found.age < age)
    },

    age: () => {
      age += 1
    },
  }
}

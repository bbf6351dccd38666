import type { Shared } from '../shared.ts'
import { createTokens, type Token, type Tokens } from '../token.ts'
import type { TuyaSettings } from './settings.ts'

/** A cloud project as one client of Tuya's. */
export interface Account {
  readonly tokens: Tokens
  /** `fetch` asks Tuya for a token, from now on until the returned function is called. */
  join(fetch: () => Promise<Token>): () => void
}

/** The account of these settings: one token for all drivers that use it, since a second one may end the first. */
export const openAccount = (shared: Shared, settings: TuyaSettings, now: () => number): Account =>
  shared(JSON.stringify(['tuya account', settings.TUYA_BASE_URL, settings.TUYA_CLIENT_ID]), () => createAccount(now))

const createAccount = (now: () => number): Account => {
  /** Of the open drivers: any of them can ask for all. */
  const members = new Set<() => Promise<Token>>()
  const fetch = async (): Promise<Token> => {
    const [first] = members
    if (!first) throw new Error('every driver of this account is closed')
    return first()
  }
  return {
    tokens: createTokens({ now, fetch }),
    join: (member) => {
      members.add(member)
      return () => void members.delete(member)
    },
  }
}

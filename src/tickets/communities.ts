import { type Call, type Community, can, type Driver, demand } from './driver.ts'
import type { Instant } from './ticket.ts'

/** What the vendors' accounts hold, kept for a few minutes: menus ask at every letter that is typed. */
export interface Communities {
  /**
   * The communities of a vendor's account; undefined where the vendor does not tell.
   * @throws TicketError when they cannot be read; nothing is kept then
   */
  of(driver: Driver, call?: Pick<Call, 'language'>): Promise<readonly Community[] | undefined>
}

const FRESH_MS = 5 * 60_000

/** There are as many answers as vendors and languages, so nothing has to be forgotten for want of room. */
export const createCommunities = ({ now }: { now: () => Instant }): Communities => {
  const known = new Map<string, { readonly answer: Promise<readonly Community[]>; readonly until: number }>()
  return {
    of: async (driver, call = {}) => {
      if (!can(driver, 'communities')) return undefined
      const key = JSON.stringify([driver.vendor, call.language])
      const at = Date.parse(now())
      const found = known.get(key)
      if (found && found.until > at) return await found.answer
      const answer = demand(driver, 'communities')(call)
      known.set(key, { answer, until: at + FRESH_MS })
      try {
        return await answer
      } catch (thrown) {
        if (known.get(key)?.answer === answer) known.delete(key)
        throw thrown
      }
    },
  }
}

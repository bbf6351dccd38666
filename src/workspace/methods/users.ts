import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { toUser } from '../wire.ts'
import { flag, method, paging, slice } from './method.ts'

const SCOPE = { scope: 'users:read' }
const locale = { include_locale: flag.default(false) }

export const USERS_METHODS = {
  'users.info': method(
    z.object({ ...locale, user: z.string() }),
    ({ user, include_locale }, { directory, now }) => {
      const person = directory.person(user)
      if (!person) throw new Refusal('user_not_found')
      return { user: toUser(person, directory, { now: now(), includeLocale: include_locale }) }
    },
    SCOPE,
  ),

  'users.list': method(
    z.object({ ...locale, ...paging }),
    ({ include_locale, ...page }, { directory, now }) => {
      const { items, next } = slice(directory.people, page)
      const options = { now: now(), includeLocale: include_locale }
      return {
        members: items.map((person) => toUser(person, directory, options)),
        cache_ts: Math.floor(now() / 1000),
        response_metadata: { next_cursor: next },
      }
    },
    SCOPE,
  ),
}

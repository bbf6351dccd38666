import type { WebClient } from '@slack/web-api'
import { languageOf } from '../i18n/index.ts'
import type { Log } from '../log.ts'
import type { Preference } from '../store/store.ts'
import type { Language } from '../tickets/words.ts'
import { isZone } from '../time/typed.ts'

/** Managers link and configure, members file and change, guests read. `unknown` when Slack could not say. */
export type Role = 'manager' | 'member' | 'guest' | 'unknown'

/** Who is reading. */
export interface Viewer {
  readonly id: string
  /** As the workspace knows them. Written instead of a mention, because a mention would notify them of their own act. */
  readonly name: string
  readonly language: Language
  /** IANA; UTC when Slack does not say. */
  readonly zone: string
  readonly role: Role
}

export interface Viewers {
  /** Never fails: without Slack's word it is an English reader in UTC of unknown role. */
  get(user: string): Promise<Viewer>
}

const FRESH_MS = 5 * 60_000
const MAX_KEPT = 2000

/** People as Slack describes them, asked for once in five minutes. */
export const createViewers = (deps: {
  client: WebClient
  managerIds: readonly string[]
  /** What they chose for themselves, which goes before what Slack says. */
  preference: (user: string) => Promise<Preference | undefined>
  now: () => number
  log: Log
}): Viewers => {
  const kept = new Map<string, { viewer: Viewer; until: number }>()

  const ask = async (user: string): Promise<Viewer> => {
    const { user: profile } = await deps.client.users.info({ user, include_locale: true })
    const manages = profile?.is_admin || profile?.is_owner || profile?.is_primary_owner
    const guest = profile?.is_restricted || profile?.is_ultra_restricted
    return {
      id: user,
      name: profile?.profile?.display_name || profile?.real_name || profile?.name || user,
      language: languageOf(profile?.locale),
      zone: profile?.tz && isZone(profile.tz) ? profile.tz : 'UTC',
      role: manages || deps.managerIds.includes(user) ? 'manager' : guest ? 'guest' : 'member',
    }
  }

  const described = async (user: string): Promise<Viewer> => {
    const known = kept.get(user)
    if (known && known.until > deps.now()) return known.viewer
    try {
      const viewer = await ask(user)
      kept.delete(user)
      kept.set(user, { viewer, until: deps.now() + FRESH_MS })
      const oldest = kept.keys().next().value
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
      return viewer
    } catch (error) {
      deps.log.warn({ error }, 'Slack did not say who is reading')
      const role = deps.managerIds.includes(user) ? 'manager' : 'unknown'
      return known ? { ...known.viewer, role } : { id: user, name: user, language: 'en', zone: 'UTC', role }
    }
  }

  return {
    get: async (user) => {
      const [viewer, chosen] = await Promise.all([described(user), deps.preference(user)])
      return chosen?.language ? { ...viewer, language: chosen.language } : viewer
    },
  }
}

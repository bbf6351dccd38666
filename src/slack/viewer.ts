import type { WebClient } from '@slack/web-api'
import { languageOf } from '../i18n/index.ts'
import type { Log } from '../log.ts'
import type { Preference } from '../store/store.ts'
import type { Language } from '../tickets/words.ts'
import { isZone } from '../time/typed.ts'

/**
 * Managers link and configure, members file and change, guests read: those whom the workspace calls so, and people of
 * other workspaces, who are in a channel by Slack Connect. `unknown` when Slack could not say.
 */
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
  /** Asks Slack anew: for what cannot be taken back, a role of five minutes ago is too old. Never fails either. */
  anew(user: string): Promise<Viewer>
  /** Something about them has changed. */
  forget(user: string): void
}

/** Whose app this is, as far as Slack has told. */
export interface Home {
  readonly teamId?: string
  readonly enterpriseId?: string
}

const FRESH_MS = 5 * 60_000
const MAX_KEPT = 2000

/** People as Slack describes them, asked for once in five minutes. */
export const createViewers = (deps: {
  client: WebClient
  managerIds: readonly string[]
  /** What they chose for themselves, which goes before what Slack says. */
  preference: (user: string) => Promise<Preference | undefined>
  home: () => Home
  now: () => number
  log: Log
}): Viewers => {
  const kept = new Map<string, { viewer: Viewer; until: number }>()

  const ask = async (user: string): Promise<Viewer> => {
    const { user: profile } = await deps.client.users.info({ user, include_locale: true })
    const manages = profile?.is_admin || profile?.is_owner || profile?.is_primary_owner
    const guest = profile?.is_restricted || profile?.is_ultra_restricted || isOutsider(profile, deps.home())
    const appointed = deps.managerIds.includes(user)
    return {
      id: user,
      name: profile?.profile?.display_name || profile?.real_name || profile?.name || user,
      language: languageOf(profile?.locale),
      zone: profile?.tz && isZone(profile.tz) ? profile.tz : 'UTC',
      // Whoever runs another workspace does not run this one.
      role: appointed ? 'manager' : guest ? 'guest' : manages ? 'manager' : 'member',
    }
  }

  const described = async (user: string, isAnew: boolean): Promise<Viewer> => {
    const known = kept.get(user)
    if (known && known.until > deps.now() && !isAnew) return known.viewer
    try {
      const viewer = await ask(user)
      kept.delete(user)
      kept.set(user, { viewer, until: deps.now() + FRESH_MS })
      const oldest = kept.keys().next().value
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
      return viewer
    } catch (error) {
      deps.log.warn({ error }, 'Slack did not say who is reading')
      // A guest does not become more while nobody can say what they are.
      const was = known?.viewer.role === 'guest' ? 'guest' : 'unknown'
      const role = deps.managerIds.includes(user) ? 'manager' : was
      return known ? { ...known.viewer, role } : { id: user, name: user, language: 'en', zone: 'UTC', role }
    }
  }

  const find = async (user: string, isAnew: boolean): Promise<Viewer> => {
    const [viewer, chosen] = await Promise.all([described(user, isAnew), deps.preference(user)])
    return chosen?.language ? { ...viewer, language: chosen.language } : viewer
  }

  return {
    get: (user) => find(user, false),
    anew: (user) => find(user, true),
    forget: (user) => {
      const known = kept.get(user)
      // What they were is kept: it is wanted should Slack not say what they are.
      if (known) kept.set(user, { ...known, until: 0 })
    },
  }
}

type Profile = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** Of another workspace, and of another organisation where there is one. Until Slack has told whose this is, nobody is. */
const isOutsider = (profile: Profile | undefined, { teamId, enterpriseId }: Home): boolean => {
  if (!profile) return false
  if (profile.is_stranger) return true
  if (enterpriseId && profile.enterprise_user?.enterprise_id === enterpriseId) return false
  return teamId !== undefined && profile.team_id !== undefined && profile.team_id !== teamId
}

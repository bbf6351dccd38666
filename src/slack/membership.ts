import type { WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'
import type { Link } from '../store/store.ts'
import { createMemory } from '../tickets/memory.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import type { Deps } from './deps.ts'
import { UnreadableAnswer } from './speaker.ts'

/*
 * A person reaches only communities that are linked to the channel they act in. Direct messages and the Home tab are no
 * such channel: there it is those of the channels that they are in.
 */

/** In which channels people are, as far as Caretaker is in them or they are public. */
export interface Membership {
  /** The ids of their channels, as Slack told within the last five minutes. Rejects while Slack does not tell. */
  channelsOf(user: string): Promise<ReadonlySet<string>>
  /** The same as far as it is at hand; undefined when Slack has to be asked. */
  known(user: string): ReadonlySet<string> | undefined
  /** They came into a channel or left it, so what is kept of them is no longer true. */
  forget(user: string): void
}

const FRESH = { keepMs: 5 * 60_000, max: 2000 }
const PAGE_SIZE = 999
/** Whoever is in more channels than that does not see the communities of the others. */
const MAX_PAGES = 10

export const createMembership = (deps: { client: WebClient; now: () => number; log: Log }): Membership => {
  interface Kept {
    readonly asking: Promise<ReadonlySet<string>>
    told?: ReadonlySet<string>
  }
  const kept = createMemory<Kept>({ ...FRESH, now: deps.now })

  const ask = async (user: string): Promise<ReadonlySet<string>> => {
    const found = new Set<string>()
    let cursor = ''
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await deps.client.users.conversations({
        user,
        types: 'public_channel,private_channel',
        limit: PAGE_SIZE,
        ...(cursor ? { cursor } : {}),
      })
      // The types promise it; whether somebody may see something must not hang on a promise.
      if (!Array.isArray(answer.channels)) throw new UnreadableAnswer('users.conversations')
      for (const { id } of answer.channels) if (typeof id === 'string') found.add(id)
      cursor = answer.response_metadata?.next_cursor ?? ''
      if (cursor === '') return found
    }
    deps.log.warn({ user }, 'somebody is in more channels than are read')
    return found
  }

  return {
    channelsOf: (user) => {
      const known = kept.get(user)
      if (known) return known.asking
      const asking = ask(user)
      const row: Kept = { asking }
      kept.set(user, row)
      asking.then(
        (told) => {
          row.told = told
        },
        () => kept.delete(user),
      )
      return asking
    },
    known: (user) => kept.get(user)?.told,
    forget: kept.delete,
  }
}

/** Whether there is no channel where somebody acts: in direct messages, in the Home tab, by a global shortcut. */
export const isPlaceless = (channel: string): boolean => channel === '' || channel.startsWith('D')

type Place = Pick<Asked, 'user' | 'channel'>
type Reach = Pick<Deps, 'store' | 'membership'>

/** The links by which a person reaches communities from where they act. One for each community. */
export const linksWithin = async ({ user, channel }: Place, deps: Reach): Promise<readonly Link[]> => {
  if (!isPlaceless(channel)) return await deps.store.links(channel)
  const links = await linksOf(user, deps)
  return links.filter((link, i) => links.findIndex((one) => isSameCommunity(one, link)) === i)
}

/** The links of all channels that somebody is in. */
export const linksOf = async (user: string, { store, membership }: Reach): Promise<readonly Link[]> => {
  const [links, mine] = await Promise.all([store.links(), membership.channelsOf(user)])
  return links.filter(({ channel }) => mine.has(channel))
}

/** Whether somebody may act on what is a channel's: they are asking there, or are among those who could. */
export const isStillThere = async (asked: Place, channel: string, deps: Pick<Deps, 'membership'>): Promise<boolean> =>
  asked.channel === channel || (await askedIn(asked, channel, deps)) !== undefined

/** As if it were asked in this channel, which a button brought along; undefined when they are not in it. */
export const askedIn = async <A extends Place>(
  asked: A,
  channel: string,
  { membership }: Pick<Deps, 'membership'>,
): Promise<A | undefined> =>
  (await membership.channelsOf(asked.user)).has(channel) ? { ...asked, channel } : undefined

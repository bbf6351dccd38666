import type { Link, Pause } from '../store/store.ts'
import { sentence } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import type { PostFailure } from './post-failure.ts'
import { channelReader } from './reader.ts'
import { NotInChannel } from './speaker.ts'

/*
 * What becomes of a channel's links when the channel is archived or deleted, or Caretaker is removed from it: they rest,
 * and are taken up again when the channel comes back. What a person paused stays paused. A channel that is renamed keeps
 * its id, and one that is made private its members, so neither changes anything here; one that is shared with another
 * organisation gets a new id.
 */

/** Why links rest without anybody having wanted it. */
type Absence = Exclude<Pause['reason'], 'by_person'>

export const registerChannelLife = (deps: Deps): void => {
  const { app, guard } = deps
  const rests = (channel: string, reason: Absence, by?: string) =>
    guard.quietly(`channel_${reason}`, () => restLinks(channel, reason, deps, by))
  const returns = (channel: string, reasons: readonly Absence[], by?: string) =>
    guard.quietly('channel_back', () => resumeLinks(channel, reasons, deps, by))

  app.event('channel_archive', async ({ event }) => rests(event.channel, 'archived', event.user))
  app.event('group_archive', async ({ event }) => rests(event.channel, 'archived', event.user))
  app.event('channel_deleted', async ({ event }) => rests(event.channel, 'archived'))
  app.event('group_deleted', async ({ event }) => rests(event.channel, 'archived'))
  app.event('channel_id_changed', async ({ event }) =>
    guard.quietly('channel_id', async () => {
      await deps.store.moveChannel(event.old_channel_id, event.new_channel_id)
    }),
  )
  app.event('channel_unarchive', async ({ event }) => returns(event.channel, ['archived'], event.user))
  app.event('group_unarchive', async ({ event }) => returns(event.channel, ['archived'], event.actor_id))
  app.event('channel_left', async ({ event }) => rests(event.channel, 'left', event.actor_id))
  app.event('group_left', async ({ event }) => rests(event.channel, 'left', event.actor_id))
  app.event('member_joined_channel', async ({ event, context }) => {
    if (event.user === context.botUserId) await returns(event.channel, ['left', 'private'], event.inviter)
  })
}

/** Slack's words for a channel that only its members see. */
const HIDDEN: ReadonlySet<string> = new Set(['channel_not_found', 'method_not_supported_for_channel_type'])

/**
 * Lets the links of a channel rest when a post was refused because it is archived, or hidden from Caretaker: nobody was
 * here when that was told. Where Caretaker is merely not let into a public channel, posting is tried again.
 */
export const restAfter = async (channel: string, { reason, error }: PostFailure, deps: Deps): Promise<void> => {
  if (reason === 'is_archived') return await restLinks(channel, 'archived', deps)
  if (error instanceof NotInChannel && HIDDEN.has(error.word)) await restLinks(channel, 'private', deps)
}

const restLinks = async (channel: string, reason: Absence, deps: Deps, by?: string): Promise<void> => {
  const paused: Pause = { reason, ...(by ? { by } : {}), at: deps.now() }
  const mayRest = (link: Link) => link.paused?.reason !== 'by_person' && link.paused?.reason !== reason
  const changed = await changeAll(channel, (link) => (mayRest(link) ? { ...link, paused } : undefined), deps)
  if (changed > 0) await record('pause', channel, deps, by)
}

/** Takes up what rests for one of these reasons, and tells the channel, once: a second time nothing rests. */
const resumeLinks = async (channel: string, reasons: readonly Absence[], deps: Deps, by?: string): Promise<void> => {
  const resumed = ({ paused, ...link }: Link): Link | undefined =>
    reasons.some((reason) => reason === paused?.reason) ? link : undefined
  const changed = await changeAll(channel, resumed, deps)
  if (changed === 0) return
  await record('resume', channel, deps, by)
  const who = by ? await deps.viewers.get(by) : { language: 'en' as const, zone: 'UTC' }
  const { words } = await channelReader(channel, who, deps)
  await deps.speaker.post(channel, sentence(words.channelLife.back(changed)))
}

/** @returns how many links were changed */
const changeAll = async (
  channel: string,
  change: (link: Link) => Link | undefined,
  { store }: Deps,
): Promise<number> => {
  const links = await store.links(channel)
  const changed = await Promise.all(links.map((link) => store.changeLink(link, change)))
  return changed.filter((link) => link !== undefined).length
}

const record = (action: 'pause' | 'resume', channel: string, { audit }: Deps, user?: string): Promise<void> =>
  audit.record({ ...(user ? { user } : {}), channel, action, outcome: 'done' })

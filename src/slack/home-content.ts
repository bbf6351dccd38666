import type { Link } from '../store/store.ts'
import type { Pending, Scope } from '../tickets/desk.ts'
import { summarise } from '../tickets/digest.ts'
import { can } from '../tickets/driver.ts'
import { type Reading, readingsOf, restore } from '../tickets/readings.ts'

import { isSettled, type Submission } from '../tickets/submission.ts'
import { type Instant, isSameCommunity } from '../tickets/ticket.ts'
import { nextRuns } from '../time/slots.ts'
import { type HomeContent, pageRows } from './blocks/home.ts'
import type { Figures, HomeCommunity } from './blocks/home-community.ts'
import type { HomeDigest } from './blocks/home-rows.ts'
import { targetsOf } from './create-form.ts'
import type { Deps } from './deps.ts'
import { linksOf, linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { HomePages } from './values.ts'
import type { Viewer } from './viewer.ts'
import { watchesOf } from './watch.ts'

/** What the vendors answered just now of these communities; undefined while they are being asked. */
type Fresh = { readonly scopes: readonly Scope[]; readonly pending: Pending } | undefined

/**
 * What the Home tab shows somebody: of channels that they are in, and of no others. Only Slack is asked, in which
 * channels that is; figures are those that were kept, or `fresh` ones.
 */
export const homeContent = async (viewer: Viewer, fresh: Fresh, deps: Deps): Promise<HomeContent> => {
  const { store } = deps
  const links = await linksOf(viewer.id, deps)
  const mine = await deps.membership.channelsOf(viewer.id)
  const isMine = ({ channel }: { readonly channel: string }): boolean => mine.has(channel)
  const [watches, submissions, chosen] = await Promise.all([
    watchesOf(viewer.id, deps),
    store.submissions(),
    store.preference(viewer.id),
  ])
  return {
    communities: await communitiesOf(viewer, fresh, deps),
    watches: watches.filter(isMine),
    submissions: submissions.filter((row) => row.user === viewer.id && isMine(row) && isOpen(row)),
    digests: await digestsOf(isMine, deps),
    ...(viewer.role === 'manager' ? managed(links, submissions, isMine) : {}),
    ...(chosen?.language ? { language: chosen.language } : {}),
    canCreate: canCreate(viewer, links, deps),
  }
}

/** What its person may still have to care for. */
const isOpen = ({ state }: Submission): boolean => state !== 'done' && state !== 'discarded'

const canCreate = (viewer: Viewer, links: readonly Link[], deps: Deps): boolean =>
  refuseWriting(viewer, readerOf(viewer, deps).words) === undefined && targetsOf(links, deps).length > 0

/** Those that a page shows and that can be read. */
export const readable = (content: HomeContent, pages: HomePages): readonly HomeCommunity[] =>
  pageRows('communities', content.communities, pages).filter(({ paused, canList }) => canList && !paused)

/**
 * Asks the vendors for these communities, and keeps what they answer for the next time. `isRecentEnough`: what was read
 * within the last minute will do.
 */
export const readFigures = async (
  scopes: readonly HomeCommunity[],
  isRecentEnough: boolean,
  { language }: Pick<Viewer, 'language'>,
  deps: Deps,
): Promise<Fresh> => {
  const { desk } = deps
  const read = isRecentEnough ? desk.recentlyPending : desk.pending
  const pending = await read(scopes, { language, background: true })
  const known = await deps.store.readings()
  const isNewer = (one: Reading) => !known.some((old) => isSameCommunity(old, one) && old.readAt >= one.readAt)
  const newer = readingsOf(scopes, pending).filter(isNewer)
  if (newer.length > 0) {
    await deps.store.putReadings(newer).catch((error) => deps.log.error({ error }, 'what was read could not be kept'))
  }
  return { scopes, pending }
}

const communitiesOf = async (viewer: Viewer, fresh: Fresh, deps: Deps): Promise<HomeCommunity[]> => {
  const links = await linksWithin({ user: viewer.id, channel: '' }, deps)
  const readings = await deps.store.readings()
  const now = deps.now()
  return links.map((link) => {
    const { vendor, community, name, channel, paused } = link
    const driver = deps.desk.driver(vendor)
    const reading = readings.find((one) => isSameCommunity(one, link))
    const error = fresh?.pending.failures.find(({ scope }) => isSameCommunity(scope, link))?.error
    const figures = (!error && freshFigures(link, fresh, now)) || (reading && keptFigures(reading, now))
    return {
      ...{ vendor, community, name, channel },
      paused: paused !== undefined,
      canList: driver !== undefined && can(driver, 'list'),
      isRead: fresh === undefined,
      ...(figures ? { figures } : {}),
      ...(error ? { error } : {}),
    }
  })
}

/** undefined for what was not asked. */
const freshFigures = (link: Link, fresh: Fresh, now: Instant): Figures | undefined => {
  if (!fresh?.scopes.some((scope) => isSameCommunity(scope, link))) return undefined
  const { pending } = fresh
  const tickets = pending.tickets.filter(({ scope }) => isSameCommunity(scope, link)).map(({ ticket }) => ticket)
  const isCut = pending.cut.some((scope) => isSameCommunity(scope, link))
  return { readAt: pending.readAt, total: tickets.length, summary: summarise(tickets, now), isCut }
}

const keptFigures = ({ vendor, readAt, total, tickets }: Reading, now: Instant): Figures => {
  const summary = summarise(
    tickets.map((kept) => restore(vendor, kept)),
    now,
  )
  return { readAt, total, ...(tickets.length === total ? { summary } : {}) }
}

type IsMine = (of: { readonly channel: string }) => boolean

const digestsOf = async (isMine: IsMine, deps: Deps): Promise<HomeDigest[]> => {
  const schedules = (await deps.store.schedules()).filter(isMine)
  const digests = schedules.flatMap((schedule) => {
    const [run] = nextRuns(schedule, deps.now(), 1)
    return run ? [{ channel: schedule.channel, next: run.at }] : []
  })
  return digests.toSorted((a, b) => a.next.localeCompare(b.next))
}

/** What managers see beside it. */
const managed = (
  links: readonly Link[],
  submissions: readonly Submission[],
  isMine: IsMine,
): Pick<HomeContent, 'links' | 'outbox' | 'outboxElsewhere'> => {
  const unsettled = submissions.filter((row) => !isSettled(row))
  const outbox = unsettled.filter(isMine)
  return {
    links: [...links.filter(({ paused }) => paused), ...links.filter(({ paused }) => !paused)],
    outbox,
    outboxElsewhere: unsettled.length - outbox.length,
  }
}

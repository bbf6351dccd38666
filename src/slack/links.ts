import type { Link } from '../store/store.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { button, buttons, escapedName, type Reply, sentence } from './blocks/kit.ts'
import type { LinkChange } from './blocks/link-file.ts'
import { linksReply } from './blocks/links.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { refuseLinking, takeAway, unlinkedReply } from './link.ts'
import { changeLink } from './link-change.ts'
import { openRenameForm } from './link-rename.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { decodeLinkDeed, decodePage, decodeScope, type LinkDeed, scopeKey } from './values.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket links`. */
export const showLinks = async (asked: Asked, deps: Deps): Promise<void> => asked.say(await pageOf(asked, 0, deps))

export const registerLinks = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.links, 'links', (asked) => showLinks(asked, deps))
  for (const turn of [ACTIONS.linksPrevious, ACTIONS.linksNext]) {
    guard.button(app, turn, turn, async (asked) => asked.replace(await pageOf(asked, decodePage(asked.value), deps)))
  }
  guard.button(app, ACTIONS.linkMenu, 'link_menu', (asked) => {
    const deed = decodeLinkDeed(asked.value)
    return actOn(asked, (link) => scopeKey(link) === deed?.key, deed, deps)
  })
  guard.button(app, ACTIONS.unlink, 'unlink', (asked) => {
    const scope = decodeScope(asked.value)
    const isMeant = (link: Link) => scope !== undefined && isSameCommunity(link, scope)
    return actOn(asked, isMeant, { deed: 'unlink', page: 0 }, deps)
  })
}

/** The page as it is now, for who asks. */
const pageOf = async (asked: Asked, page: number, deps: Deps, notice?: string) => {
  const links = await deps.store.links(asked.channel)
  const viewer = await asked.viewer()
  if (links.length === 0) return emptyReply(viewer, asked.channel, deps)
  const manages = viewer.role === 'manager'
  return linksReply({ links, page, manages, ...(notice ? { notice } : {}) }, readerOf(viewer, deps))
}

const emptyReply = (viewer: Viewer, channel: string, deps: Deps): Reply => {
  const reader = readerOf(viewer, deps)
  if (isPlaceless(channel)) return sentence(reader.words.link.directOnly)
  const reply = unlinkedReply(viewer, deps, channel)
  if (refuseLinking(viewer, channel, reader)) return reply
  return { ...reply, blocks: [...reply.blocks, ...buttons(button(reader.words.linkFile.import, ACTIONS.linksImport))] }
}

/** Only links of the channel that was pressed in can be meant, whatever the button carries. */
const actOn = async (
  asked: Asked,
  isMeant: (link: Link) => boolean,
  wanted: Pick<LinkDeed, 'deed' | 'page'> | undefined,
  deps: Deps,
): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseLinking(viewer, asked.channel, reader)
  if (refusal) return await asked.say(refusal)
  const link = (await deps.store.links(asked.channel)).find(isMeant)
  if (!wanted || !link) return await asked.say(sentence(reader.words.failure.stale))
  const { deed, page } = wanted
  if (deed === 'rename') return await openRenameForm(asked, link, deps)
  if (deed === 'unlink') {
    await asked.say(await takeAway(asked.user, link, reader, deps))
    return await asked.replace(await pageOf(asked, page, deps))
  }
  const changed = await changeLink(asked.user, link, CHANGES[deed], deps)
  const notice = changed ? noticeOf(deed, changed, reader) : reader.words.links.goneSince
  await asked.replace(await pageOf(asked, page, deps, notice))
}

type Change = Exclude<LinkDeed['deed'], 'rename' | 'unlink'>

const CHANGES: Readonly<Record<Change, LinkChange>> = {
  pause: { paused: true },
  resume: { paused: false },
  digest_off: { digest: false },
  digest_on: { digest: true },
}

const noticeOf = (deed: Change, link: Link, { words: { links } }: ListReader): string => {
  const say = {
    pause: links.nowPaused,
    resume: links.nowResumed,
    digest_off: links.nowNotInDigest,
    digest_on: links.nowInDigest,
  }
  return say[deed](escapedName(link.name))
}

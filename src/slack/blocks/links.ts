import type { KnownBlock, ModalView } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import type { Scope } from '../../tickets/desk.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock, VIEWS } from '../ids.ts'
import type { ModalMetadata } from '../metadata.ts'
import { encodeMetadata } from '../metadata.ts'
import { encodeLinkDeed, type LinkDeed, scopeKey } from '../values.ts'
import { vendorName } from './error.ts'
import {
  button,
  buttons,
  context,
  dateText,
  escaped,
  escapedName,
  LIMITS,
  overflow,
  plain,
  type Reply,
  section,
} from './kit.ts'
import { MAX_COMMUNITY, MAX_NAME } from './link.ts'
import type { ListReader } from './list.ts'
import { paged } from './paging.ts'

/** As many as fit into one message beside its frame, in blocks and in text. */
export const LINKS_PER_PAGE = 15

/** What the list shows of a link. `createdBy` and `by` are users' ids. */
export interface LinkRow extends Scope {
  readonly createdBy: string
  readonly createdAt: Instant
  readonly paused?: {
    readonly reason: keyof Messages['links']['paused']
    readonly by?: string
    readonly at: Instant
  }
  readonly digest?: false
}

export interface LinksShown {
  readonly links: readonly LinkRow[]
  /** Counts from 0 and may be out of range. */
  readonly page: number
  /** Whether the reader may change them. */
  readonly manages: boolean
  /** mrkdwn: what has just been changed. */
  readonly notice?: string
}

/** One page of the channel's links, those that rest first. */
export const linksReply = ({ links, page, manages, notice }: LinksShown, reader: ListReader): Reply => {
  const { links: words, link, linkFile } = reader.words
  const resting = links.filter(({ paused }) => paused)
  const ordered = [...resting, ...links.filter(({ paused }) => !paused)]
  const { rows: shown, page: current, last, from } = paged(ordered, page, LINKS_PER_PAGE)
  const facts = [
    ...(last > 0 ? [words.range(from + 1, from + shown.length, links.length)] : []),
    ...(resting.length > 0 ? [words.pausedCount(resting.length)] : []),
  ]
  return {
    text: words.title,
    blocks: [
      ...(notice ? [context(notice)] : []),
      section(`*${words.title}*`),
      ...(facts.length > 0 ? [context(facts.join(' · '))] : []),
      ...shown.map((one) => rowBlock(one, current, manages, reader)),
      ...buttons(
        // Next comes first, so that it stays where it is pressed.
        current < last ? button(reader.words.buttons.next, ACTIONS.linksNext, String(current + 1)) : undefined,
        current > 0 ? button(reader.words.buttons.previous, ACTIONS.linksPrevious, String(current - 1)) : undefined,
        manages ? button(link.add, ACTIONS.link) : undefined,
        manages ? button(linkFile.import, ACTIONS.linksImport) : undefined,
        button(linkFile.export, ACTIONS.linksExport),
      ),
    ],
  }
}

const rowBlock = (row: LinkRow, page: number, manages: boolean, reader: ListReader): KnownBlock => {
  const { links: words } = reader.words
  const key = scopeKey(row)
  const option = (label: string, deed: LinkDeed['deed']) => ({ label, value: encodeLinkDeed({ deed, key, page }) })
  const menu = overflow(ACTIONS.linkMenu, [
    option(words.rename, 'rename'),
    row.paused ? option(words.resume, 'resume') : option(words.pause, 'pause'),
    row.digest === false ? option(words.digestOn, 'digest_on') : option(words.digestOff, 'digest_off'),
    option(words.unlink, 'unlink'),
  ])
  return section([rowText(row, reader), ...stateLines(row, reader)].join('\n'), manages ? menu : undefined)
}

const rowText = (row: LinkRow, reader: ListReader): string => {
  const vendor = vendorName(row.vendor, reader)
  const known = reader.driver(row.vendor) ? vendor : `${vendor} (${reader.words.link.vendorOff})`
  const made = dateText(row.createdAt, reader.zone, reader.language)
  const name = escapedName(row.name)
  const id = row.community === '*' ? reader.words.link.wholeAccount : `\`${escaped(row.community, MAX_COMMUNITY)}\``
  return reader.words.links.row(name, known, id, personText(row.createdBy), made)
}

const stateLines = ({ paused, digest }: LinkRow, reader: ListReader): string[] => {
  const { links: words } = reader.words
  const since = paused && dateText(paused.at, reader.zone, reader.language)
  return [
    ...(paused && since ? [words.paused[paused.reason](personText(paused.by), since)] : []),
    ...(digest === false ? [words.notInDigest] : []),
  ]
}

/** Only what is a person's id becomes a mention; in a message to one person it notifies nobody. */
export const personText = (user = ''): string => (/^[UW][A-Z0-9]+$/.test(user) ? `<@${user}>` : '—')

export const RENAME_FIELD = fieldBlock('name')

/** The form that gives a link another name. */
export const renameView = (link: LinkRow, metadata: ModalMetadata, reader: ListReader): ModalView => {
  const { links: words, link: form } = reader.words
  return {
    type: 'modal',
    callback_id: VIEWS.linkRename,
    title: plain(words.renameTitle, LIMITS.viewTitle),
    submit: plain(words.renameSubmit, LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata({ ...metadata, vendor: link.vendor, community: link.community }),
    blocks: [
      section(words.renameOf(escapedName(link.name), vendorName(link.vendor, reader))),
      {
        type: 'input',
        block_id: RENAME_FIELD,
        label: plain(form.name),
        element: { type: 'plain_text_input', action_id: FIELD_ACTION, max_length: MAX_NAME, initial_value: link.name },
      },
    ],
  }
}

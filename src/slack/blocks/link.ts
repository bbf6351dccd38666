import type { KnownBlock, ModalView } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Scope } from '../../tickets/desk.ts'
import type { Driver } from '../../tickets/driver.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS, encodeMetadata, encodeScope, FIELD_ACTION, fieldBlock, type ModalMetadata, VIEWS } from '../ids.ts'
import { vendorName } from './error.ts'
import {
  button,
  buttons,
  context,
  dateText,
  escaped,
  fitting,
  LIMITS,
  literal,
  plain,
  type Reply,
  section,
} from './kit.ts'
import type { ListReader } from './list.ts'

/** The longest name that a community can get in a channel, and the longest id. */
export const MAX_NAME = 80
export const MAX_COMMUNITY = 255

/** As many as fit into one message beside its frame, in blocks and in text. */
const MAX_LINKS = 40
const LINKS_TEXT = 11_000

/** A community that the channel is linked to, and since when. `createdBy` is a user's id. */
export interface LinkRow extends Scope {
  readonly createdBy: string
  readonly createdAt: Instant
}

/** The channel's links, each with Unlink for those who may. */
export const linksReply = (links: readonly LinkRow[], manages: boolean, reader: ListReader): Reply => {
  const { link: words } = reader.words
  const texts = fitting(
    links.slice(0, MAX_LINKS).map((link) => rowText(link, reader)),
    LINKS_TEXT,
  )
  const shown = links.slice(0, texts.length)
  const rows = shown.map((link, i): KnownBlock => {
    const scope = encodeScope(link)
    const removable = manages && scope.length <= LIMITS.buttonValue
    return section(texts[i] ?? '', removable ? button(words.remove, ACTIONS.unlink, scope) : undefined)
  })
  return {
    text: words.listTitle,
    blocks: [
      section(`*${words.listTitle}*`),
      ...rows,
      ...(links.length > shown.length ? [context(words.clipped(shown.length, links.length))] : []),
      ...buttons(manages ? button(words.add, ACTIONS.link) : undefined),
    ],
  }
}

const rowText = (link: LinkRow, reader: ListReader): string => {
  const { link: words } = reader.words
  const vendor = vendorName(link.vendor, reader)
  const known = reader.driver(link.vendor) ? vendor : `${vendor} (${words.vendorOff})`
  const by = /^[UW][A-Z0-9]+$/.test(link.createdBy) ? `<@${link.createdBy}>` : '—'
  const made = dateText(link.createdAt, reader.zone, reader.language)
  return words.row(escaped(link.name, MAX_NAME), known, escaped(link.community, MAX_COMMUNITY), by, made)
}

/** What is typed into the form that links a community. */
export interface LinkTyped {
  readonly vendor: string
  readonly community: string
  readonly name: string
}

export const LINK_FIELDS = {
  vendor: fieldBlock('vendor'),
  community: fieldBlock('community'),
  name: fieldBlock('name'),
}

/** The form that links a community. `notice` is escaped mrkdwn: why the last attempt failed. */
export const linkView = (
  drivers: readonly Driver[],
  metadata: ModalMetadata,
  reader: ListReader,
  typed?: LinkTyped,
  notice?: string,
): ModalView => {
  const { link } = reader.words
  const options = drivers.map((driver) => ({
    text: plain(literal(say(driver.name, reader.language)), LIMITS.option),
    value: driver.vendor,
  }))
  const initial = options.find(({ value }) => value === typed?.vendor) ?? options[0]
  const hints = drivers.map(
    (driver) => `${say(driver.name, reader.language)}: ${say(driver.communityHint, reader.language)}`,
  )
  const input = (value: string | undefined, max: number) => ({
    type: 'plain_text_input' as const,
    action_id: FIELD_ACTION,
    max_length: max,
    ...(value ? { initial_value: value } : {}),
  })
  return {
    type: 'modal',
    callback_id: VIEWS.link,
    title: plain(link.title, LIMITS.viewTitle),
    submit: plain(link.submit, LIMITS.viewTitle),
    close: plain(link.close, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      ...(notice ? [section(`⚠️ ${notice}`)] : []),
      {
        type: 'input',
        block_id: LINK_FIELDS.vendor,
        label: plain(link.vendor),
        element: {
          type: 'static_select',
          action_id: FIELD_ACTION,
          options,
          ...(initial ? { initial_option: initial } : {}),
        },
      },
      {
        type: 'input',
        block_id: LINK_FIELDS.community,
        label: plain(link.community),
        hint: plain(hints.join('\n'), LIMITS.inputLabel),
        element: input(typed?.community, MAX_COMMUNITY),
      },
      {
        type: 'input',
        block_id: LINK_FIELDS.name,
        label: plain(link.name),
        hint: plain(link.nameHint),
        optional: true,
        element: input(typed?.name, MAX_NAME),
      },
    ],
  }
}

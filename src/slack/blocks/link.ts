import type { KnownBlock, ModalView } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Link } from '../../store/store.ts'
import type { Driver } from '../../tickets/driver.ts'
import { ACTIONS, encodeMetadata, encodeScope, FIELD_ACTION, fieldBlock, type ModalMetadata, VIEWS } from '../ids.ts'
import { button, buttons, context, escaped, LIMITS, literal, plain, type Reply, section } from './kit.ts'
import type { ListReader } from './list.ts'
import { dateText } from './ticket.ts'

/** The longest name that a community can get in a channel, and the longest id. */
export const MAX_NAME = 80
export const MAX_COMMUNITY = 255

/** As many as fit into one message beside its frame. */
const MAX_LINKS = 40

/** The channel's links, each with Unlink for those who may. */
export const linksReply = (links: readonly Link[], manages: boolean, reader: ListReader): Reply => {
  const { link: words } = reader.words
  const shown = links.slice(0, MAX_LINKS)
  const rows = shown.map((link): KnownBlock => {
    const driver = reader.driver(link.vendor)
    const vendor = driver ? say(driver.name, reader.language) : `${escaped(link.vendor, 60)} (${words.vendorOff})`
    const by = link.createdBy.startsWith('U') || link.createdBy.startsWith('W') ? `<@${link.createdBy}>` : '—'
    const made = dateText(link.createdAt, reader.zone, reader.language)
    const row = words.row(escaped(link.name, MAX_NAME), vendor, escaped(link.community, MAX_COMMUNITY), by, made)
    return section(row, manages ? button(words.remove, ACTIONS.unlink, encodeScope(link)) : undefined)
  })
  return {
    text: words.listTitle,
    blocks: [
      section(`*${words.listTitle}*`),
      ...rows,
      ...(links.length > MAX_LINKS ? [context(words.clipped(MAX_LINKS, links.length))] : []),
      ...buttons(manages ? button(words.add, ACTIONS.link) : undefined),
    ],
  }
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

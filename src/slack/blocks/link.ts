import type { InputBlock, KnownBlock, ModalView, PlainTextInput, PlainTextOption } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Community, Driver } from '../../tickets/driver.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { type ErrorReader, vendorName } from './error.ts'
import { type FormState, readElement } from './form.ts'
import { clean, LIMITS, literal, plain, section } from './kit.ts'
import { communityOption, wholeAccountOption } from './link-options.ts'

/** The longest name that a community can get in a channel, and the longest id. */
export const MAX_NAME = 80
export const MAX_COMMUNITY = 255

/** What is typed when a community is linked, by words or in the form. */
export interface LinkTyped {
  readonly vendor: string
  /** Its id, `*` for the whole account. */
  readonly community: string
  readonly name: string
}

/** Each vendor has fields of its own: Slack keeps what was typed into a field for as long as its id stays the same. */
export const LINK_FIELDS = {
  vendor: fieldBlock('vendor'),
  extent: (vendor: string) => fieldBlock(`extent.${vendor}`),
  community: (vendor: string) => fieldBlock(`community.${vendor}`),
  name: fieldBlock('name'),
}

const WHOLE = 'whole'
const IDS = 'ids'

export interface LinkDrawing {
  readonly drivers: readonly Driver[]
  /** The one whose community is asked for. */
  readonly driver: Driver
  readonly metadata: ModalMetadata
  readonly typed?: LinkTyped | undefined
  /** The communities of the vendor's account, where it tells: then they are chosen from, otherwise an id is typed. */
  readonly known?: readonly Community[] | undefined
  /** mrkdwn, shown under the community: why the last attempt failed, or why there is nothing to choose from. */
  readonly notice?: string | undefined
}

/** The form that links a community. */
export const linkView = (drawing: LinkDrawing, reader: ErrorReader): ModalView => {
  const { link } = reader.words
  const { driver, metadata, typed, notice } = drawing
  return {
    type: 'modal',
    callback_id: VIEWS.link,
    title: plain(link.title, LIMITS.viewTitle),
    submit: plain(link.submit, LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata({ ...metadata, vendor: driver.vendor }),
    blocks: [
      vendorBlock(drawing, reader),
      ...communityBlocks(drawing, reader),
      ...(notice ? [section(`⚠️ ${notice}`)] : []),
      {
        type: 'input',
        block_id: LINK_FIELDS.name,
        label: plain(link.name),
        hint: plain(link.nameHint),
        optional: true,
        element: textInput(typed?.name, MAX_NAME),
      },
    ],
  }
}

const vendorBlock = ({ drivers, driver }: LinkDrawing, reader: ErrorReader): InputBlock => {
  const optionOf = ({ vendor, name }: Driver): PlainTextOption => ({
    text: plain(literal(say(name, reader.language)), LIMITS.option),
    value: vendor,
  })
  return {
    type: 'input',
    block_id: LINK_FIELDS.vendor,
    label: plain(reader.words.link.vendor),
    dispatch_action: true,
    element: {
      type: 'static_select',
      action_id: ACTIONS.linkVendor,
      options: drivers.map(optionOf),
      initial_option: optionOf(driver),
    },
  }
}

const communityBlocks = (drawing: LinkDrawing, reader: ErrorReader): KnownBlock[] => {
  const { driver, typed, known } = drawing
  const { link } = reader.words
  const scope = driver.scope ?? 'ids'
  if (scope === 'account') return [section(link.accountIsAll(vendorName(driver.vendor, reader)))]
  const community = typed?.vendor === driver.vendor ? typed.community : ''
  const field = {
    type: 'input' as const,
    block_id: LINK_FIELDS.community(driver.vendor),
    label: plain(link.community),
    hint: plain(say(driver.communityHint, reader.language), LIMITS.inputLabel),
  }
  if (known) return [{ ...field, element: communityMenu(known, community, reader) }]
  const isWhole = community === '*'
  const input = { ...field, element: textInput(isWhole ? '' : community, MAX_COMMUNITY) }
  return scope === 'ids' ? [input] : [extentBlock(driver.vendor, isWhole, reader), { ...input, optional: true }]
}

/** More letters than one are not needed: what there is was read when the form was drawn. */
const communityMenu = (
  known: readonly Community[],
  chosen: string,
  reader: ErrorReader,
): Extract<InputBlock['element'], { type: 'external_select' }> => ({
  type: 'external_select',
  action_id: ACTIONS.linkCommunity,
  min_query_length: 0,
  placeholder: plain(reader.words.link.communitySearch, LIMITS.placeholder),
  // An id that was typed, where nothing could be chosen from, may be too long for an option.
  ...(chosen && chosen.length <= LIMITS.option ? { initial_option: chosenOption(known, chosen, reader) } : {}),
})

const chosenOption = (known: readonly Community[], chosen: string, reader: ErrorReader): PlainTextOption =>
  chosen === '*' ? wholeAccountOption(reader) : communityOption(known.find(({ id }) => id === chosen) ?? { id: chosen })

const extentBlock = (vendor: string, isWhole: boolean, reader: ErrorReader): InputBlock => {
  const { link } = reader.words
  const ids = { text: plain(link.extentIds, LIMITS.option), value: IDS }
  const whole = { text: plain(link.wholeAccount, LIMITS.option), value: WHOLE }
  return {
    type: 'input',
    block_id: LINK_FIELDS.extent(vendor),
    label: plain(link.extent),
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options: [ids, whole],
      initial_option: isWhole ? whole : ids,
    },
  }
}

const textInput = (value: string | undefined, max: number): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: FIELD_ACTION,
  max_length: max,
  ...(value ? { initial_value: value } : {}),
})

/** What is in the form that was drawn for the driver. `contradicts`: the whole account is chosen, and ids are typed. */
export const readLinkForm = (
  state: FormState,
  driver: Driver | undefined,
): LinkTyped & { readonly contradicts: boolean } => {
  const text = (block: string, action = FIELD_ACTION): string => clean(readElement(state[block]?.[action])).trim()
  const vendor = text(LINK_FIELDS.vendor, ACTIONS.linkVendor)
  const field = LINK_FIELDS.community(vendor)
  const typed = text(field) || text(field, ACTIONS.linkCommunity)
  const isWhole =
    (driver?.vendor === vendor && driver.scope === 'account') || text(LINK_FIELDS.extent(vendor)) === WHOLE
  const community = isWhole ? '*' : typed
  return { vendor, community, name: text(LINK_FIELDS.name), contradicts: isWhole && !['', '*'].includes(typed) }
}

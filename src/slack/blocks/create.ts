import type { KnownBlock, ModalView } from '@slack/types'
import { besideFields } from '../../tickets/beside.ts'
import type { Similar } from '../../tickets/similar.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { ACTIONS, fieldBlock, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { communityBlock, type FormTarget } from './community-field.ts'
import { vendorName } from './error.ts'
import { type FieldDrawing, fieldInputs } from './field.ts'
import { fileInput } from './file-input.ts'
import { context, escapedName, fitting, LIMITS, plain, section } from './kit.ts'
import type { ListReader } from './list.ts'
import { type Earlier, earlierBlocks } from './shortcut.ts'
import { besideBlocks, similarBlocks } from './similar.ts'

export interface CreateDrawing extends Pick<FieldDrawing, 'choices' | 'values' | 'now'> {
  /** Where a ticket can be filed from here; `target` is the one chosen. */
  readonly targets: readonly FormTarget[]
  readonly target: FormTarget
  readonly metadata: ModalMetadata
  /** Open tickets that look the same. */
  readonly similar?: readonly Similar[]
  /** Others, in the same place or of the same kind. */
  readonly beside?: readonly Ticket[]
  /** Escaped mrkdwn above the fields: why it is not filed yet. */
  readonly notice?: string
  /** What was made before of the message that the form was opened from. */
  readonly earlier?: Earlier | undefined
  /** The communities of the channel whose vendors take no new tickets. */
  readonly untaken?: readonly Pick<FormTarget, 'vendor' | 'name'>[]
  /** Under the fields: what else is to be known of that message. */
  readonly leftOut?: readonly KnownBlock[]
}

/** The modal that files a ticket, drawn from the vendor's form. */
export const createView = (drawing: CreateDrawing, reader: ListReader): ModalView => {
  const { create } = reader.words
  const { target, targets, metadata, notice, similar = [], earlier, leftOut = [], untaken = [] } = drawing
  const { shown: _shown, ...rest } = metadata
  const known = { ...rest, vendor: target.vendor, community: target.community }
  const alike = similarBlocks(similar, drawing.now, reader)
  return {
    type: 'modal',
    callback_id: VIEWS.create,
    title: plain(create.title, LIMITS.viewTitle),
    submit: plain(submitLabel(drawing, reader), LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata({ ...known, ...(earlier ? { shown: earlier.mark } : {}) }),
    blocks: [
      ...(notice ? [section(`⚠️ ${notice}`)] : []),
      // Who was told to look at them finds them there, and not a screen further down.
      ...(metadata.sure ? alike : []),
      ...earlierBlocks(earlier, reader),
      communityBlock(targets, target, reader),
      ...untakenBlocks(untaken, reader),
      ...fieldBlocks(drawing, reader),
      ...fileInput(target.vendor, target.form, reader, reader.words.formFiles.postFirst),
      ...leftOut,
      ...(metadata.sure ? [] : alike),
    ],
  }
}

/** The fields, with the open tickets under what they are found by: the community above, or what is chosen there. */
const fieldBlocks = (drawing: CreateDrawing, reader: ListReader): KnownBlock[] => {
  const { target, beside = [], now } = drawing
  const found = besideFields(target.form).map(fieldBlock)
  const { similar } = reader.words
  const inputs = fieldInputs(target.form, { ...drawing, redraw: ACTIONS.createField }, reader)
  const under = inputs.findLastIndex(({ block_id }) => found.some((block) => block === block_id))
  const shown = besideBlocks(beside, found.length > 0 ? similar.chosen : similar.here, now, reader)
  return [...inputs.slice(0, under + 1), ...shown, ...inputs.slice(under + 1)]
}

const MAX_NAMED = 8
const MAX_NAMES = 300

/** For which communities nothing can be filed from here, why, and what to do instead. */
export const untakenBlocks = (
  untaken: readonly Pick<FormTarget, 'vendor' | 'name'>[],
  reader: ListReader,
): KnownBlock[] => {
  if (untaken.length === 0) return []
  const { create, comma, help } = reader.words
  const all = untaken.slice(0, MAX_NAMED).map(({ name }) => `*${escapedName(name)}*`)
  const shown = fitting(all, MAX_NAMES)
  const rest = untaken.length - shown.length
  const names = rest > 0 ? help.andMore(shown.join(comma), rest) : shown.join(comma)
  const vendors = [...new Set(untaken.map(({ vendor }) => vendorName(vendor, reader)))].join(comma)
  return [context(create.notFor(names, vendors))]
}

const submitLabel = ({ metadata, earlier }: CreateDrawing, { words }: ListReader): string => {
  if (metadata.sure) return words.similar.fileAnyway
  return earlier ? words.shortcut.another : words.create.submit
}

import type { Call, Choice, Form, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Instant, TicketDetail, TicketRef } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import { attachmentKey, toWireAttachments, type WireAttachment } from './attachments.ts'
import { applied, toChange } from './change.ts'
import type { DayuClient } from './client.ts'
import { REMOVED_ATTACHMENTS } from './form.ts'
import { attachmentsIn, toDetail, toTicket } from './map.ts'
import type { Memory } from './memory.ts'
import { VENDOR } from './words.ts'

export interface OperationsOptions {
  readonly client: DayuClient
  readonly form: Form
  readonly zone: string
  readonly now: () => Instant
  /** Where an order is read, with `{id}`; undefined where the account has no such address. */
  readonly detailPath: string | undefined
  /** The ids of the orders whose numbers went by. */
  readonly ids: Memory<string>
}

export const createOperations = (
  options: OperationsOptions,
): Pick<Operations, 'update'> & Partial<Pick<Operations, 'detail' | 'choices'>> => {
  const { client, form, zone, now, detailPath, ids } = options

  const update: Operations['update'] = async (asked, fields, call) => {
    const ref = byId(asked, ids)
    const order = detailPath === undefined ? undefined : await client.read(detailPath, ref.id, call)
    const change = toChange(fields, { form, zone, now: now(), order })
    if (Object.keys(change).length > 0) await client.modify({ id: ref.id, ...change }, call)
    return toTicket(ref, applied(order, change), zone)
  }

  if (detailPath === undefined) return { update }
  const detail = async (asked: TicketRef, call?: Call): Promise<TicketDetail> => {
    const ref = byId(asked, ids)
    const found = toDetail(ref, await client.read(detailPath, ref.id, call), zone)
    ids.remember(found.number.toUpperCase(), ref.id)
    return found
  }
  const choices: Operations['choices'] = async (field, asked, call) => {
    if (field !== REMOVED_ATTACHMENTS || !asked) {
      throw new TicketError('unsupported', `${VENDOR}: no choices for ${field}`, { vendor: VENDOR })
    }
    const { id } = byId(asked, ids)
    return toWireAttachments(attachmentsIn(await client.read(detailPath, id, call))).map(toChoice)
  }
  return { detail, update, choices }
}

const toChoice = ({ name, url }: WireAttachment): Choice => {
  const shown = name || url
  return { value: attachmentKey(url), label: { en: shown, 'zh-CN': shown } }
}

const BY_ID: Words = {
  en: 'An order is found by its id, such as 4780. Its number works once the order was opened here.',
  'zh-CN': '请用服务单 ID 查询，例如 4780；在这里打开过一次之后，服务单号也可以用。',
}

/**
 * The vendor finds orders by id alone. The id of a number is known once that order was read, or reported progress.
 * @throws TicketError `unsupported` for a number that did not go by
 */
const byId = (ref: TicketRef, ids: Memory<string>): TicketRef => {
  if (/^\d+$/.test(ref.id)) return ref
  const id = ids.recall(ref.id.trim().toUpperCase())
  if (id === undefined) {
    const problems = [{ field: 'id', words: BY_ID }]
    throw new TicketError('unsupported', `${VENDOR} finds orders by id`, { vendor: VENDOR, problems })
  }
  return { ...ref, id }
}

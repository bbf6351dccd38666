import type { Call, Commenting, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Status, TicketRef } from '../../tickets/ticket.ts'
import { lookup, text, type WireRecord } from '../fields.ts'
import type { TuyaClient, TuyaRequest } from '../tuya/client.ts'
import { productsOf } from './community.ts'
import { FEEDBACKS, findRow } from './list.ts'
import { statusOf, toTicketDetail } from './map.ts'
import { feedbackDetail, statistics } from './schema.ts'
import { VENDOR } from './words.ts'

const STATISTICS = '/v1.0/iot-01/ticket/feedback-statistics'

/** Only these take a reply. https://developer.tuya.com/en/docs/cloud/7c424c9373 */
const REPLYABLE: readonly Status[] = ['pending', 'in_progress']
/** The document sets no length; Slack takes no more in one field. */
const MAX_REPLY = 3_000
/** A reply goes to whoever sent the feedback: the document counts theirs to us as the ticket's new replies. */
export const commenting: Commenting = {
  readers: { en: 'the app user who sent this feedback', 'zh-CN': '提交该反馈的 App 用户' },
  statuses: REPLYABLE,
  maxLength: MAX_REPLY,
}
const FINISHABLE: readonly Status[] = ['new', 'pending', 'in_progress', 'waiting_user']

/** A call about one ticket: paced together with those about other tickets. */
export const aboutTicket = (ref: TicketRef, call: '' | `/${string}`): Pick<TuyaRequest, 'path' | 'endpoint'> => ({
  path: `${FEEDBACKS}/${encodeURIComponent(ref.id)}${call}`,
  endpoint: `${FEEDBACKS}/{feedback_id}${call}`,
})

/**
 * What the vendor's detail says of a ticket. A ticket number finds any ticket of the account, so it is seen to that this
 * one is of the ref's community: by its product, or, should it not say, by being in that community's list.
 */
export type ReadFeedback = (ref: TicketRef, call?: Call) => Promise<WireRecord>

/** @throws TicketError `not_found` when the community has no such ticket */
export const createReadFeedback =
  (client: TuyaClient): ReadFeedback =>
  async (ref, call) => {
    const missing = (why: string) => new TicketError('not_found', `${VENDOR}: ${why}`, { vendor: VENDOR })
    // Anything else would be another path than that of a ticket.
    if (!/^[\w*-]+$/.test(ref.id)) throw missing('not a ticket number')
    const parsed = feedbackDetail.safeParse(await client.request({ method: 'GET', ...aboutTicket(ref, '') }, call))
    if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no ticket in the answer`, { vendor: VENDOR })
    const feedback = parsed.data
    if (!feedback) throw missing('the answer is empty')
    if (!(await isOf(client, ref, feedback, call))) throw missing('of another community')
    return feedback
  }

const isOf = async (client: TuyaClient, ref: TicketRef, feedback: WireRecord, call?: Call): Promise<boolean> => {
  const products = productsOf(ref.community)
  const product = text(lookup(feedback)(['product_id']))
  if (!products) return true
  if (product !== undefined) return products.includes(product)
  return (await findRow(client, ref.community, identify(ref, feedback), call)) !== undefined
}

const identify = (ref: TicketRef, feedback: WireRecord) => ({
  number: text(lookup(feedback)(['ticket_no'])) ?? ref.id,
  state: text(lookup(feedback)(['state_code'])),
})

export const createDetail =
  (client: TuyaClient, readFeedback: ReadFeedback): Operations['detail'] =>
  async (ref, call) => {
    const feedback = await readFeedback(ref, call)
    const product = text(lookup(feedback)(['product_id']))
    const row = await findRow(client, product ?? ref.community, identify(ref, feedback), call)
    return toTicketDetail(ref, feedback, row)
  }

/** The operations that the vendor takes from a sub-account of the developer platform only. */
export const createWrites = (
  client: TuyaClient,
  readFeedback: ReadFeedback,
  subUid: string,
): Pick<Operations, 'comment' | 'transition'> => {
  const send = async (request: TuyaRequest, call?: Call): Promise<void> => {
    const result = await client.request({ ...request, write: true }, call)
    if (result === false) throw new TicketError('invalid', `${VENDOR}: refused without a reason`, { vendor: VENDOR })
  }

  /** A state that we cannot read is for the vendor to judge. */
  const demandState = async (ref: TicketRef, allowed: readonly Status[], call?: Call): Promise<void> => {
    const status = statusOf(await readFeedback(ref, call))
    if (status === 'unknown' || allowed.includes(status)) return
    throw new TicketError('frozen', `${VENDOR}: not while the ticket is ${status}`, { vendor: VENDOR })
  }

  return {
    comment: async (ref, content, call) => {
      await demandState(ref, REPLYABLE, call)
      const body = { content, sub_uid: subUid }
      await send({ method: 'POST', ...aboutTicket(ref, '/operation-reply'), body }, call)
    },

    transition: async (ref, step, _fields, call) => {
      if (step !== 'finish') throw new TicketError('unsupported', `${VENDOR} has no such step`, { vendor: VENDOR })
      await demandState(ref, FINISHABLE, call)
      const body = { sub_uid: subUid }
      await send({ method: 'PUT', ...aboutTicket(ref, '/operation-finish'), body }, call)
    },
  }
}

/** The vendor counts for one product, or for all: several are asked for one after another. */
export const createPendingCount =
  (client: TuyaClient): Operations['pendingCount'] =>
  async (community, call) => {
    const products = productsOf(community)
    const queries = products ? products.map((product_id) => ({ product_id })) : [{}]
    let count = 0
    for (const query of queries) {
      const parsed = statistics.safeParse(await client.request({ method: 'GET', path: STATISTICS, query }, call))
      if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no count`, { vendor: VENDOR })
      count += parsed.data.no_finished_count
    }
    return count
  }

import { z } from 'zod'
import type { TuyaRefusal } from '../tuya/sandbox.ts'
import { SUB_UID } from '../tuya/sandbox-cloud.ts'
import type { SandboxFeedback } from './seed.ts'
import { STATE_NAMES } from './seed-types.ts'

/** What a write makes of a ticket, or why it is refused. */
type Change = (feedback: SandboxFeedback, body: string, now: number) => SandboxFeedback | TuyaRefusal

const filled = z.string().trim().min(1)
const attachment = z.looseObject({ file_name: filled, file_url: filled, bucket: filled })
const reply = z.strictObject({ content: filled, sub_uid: filled, attachments: z.array(attachment).optional() })
const finish = z.strictObject({ sub_uid: filled })

export const ENDED = ['Finished', 'Cancelled']

const MISSING = { code: 1100, msg: 'param is empty' }
const NOT_PERMITTED = { code: 1106, msg: 'permission deny' }
const WRONG_STATE = { code: 1109, msg: 'the ticket is not in a state for this' }

/** The writes by method and last part of the path. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'POST operation-reply': (feedback, body, now) => {
    const asked = reply.safeParse(parsed(body))
    if (!asked.success) return MISSING
    if (asked.data.sub_uid !== SUB_UID) return NOT_PERMITTED
    if (!['Pending', 'Processing'].includes(feedback.row.state_code)) return WRONG_STATE
    return withEntry(feedback, { operate: 'reply', content: { body: asked.data.content } }, now)
  },
  'PUT operation-finish': (feedback, body, now) => {
    const asked = finish.safeParse(parsed(body))
    if (!asked.success) return MISSING
    if (asked.data.sub_uid !== SUB_UID) return NOT_PERMITTED
    const { state_code } = feedback.row
    if (ENDED.includes(state_code)) return WRONG_STATE
    const content = { state: { old_val: state_code, new_val: 'Finished' } }
    const finished = { ...feedback.row, state_code: 'Finished', state_name: STATE_NAMES.Finished?.en }
    return withEntry({ ...feedback, row: finished }, { operate: 'close', content }, now)
  },
}

const withEntry = (
  feedback: SandboxFeedback,
  entry: Readonly<Record<string, unknown>>,
  now: number,
): SandboxFeedback => {
  const by = { operator_uid: SUB_UID, account_nick_name: 'Caretaker', time_zone: 'GMT+8', operate_at: String(now) }
  return {
    ...feedback,
    row: { ...feedback.row, update_time: now },
    communications: [...feedback.communications, { ticket_id: feedback.row.ticket_no, ...by, ...entry }],
  }
}

/** undefined when it is not JSON, which no operation takes. */
const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

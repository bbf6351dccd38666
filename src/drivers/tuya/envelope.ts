import { z } from 'zod'
import { TicketError, type TicketErrorCode } from '../../tickets/errors.ts'
import type { HttpAnswer } from '../http.ts'

/** What Tuya answered, its envelope taken off. */
export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false
      readonly code: string
      readonly message?: string
      /** The vendor's clock, milliseconds since the epoch. */
      readonly serverTime?: number
    }

/** Lenient throughout: a bare result may have fields of the same names. */
const envelope = z.object({
  success: z.boolean().optional().catch(undefined),
  code: z
    .union([z.number(), z.string().min(1)])
    .transform(String)
    .optional()
    .catch(undefined),
  msg: z.string().optional().catch(undefined),
  t: z.coerce.number().int().positive().optional().catch(undefined),
  result: z.unknown().optional(),
})

/**
 * Takes the envelope off. Business failures come as HTTP 200 with `success: false`; some documented examples are the
 * bare result without any envelope, so that is read too, but only from an answer with a good HTTP status.
 * @throws TicketError bad_response
 */
export const readReply = (vendor: string, { status, json }: HttpAnswer): Reply => {
  const parsed = envelope.safeParse(json)
  const { success, code, msg, t, result } = parsed.success ? parsed.data : {}
  const failed = success === false || (success === undefined && code !== undefined && msg !== undefined)
  if (failed) {
    return {
      ok: false,
      code: code ?? '',
      ...(msg === undefined ? {} : { message: msg }),
      ...(t === undefined ? {} : { serverTime: t }),
    }
  }
  if (success) return { ok: true, result }
  if (status >= 300 || typeof json !== 'object' || json === null) {
    throw new TicketError('bad_response', `${vendor}: HTTP ${status} without an envelope`, { vendor })
  }
  return { ok: true, result: 'result' in json ? json.result : json }
}

/** https://developer.tuya.com/en/docs/iot/error-code?id=K989ruxx88swc */
const MEANINGS: readonly (readonly [TicketErrorCode, readonly string[]])[] = [
  ['not_found', ['1000']],
  ['unauthorized', ['1001', '1002', '1003', '1004', '1005', '1007', '1008', '1010', '1011', '1012', '1013', '1400']],
  ['forbidden', ['1106']],
  ['rate_limited', ['1110', '1111', '1112', '1113', '1199']],
  ['unreachable', ['500']],
  ['invalid', ['1100', '1101', '1102', '1103', '1104', '1109']],
]

const meaningOf = (code: string): TicketErrorCode => {
  // A family of its own: no plan, plan expired, API not subscribed, project not authorised for it.
  if (/^28841\d{3}$/.test(code)) return 'forbidden'
  return MEANINGS.find(([, codes]) => codes.includes(code))?.[0] ?? 'bad_response'
}

/** A failure as the desk's error. Of a write that met a system error (500), nobody knows whether it was applied. */
export const replyError = (vendor: string, reply: Extract<Reply, { ok: false }>, write = false): TicketError => {
  const meaning = meaningOf(reply.code)
  return new TicketError(
    write && meaning === 'unreachable' ? 'unclear' : meaning,
    `${vendor}: code ${reply.code || 'missing'}`,
    {
      vendor,
      ...(reply.code === '' ? {} : { vendorCode: reply.code }),
      ...(reply.message === undefined ? {} : { vendorMessage: reply.message }),
    },
  )
}

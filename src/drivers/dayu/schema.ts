import { z } from 'zod'
import { isEmpty, isRecord, text, type WireRecord } from '../fields.ts'

/**
 * Around every answer, `{code: 0|1, subCode, data, msg}`. Only 0 is a yes, and `data: false` is a no even then. A
 * sentence in another type than text reads as none.
 */
export const envelopeSchema = z
  .looseObject({
    code: z.union([z.number(), z.string()]),
    subCode: z.preprocess(text, z.string().optional()),
    data: z.unknown().optional(),
    msg: z.preprocess(text, z.string().optional()),
  })
  .transform(({ code, subCode, data, msg }) => ({
    ok: String(code).trim() === '0' && data !== false,
    subCode,
    data,
    msg,
  }))

export type Envelope = z.output<typeof envelopeSchema>

/** An order, alone or in an array of one; undefined when there is none. */
export const orderSchema = z.preprocess(
  (value) => {
    const one = Array.isArray(value) && value.length === 1 ? value[0] : value
    return isEmpty(one) ? undefined : one
  },
  z
    .record(z.string(), z.unknown())
    .optional()
    .transform((order) => (order && Object.values(order).some((part) => !isEmpty(part)) ? order : undefined)),
)

/** What makes a progress report one: the order that it is about. Everything else in it is read where it is there. */
export const reportSchema = z.looseObject({
  orderId: z.preprocess(text, z.string().regex(/^\d+$/)),
  orderRecord: z.custom<WireRecord>(isRecord).default({}).catch({}),
})

export type Report = z.output<typeof reportSchema>

import { z } from 'zod'
import { isEmpty, isRecord, text } from '../fields.ts'

/** Around every answer of the Case API. Writes may leave `result` out. */
export const envelopeSchema = z.object({
  resCode: z.union([z.string().trim().min(1), z.number().transform(String)]),
  resMsg: z.string().optional().catch(undefined),
  result: z.unknown().optional(),
})

export type Envelope = z.output<typeof envelopeSchema>

/** A result stands alone on some endpoints and in an array of one on others. */
const alone = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)

const isNothing = (value: unknown): boolean =>
  isEmpty(value) || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)

const record = z.record(z.string(), z.unknown())
const maybeRecord = z.preprocess(alone, record).catch({})
const records = z
  .array(z.unknown())
  .catch([])
  .transform((rows) => rows.filter(isRecord))

/** `customerInfo.customerInfo` in the example. */
const unwrapped = (value: unknown): unknown =>
  isRecord(value) && isRecord(value.customerInfo) ? value.customerInfo : value

/** The one answer in it with a case; undefined when there is none. */
const caseIn = (value: unknown): unknown => {
  const one = alone(value)
  if (!isRecord(one)) return isNothing(one) ? undefined : one
  return isNothing(one) || ('caseInfo' in one && isNothing(alone(one.caseInfo))) ? undefined : { ...one, raw: one }
}

/** The result of `/case/{id}`, and the same untouched as `raw`; undefined when there is no case in it. */
export const caseSchema = z.preprocess(
  caseIn,
  z
    .looseObject({
      caseInfo: z.preprocess(alone, record),
      caseTrace: records,
      customerInfo: z.preprocess((value) => unwrapped(alone(value)), maybeRecord),
      tasks: records,
      raw: record,
    })
    .optional(),
)

export type CaseResult = NonNullable<z.output<typeof caseSchema>>

const count = z.coerce.number().int().nonnegative().optional().catch(undefined)

/** The result of `/case/list`. `caseList` may be null when there are none. */
export const caseListSchema = z.preprocess(
  (value) => (isNothing(alone(value)) ? { caseList: [] } : alone(value)),
  z.object({ caseList: z.array(z.unknown()).nullable(), count }).transform(({ caseList, count }) => ({
    rows: caseList ?? [],
    count,
  })),
)

/** The result of `/caseType/list`. What a row calls the type's name is not documented: the filter says `typeName`. */
export const caseTypesSchema = z.preprocess(alone, z.object({ caseTypes: records }))

/** The result of `/caseType/{id}`: the statuses that its cases may have, as a comma list. */
export const caseStatusesSchema = z
  .preprocess(alone, z.object({ caseTypeInfo: z.preprocess(alone, z.object({ caseStatus: z.string() })) }))
  .transform(({ caseTypeInfo }) =>
    caseTypeInfo.caseStatus
      .split(/[,，]/)
      .map((status) => status.trim())
      .filter((status) => status !== ''),
  )

/** The result of `POST /case`: "the case id", in a form that is not shown. */
export const createdSchema = z.preprocess((value) => idIn(alone(value)), z.string())

const idIn = (value: unknown): string | undefined => {
  if (!isRecord(value)) return text(value)
  return text(value.id) ?? text(value.caseId) ?? (isRecord(value.caseInfo) ? text(value.caseInfo.id) : undefined)
}

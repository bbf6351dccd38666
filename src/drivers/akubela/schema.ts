import { z } from 'zod'

/** null, "", [] and absent are alike: not filled. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const filled = (value: unknown): unknown => (isBlank(value) ? undefined : value)

/** Text as text and a number as its digits; whatever else stands in its place reads as not filled. */
const text = z
  .preprocess(filled, z.union([z.string().trim(), z.number().transform(String)]).optional())
  .catch(undefined)

/** One alone counts as a list of one. The items are for the reader of the list to judge, one by one. */
const list = z
  .preprocess(filled, z.union([z.array(z.unknown()), z.string().transform((one) => [one])]).optional())
  .catch(undefined)

/** A repair as `get_maintenance_info` documents it, in the document's order. Any field may be absent. */
export const repairSchema = z.object({
  start_time: text,
  finish_time: text,
  description: text,
  contact: text,
  maintenance_picture_url: list,
  feedback: text,
  state: text,
  created_time: text,
})

export type Repair = z.output<typeof repairSchema>
export type RepairField = keyof Repair

/** What tells a row of `get_maintenance_list` from noise, and all that `create_maintenance_info` answers. */
export const identifiedSchema = z.object({
  maintenance_id: z.union([z.string().trim().min(1), z.number().transform(String)]),
})

/** A row of `get_family_list`: who lives in a residence. */
export const familySchema = z.object({ residence_id: text, family_name: text })

const isEmpty = (value: unknown): boolean =>
  isBlank(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** The rows of a list as received. No rows is documented as `[]`; null, `{}` or nothing at all is taken for the same. */
export const rowsSchema = z.preprocess((value) => (isEmpty(value) ? [] : value), z.array(z.unknown()))

/** A page of a manager's list: an array in the document, `{list}` as others have met it. */
export const pageSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'list' in value ? value.list : value),
  rowsSchema,
)

/** One record, alone or in an array of one; undefined when there is none. */
export const recordSchema = z.preprocess((value) => {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value
  return isEmpty(one) ? undefined : one
}, z.record(z.string(), z.unknown()).optional())

/** Around every answer. The HTTP status is 200 whatever happened; only `success` says how it went. */
export const envelopeSchema = z.looseObject({
  success: z.union([z.boolean(), z.stringbool()]),
  result: z.unknown().optional(),
})

/** The `result` of a token request. */
export const grantSchema = z.object({
  access_token: z.string().trim().min(1),
  refresh_token: text,
  /** Seconds. */
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

const word = z
  .union([z.string().trim().min(1), z.number().transform(String)])
  .optional()
  .catch(undefined)

/** Where a refusal may speak: the document only links to its description, so every usual name is read. */
export const failureSchema = z.object({ message: word, msg: word, error: word, code: word })

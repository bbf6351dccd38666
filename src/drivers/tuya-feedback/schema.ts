import { z } from 'zod'
import { isEmpty, isRecord, text, type WireRecord } from '../fields.ts'

/** Any field of a record may be missing, so what is in it is read field by field. */
const record = z.custom<WireRecord>(isRecord)

/** The result of `feedbacks/{id}`; undefined when the vendor says yes and shows nothing. */
export const feedbackDetail = z.preprocess(
  (value) => (Array.isArray(value) && value.length <= 1 ? value[0] : value),
  record.nullish().transform((one) => (one && Object.values(one).some((value) => !isEmpty(value)) ? one : undefined)),
)

const count = z
  .preprocess((value) => text(value), z.string().regex(/^\d+$/).transform(Number))
  .optional()
  .catch(undefined)

const rows = z.array(record.optional().catch(undefined)).nullish()

/**
 * The result of `feedbacks` and of `communications`, of which the document's table says `list` and its example `data`.
 * A row that is no record is undefined.
 */
export const recordPage = z
  .object({
    list: rows,
    data: rows,
    total: count,
    has_more: z.boolean().optional().catch(undefined),
  })
  .refine(({ list, data, total }) => Boolean(list ?? data) || total !== undefined, 'no rows and no total')
  .transform(({ list, data, total, has_more }) => ({ rows: list ?? data ?? [], total, hasMore: has_more }))

/** A type of tickets and those below it. `cate_path` is the path of ids that the list filters by. */
export interface TypeNode {
  readonly cate_name?: string | undefined
  readonly cate_path?: string | undefined
  readonly categories?: readonly TypeNode[] | null | undefined
}

const word = z.preprocess((value) => text(value), z.string().optional())

const typeNode: z.ZodType<TypeNode> = z.object({
  cate_name: word,
  cate_path: word,
  get categories() {
    return z.array(typeNode).nullish()
  },
})

/** The result of `feedback-type`: the top of the tree, one or several. */
export const typeTree = z.preprocess((value) => [value ?? []].flat(), z.array(typeNode))

/** The result of `feedback-state`. */
export const stateList = z.array(z.object({ state_code: z.string().min(1), state_name: word })).nullish()

/** The result of `feedback-statistics`. */
export const statistics = z.object({
  no_finished_count: z.preprocess((value) => text(value), z.string().regex(/^\d+$/).transform(Number)),
})

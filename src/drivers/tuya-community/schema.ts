import { z } from 'zod'
import { isEmpty } from '../fields.ts'

/** Any field of it may be missing, so what is in it is read field by field. */
export type ServiceOrder = z.output<typeof serviceOrder>

const serviceOrder = z.record(z.string(), z.unknown())

/**
 * The result of `service-order-detail`; undefined when the vendor says yes and shows nothing. A list of one is taken
 * for the one.
 */
export const orderDetail = z.preprocess(
  (value) => (Array.isArray(value) && value.length <= 1 ? value[0] : value),
  serviceOrder
    .nullish()
    .transform((order) => (order && Object.values(order).some((one) => !isEmpty(one)) ? order : undefined)),
)

const count = z
  .union([z.number(), z.string().min(1)])
  .transform(Number)
  .pipe(z.number().int().nonnegative())
  .optional()
  .catch(undefined)

/** The result of `service-order-page` and of `projects`. A row that is no record is undefined. */
export const recordPage = z
  .object({
    data: z.array(serviceOrder.optional().catch(undefined)).nullish(),
    total_record: count,
    totalRecord: count,
  })
  .transform(({ data, total_record, totalRecord }) => ({ rows: data ?? [], total: total_record ?? totalRecord }))
  .refine(({ rows, total }) => total !== undefined || rows.length > 0, 'no rows and no total')

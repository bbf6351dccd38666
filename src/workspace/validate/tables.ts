import { z } from 'zod'
import { richText } from './rich-text.ts'
import { id } from './text.ts'

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) })

const row = z
  .array(z.discriminatedUnion('type', [richText, rawText, rawNumber]))
  .min(1)
  .max(20)

/** @see https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const table = z.strictObject({
  type: z.literal('table'),
  block_id: id.optional(),
  rows: z.array(row).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
})

/** @see https://docs.slack.dev/reference/block-kit/blocks/data-table-block */
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: id.optional(),
    caption: z.string().min(1),
    rows: z.array(row).min(2).max(101),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  })
  .refine(({ rows }) => rows.every((each) => each.length === rows[0]?.length), {
    path: ['rows'],
    message: 'must have the same number of cells in each row',
  })
  .refine(({ rows }) => rows[0]?.every((cell) => cell.type !== 'rich_text'), {
    path: ['rows', 0],
    message: 'must not use `rich_text` in the header row',
  })

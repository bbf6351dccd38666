import { z } from 'zod'
import { blocksOf } from './blocks.ts'
import { type Problem, problem, problemsOf } from './problems.ts'
import { id, plainText } from './text.ts'
import { duplicates } from './uniqueness.ts'

/** As JSON, in bytes. @see https://docs.slack.dev/reference/methods/views.open */
const VIEW_LIMIT = 250_000

const shared = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: id.optional(),
  external_id: id.optional(),
}

/** @see https://docs.slack.dev/reference/views/modal-views */
const modal = z
  .strictObject({
    ...shared,
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    blocks: blocksOf('modal'),
  })
  .superRefine((view, context) => {
    const index = view.blocks.findIndex((block) => block.type === 'input')
    if (index < 0 || view.submit) return
    const message = 'must define `submit` to use an `input` block in modals'
    context.addIssue({ code: 'custom', message, path: ['blocks', index] })
  })

/** @see https://docs.slack.dev/reference/views/home-tab-views */
const home = z.strictObject({ ...shared, type: z.literal('home'), blocks: blocksOf('home') })

const view = z.discriminatedUnion('type', [modal, home])

/** What Slack would refuse in a view; nothing when it is good. Pointers begin at the view, `/blocks/0`. */
export const validateView = (value: unknown): Problem[] => {
  const size = Buffer.byteLength(JSON.stringify(value) ?? '')
  if (size > VIEW_LIMIT) return [problem(`larger than ${VIEW_LIMIT} bytes`, [], 'view_too_large')]
  const problems = problemsOf(view, value)
  if (problems.length > 0) return problems
  return typeof value === 'object' && value !== null && 'blocks' in value ? duplicates(value.blocks) : []
}

import type { Call, Operations, Progress, Webhook } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { type Instant, isPending } from '../../tickets/ticket.ts'
import { lookup, text } from '../fields.ts'
import { toProgress } from './map.ts'
import { createMemory, type Memory } from './memory.ts'
import { type Report, reportSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface WebhookOptions {
  readonly secret: string
  readonly zone: string
  readonly detail: Operations['detail'] | undefined
  /** Learns the ids of the orders that report. */
  readonly ids: Memory<string>
}

/** How many reports and ended orders are remembered: many days' worth of a busy account. */
const REMEMBERED = 5_000

/**
 * Progress reports. The vendor signs nothing and documents neither when it sends again nor in which order.
 * https://open.dayuspm.com/docs/api/api-20240919
 */
export const createWebhook = ({ secret, zone, detail, ids }: WebhookOptions): Webhook => {
  const seen = createMemory<true>(REMEMBERED)
  const ended = createMemory<Instant>(REMEMBERED)

  const isNews = ({ ref, at, status }: Progress): boolean => {
    const end = ended.recall(ref.id)
    if (end === undefined) return true
    if (at === undefined || at < end) return false
    return at > end || !isPending({ status })
  }

  return {
    secret,
    receive: async (body, call) => {
      const parsed = reportSchema.safeParse(body)
      if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: not a progress report`, { vendor: VENDOR })
      const progress = toProgress(parsed.data, zone)
      const key = keyOf(parsed.data)
      if (seen.recall(key)) return undefined
      seen.remember(key, true)
      if (!isNews(progress)) return undefined
      if (!isPending(progress) && progress.at !== undefined) ended.remember(progress.ref.id, progress.at)
      ids.remember(progress.number.toUpperCase(), progress.ref.id)
      return detail ? reread(progress, detail, call) : progress
    },
  }
}

const keyOf = (report: Report): string => {
  const event = lookup(report.orderRecord)
  const at = event(['createTime']) ?? lookup(report)(['createTime'])
  return JSON.stringify([report.orderId, text(at), text(event(['operation']))])
}

/** As the order is now. One that the vendor does not know did not report; one that cannot be read just now did. */
const reread = async (
  progress: Progress,
  detail: Operations['detail'],
  call: Call | undefined,
): Promise<Progress | undefined> => {
  try {
    const ticket = await detail(progress.ref, call)
    const { number, status, vendorStatus } = ticket
    return { ...progress, number, status, ...(vendorStatus === undefined ? {} : { vendorStatus }), ticket }
  } catch (thrown) {
    return thrown instanceof TicketError && thrown.code === 'not_found' ? undefined : progress
  }
}

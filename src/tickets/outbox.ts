import type { Log } from '../log.ts'
import type { Store, Submission } from '../store/store.ts'
import type { Desk } from './desk.ts'
import { demand, type Fields } from './driver.ts'
import { TicketError, toTicketError } from './errors.ts'
import type { Ticket } from './ticket.ts'

/** How a submission ended. */
export type Delivery =
  | { readonly outcome: 'filed'; readonly ticket: Ticket }
  /** `unclear` among the codes: the vendor may have taken it. */
  | { readonly outcome: 'failed'; readonly error: TicketError }

/** Accepted forms on their way to a vendor: each is sent at most once, whatever crashes. */
export interface Outbox {
  /**
   * Keeps a submission durably; nothing is sent yet.
   * @returns false when it is known already, and then it must not be delivered again
   */
  accept(submission: Omit<Submission, 'state'>): Promise<boolean>
  /** Sends an accepted submission and keeps how it ended. */
  deliver(id: string): Promise<Delivery>
  /** Gives up an accepted submission that must not be sent. */
  withdraw(id: string): Promise<void>
  /**
   * After a start: delivers what an earlier process had accepted but not sent, and calls what it had sent without an
   * answer unclear. `tell` is called for each.
   */
  recover(tell: (submission: Submission, delivery: Delivery) => Promise<void>): Promise<void>
}

export const createOutbox = ({ store, desk, log }: { store: Store; desk: Desk; log: Log }): Outbox => {
  /** Accepted by this process, which delivers them itself: people may file before `recover` is called. */
  const own = new Set<string>()

  const send = async (submission: Submission): Promise<Delivery> => {
    const { id, vendor, community, fields, language } = submission
    try {
      const driver = desk.driver(vendor)
      if (!driver) throw new TicketError('unsupported', `${vendor} is not set up`, { vendor })
      const create = demand(driver, 'create')
      await store.updateSubmission(id, { state: 'sending' })
      const ticket = await create(community, trimmed(fields), { language })
      return { outcome: 'filed', ticket }
    } catch (thrown) {
      return { outcome: 'failed', error: toTicketError(thrown, vendor) }
    }
  }

  const settle = async (id: string, delivery: Delivery): Promise<void> => {
    if (delivery.outcome === 'filed') {
      await store.updateSubmission(id, { state: 'filed', ticket: delivery.ticket.ref })
      return
    }
    const { code } = delivery.error
    await store.updateSubmission(id, { state: code === 'unclear' ? 'unclear' : 'failed', reason: code })
  }

  const deliver: Outbox['deliver'] = async (id) => {
    const submission = await store.submission(id)
    if (submission?.state !== 'queued') throw new Error(`submission ${id} is not waiting to be delivered`)
    const delivery = await send(submission)
    // The vendor has answered: that the answer could not be kept does not make it less true.
    await settle(id, delivery).catch((error) => log.error({ error, submission: id }, 'a delivery could not be kept'))
    return delivery
  }

  const abandon = async ({ id, vendor }: Submission): Promise<Delivery> => {
    const error = new TicketError('unclear', 'stopped while the ticket was being sent', { vendor })
    await settle(id, { outcome: 'failed', error })
    return { outcome: 'failed', error }
  }

  return {
    accept: async (submission) => {
      const isNew = await store.accept({ ...submission, state: 'queued' })
      if (isNew) own.add(submission.id)
      return isNew
    },
    deliver,
    withdraw: (id) => store.updateSubmission(id, { state: 'failed', reason: 'forbidden' }),
    recover: async (tell) => {
      for (const submission of await store.openSubmissions()) {
        if (submission.state === 'unclear' || own.has(submission.id)) continue
        const delivery = submission.state === 'queued' ? await deliver(submission.id) : await abandon(submission)
        await tell(submission, delivery).catch((error) => log.error({ error }, 'nobody was told of a recovered ticket'))
      }
    },
  }
}

/** Without what is empty: an optional field that was left alone is not sent. */
const trimmed = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value.length > 0),
  )

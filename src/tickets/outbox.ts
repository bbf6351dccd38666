import type { Desk } from './desk.ts'
import type { Fields } from './driver.ts'
import { TicketError, toTicketError } from './errors.ts'
import type { Submission, SubmissionStore } from './submission.ts'
import type { Ticket, TicketRef } from './ticket.ts'

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
  /**
   * Sends an accepted submission and keeps how it ended.
   * @throws what the store threw when it could not keep that the submission is being sent: then it was not sent
   */
  deliver(id: string): Promise<Delivery>
  /** A failed submission was filed by a later one: it must not be offered again. */
  replaced(id: string, ticket: TicketRef): Promise<void>
  /** Gives up an accepted submission that must not be sent. */
  withdraw(id: string): Promise<void>
  /**
   * After a start: delivers what an earlier process had accepted but not sent, and calls what it had sent without an
   * answer unclear. `tell` is called for each.
   */
  recover(tell: (submission: Submission, delivery: Delivery) => Promise<void>): Promise<void>
}

export interface OutboxDeps {
  readonly store: SubmissionStore
  readonly desk: Pick<Desk, 'driver'>
  readonly log: { error(details: object, message: string): void }
}

export const createOutbox = ({ store, desk, log }: OutboxDeps): Outbox => {
  /** Accepted by this process, which delivers them itself: people may file before `recover` has been called. */
  const own = new Set<string>()
  let recovered = false

  const send = async ({ id, vendor, community, fields, language }: Submission): Promise<Delivery> => {
    const driver = desk.driver(vendor)
    if (!driver?.operations.create) {
      const error = new TicketError('unsupported', `${vendor} is not set up to take tickets`, { vendor })
      return { outcome: 'failed', error }
    }
    await store.updateSubmission(id, { state: 'sending' })
    try {
      return { outcome: 'filed', ticket: await driver.operations.create(community, trimmed(fields), { language }) }
    } catch (thrown) {
      return { outcome: 'failed', error: afterSending(thrown, vendor) }
    }
  }

  const withdraw: Outbox['withdraw'] = (id) => store.updateSubmission(id, { state: 'failed', reason: 'forbidden' })

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
    const delivery = await send(submission).catch(async (error) => {
      // The filer is told that it was not sent, so it must not be sent after the next start either.
      await withdraw(id).catch((second) => log.error({ error: second, submission: id }, 'it could not be withdrawn'))
      throw error
    })
    // The vendor has answered: that the answer could not be kept does not make it less true.
    await settle(id, delivery).catch((error) => log.error({ error, submission: id }, 'a delivery could not be kept'))
    return delivery
  }

  const abandon = async ({ id, vendor }: Submission): Promise<Delivery> => {
    const error = new TicketError('unclear', 'stopped while the ticket was being sent', { vendor })
    const delivery: Delivery = { outcome: 'failed', error }
    await settle(id, delivery).catch((error) => log.error({ error, submission: id }, 'it could not be called unclear'))
    return delivery
  }

  return {
    accept: async (submission) => {
      const isNew = await store.accept({ ...submission, state: 'queued' })
      if (isNew && !recovered) own.add(submission.id)
      return isNew
    },
    deliver,
    withdraw,
    replaced: (id, ticket) =>
      store
        .updateSubmission(id, { state: 'filed', ticket })
        .catch((error) => log.error({ error, submission: id }, 'it could not be marked as filed')),
    recover: async (tell) => {
      const open = await store.openSubmissions()
      recovered = true
      for (const submission of open) {
        if (submission.state === 'unclear' || own.has(submission.id)) continue
        const ended = submission.state === 'queued' ? deliver(submission.id) : abandon(submission)
        await ended
          .then((delivery) => tell(submission, delivery))
          .catch((error) => log.error({ error, submission: submission.id }, 'it could not be brought to its end'))
      }
    },
  }
}

/** A defect that shows only after the vendor was asked says nothing about what the vendor did. */
const afterSending = (thrown: unknown, vendor: string): TicketError =>
  thrown instanceof TicketError
    ? thrown
    : new TicketError('unclear', toTicketError(thrown).message, { vendor, cause: thrown })

/** Without what is empty: an optional field that was left alone is not sent. */
const trimmed = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value.length > 0),
  )

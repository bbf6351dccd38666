import { overtaken } from './change.ts'
import { type Call, type Driver, demand, type Fields } from './driver.ts'
import { TicketError, toTicketError } from './errors.ts'
import type { Submission } from './submission.ts'
import type { Ticket, TicketRef } from './ticket.ts'

/** What a write came to: the ticket that it made or changed, or what became of each that it removed. */
export interface Effect {
  readonly ticket?: Ticket
  readonly removals?: NonNullable<Submission['removals']>
}

/**
 * Has the vendor do what was submitted.
 * @throws TicketError `unclear` when nobody knows whether it was done; with any other code it was not
 */
export const perform = async (driver: Driver, submission: Submission): Promise<Effect> => {
  try {
    return await run(driver, submission)
  } catch (thrown) {
    if (thrown instanceof TicketError) throw thrown
    // A defect that shows only after the vendor was asked says nothing about what the vendor did.
    throw new TicketError('unclear', toTicketError(thrown).message, { vendor: driver.vendor, cause: thrown })
  }
}

const run = async (driver: Driver, { vendor, community, write, language }: Submission): Promise<Effect> => {
  const call: Call = { language }
  const refOf = (id: string) => ({ vendor, community, id })
  switch (write.kind) {
    case 'create':
      return { ticket: await demand(driver, 'create')(community, trimmed(write.fields), call) }
    case 'update':
      await refuseOvertaken(driver, refOf(write.id), write, call)
      // What was emptied is sent as empty: leaving it out would leave it as it was.
      return { ticket: await demand(driver, 'update')(refOf(write.id), write.fields, call) }
    case 'remove': {
      const removals = await demand(driver, 'remove')(write.ids.map(refOf), call)
      return { removals: removals.map(({ outcome }) => outcome) }
    }
    case 'comment':
      await demand(driver, 'comment')(refOf(write.id), write.text.trim(), call)
      return {}
    case 'transition':
      await demand(driver, 'transition')(refOf(write.id), write.step, trimmed(write.fields), call)
      return {}
  }
}

/**
 * Looks right before a change whether somebody else changed the same, however long it has waited. What happens in the
 * moment between is lost: no vendor takes a change on a condition.
 * @throws TicketError `conflict` when so; what reading the ticket threw, and then nothing was sent
 */
const refuseOvertaken = async (
  driver: Driver,
  ref: TicketRef,
  { fields, opened }: Extract<Submission['write'], { kind: 'update' }>,
  call: Call,
): Promise<void> => {
  const form = driver.forms.update
  if (!opened || !form?.values || !driver.operations.detail) return
  const present = form.values(await driver.operations.detail(ref, call))
  const names = overtaken(form, opened, fields, present).map(({ name }) => name)
  if (names.length === 0) return
  const { vendor } = driver
  throw new TicketError('conflict', `${vendor}: changed by somebody else meanwhile: ${names.join(', ')}`, { vendor })
}

/** Without what is empty: an optional field that was left alone is not sent. */
const trimmed = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
      .filter(([, value]) => value.length > 0),
  )

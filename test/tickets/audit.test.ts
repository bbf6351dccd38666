import { describe, expect, it } from 'vitest'
import { actOf } from '../../src/tickets/audit.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import { type Bench, createBench, ID, lost, SUBMITTED } from './outbox-bench.ts'

const FILED = { vendor: SUBMITTED.vendor, community: SUBMITTED.community, id: 'L1' }

/** An answer that never arrived. */
const loseIt = async (): Promise<never> => {
  throw lost()
}

describe('the end of a submission is put on record', () => {
  it('once, however often its filer cannot be told', async () => {
    const bench = createBench()
    let tries = 0
    const tell = async (): Promise<void> => {
      tries += 1
      if (tries <= 3) throw new Error('Slack is away')
    }
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.deliver(ID, tell)
    for (let minute = 0; minute < 60; minute += 1) {
      await bench.pass(60_000)
      await bench.outbox.tick({ ...bench.people, tell })
    }
    expect([tries, bench.ended]).toEqual([4, ['done']])
  })

  it('when it is unclear, and again when a person had it sent once more', async () => {
    const bench = createBench()
    bench.vendor.answer.create = loseIt
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.deliver(ID, bench.people.tell)
    await bench.minutes(60)
    expect(bench.ended).toEqual(['unclear'])
    bench.vendor.answer = {}
    await bench.outbox.retry(ID, SUBMITTED.user)
    await bench.minutes(1)
    expect(bench.ended).toEqual(['unclear', 'done'])
  })

  it('when a person gives it up, and not a second time', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.withdraw(ID)
    await bench.outbox.withdraw(ID)
    await bench.minutes(2)
    expect(bench.ended).toEqual(['discarded'])
  })

  it('as failed, and not again when a person gives up what has failed', async () => {
    const bench = createBench()
    bench.vendor.answer.create = async () => {
      throw new TicketError('invalid', 'no', { vendor: 'lake' })
    }
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.deliver(ID, bench.people.tell)
    await bench.outbox.withdraw(ID)
    expect(bench.ended).toEqual(['failed'])
  })

  it('when the process ended just after it, by the next', async () => {
    const bench = createBench()
    await bench.leave({ ...SUBMITTED, state: 'done', ticket: FILED, number: 'L1' })
    bench.restart()
    await bench.minutes(2)
    expect(bench.ended).toEqual(['done'])
  })
})

describe('who is on record for the end of a submission', () => {
  const actNow = async (bench: Bench): Promise<unknown> => {
    const row = await bench.row()
    return row && { user: actOf(row).user, outcome: actOf(row).outcome }
  }

  const refused = async (): Promise<Bench> => {
    const bench = createBench()
    bench.vendor.answer.create = async () => {
      throw new TicketError('forbidden', 'no', { vendor: 'lake' })
    }
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.deliver(ID, bench.people.tell)
    return bench
  }

  it('is its filer, and from then on who had it sent again', async () => {
    const bench = await refused()
    expect(await actNow(bench)).toEqual({ user: SUBMITTED.user, outcome: 'failed' })
    await bench.outbox.retry(ID, 'U0JONAS')
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(await actNow(bench)).toEqual({ user: 'U0JONAS', outcome: 'failed' })
    bench.vendor.answer = {}
    await bench.outbox.retry(ID, SUBMITTED.user)
    await bench.minutes(1)
    expect(await actNow(bench)).toEqual({ user: SUBMITTED.user, outcome: 'done' })
    expect((await bench.row())?.user).toBe(SUBMITTED.user)
  })

  it.each(['withdraw', 'takeBack'] as const)('is who gave it up by %s', async (giveUp) => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox[giveUp](ID, 'U0JONAS')
    expect(await actNow(bench)).toEqual({ user: 'U0JONAS', outcome: 'discarded' })
  })

  it('is its filer where nobody decided: it was not theirs to send', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.withdraw(ID)
    expect(await actNow(bench)).toEqual({ user: SUBMITTED.user, outcome: 'discarded' })
  })
})

describe('what is put on record', () => {
  const { vendor, community, user, channel } = SUBMITTED
  const where = { vendor, community }

  it('does not say of what was given up after it was sent that it never reached the vendor', () => {
    expect(actOf({ ...SUBMITTED, state: 'discarded', givenUp: 'unknown' }).outcome).toBe('unclear')
    expect(actOf({ ...SUBMITTED, state: 'discarded' }).outcome).toBe('discarded')
  })
  const by = { user, channel, reference: ID }

  it.each<[string, Partial<Submission>, object]>([
    [
      'a ticket that was filed',
      { state: 'done', ticket: FILED, number: 'L1' },
      { action: 'create', what: { ...where, ids: [FILED.id], number: 'L1' }, outcome: 'done' },
    ],
    ['one that was not', { state: 'failed', reason: 'invalid' }, { action: 'create', what: where, outcome: 'failed' }],
    [
      'tickets of which some were removed',
      { state: 'done', write: { kind: 'remove', ids: ['1', '2'] }, removals: ['removed', 'failed'] },
      { action: 'remove', what: { ...where, ids: ['1', '2'] }, outcome: 'partly' },
    ],
    [
      'tickets that were removed or gone before',
      { state: 'done', write: { kind: 'remove', ids: ['1', '2'] }, removals: ['removed', 'not_found'] },
      { action: 'remove', what: { ...where, ids: ['1', '2'] }, outcome: 'done' },
    ],
    [
      'a change, by what people call the ticket',
      { state: 'failed', write: { kind: 'update', id: '7', fields: {} }, numbers: ['SP2026'] },
      { action: 'update', what: { ...where, ids: ['7'], number: 'SP2026' }, outcome: 'failed' },
    ],
    [
      'a comment, without its text',
      { state: 'unclear', write: { kind: 'comment', id: '7', text: 'Ms Okafor, 138-0013-8000' } },
      { action: 'comment', what: { ...where, ids: ['7'] }, outcome: 'unclear' },
    ],
  ])('of %s', (_of, standing, act) => {
    expect(actOf({ ...SUBMITTED, state: 'queued', ...standing })).toEqual({ ...by, ...act })
  })
})

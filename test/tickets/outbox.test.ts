import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/tickets/desk.ts'
import type { Fields, Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { createOutbox } from '../../src/tickets/outbox.ts'
import type { Submission, SubmissionStore } from '../../src/tickets/submission.ts'
import { driverOf, NOW, ticketOf } from './fakes.ts'

const SUBMISSION: Omit<Submission, 'state'> = {
  id: 'V0A7Q2M4K1.1',
  channel: 'C0LAKESIDE',
  user: 'U0LIWEI',
  vendor: 'lake',
  community: '1544963578',
  fields: { title: ' 3 号楼电梯异响 ', phone: '', remark: '  ', photos: ['https://files.example/1.jpg'], none: [] },
  language: 'zh-CN',
  acceptedAt: NOW,
}
const { id: ID } = SUBMISSION

/** Keeps submissions in memory. After `fail` it refuses, as a full disk does, the changes for which that says so. */
const storeOf = (rows: readonly Submission[] = []) => {
  const kept = new Map(rows.map((row) => [row.id, row]))
  let failing: (change: Partial<Submission>) => boolean = () => false
  const disk = (change: Partial<Submission>): void => {
    if (failing(change)) throw new Error('ENOSPC')
  }
  const store: SubmissionStore = {
    accept: async (submission) => {
      disk(submission)
      if (kept.has(submission.id)) return false
      kept.set(submission.id, submission)
      return true
    },
    updateSubmission: async (id, change) => {
      disk(change)
      const row = kept.get(id)
      if (!row) throw new Error(`there is no submission ${id}`)
      kept.set(id, { ...row, ...change })
    },
    submission: async (id) => kept.get(id),
    openSubmissions: async () => [...kept.values()].filter(({ state }) => state !== 'filed' && state !== 'failed'),
  }
  const fail = (when: typeof failing): void => {
    failing = when
  }
  return { store, fail, row: (id = ID) => kept.get(id) }
}

/** An outbox before one vendor, and what that was told to file. */
const setUp = (rows?: readonly Submission[], create?: () => Promise<void>) => {
  const { store, fail, row } = storeOf(rows)
  const sent: { community: string; fields: Fields; language: string | undefined; kept: string | undefined }[] = []
  const errors: string[] = []
  const operation: Operations['create'] = async (community, fields, call) => {
    sent.push({ community, fields, language: call?.language, kept: row()?.state })
    await create?.()
    return ticketOf('lake', community, `L${sent.length}`)
  }
  const desk = createDesk({
    drivers: [driverOf('lake', { create: operation }), driverOf('linden', {})],
    now: () => NOW,
  })
  const log = { error: (_: object, message: string) => void errors.push(message) }
  return { outbox: createOutbox({ store, desk, log }), fail, row, sent, errors }
}

const throwing = (error: Error) => async (): Promise<void> => {
  throw error
}

describe('a submission', () => {
  it('is kept before it is sent, sent once without what was left empty, and settled', async () => {
    const { outbox, row, sent } = setUp()
    expect(await outbox.accept(SUBMISSION)).toBe(true)
    expect(row()).toEqual({ ...SUBMISSION, state: 'queued' })
    expect(sent).toEqual([])
    const ref = { vendor: 'lake', community: '1544963578', id: 'L1' }
    expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'filed', ticket: { ref } })
    expect(sent).toEqual([
      {
        community: '1544963578',
        fields: { title: '3 号楼电梯异响', photos: ['https://files.example/1.jpg'] },
        language: 'zh-CN',
        kept: 'sending',
      },
    ])
    expect(row()).toEqual({ ...SUBMISSION, state: 'filed', ticket: ref })
  })

  it('is one however often Slack brings it, and is not sent a second time', async () => {
    const { outbox, sent } = setUp()
    await outbox.accept(SUBMISSION)
    expect(await outbox.accept(SUBMISSION)).toBe(false)
    await outbox.deliver(ID)
    await expect(outbox.deliver(ID)).rejects.toThrow('not waiting')
    await expect(outbox.deliver('V0UNKNOWN.1')).rejects.toThrow('not waiting')
    expect(sent).toHaveLength(1)
  })

  it.each(['invalid', 'rate_limited', 'unauthorized'] as const)(
    'that the vendor refuses as %s has failed',
    async (code) => {
      const { outbox, row } = setUp([], throwing(new TicketError(code, 'no', { vendor: 'lake' })))
      await outbox.accept(SUBMISSION)
      expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'failed', error: { code } })
      expect(row()).toMatchObject({ state: 'failed', reason: code })
    },
  )

  it.each([new TicketError('unclear', 'reset'), new TypeError('map broke after the answer')])(
    'is unclear when nobody knows whether the vendor took it: %s',
    async (error) => {
      const { outbox, row } = setUp([], throwing(error))
      await outbox.accept(SUBMISSION)
      expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'failed', error: { code: 'unclear' } })
      expect(row()).toMatchObject({ state: 'unclear', reason: 'unclear' })
    },
  )

  it.each(['linden', 'elsewhere'])('for %s, which takes no tickets, has failed', async (vendor) => {
    const { outbox, row, sent } = setUp()
    await outbox.accept({ ...SUBMISSION, vendor })
    expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'failed', error: { code: 'unsupported', vendor } })
    expect(row()).toMatchObject({ state: 'failed', reason: 'unsupported' })
    expect(sent).toEqual([])
  })

  it('that was withdrawn is never sent', async () => {
    const { outbox, row, sent } = setUp()
    await outbox.accept(SUBMISSION)
    await outbox.withdraw(ID)
    await expect(outbox.deliver(ID)).rejects.toThrow('not waiting')
    expect(row()).toMatchObject({ state: 'failed' })
    expect(sent).toEqual([])
  })
})

describe('when the store fails', () => {
  it('at accepting, the filer hears of it', async () => {
    const { outbox, fail, row } = setUp()
    fail(() => true)
    await expect(outbox.accept(SUBMISSION)).rejects.toThrow('ENOSPC')
    expect(row()).toBeUndefined()
  })

  it('before sending, nothing is sent, the vendor is not blamed, and no later start sends it', async () => {
    const { outbox, fail, row, sent } = setUp()
    await outbox.accept(SUBMISSION)
    fail(({ state }) => state === 'sending')
    await expect(outbox.deliver(ID)).rejects.toThrow('ENOSPC')
    expect(sent).toEqual([])
    expect(row()).toMatchObject({ state: 'failed' })
  })

  it('after sending, the ticket is filed all the same, and a later start calls it unclear instead of sending again', async () => {
    const { outbox, fail, row, sent, errors } = setUp()
    await outbox.accept(SUBMISSION)
    fail(({ state }) => state === 'filed')
    expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'filed' })
    expect(sent).toHaveLength(1)
    expect(errors).toHaveLength(1)
    const left = row()
    const next = setUp(left ? [left] : [])
    const told: string[] = []
    await next.outbox.recover(async (_, delivery) => void told.push(delivery.outcome))
    expect(next.row()).toMatchObject({ state: 'unclear' })
    expect(next.sent).toEqual([])
    expect(told).toEqual(['failed'])
  })
})

describe('after a start', () => {
  const rows: Submission[] = (['unclear', 'sending', 'queued', 'filed', 'failed'] as const).map((state) => ({
    ...SUBMISSION,
    id: state === 'queued' ? ID : state,
    state,
  }))

  it('what was waiting is sent, what was being sent is unclear, and each filer is told once', async () => {
    const { outbox, row, sent } = setUp(rows)
    const told: unknown[] = []
    await outbox.recover(async ({ id }, delivery) => {
      told.push([id, delivery.outcome === 'failed' ? delivery.error.code : 'filed'])
    })
    expect(told).toEqual([
      ['sending', 'unclear'],
      [ID, 'filed'],
    ])
    expect(sent).toHaveLength(1)
    expect(row()).toMatchObject({ state: 'filed' })
    expect(row('sending')).toMatchObject({ state: 'unclear' })
    expect(row('unclear')).toEqual(rows[0])
  })

  it('one that cannot be brought to its end does not hold up the others', async () => {
    const { outbox, row, sent, errors } = setUp(rows)
    await outbox.recover(async ({ id }) => {
      if (id === 'sending') throw new Error('channel_not_found')
    })
    expect(sent).toHaveLength(1)
    expect(row()).toMatchObject({ state: 'filed' })
    expect(errors).toHaveLength(1)
  })

  it('a store that takes no change sends nothing and ends all the same', async () => {
    const { outbox, fail, sent } = setUp(rows)
    fail(() => true)
    const told: string[] = []
    await outbox.recover(async ({ id }) => void told.push(id))
    expect(sent).toEqual([])
    expect(told).toEqual(['sending'])
  })

  it('what this process accepted itself is left to it', async () => {
    const { outbox, sent } = setUp()
    await outbox.accept(SUBMISSION)
    await outbox.recover(async () => {
      throw new Error('there is nobody to tell')
    })
    expect(sent).toEqual([])
    expect(await outbox.deliver(ID)).toMatchObject({ outcome: 'filed' })
  })
})

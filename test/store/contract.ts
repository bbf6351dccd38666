import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Link, Slot, Store } from '../../src/store/store.ts'
import type { DigestMemory } from '../../src/tickets/digest-memory.ts'
import type { Watch } from '../../src/tickets/followed.ts'
import type { Reading } from '../../src/tickets/readings.ts'
import { SUBMISSION_STATES, type Submission, type Write } from '../../src/tickets/submission.ts'
import {
  at,
  CARD,
  DAY_MS,
  FILED,
  HOUR_MS,
  LAKE,
  LINDEN,
  NOW,
  REF,
  SCHEDULE,
  SNOOZE,
  SUBMISSION,
  WATCH,
} from './samples.ts'

/** Somewhere empty that a store can be opened in, closed, and opened again. `now` is in milliseconds since the epoch. */
export interface Place {
  open(now: () => number): Promise<Store>
  remove(): Promise<void>
}

const SLOT = '2026-11-23T09:00'

const WRITES: readonly Write[] = [
  { kind: 'update', id: '7', fields: { title: '电梯异响', photos: [] }, opened: { title: 'mIIa5eN1' } },
  { kind: 'remove', ids: ['7', '8'] },
  { kind: 'comment', id: '7', text: '师傅明早到。' },
  { kind: 'transition', id: '7', step: 'finish', fields: {} },
]

/** What every store promises, whatever it keeps its rows in. */
export const describeStore = (name: string, createPlace: () => Promise<Place>): void => {
  describe(name, () => {
    let place: Place
    let store: Store
    let now: number

    const reopen = async (): Promise<void> => {
      await store.close()
      store = await place.open(() => now)
    }

    beforeEach(async () => {
      now = NOW
      place = await createPlace()
      store = await place.open(() => now)
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    describe('links', () => {
      test('come back in the order they were made, of one channel or of all', async () => {
        const second = { ...LAKE, community: '1544963578842701999', name: '翠湖花园二期' }
        for (const link of [LAKE, LINDEN, second]) await store.putLink(link)
        expect(await store.links()).toEqual([LAKE, LINDEN, second])
        expect(await store.links(LAKE.channel)).toEqual([LAKE, second])
        expect(await store.links('C0NOBODY')).toEqual([])
      })

      test('a second one of the same community is a new name for the first', async () => {
        await store.putLink(LAKE)
        await store.putLink(LINDEN)
        await store.putLink({ ...LAKE, name: '翠湖', createdBy: 'U0WANGFANG', createdAt: at(NOW + DAY_MS) })
        expect(await store.links()).toEqual([{ ...LAKE, name: '翠湖' }, LINDEN])
      })

      test('the same community in another channel, or of another vendor, is a link of its own', async () => {
        const elsewhere = { ...LAKE, channel: 'C0NIGHTSHIFT' }
        const other = { ...LAKE, vendor: 'tuya-feedback' }
        for (const link of [LAKE, elsewhere, other]) await store.putLink(link)
        expect(await store.links()).toEqual([LAKE, elsewhere, other])
      })

      test('are changed in one piece, and stay so under a new name', async () => {
        const pausedBy = (by: string) => (link: Link) =>
          link.paused ? undefined : { ...link, paused: { reason: 'by_person' as const, by, at: at(NOW) } }
        await store.putLink(LAKE)
        await store.putLink(LINDEN)
        const pauses = ['U0LIWEI', 'U0WANGFANG'].map((by) => store.changeLink(LAKE, pausedBy(by)))
        const paused = { ...LAKE, paused: { reason: 'by_person', by: 'U0LIWEI', at: at(NOW) } }
        expect(await Promise.all(pauses)).toEqual([paused, undefined])
        await store.changeLink(LAKE, (link) => ({ ...link, digest: false }))
        await store.putLink({ ...LAKE, name: '翠湖' })
        await reopen()
        expect(await store.links()).toEqual([{ ...paused, name: '翠湖', digest: false }, LINDEN])
        expect(await store.changeLink({ ...LAKE, community: 'other' }, pausedBy('U0LIWEI'))).toBeUndefined()
      })

      test('removing says whether there was one', async () => {
        await store.putLink(LAKE)
        await store.putLink(LINDEN)
        expect(await store.removeLink({ channel: LAKE.channel, vendor: LAKE.vendor, community: 'other' })).toBe(false)
        expect(await store.removeLink(LAKE)).toBe(true)
        expect(await store.removeLink(LAKE)).toBe(false)
        expect(await store.links()).toEqual([LINDEN])
      })
    })

    describe('schedules', () => {
      test('a channel has one: the last', async () => {
        const other = { ...SCHEDULE, channel: LINDEN.channel, zone: 'Europe/Paris', language: 'en' } as const
        const later = { ...SCHEDULE, times: ['17:30'], days: [5] }
        for (const schedule of [SCHEDULE, other, later]) await store.putSchedule(schedule)
        const schedules = await store.schedules()
        expect(schedules).toHaveLength(2)
        expect(schedules).toEqual(expect.arrayContaining([later, other]))
      })

      test('removing says whether there was one', async () => {
        await store.putSchedule(SCHEDULE)
        expect(await store.removeSchedule(LINDEN.channel)).toBe(false)
        expect(await store.removeSchedule(SCHEDULE.channel)).toBe(true)
        expect(await store.removeSchedule(SCHEDULE.channel)).toBe(false)
        expect(await store.schedules()).toEqual([])
      })
    })

    describe('slots', () => {
      test('one of many who claim at once gets it', async () => {
        const claims = Array.from({ length: 50 }, () => store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now)))
        expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
        expect(await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))).toBe(false)
        expect(await store.slots(LAKE.channel)).toEqual([
          { channel: LAKE.channel, id: SLOT, state: 'claimed', claimedAt: at(now) },
        ])
      })

      test('belong to their channel', async () => {
        expect(await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))).toBe(true)
        expect(await store.claimSlot({ channel: LINDEN.channel, id: SLOT }, at(now))).toBe(true)
        expect(await store.slots(LINDEN.channel)).toHaveLength(1)
      })

      test('are settled with their outcome, and stay claimed', async () => {
        await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
        await store.settleSlot(LAKE.channel, SLOT, { state: 'failed', reason: 'not_in_channel' })
        await store.settleSlot(LAKE.channel, SLOT, { state: 'sent', ts: '1795424400.000100' })
        expect(await store.slots(LAKE.channel)).toEqual([
          { channel: LAKE.channel, id: SLOT, state: 'sent', claimedAt: at(now), ts: '1795424400.000100' },
        ])
        expect(await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))).toBe(false)
      })

      test('are claimed again only by who knows the last claim', async () => {
        const slot = { channel: LAKE.channel, id: SLOT, dueAt: at(now) }
        await store.claimSlot(slot, at(now))
        const [first] = await store.slots(LAKE.channel)
        const again = [store.claimSlot(slot, at(now + 1), first), store.claimSlot(slot, at(now + 2), first)]
        expect(await Promise.all(again)).toEqual([true, false])
        expect(await store.slots(LAKE.channel)).toEqual([{ ...slot, state: 'claimed', claimedAt: at(now + 1) }])
        await store.settleSlot(LAKE.channel, SLOT, { state: 'failed', reason: 'not_in_channel', attempts: 1 })
        const [failed] = await store.slots(LAKE.channel)
        expect(await store.claimSlot(slot, at(now + 3), first)).toBe(false)
        expect(await store.claimSlot(slot, at(now + 4), failed)).toBe(true)
        expect(await store.slots(LAKE.channel)).toEqual([
          { ...slot, state: 'claimed', claimedAt: at(now + 4), attempts: 1 },
        ])
      })

      test('are changed in one piece, by whoever comes first, and keep what is still to come', async () => {
        const after = { ref: { vendor: 'akubela', community: 'r-1', id: 'm2' }, number: 'M2', createdAt: at(now) }
        const claim = { at: at(now), last: { ref: { vendor: 'akubela', community: 'r-1', id: 'm9' }, number: 'M9' } }
        await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
        await store.settleSlot(LAKE.channel, SLOT, { state: 'sent', ts: '1.2', rest: { next: 2, after } })
        const claimPart = () =>
          store.changeSlot(LAKE.channel, SLOT, (slot) =>
            slot.rest && !slot.rest.claim ? { ...slot, rest: { ...slot.rest, claim } } : undefined,
          )
        const [first, second] = await Promise.all([claimPart(), claimPart()])
        expect([first?.rest, second]).toEqual([{ next: 2, after, claim }, undefined])
        await reopen()
        expect(await store.slots(LAKE.channel)).toEqual([
          {
            channel: LAKE.channel,
            id: SLOT,
            state: 'sent',
            claimedAt: at(now),
            ts: '1.2',
            rest: { next: 2, after, claim },
          },
        ])
        expect(await store.changeSlot(LINDEN.channel, SLOT, (slot) => slot)).toBeUndefined()
      })

      test('that nobody claimed are noted, and change nothing that is known', async () => {
        await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
        const missed = (id: string): Slot => ({ channel: LAKE.channel, id, state: 'missed', claimedAt: at(now) })
        await store.noteSlots([missed(SLOT), missed('2026-11-23T16:30')])
        await reopen()
        const states = (await store.slots()).map(({ id, state }) => `${id} ${state}`)
        expect(states).toEqual([`${SLOT} claimed`, '2026-11-23T16:30 missed'])
      })

      test('settling one that nobody claimed is refused', async () => {
        await expect(store.settleSlot(LAKE.channel, SLOT, { state: 'sent', ts: '1.2' })).rejects.toThrow(SLOT)
      })

      test('settled ones are dropped after 30 days, claimed ones never', async () => {
        await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
        await store.claimSlot({ channel: LAKE.channel, id: '2026-11-24T09:00' }, at(now))
        await store.settleSlot(LAKE.channel, SLOT, { state: 'sent', ts: '1795424400.000100' })
        now = NOW + 30 * DAY_MS
        await store.putLink(LAKE)
        expect(await store.slots(LAKE.channel)).toHaveLength(2)
        now += HOUR_MS
        await store.putLink(LINDEN)
        expect((await store.slots(LAKE.channel)).map(({ id }) => id)).toEqual(['2026-11-24T09:00'])
      })
    })

    describe('what was said and read last', () => {
      const memory: DigestMemory = {
        channel: LAKE.channel,
        communities: [
          {
            vendor: LAKE.vendor,
            community: LAKE.community,
            readAt: at(NOW),
            pending: { Zm9vYmFyYmF6: 'in_progress' },
            closed: ['cXV4cXV4cXV4'],
          },
        ],
      }
      const reading: Reading = {
        vendor: LAKE.vendor,
        community: LAKE.community,
        readAt: at(NOW),
        total: 51,
        tickets: [
          {
            community: LAKE.community,
            id: '31',
            number: 'BX-31',
            status: 'new',
            about: '电梯异响',
            createdAt: at(NOW),
          },
        ],
      }

      test('is kept of each channel, the last, until its digest is switched off', async () => {
        await store.putSchedule(SCHEDULE)
        await store.putDigestMemory({ ...memory, communities: [] })
        await store.putDigestMemory(memory)
        await reopen()
        expect(await store.digestMemory(LAKE.channel)).toEqual(memory)
        expect(await store.digestMemory(LINDEN.channel)).toBeUndefined()
        await store.removeSchedule(LAKE.channel)
        expect(await store.digestMemory(LAKE.channel)).toBeUndefined()
      })

      test('is kept of each community, the last, for three days', async () => {
        const other = { ...reading, community: '1544963578842701999', readAt: at(NOW + DAY_MS) }
        await store.putReadings([{ ...reading, total: 7 }, other])
        await store.putReadings([reading])
        await reopen()
        expect(await store.readings()).toEqual([other, reading])
        now = NOW + 3 * DAY_MS + HOUR_MS
        await store.putLink(LAKE)
        expect(await store.readings()).toEqual([other])
      })
    })

    describe('submissions', () => {
      const ticket = { vendor: LAKE.vendor, community: LAKE.community, id: '9007199254740993' }

      test('are accepted once, however often Slack delivers them', async () => {
        const again: Submission = { ...SUBMISSION, write: { kind: 'create', fields: { title: 'other' } } }
        const answers = await Promise.all([store.accept(SUBMISSION), store.accept(again), store.accept(SUBMISSION)])
        expect(answers).toEqual([true, false, false])
        await store.changeSubmission(SUBMISSION.id, (row) => ({ ...row, state: 'sending' }))
        expect(await store.accept(SUBMISSION)).toBe(false)
        expect(await store.submission(SUBMISSION.id)).toEqual({ ...SUBMISSION, state: 'sending' })
      })

      test('become what a change makes of them, and stay as they are where it makes nothing', async () => {
        await store.accept(SUBMISSION)
        const unclear: Submission = { ...SUBMISSION, state: 'unclear', reason: 'unclear' }
        expect(await store.changeSubmission(SUBMISSION.id, () => unclear)).toEqual(unclear)
        const { reason: _reason, ...done }: Submission = { ...unclear, state: 'done', ticket, number: 'BX-7' }
        await store.changeSubmission(SUBMISSION.id, () => done)
        expect(await store.changeSubmission(SUBMISSION.id, () => undefined)).toBeUndefined()
        expect(await store.submission(SUBMISSION.id)).toStrictEqual(done)
      })

      test('are changed with all of them in sight, one after another', async () => {
        const rows = Array.from({ length: 20 }, (_, n) => ({ ...SUBMISSION, id: `V${n}` }))
        await Promise.all(rows.map(store.accept))
        const claim = ({ id }: Submission) =>
          store.changeSubmission(id, (row, all) =>
            all.some((one) => one.ticket?.id === ticket.id) ? undefined : { ...row, state: 'done', ticket },
          )
        expect((await Promise.all(rows.map(claim))).filter(Boolean)).toHaveLength(1)
      })

      test('of which there is none are not changed, and asking for them is no mistake', async () => {
        expect(await store.changeSubmission('V0NONE', (row) => ({ ...row, state: 'failed' }))).toBeUndefined()
        expect(await store.submission('V0NONE')).toBeUndefined()
      })

      test('that ended are dropped after 7 days, others never', async () => {
        for (const state of SUBMISSION_STATES) await store.accept({ ...SUBMISSION, id: state, state })
        now = NOW + 7 * DAY_MS
        await store.putLink(LAKE)
        expect(await store.submissions()).toHaveLength(SUBMISSION_STATES.length)
        now = NOW + 365 * DAY_MS
        await store.putLink(LINDEN)
        expect((await store.submissions()).map(({ id }) => id)).toEqual(['queued', 'sending', 'checking', 'unclear'])
      })
    })

    describe('grants', () => {
      test('are one of a name: the last', async () => {
        expect(await store.grant('akubela')).toBeUndefined()
        await store.putGrant({ name: 'akubela', value: 'first' })
        await store.putGrant({ name: 'other', value: 'its own' })
        await store.putGrant({ name: 'akubela', value: 'second' })
        expect(await store.grant('akubela')).toBe('second')
        expect(await store.grant('other')).toBe('its own')
      })
    })

    test('a delivery is new once in a day', async () => {
      expect(await store.noteDelivery({ id: '1.2.3', at: at(NOW) })).toBe(true)
      expect(await store.noteDelivery({ id: '1.2.4', at: at(NOW) })).toBe(true)
      await reopen()
      now = NOW + DAY_MS
      await store.putLink(LAKE)
      expect(await store.noteDelivery({ id: '1.2.3', at: at(now) })).toBe(false)
      now += 1
      await store.putLink(LINDEN)
      expect(await store.noteDelivery({ id: '1.2.3', at: at(now) })).toBe(true)
    })

    describe('watches', () => {
      test('are one for each channel and ticket: the first that is not over', async () => {
        const { over: _over, ...open } = WATCH
        const elsewhere = { ...open, channel: LINDEN.channel }
        const other = { ...open, ref: { ...REF, id: '8' }, number: 'BX-8' }
        for (const watch of [open, elsewhere, other]) expect(await store.putWatch(watch)).toBe(true)
        const again = { ...open, by: 'U0WANGFANG' }
        expect(await store.putWatch(again)).toBe(false)
        expect(await store.watches(LAKE.channel)).toEqual([open, other])
        await store.changeWatch(WATCH.channel, REF, () => WATCH)
        expect(await store.putWatch(again)).toBe(true)
        expect(await store.watches(LAKE.channel)).toEqual([other, again])
        expect(await store.watches()).toHaveLength(3)
      })

      test('are changed in one piece, and not where there is none', async () => {
        await store.putWatch(WATCH)
        const fail = (watch: Watch) => ({ ...watch, failures: (watch.failures ?? 0) + 1 })
        await Promise.all(Array.from({ length: 5 }, () => store.changeWatch(WATCH.channel, REF, fail)))
        expect(await store.watches()).toEqual([{ ...WATCH, failures: 6 }])
        expect(await store.changeWatch(WATCH.channel, REF, () => undefined)).toBeUndefined()
        expect(await store.changeWatch(LINDEN.channel, REF, fail)).toBeUndefined()
      })

      test('removing says whether there was one', async () => {
        await store.putWatch(WATCH)
        expect(await store.removeWatch(WATCH.channel, { ...REF, vendor: 'tuya-feedback' })).toBe(false)
        expect(await store.removeWatch(WATCH.channel, REF)).toBe(true)
        expect(await store.removeWatch(WATCH.channel, REF)).toBe(false)
        expect(await store.watches()).toEqual([])
      })
    })

    describe('cards', () => {
      test('are found by their ticket in every channel, and removed by their message', async () => {
        const elsewhere = { ...CARD, channel: LINDEN.channel }
        const other = { ...CARD, ts: '1795424400.000900', ref: { ...REF, id: '8' } }
        for (const card of [CARD, elsewhere, other, CARD]) await store.putCard(card)
        expect(await store.cards(REF)).toEqual([elsewhere, CARD])
        expect(await store.removeCard(CARD.channel, CARD.ts)).toBe(true)
        expect(await store.removeCard(CARD.channel, CARD.ts)).toBe(false)
        expect(await store.cards(REF)).toEqual([elsewhere])
      })

      test('are dropped after 30 days', async () => {
        await store.putCard(CARD)
        now = NOW + 30 * DAY_MS
        await store.putLink(LAKE)
        expect(await store.cards(REF)).toHaveLength(1)
        now += HOUR_MS
        await store.putLink(LINDEN)
        expect(await store.cards(REF)).toEqual([])
      })
    })

    describe('snoozes', () => {
      test('are one for each channel and ticket: the last', async () => {
        await store.putSnooze(SNOOZE)
        await store.putSnooze({ ...SNOOZE, channel: LINDEN.channel })
        await store.putSnooze({ ...SNOOZE, by: 'U0WANGFANG' })
        expect(await store.snoozes(LAKE.channel)).toEqual([{ ...SNOOZE, by: 'U0WANGFANG' }])
        expect(await store.removeSnooze(LAKE.channel, REF)).toBe(true)
        expect(await store.removeSnooze(LAKE.channel, REF)).toBe(false)
        expect(await store.snoozes(LINDEN.channel)).toHaveLength(1)
      })

      test('are dropped at their end; those without one after a year', async () => {
        const { until: _until, ...endless } = { ...SNOOZE, ref: { ...REF, id: '8' } }
        await store.putSnooze(SNOOZE)
        await store.putSnooze(endless)
        now = NOW + 7 * DAY_MS - 1
        await store.putLink(LAKE)
        expect(await store.snoozes(LAKE.channel)).toHaveLength(2)
        now += 1
        await store.putLink(LINDEN)
        expect(await store.snoozes(LAKE.channel)).toEqual([endless])
        now = NOW + 366 * DAY_MS
        await store.putLink({ ...LINDEN, name: 'Les Tilleuls' })
        expect(await store.snoozes(LAKE.channel)).toEqual([])
      })
    })

    describe('what was filed from a message', () => {
      test('is kept of each message of a channel for 90 days', async () => {
        await store.putFiled({ ...FILED, number: 'BX-1' })
        await store.putFiled(FILED)
        expect(await store.filedFrom(FILED.channel, FILED.ts)).toEqual(FILED)
        expect(await store.filedFrom(LINDEN.channel, FILED.ts)).toBeUndefined()
        expect(await store.filedFrom(FILED.channel, CARD.ts)).toBeUndefined()
        now = NOW + 90 * DAY_MS + HOUR_MS
        await store.putLink(LAKE)
        expect(await store.filedFrom(FILED.channel, FILED.ts)).toBeUndefined()
      })
    })

    describe('preferences', () => {
      test('are one of each person: the last', async () => {
        expect(await store.preference('U0LIWEI')).toBeUndefined()
        await store.putPreference({ user: 'U0LIWEI', language: 'en' })
        await store.putPreference({ user: 'U0CAMILLE', language: 'en' })
        await store.putPreference({ user: 'U0LIWEI', language: 'zh-CN' })
        expect(await store.preference('U0LIWEI')).toEqual({ user: 'U0LIWEI', language: 'zh-CN' })
        await store.putPreference({ user: 'U0LIWEI' })
        expect(await store.preference('U0LIWEI')).toEqual({ user: 'U0LIWEI' })
        expect(await store.preference('U0CAMILLE')).toEqual({ user: 'U0CAMILLE', language: 'en' })
      })
    })

    test('keeps every one of many concurrent changes', async () => {
      const links = Array.from({ length: 40 }, (_, n) => ({ ...LAKE, community: `block-${n}` }))
      const submissions = Array.from({ length: 40 }, (_, n) => ({ ...SUBMISSION, id: `V${n}` }))
      await Promise.all([...links.map(store.putLink), ...submissions.map(store.accept)])
      await reopen()
      expect(await store.links()).toEqual(links)
      expect(await store.submissions()).toEqual(submissions)
    })

    test('keeps every row in full when it is opened again', async () => {
      const ticket = { vendor: LAKE.vendor, community: LAKE.community, id: '9007199254740993' }
      await store.putLink(LAKE)
      await store.putLink(LINDEN)
      await store.putSchedule(SCHEDULE)
      await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
      await store.settleSlot(LAKE.channel, SLOT, { state: 'failed', reason: 'not_in_channel' })
      await store.claimSlot({ channel: LAKE.channel, id: '2026-11-24T09:00' }, at(now))
      await store.settleSlot(LAKE.channel, '2026-11-24T09:00', { state: 'sent', ts: '1795424400.000100' })
      await store.accept(SUBMISSION)
      const standing = {
        told: 'checking',
        nextTryAt: at(now),
        retriedAt: at(now),
        sentAt: at(now),
        decidedBy: 'U0JONAS',
        looks: 2,
        resent: true,
        again: true,
        givenUp: 'sought',
      } as const
      await store.accept({
        ...SUBMISSION,
        ...standing,
        id: 'V2',
        state: 'done',
        reason: 'unclear',
        ticket,
        number: '7',
      })
      for (const write of WRITES) await store.accept({ ...SUBMISSION, id: write.kind, write })
      await store.putGrant({ name: 'akubela.refresh_token', value: 'first' })
      await store.putWatch(WATCH)
      await store.putCard(CARD)
      await store.putSnooze(SNOOZE)
      await store.putFiled(FILED)
      await store.putPreference({ user: 'U0LIWEI', language: 'zh-CN' })
      await store.accept({ ...SUBMISSION, id: 'V3', announcingAt: at(now) })
      const everything = async () => [
        await store.grant('akubela.refresh_token'),
        await store.watches(),
        await store.cards(REF),
        await store.snoozes(LAKE.channel),
        await store.filedFrom(FILED.channel, FILED.ts),
        await store.preference('U0LIWEI'),
        await store.links(),
        await store.schedules(),
        await store.slots(LAKE.channel),
        await store.submissions(),
      ]
      const before = await everything()
      await reopen()
      expect(await everything()).toEqual(before)
    })

    test('moves everything of a channel whose id has changed, and leaves what the other has', async () => {
      const to = 'C0SHARED'
      const moved = <Row extends object>(row: Row) => ({ ...row, channel: to })
      const theirs = { ...LAKE, channel: to, name: '已在那里' }
      for (const link of [LAKE, theirs, { ...LAKE, community: 'other' }, LINDEN]) await store.putLink(link)
      await store.putSchedule(SCHEDULE)
      await store.claimSlot({ channel: LAKE.channel, id: SLOT }, at(now))
      await store.putDigestMemory({ channel: LAKE.channel, communities: [] })
      await store.accept(SUBMISSION)
      await store.putWatch(WATCH)
      await store.putCard(CARD)
      await store.putSnooze(SNOOZE)
      await store.putFiled(FILED)
      expect(await store.moveChannel(LAKE.channel, to)).toBe(true)
      await reopen()
      expect(await store.links()).toEqual([theirs, moved({ ...LAKE, community: 'other' }), LINDEN])
      expect(await store.schedules()).toEqual([moved(SCHEDULE)])
      expect(await store.slots()).toEqual([{ channel: to, id: SLOT, state: 'claimed', claimedAt: at(now) }])
      expect(await store.digestMemory(to)).toEqual({ channel: to, communities: [] })
      expect(await store.submission(SUBMISSION.id)).toEqual(moved(SUBMISSION))
      expect(await store.watches()).toEqual([moved(WATCH)])
      expect(await store.cards(REF)).toEqual([moved(CARD)])
      expect([await store.snoozes(to), await store.snoozes(LAKE.channel)]).toEqual([[moved(SNOOZE)], []])
      expect(await store.filedFrom(to, FILED.ts)).toEqual(moved(FILED))
      expect(await store.moveChannel(LAKE.channel, to)).toBe(false)
    })

    test('keeps whatever text people type', async () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 200 })
      const typed = fc.array(fc.tuple(text, fc.array(text, { maxLength: 3 })), { minLength: 1, maxLength: 5 })
      await fc.assert(
        fc.asyncProperty(fc.uuid(), typed, async (prefix, texts) => {
          const rows = texts.map(([title, photos], n) => ({
            ...SUBMISSION,
            id: `${prefix}-${n}`,
            write: { kind: 'create' as const, fields: { title, photos } },
          }))
          await Promise.all(rows.map(store.accept))
          await reopen()
          expect(await Promise.all(rows.map(({ id }) => store.submission(id)))).toEqual(rows)
        }),
        { numRuns: 20 },
      )
    })

    test('is well while it can write, and takes nothing once it is closed', async () => {
      await store.putLink(LAKE)
      await expect(store.check()).resolves.toBeUndefined()
      await Promise.all([store.putLink(LINDEN), store.close()])
      await expect(store.putSchedule(SCHEDULE)).rejects.toThrow('closed')
      store = await place.open(() => now)
      expect(await store.links()).toEqual([LAKE, LINDEN])
      expect(await store.schedules()).toEqual([])
    })
  })
}

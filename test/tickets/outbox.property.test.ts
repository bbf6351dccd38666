import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { type Bench, createBench, down, lost, SUBMITTED } from './outbox-bench.ts'

/** What the vendor makes of one request to file a ticket. */
type Deed = 'filed' | 'filed, no answer' | 'no answer' | 'refused' | 'down' | 'filed, killed' | 'killed'
/** What it shows when it is read. */
type View = 'everything' | 'down' | 'part'

const DEEDS: readonly Deed[] = ['filed', 'filed, no answer', 'no answer', 'refused', 'down', 'filed, killed', 'killed']
const VIEWS: readonly View[] = ['everything', 'everything', 'everything', 'down', 'part']
/** Minutes until the vendor shows what it took. */
const DELAYS = [0, 0, 1, 2, 4]

const history = fc.record({
  titles: fc.array(fc.constantFrom('3 号楼电梯异响', 'Boiler room floods'), { minLength: 1, maxLength: 4 }),
  deeds: fc.array(fc.constantFrom(...DEEDS), { maxLength: 12 }),
  views: fc.array(fc.constantFrom(...VIEWS), { maxLength: 12 }),
  delay: fc.constantFrom(...DELAYS),
  restarts: fc.array(fc.boolean(), { maxLength: 12 }),
})

/** A vendor with a bad day: it does the deeds one after another, and is well once they are used up. */
const spoil = (bench: Bench, deeds: Deed[], views: View[], delay: number, onKilled: () => void): void => {
  const { vendor } = bench
  const endless = (): Promise<never> => {
    onKilled()
    return new Promise(() => {})
  }
  const create: Operations['create'] = async (_community, fields) => {
    const deed = deeds.shift() ?? 'filed'
    if (deed === 'refused') throw new TicketError('invalid', 'no', { vendor: 'lake' })
    if (deed === 'down') throw down()
    if (deed === 'killed') return endless()
    if (deed === 'no answer') throw lost()
    const ticket = vendor.file(fields)
    if (deed === 'filed, no answer') throw lost()
    return deed === 'filed' ? ticket : endless()
  }
  const list: Operations['list'] = async ({ createdFrom = '' }) => {
    const view = views.shift() ?? 'everything'
    if (view === 'down') throw down()
    const shownBy = new Date(bench.now() - delay * 60_000).toISOString()
    const all = [...vendor.tickets.values()].filter(({ createdAt = '' }) => createdAt >= createdFrom)
    return { items: all.filter(({ createdAt = '' }) => createdAt <= shownBy), unreadable: view === 'part' ? 1 : 0 }
  }
  vendor.answer = { create, list }
}

test('whatever vendors and crashes do, no submission becomes two tickets, and none is lost without a word', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ titles, deeds, views, delay, restarts }) => {
      const bench = createBench()
      let killed = Promise.withResolvers<void>()
      spoil(bench, [...deeds], [...views], delay, () => killed.resolve())
      /** Until it is done, or its process is killed. */
      const survive = async (work: Promise<void>): Promise<void> => {
        await Promise.race([work, killed.promise.then(bench.restart)])
        killed = Promise.withResolvers<void>()
      }
      for (const [n, title] of titles.entries()) {
        const id = `V${n}`
        await bench.outbox.accept({ ...SUBMITTED, id, write: { kind: 'create', fields: { title } } })
        await survive(bench.outbox.deliver(id, bench.people.tell))
      }
      for (let minute = 0; minute < 300; minute += 1) {
        if (restarts[minute]) bench.restart()
        await survive(bench.minutes(1))
      }
      await expectTruth(bench, titles)
    }),
    {
      numRuns: 300,
      examples: [
        // Four alike: one was given the ticket that another had made, and that one was sent again.
        [
          {
            titles: ['3 号楼电梯异响', '3 号楼电梯异响', '3 号楼电梯异响', '3 号楼电梯异响'],
            deeds: ['filed', 'filed, no answer', 'no answer', 'down', 'down', 'filed, killed', 'filed, no answer'],
            views: [],
            delay: 4,
            restarts: [],
          },
        ],
      ],
    },
  )
})

test('what is unclear may be sent again as often as one likes: it becomes one ticket', async () => {
  let unclear = 0
  await fc.assert(
    fc.asyncProperty(history, async ({ deeds, views, delay, restarts }) => {
      const bench = createBench()
      const survivable = deeds.filter((deed) => deed !== 'killed' && deed !== 'filed, killed')
      spoil(bench, [...survivable, 'no answer', 'filed, no answer'], [...views], delay, () => {})
      await bench.outbox.accept(SUBMITTED)
      await bench.outbox.deliver(SUBMITTED.id, bench.people.tell)
      for (let day = 0; day < 4; day += 1) {
        if (restarts[day]) bench.restart()
        await bench.minutes(140)
        const row = await bench.row()
        if (row?.state !== 'unclear') continue
        unclear += 1
        await bench.outbox.retry(SUBMITTED.id, 'U0LIWEI')
        await bench.outbox.deliver(SUBMITTED.id, bench.people.tell)
        expect(bench.vendor.tickets.size).toBeLessThanOrEqual(1)
      }
      expect(bench.vendor.tickets.size).toBeLessThanOrEqual(1)
    }),
    { numRuns: 150 },
  )
  expect(unclear).toBeGreaterThan(5)
})

const MINUTE_MS = 60_000

const undoing = fc.record({
  holdMs: fc.integer({ min: 1, max: 150_000 }),
  /** When somebody wants it back, and how far what happens by itself at that moment has come by then. */
  offsetMs: fc.constantFrom(-20_000, -1, 0, 0, 0, 1, 20_000),
  hops: fc.nat(60),
  deed: fc.constantFrom<Deed>('filed', 'filed, no answer', 'no answer', 'refused', 'down'),
  restartMs: fc.integer({ min: 0, max: 300_000 }),
})

test('what is taken back never reaches the vendor, and what may have reached it cannot be taken back', async () => {
  const results = { taken: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(undoing, async ({ holdMs, offsetMs, hops, deed, restartMs }) => {
      const bench = createBench()
      spoil(bench, [deed], [], 0, () => {})
      const start = bench.now()
      const passUntil = (ms: number): Promise<void> => bench.pass(start + ms - bench.now())
      await bench.outbox.tick(bench.people)
      await bench.outbox.accept(SUBMITTED, new Date(start + holdMs).toISOString())

      let isTaken = false
      const takeBack = async (ms: number): Promise<void> => {
        const passing = passUntil(ms)
        for (let hop = 0; hop < hops; hop += 1) await Promise.resolve()
        isTaken = await bench.outbox.takeBack(SUBMITTED.id)
        if (isTaken) expect(bench.vendor.tickets.size).toBe(0)
        else expect(bench.vendor.created).not.toEqual([])
        await passing
      }
      const events: { ms: number; run: (ms: number) => Promise<void> | void }[] = [
        { ms: Math.max(0, holdMs + offsetMs), run: takeBack },
        { ms: restartMs, run: bench.restart },
        ...[1, 2, 3, 4, 5, 6].map((n) => ({ ms: n * MINUTE_MS, run: () => bench.outbox.tick(bench.people) })),
      ]
      for (const { ms, run } of events.toSorted((one, other) => one.ms - other.ms)) {
        if (run !== takeBack) await passUntil(ms)
        await run(ms)
      }
      results[isTaken ? 'taken' : 'refused'] += 1
      expect(bench.told.length > 0 || isTaken).toBe(true)
      if (isTaken) expect(bench.vendor.tickets.size).toBe(0)
      expect(bench.vendor.tickets.size).toBeLessThanOrEqual(1)
    }),
    { numRuns: 400 },
  )
  expect(Math.min(results.taken, results.refused)).toBeGreaterThan(50)
})

const expectTruth = async (bench: Bench, titles: readonly string[]): Promise<void> => {
  const rows = await Promise.all(titles.map((_, n) => bench.row(`V${n}`)))
  const heard = rows.map((row) => bench.told.findLast(({ id }) => id === row?.id)?.outcome.state)
  expect(heard).toEqual(rows.map((row) => row?.state))
  expect(['done', 'failed', 'unclear']).toEqual(expect.arrayContaining(heard))
  const claimed = rows.flatMap((row) => row?.ticket?.id ?? [])
  expect(new Set(claimed).size).toBe(rows.filter((row) => row?.state === 'done').length)
  for (const title of new Set(titles)) {
    const filed = [...bench.vendor.tickets.values()].filter((ticket) => ticket.title === title).length
    const states = rows.filter((_, n) => titles[n] === title).map((row) => row?.state)
    const done = states.filter((state) => state === 'done').length
    const unclear = states.filter((state) => state === 'unclear').length
    expect(filed).toBeGreaterThanOrEqual(done)
    expect(filed).toBeLessThanOrEqual(done + unclear)
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTurns } from '../../src/drivers/turns.ts'
import { createUrgency, URGENT, type Urgency } from '../../src/drivers/urgency.ts'

const never = new AbortController().signal

/** Work that goes on until it is ended, and who has begun so far. */
const openTurns = (limit: number) => {
  const inTurn = createTurns(limit)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const done = new Set<Promise<void>>()
  return {
    begun,
    ask: (name: string, urgency: Urgency = URGENT, signal = never): Promise<void> => {
      const work = (): Promise<void> => {
        begun.push(name)
        const { promise, resolve } = Promise.withResolvers<void>()
        ends.set(name, resolve)
        return promise
      }
      const asked = inTurn(work, signal, urgency)
      done.add(asked)
      return asked
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.()
      ends.delete(name)
      await settled()
    },
    /** Who has a turn now. */
    running: () => [...ends.keys()],
  }
}

/** Whatever can happen by itself has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, n) => `${name}${n}`)

describe('a turn', () => {
  it('that comes to somebody in the moment they give up goes to the next', async () => {
    const inTurn = createTurns(1)
    const gate = Promise.withResolvers<string>()
    const impatient = new AbortController()
    const first = inTurn(() => gate.promise, never)
    const second = inTurn(async () => 'second', impatient.signal)
    const third = inTurn(async () => 'third', never)
    gate.resolve('first')
    impatient.abort(new Error('gave up'))
    await expect(second).rejects.toThrow('gave up')
    expect(await Promise.all([first, third])).toEqual(['first', 'third'])
  })

  it('is given on by work that fails', async () => {
    const inTurn = createTurns(1)
    const first = inTurn(() => Promise.reject(new Error('failed')), never)
    const second = inTurn(async () => 'second', never)
    await expect(first).rejects.toThrow('failed')
    expect(await second).toBe('second')
  })
})

describe('what is urgent', () => {
  it('finds a turn free, however many others there are', async () => {
    const { ask, begun, running } = openTurns(8)
    for (const name of many(100, 'other')) void ask(name, createUrgency())
    await settled()
    expect(running()).toEqual(many(6, 'other'))
    for (const name of many(2, 'urgent')) void ask(name)
    await settled()
    expect(begun.slice(6)).toEqual(many(2, 'urgent'))
  })

  it('has the next turn where none is kept free', async () => {
    const { ask, begun, end } = openTurns(1)
    for (const name of many(3, 'other')) void ask(name, createUrgency())
    void ask('urgent')
    await settled()
    await end('other0')
    expect(begun).toEqual(['other0', 'urgent'])
  })

  it('and becomes so only while it waits begins at once', async () => {
    const { ask, begun } = openTurns(4)
    const urgency = createUrgency()
    for (const name of many(5, 'other')) void ask(name, createUrgency())
    void ask('rising', urgency)
    await settled()
    expect(begun).toEqual(many(3, 'other'))
    urgency.hurry()
    await settled()
    expect(begun).toEqual([...many(3, 'other'), 'rising'])
  })

  it('and was given up before it became so is never begun', async () => {
    const { ask, begun, end } = openTurns(1)
    const [urgency, impatient] = [createUrgency(), new AbortController()]
    void ask('first')
    const second = ask('second', urgency, impatient.signal)
    impatient.abort(new Error('gave up'))
    await expect(second).rejects.toThrow('gave up')
    urgency.hurry()
    await end('first')
    expect(begun).toEqual(['first'])
  })
})

it.each([1, 2, 8])('others have their turn while urgent ones keep coming, with %i at once', async (limit) => {
  const { ask, begun, end, running } = openTurns(limit)
  for (const name of many(limit, 'first')) void ask(name)
  for (const name of many(3, 'other')) void ask(name, createUrgency())
  for (let n = 0; n < 40; n += 1) {
    void ask(`urgent${n}`)
    await settled()
    await end(running()[0] ?? '')
  }
  expect(begun.filter((name) => name.startsWith('other'))).toEqual(many(3, 'other'))
  expect(begun.filter((name) => name.startsWith('urgent')).length).toBeGreaterThan(30 - limit)
})

it('whatever comes, is given up and ends, all have their turn, never too many, and the kept ones are for the urgent', async () => {
  const event = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), isUrgent: fc.boolean() }),
    fc.record({ do: fc.constantFrom('end' as const, 'give up' as const, 'hurry' as const), which: fc.nat(20) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.array(event, { maxLength: 60 }), async (limit, events) => {
      const { ask, begun, end, running } = openTurns(limit)
      const all: { name: string; urgency: ReturnType<typeof createUrgency>; signal: AbortController }[] = []
      const givenUp = new Set<string>()
      for (const one of events) {
        if (one.do === 'ask') {
          const asked = { name: String(all.length), urgency: createUrgency(), signal: new AbortController() }
          if (one.isUrgent) asked.urgency.hurry()
          all.push(asked)
          ask(asked.name, asked.urgency, asked.signal.signal).catch(() => givenUp.add(asked.name))
        } else if (one.do === 'end') await end(running()[one.which % limit] ?? '')
        else if (one.do === 'hurry') all[one.which]?.urgency.hurry()
        else all[one.which]?.signal.abort()
        await settled()
        expect(running().length).toBeLessThanOrEqual(limit)
        const waiting = all.filter(({ name }) => !begun.includes(name) && !givenUp.has(name))
        if (waiting.some(({ urgency }) => urgency.isUrgent())) expect(running()).toHaveLength(limit)
      }
      while (running().length > 0) await end(running()[0] ?? '')
      expect([...begun, ...givenUp].toSorted()).toEqual(all.map(({ name }) => name).toSorted())
    }),
    { numRuns: 100 },
  )
})

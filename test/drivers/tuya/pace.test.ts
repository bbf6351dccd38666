import { expect, test } from 'vitest'
import { createPace } from '../../../src/drivers/tuya/pace.ts'
import { createUrgency, type Urgency } from '../../../src/drivers/urgency.ts'

const never = new AbortController().signal

/** A clock on which nothing takes time but waiting, and when each request to a path started. */
const open = (perSecond: number) => {
  let now = 0
  const sleepers = new Set<{ readonly until: number; readonly wake: (value: unknown) => void }>()
  const sleep = (ms: number) => new Promise((wake) => sleepers.add({ until: now + ms, wake }))
  const pace = createPace({ perSecond, sleep })
  const starts: string[] = []
  return {
    starts,
    ask: async (name: string, { path = '/list', signal = never, urgency }: Partial<Asked> = {}): Promise<void> => {
      await pace(path, signal, urgency)
      starts.push(`${name} at ${now}`)
    },
    /** So many steps of 100 ms go by. */
    forward: async (steps = 0): Promise<void> => {
      await settled()
      for (let step = 0; step < steps; step += 1) {
        now += 100
        for (const sleeper of sleepers) if (sleeper.until <= now && sleepers.delete(sleeper)) sleeper.wake(undefined)
        await settled()
      }
    },
  }
}

interface Asked {
  readonly path: string
  readonly signal: AbortSignal
  readonly urgency: Urgency
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('two start at once, and no second has more than two starts', async () => {
  const { ask, forward, starts } = open(2)
  for (const name of ['a', 'b', 'c', 'd', 'e']) void ask(name)
  await forward(20)
  expect(starts).toEqual(['a at 0', 'b at 0', 'c at 1000', 'd at 1000', 'e at 2000'])
})

test('endpoints do not wait for each other', async () => {
  const { ask, forward, starts } = open(1)
  void ask('list')
  void ask('detail', { path: '/detail' })
  await forward()
  expect(starts).toEqual(['list at 0', 'detail at 0'])
})

test('whoever comes later than the pace does not wait', async () => {
  const { ask, forward, starts } = open(2)
  for (const name of ['a', 'b', 'c', 'd']) {
    void ask(name)
    await forward(name === 'c' ? 12 : 4)
  }
  expect(starts).toEqual(['a at 0', 'b at 400', 'c at 1000', 'd at 2000'])
})

test('a start that is given up rejects, and takes nobody’s place', async () => {
  const { ask, forward, starts } = open(1)
  const impatient = new AbortController()
  await ask('a')
  const givenUp = ask('b', { signal: impatient.signal })
  void ask('c')
  impatient.abort(new Error('gave up'))
  await expect(givenUp).rejects.toThrow('gave up')
  await forward(10)
  expect(starts).toEqual(['a at 0', 'c at 1000'])
})

test('what people wait for starts at once, or in the next second at the latest, before all that nobody waits for', async () => {
  for (const [perSecond, latest] of [
    [20, 0],
    [4, 0],
    [2, 1_000],
    [1, 1_000],
  ] as const) {
    const { ask, forward, starts } = open(perSecond)
    for (let n = 0; n < 10 * perSecond; n += 1) void ask('digest', { urgency: createUrgency() })
    await forward()
    void ask('person')
    await forward(10)
    expect(starts).toContain(`person at ${latest}`)
    await forward(200)
    expect(starts).toHaveLength(10 * perSecond + 1)
  }
})

import { expect, test } from 'vitest'
import { createPace } from '../../../src/drivers/tuya/pace.ts'
import { fakeClock } from './vendor.ts'

const never = new AbortController().signal

const open = (perSecond: number) => {
  const clock = fakeClock(0)
  const sleeps: number[] = []
  const sleep = async (ms: number, signal: AbortSignal) => {
    sleeps.push(ms)
    signal.throwIfAborted()
  }
  return { clock, sleeps, pace: createPace({ perSecond, now: clock.now, sleep }) }
}

test('two start at once, and no second has more than two starts', async () => {
  const { pace, sleeps } = open(2)
  for (let i = 0; i < 6; i++) await pace('/list', never)
  expect(sleeps).toEqual([1_000, 1_000, 2_000, 2_000])
})

test('endpoints do not wait for each other', async () => {
  const { pace, sleeps } = open(1)
  await Promise.all([pace('/list', never), pace('/detail', never)])
  expect(sleeps).toEqual([])
})

test('whoever comes later than the pace does not wait', async () => {
  const { pace, sleeps, clock } = open(2)
  await pace('/list', never)
  clock.forward(400)
  await pace('/list', never)
  clock.forward(400)
  await pace('/list', never)
  clock.forward(1_000)
  await pace('/list', never)
  expect(sleeps).toEqual([200])
})

test('a start that is given up rejects', async () => {
  const { pace } = open(1)
  await pace('/list', never)
  await expect(pace('/list', AbortSignal.abort(new Error('gave up')))).rejects.toThrow('gave up')
})

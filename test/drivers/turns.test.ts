import { expect, it } from 'vitest'
import { createTurns } from '../../src/drivers/turns.ts'

const never = new AbortController().signal

it('a turn that comes to somebody in the moment they give up goes to the next', async () => {
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

it('work that fails gives its turn on', async () => {
  const inTurn = createTurns(1)
  const first = inTurn(() => Promise.reject(new Error('failed')), never)
  const second = inTurn(async () => 'second', never)
  await expect(first).rejects.toThrow('failed')
  expect(await second).toBe('second')
})

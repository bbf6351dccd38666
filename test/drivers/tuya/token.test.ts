import { expect, test } from 'vitest'
import { createTokens, type Token } from '../../../src/drivers/tuya/token.ts'
import { fakeClock } from './vendor.ts'

const never = new AbortController().signal

/** Tokens whose requests the test answers itself. */
const open = () => {
  const clock = fakeClock()
  const asked: PromiseWithResolvers<Token>[] = []
  const fetch = () => {
    const one = Promise.withResolvers<Token>()
    asked.push(one)
    return one.promise
  }
  return { clock, asked, tokens: createTokens({ now: clock.now, fetch }) }
}

const living = (value: string, lifeMs = 7_200_000): Token => ({ value, lifeMs })

test('a hundred who want it at once share one request', async () => {
  const { tokens, asked } = open()
  const all = Promise.all(Array.from({ length: 100 }, () => tokens.get(never)))
  asked[0]?.resolve(living('one'))
  expect(new Set(await all)).toEqual(new Set([living('one')]))
  expect(asked).toHaveLength(1)
})

test('it is kept until a minute before its end', async () => {
  const { tokens, asked, clock } = open()
  const first = tokens.get(never)
  asked[0]?.resolve(living('one'))
  await first
  clock.forward(7_200_000 - 60_001)
  expect((await tokens.get(never)).value).toBe('one')
  clock.forward(1)
  const second = tokens.get(never)
  asked[1]?.resolve(living('two'))
  expect((await second).value).toBe('two')
})

test('a token handed out again with little life left is not asked for at every call', async () => {
  const { tokens, asked, clock } = open()
  const first = tokens.get(never)
  asked[0]?.resolve(living('one', 50_000))
  await first
  clock.forward(44_999)
  expect((await tokens.get(never)).value).toBe('one')
  expect(asked).toHaveLength(1)
})

test('many who were refused the same token share one renewal, and late ones get the new token', async () => {
  const { tokens, asked } = open()
  const first = tokens.get(never)
  asked[0]?.resolve(living('same'))
  const refused = await first
  const renewals = Promise.all([1, 2, 3].map(() => tokens.renew(refused, never)))
  // The vendor may give the same value again: it is a new grant none the less.
  asked[1]?.resolve(living('same'))
  const [renewed] = await renewals
  expect(await tokens.renew(refused, never)).toBe(renewed)
  expect(asked).toHaveLength(2)
})

test('one who gives up leaves the request to the others', async () => {
  const { tokens, asked } = open()
  const impatient = new AbortController()
  const first = tokens.get(impatient.signal)
  const second = tokens.get(never)
  impatient.abort(new Error('gave up'))
  await expect(first).rejects.toThrow('gave up')
  asked[0]?.resolve(living('one'))
  expect((await second).value).toBe('one')
  await expect(tokens.get(AbortSignal.abort())).resolves.toMatchObject({ value: 'one' })
})

test('a failed request fails those who wait, and the next one asks again', async () => {
  const { tokens, asked } = open()
  const failing = Promise.allSettled([tokens.get(never), tokens.get(never)])
  asked[0]?.reject(new Error('down'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = tokens.get(never)
  asked[1]?.resolve(living('one'))
  expect((await next).value).toBe('one')
})

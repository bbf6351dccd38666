import { expect, it } from 'vitest'
import { beforeSending, createTokens, type Token, type TokensOptions } from '../../src/drivers/token.ts'

/** Tokens whose requests the test answers itself, on a clock that it sets. */
const open = (options: Partial<TokensOptions> = {}) => {
  const clock = { at: Date.parse('2026-11-21T09:00:00Z') }
  const asked: PromiseWithResolvers<Token>[] = []
  const fetch = () => {
    const one = Promise.withResolvers<Token>()
    asked.push(one)
    return one.promise
  }
  return { clock, asked, tokens: createTokens({ now: () => clock.at, fetch, ...options }) }
}

const living = (value: string, lifeMs = 7_200_000): Token => ({ value, lifeMs })

it('a hundred who want it at once share one request', async () => {
  const { tokens, asked } = open()
  const all = Promise.all(Array.from({ length: 100 }, () => tokens.get()))
  asked[0]?.resolve(living('one'))
  expect(new Set(await all)).toEqual(new Set([living('one')]))
  expect(asked).toHaveLength(1)
})

it('it is kept until a minute before its end', async () => {
  const { tokens, asked, clock } = open()
  const first = tokens.get()
  asked[0]?.resolve(living('one'))
  await first
  clock.at += 7_200_000 - 60_001
  expect((await tokens.get()).value).toBe('one')
  clock.at += 1
  const second = tokens.get()
  asked[1]?.resolve(living('two'))
  expect((await second).value).toBe('two')
})

it('one handed out with little life left is not asked for at every call', async () => {
  const { tokens, asked, clock } = open()
  const first = tokens.get()
  asked[0]?.resolve(living('one', 50_000))
  await first
  clock.at += 44_999
  expect((await tokens.get()).value).toBe('one')
  expect(asked).toHaveLength(1)
})

it('one that was given from outside is used until it is refused, however long that is', async () => {
  const first = living('given', Number.POSITIVE_INFINITY)
  const { tokens, asked, clock } = open({ first })
  clock.at += 10 * 365 * 86_400_000
  expect(await tokens.get()).toBe(first)
  const renewed = tokens.renew(first)
  asked[0]?.resolve(living('new'))
  expect((await renewed).value).toBe('new')
})

it('many who were refused the same one share one renewal, and late ones get the new one', async () => {
  const { tokens, asked } = open()
  const first = tokens.get()
  asked[0]?.resolve(living('same'))
  const refused = await first
  const renewals = Promise.all([1, 2, 3].map(() => tokens.renew(refused)))
  // The vendor may give the same value again: it is a new grant none the less.
  asked[1]?.resolve(living('same'))
  const [renewed] = await renewals
  expect(await tokens.renew(refused)).toBe(renewed)
  expect(asked).toHaveLength(2)
})

it('the request goes on when everybody has given up, and the next one waits for that', async () => {
  const { tokens, asked } = open()
  const impatient = new AbortController()
  const first = tokens.get(impatient.signal)
  impatient.abort(new Error('gave up'))
  await expect(first).rejects.toThrow('gave up')
  const next = tokens.get()
  asked[0]?.resolve(living('one'))
  expect((await next).value).toBe('one')
  expect(asked).toHaveLength(1)
})

it('nobody who has given up already begins a request', async () => {
  const { tokens, asked } = open()
  await expect(tokens.get(AbortSignal.abort(new Error('gave up')))).rejects.toThrow('gave up')
  expect(asked).toHaveLength(0)
})

it('a failed request fails those who wait, and the next one asks again', async () => {
  const { tokens, asked } = open()
  const failing = Promise.allSettled([tokens.get(), tokens.get()])
  asked[0]?.reject(new Error('down'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const next = tokens.get()
  asked[1]?.resolve(living('one'))
  expect((await next).value).toBe('one')
})

it('giving up on it is unreachable: nothing was sent yet', async () => {
  const { tokens } = open()
  const wanted = beforeSending('aicc', tokens.get(AbortSignal.abort()))
  await expect(wanted).rejects.toMatchObject({ name: 'TicketError', code: 'unreachable', vendor: 'aicc' })
})

import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createChoices, matching } from '../../src/slack/choices.ts'
import type { Choice, Form, Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { driverOf } from '../tickets/fakes.ts'

const choice = (value: string, en = value, chinese = en): Choice => ({ value, label: { en, 'zh-CN': chinese } })

const label = { en: 'Type', 'zh-CN': '类型' }
const FORM: Form = {
  fields: [
    { name: 'type', kind: 'vendor_choice', label, required: true },
    { name: 'text', kind: 'text', label, required: true, maxLength: 9 },
  ],
}

const setUp = () => {
  const asked: unknown[] = []
  const state = { now: 0, isDown: false, count: 1 }
  const choices: Operations['choices'] = async (field, ref, call) => {
    asked.push([field, ref?.id, call?.language])
    if (state.isDown) throw new TicketError('unreachable', 'down')
    return Array.from({ length: state.count }, () => choice(`${asked.length}`))
  }
  const driver = driverOf('lake', { choices })
  return { asked, state, driver, known: createChoices({ now: () => state.now, log: createLog('silent') }) }
}

const about = (id: string) => ({ community: 'c', id })

describe('a vendor’s choices', () => {
  it('are asked for once in five minutes, for each ticket and language', async () => {
    const { asked, state, driver, known } = setUp()
    const first = await known.all({ driver, form: FORM }, 'en')
    expect(first).toEqual({ type: [choice('1')] })
    state.now += 299_999
    expect(await known.of({ driver }, 'type', 'en')).toBe(first.type)
    expect(await known.of({ driver, about: about('7') }, 'type', 'en')).not.toBe(first.type)
    await known.of({ driver }, 'type', 'zh-CN')
    state.now += 1
    await known.of({ driver }, 'type', 'en')
    expect(asked).toEqual([
      ['type', undefined, 'en'],
      ['type', '7', 'en'],
      ['type', undefined, 'zh-CN'],
      ['type', undefined, 'en'],
    ])
  })

  it('stay while the vendor does not answer, and are none where it never did', async () => {
    const { state, driver, known } = setUp()
    await known.of({ driver }, 'type', 'en')
    state.now += 24 * 3_600_000
    state.isDown = true
    expect(await known.of({ driver }, 'type', 'en')).toEqual([choice('1')])
    expect(await known.of({ driver, about: about('7') }, 'type', 'en')).toEqual([])
    expect(await known.all({ driver: driverOf('linden', {}), form: FORM }, 'en')).toEqual({ type: [] })
  })

  it('that were read are known however long ago that was, and nobody is asked', async () => {
    const { asked, state, driver, known } = setUp()
    expect(known.known({ driver, form: FORM }, 'en')).toEqual({ type: [] })
    await known.all({ driver, form: FORM }, 'en')
    state.now += 24 * 3_600_000
    expect(known.known({ driver, form: FORM }, 'en')).toEqual({ type: [choice('1')] })
    expect(asked).toHaveLength(1)
  })

  it('are kept of the latest fifty thousand only', async () => {
    const { asked, state, driver, known } = setUp()
    const ask = (id: number) => known.of({ driver, about: about(`${id}`) }, 'type', 'en')
    state.count = 20_000
    for (const id of [0, 1, 2]) await ask(id)
    for (const id of [2, 1]) await ask(id)
    expect(asked).toHaveLength(3)
    await ask(0)
    expect(asked).toHaveLength(4)
  })
})

describe('what a menu offers', () => {
  const ALL = [
    choice('a1', 'Lift, tower B', '电梯'),
    choice('b2', 'Lift, tower C', '电梯'),
    choice('c3', 'Gate', '道闸'),
  ]
  const found = (query: string, language: 'en' | 'zh-CN' = 'en') =>
    matching(ALL, query, language).map(({ value }) => value)

  it.each([
    ['', ['a1', 'b2', 'c3']],
    ['lift', ['a1', 'b2']],
    [' C  ＬＩＦＴ ', ['b2']],
    ['c3', ['c3']],
    ['电梯', []],
  ])('for "%s" is %j', (query, values) => {
    expect(found(query)).toEqual(values)
  })

  it('is found in the reader’s language', () => {
    expect(found('电梯', 'zh-CN')).toEqual(['a1', 'b2'])
  })

  it('is the first hundred of ten thousand, and any of them by its name', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => choice(`v${i}`, `Flat ${i}`))
    expect(matching(many, 'flat', 'en')).toHaveLength(100)
    expect(matching(many, 'flat 9876', 'en').map(({ value }) => value)).toEqual(['v9876'])
  })
})

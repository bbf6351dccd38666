import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, press, turn } from './asking.ts'
import { pressForged } from './forged.ts'
import { EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW } from './places.ts'

let bench: Bench
let jonas: TestPerson
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(REPAIRS, [HAITANG_BAY]), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
  })
  jonas = bench.person('U0JONAS')
})
afterAll(async () => {
  await bench.close()
  vi.useRealTimers()
})

const numbersIn = (shown: Parameters<typeof textOf>[0]): string[] => textOf(shown).match(/\bm[0-9a-f]{32}\b/g) ?? []

describe('selecting from a list', () => {
  it('leads to one confirmation of what was ticked, and back to the same list', async () => {
    const list = await ask(jonas, LINDENHOF, '/ticket list overdue')
    const numbers = numbersIn(list)
    const selecting = await turn(jonas, list, 'Select…')
    await jonas.fill(selecting.ts, { list_pick: ['0', '2'] })
    await jonas.click(selecting, 'Delete…')
    const [first = '', second = '', third = ''] = numbers
    const view = await modalSaying(jonas, first)
    expect(textOf(view)).toContain(third)
    expect(textOf(view)).not.toContain(second)
    await jonas.close()
    const back = await turn(jonas, selecting, 'Back to the list')
    expect(textOf(back)).toContain('🔎 overdue')
    expect(numbersIn(back)).toEqual(numbers)
  })

  it('asks to tick something first', async () => {
    const selecting = await turn(jonas, await ask(jonas, LINDENHOF, '/ticket list'), 'Select…')
    expect(textOf(await press(jonas, selecting, 'Delete…'))).toContain('Nothing is selected.')
  })

  it('is offered where it can lead to something', async () => {
    const offered = async (someone: TestPerson, channel: string) =>
      textOf(await ask(someone, channel, '/ticket list')).includes('Select…')
    expect(await offered(jonas, LINDENHOF)).toBe(true)
    expect(await offered(bench.person('U0SOFIA'), LINDENHOF)).toBe(true)
    expect(await offered(bench.person('U0TOMASZ'), LINDENHOF)).toBe(false)
  })

  it('lets members follow several at once, and delete none', async () => {
    const sofia = bench.person('U0SOFIA')
    const list = await ask(sofia, LINDENHOF, '/ticket list')
    const [first = '', second = '', third = ''] = numbersIn(list)
    const selecting = await turn(sofia, list, 'Select…')
    expect(textOf(selecting)).not.toContain('Delete…')
    await sofia.fill(selecting.ts, { list_pick: ['0', '2'] })
    const said = textOf(await press(sofia, selecting, 'Follow'))
    expect(said).toContain(`This channel now follows *${first}*`)
    expect(said).toContain(`This channel now follows *${third}*`)
    expect(said).not.toContain(second)
    const cards = sofia.messages(LINDENHOF).filter((one) => !one.ephemeralTo && textOf(one).includes('Shared by Sofia'))
    expect(
      cards.map(textOf).map((text) => numbersIn([{ type: 'section', text: { type: 'mrkdwn', text } }])[0]),
    ).toEqual([first, third])
  })

  it('is refused to guests, whatever they send', async () => {
    const press = { user: 'U0TOMASZ', channel: LINDENHOF, actionId: 'list_select', value: '0' }
    expect(textOf((await pressForged(bench, press)).blocks)).toContain('As a guest')
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press, say } from './asking.ts'
import { pressForged } from './forged.ts'
import {
  AKUBELA,
  AKUBELA_EXAMPLE,
  EVERYWHERE,
  HAITANG_BAY,
  HARBOUR_QUAY,
  linksOf,
  NOW,
  RESIDENCES,
  TUYA,
} from './places.ts'

/** A private channel that the app has never been in. */
const PRIVATE = 'G0BOARD'

const LIFT = 'BX20261120102'
const TUYA_EXAMPLE = 'BX20210917XXX232'
const REPAIR = 'm31adc223cc4b3bedb6bd4742dedcfa52'

let bench: Bench
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [
      ...linksOf(DESK, EVERYWHERE),
      ...linksOf(LOBBY, [HAITANG_BAY]),
      ...linksOf(REPAIRS, [HAITANG_BAY]),
      ...linksOf(LINDENHOF, RESIDENCES),
      ...linksOf(PRIVATE, RESIDENCES),
    ],
  })
})
afterEach(async () => {
  await bench.close()
  vi.useRealTimers()
})

describe('Share to channel', () => {
  it('posts a card without names, phones and addresses, from which everyone opens their own in full', async () => {
    const [sofia, mei] = [bench.person('U0SOFIA'), bench.person('U0MEILIN')]
    const card = await ask(sofia, DESK, `/ticket ${LIFT}`)
    const told = await press(sofia, card, 'Share to channel')
    expect(textOf(told)).toBe('Shared to the channel.')

    const shared = mei.messages(DESK).findLast(({ ephemeralTo, user }) => !ephemeralTo && user === 'U0CARETAKER')
    if (!shared) throw new Error('nothing was posted')
    const everything = JSON.stringify([shared.text, shared.blocks])
    for (const personal of ['陈志远', '135****2201', '何建军', '栋货梯"']) expect(everything).not.toContain(personal)
    expect(textOf(shared)).toContain('*Reporter*\n陈** · ****01')
    expect(textOf(shared)).toContain('*Place*\n***')
    expect(textOf(shared)).toMatch(/Shared by sofia/i)
    expect(textOf(shared)).toContain('5 栋货梯运行时有异响，关门抖动')

    const own = await press(mei, shared, 'Open')
    expect(own.ephemeralTo).toBe('U0MEILIN')
    expect(textOf(own)).toContain('*报修人*\n陈志远 · 135****2201')
    expect(textOf(own)).toContain('*地点*\n5 栋货梯')
  })

  it('hides a contact that is a name too', async () => {
    const sofia = bench.person('U0SOFIA')
    const list = await say(sofia, LINDENHOF, '/ticket list')
    const number = /Türöffner[\s\S]*?(m[0-9a-f]{32})/.exec(list)?.[1]
    const card = await ask(sofia, LINDENHOF, `/ticket ${number}`)
    expect(textOf(card)).toContain('Frau Neumann')
    await press(sofia, card, 'Share to channel')
    const shared = sofia.messages(LINDENHOF).findLast(({ ephemeralTo }) => !ephemeralTo)
    expect(textOf(shared ?? [])).toContain('Türöffner')
    expect(JSON.stringify(shared)).not.toContain('Neumann')
  })

  it('joins a public channel by itself', async () => {
    const jonas = bench.person('U0JONAS')
    await press(jonas, await ask(jonas, LOBBY, `/ticket ${LIFT}`), 'Share to channel')
    const shared = jonas.messages(LOBBY).findLast(({ ephemeralTo }) => !ephemeralTo)
    expect(textOf(shared ?? [])).toContain(`*${LIFT}*`)
  })

  it('asks to be invited into a private channel', async () => {
    const value = JSON.stringify([AKUBELA, AKUBELA_EXAMPLE.community, REPAIR])
    const answer = await pressForged(bench, { user: 'U0JONAS', channel: PRIVATE, actionId: 'ticket_share', value })
    expect(textOf(answer.blocks)).toBe(
      'I am not in this channel, so I cannot post here. Invite me with `/invite @Caretaker` and try again.',
    )
  })

  it('is not for guests, who may only read', async () => {
    const tomasz = bench.person('U0TOMASZ')
    const card = await ask(tomasz, LINDENHOF, `/ticket ${REPAIR}`)
    expect(textOf(card)).toContain('10086')
    const posted = () => tomasz.messages(LINDENHOF).filter(({ ephemeralTo }) => !ephemeralTo)
    const before = posted()
    expect(textOf(await press(tomasz, card, 'Share to channel'))).toContain('As a guest you can read tickets here')
    expect(posted()).toEqual(before)
  })
})

describe('a button of a card', () => {
  it('of a community that was unlinked since answers that there is no such ticket', async () => {
    const jonas = bench.person('U0JONAS')
    const card = await ask(jonas, LINDENHOF, `/ticket ${REPAIR}`)
    await ask(jonas, LINDENHOF, '/ticket unlink akubela example')
    const before = bench.sandbox(AKUBELA).requests.length
    expect(textOf(await press(jonas, card, 'Refresh'))).toContain('akubela has no such ticket or community')
    expect(bench.sandbox(AKUBELA).requests).toHaveLength(before)
  })

  it('that names a community of another channel answers the same, and the vendor is not asked', async () => {
    const value = JSON.stringify([TUYA, HARBOUR_QUAY.community, TUYA_EXAMPLE])
    for (const actionId of ['ticket_open', 'ticket_more', 'ticket_less', 'ticket_refresh', 'ticket_share']) {
      const answer = await pressForged(bench, { user: 'U0MEILIN', channel: REPAIRS, actionId, value })
      expect(textOf(answer.blocks)).toContain('涂鸦智慧社区里没有这个工单或社区')
      expect(answer.replace_original).toBe(false)
    }
    expect(bench.sandbox(TUYA).requests).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['no list', 'null'],
    ['an empty list', '[]'],
    ['half a ticket', '["akubela"]'],
    ['numbers', '[1,2,3]'],
    ['something else', '{"vendor":"akubela"}'],
    ['2000 characters', 'x'.repeat(2000)],
  ])('that carries %s says that it cannot be used', async (_what, value) => {
    const answer = await pressForged(bench, { user: 'U0SOFIA', channel: DESK, actionId: 'ticket_open', value })
    expect(textOf(answer.blocks)).toContain('This button is too old to be used. Please run the command again.')
  })

  it('that names a vendor unknown here cannot ping', async () => {
    const value = JSON.stringify(['<!channel>', '1', '1'])
    const answer = await pressForged(bench, { user: 'U0SOFIA', channel: DESK, actionId: 'ticket_open', value })
    expect(textOf(answer.blocks)).toContain('has no such ticket')
    expect(JSON.stringify(answer)).not.toContain('<!')
  })
})

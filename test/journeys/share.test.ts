import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ALL_FEEDBACK, DOOR_LOCKS } from './accounts.ts'
import { ask, press, say } from './asking.ts'
import { openForm } from './filing.ts'
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
const LOCK = 'FBAY202611211101'
const REPAIR = 'm31adc223cc4b3bedb6bd4742dedcfa52'

let bench: Bench
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [
      ...linksOf(DESK, [...EVERYWHERE, DOOR_LOCKS]),
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
    expect(textOf(shared)).toContain('***运行时有异响，关门抖动')

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
    expect(textOf(answer.blocks)).toMatch(
      /^I am not in this channel, so I cannot post here\. Invite me with `\/invite @Caretaker` and try again\.\nReference \w{6}$/,
    )
  })

  it('is not for guests, who may only read', async () => {
    const tomasz = bench.person('U0TOMASZ')
    const card = await ask(tomasz, LINDENHOF, `/ticket ${REPAIR}`)
    expect(textOf(card)).not.toContain('Share')
    const posted = () => tomasz.messages(LINDENHOF).filter(({ ephemeralTo }) => !ephemeralTo)
    const before = posted()
    const value = JSON.stringify([AKUBELA, AKUBELA_EXAMPLE.community, REPAIR])
    const forged = { user: 'U0TOMASZ', channel: LINDENHOF, actionId: ACTIONS.share, value }
    expect((await pressForged(bench, forged)).text).toContain('As a guest you can read tickets here')
    expect(posted()).toEqual(before)
  })

  it('is on record', async () => {
    const jonas = bench.person('U0JONAS')
    await press(jonas, await ask(jonas, DESK, `/ticket ${LIFT}`), 'Share to channel')
    expect(await say(jonas, DESK, '/ticket audit')).toContain(LIFT)
  })
})

describe('a card that was shared', () => {
  const sharedIn = (someone: TestPerson, channel: string): Message[] =>
    someone.messages(channel).filter(({ ephemeralTo, text }) => !ephemeralTo && text.startsWith('Ticket'))

  it('is brought up to date when it is shared again, and said where it is', async () => {
    const [sofia, mei] = [bench.person('U0SOFIA'), bench.person('U0MEILIN')]
    await press(sofia, await ask(sofia, DESK, `/ticket ${LIFT}`), 'Share to channel')
    const [shared] = sharedIn(mei, DESK)
    const told = await press(mei, await ask(mei, DESK, `/ticket ${LIFT}`), '分享到频道')
    expect(textOf(told)).toContain('这个工单已分享过，之前的消息已更新为最新状态。')
    expect(JSON.stringify(told.blocks)).toContain(`/p${shared?.ts.replace('.', '')}|`)
    expect(sharedIn(mei, DESK)).toHaveLength(1)
  })

  it('is posted anew after a day, and in another channel', async () => {
    const jonas = bench.person('U0JONAS')
    await press(jonas, await ask(jonas, DESK, `/ticket ${LIFT}`), 'Share to channel')
    await press(jonas, await ask(jonas, REPAIRS, `/ticket ${LIFT}`), 'Share to channel')
    vi.setSystemTime(NOW + 25 * 60 * 60_000)
    await press(jonas, await ask(jonas, DESK, `/ticket ${LIFT}`), 'Share to channel')
    expect([sharedIn(jonas, DESK).length, sharedIn(jonas, REPAIRS).length]).toEqual([2, 1])
  })

  it('shows for everybody what somebody did to the ticket since, without what is personal', async () => {
    const sofia = bench.person('U0SOFIA')
    await press(sofia, await ask(sofia, DESK, `/ticket ${LOCK}`), 'Share to channel')
    expect(textOf(sharedIn(sofia, DESK)[0] ?? [])).toContain('In progress')
    await sofia.command(DESK, `/ticket close ${LOCK}`)
    await openForm(sofia)
    await sofia.submit()
    const after = await sofia.until(() => sharedIn(sofia, DESK).find((each) => textOf(each).includes('✅ Done')))
    expect(JSON.stringify(after)).not.toContain('Annika Berg')
    expect(textOf(after)).toMatch(/Shared by sofia/i)
  })

  it('shows what was done through another link too, and nothing that its own channel is not linked to', async () => {
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const { community, name } = ALL_FEEDBACK
    await ask(jonas, LOBBY, `/ticket link ${ALL_FEEDBACK.vendor} ${community} ${name}`)
    await ask(jonas, REPAIRS, `/ticket link ${DOOR_LOCKS.vendor} ${DOOR_LOCKS.community} Locks of ours`)
    for (const channel of [DESK, LOBBY, REPAIRS]) {
      await press(jonas, await ask(jonas, channel, `/ticket ${LOCK}`), 'Share to channel')
    }
    await ask(jonas, REPAIRS, '/ticket unlink Locks of ours')
    const [unlinked] = sharedIn(jonas, REPAIRS)
    await jonas.command(LOBBY, `/ticket close ${LOCK}`)
    await openForm(jonas)
    await jonas.submit()
    const after = await sofia.until(() => sharedIn(sofia, DESK).find((each) => textOf(each).includes('✅ Done')))
    expect(textOf(after)).toContain(DOOR_LOCKS.name)
    expect(textOf(after)).not.toContain(name)
    await jonas.until(() => sharedIn(jonas, LOBBY).find((each) => textOf(each).includes('✅ Done')))
    await bench.caretaker.stop(5_000)
    expect(sharedIn(jonas, REPAIRS)).toEqual([unlinked])
  })

  it('is forgotten once somebody deleted the message', async () => {
    const sofia = bench.person('U0SOFIA')
    await press(sofia, await ask(sofia, DESK, `/ticket ${LIFT}`), 'Share to channel')
    const [shared] = sharedIn(sofia, DESK)
    await deleteMessage(bench, DESK, shared?.ts ?? '')
    await press(sofia, await ask(sofia, DESK, `/ticket ${LIFT}`), 'Share to channel')
    expect(sharedIn(sofia, DESK)).toHaveLength(1)
  })
})

/** As anybody may who can delete the app's messages. */
const deleteMessage = async ({ origin }: Bench, channel: string, ts: string): Promise<void> => {
  const headers = { authorization: 'Bearer xoxb-bench-token', 'content-type': 'application/json' }
  const answer = await fetch(`${origin}/api/chat.delete`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ channel, ts }),
  })
  expect(await answer.json()).toMatchObject({ ok: true })
}

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

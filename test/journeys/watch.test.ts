import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import { MAX_WATCHES } from '../../src/slack/watch.ts'
import { openStore } from '../../src/store/index.ts'
import { type Driver, demand } from '../../src/tickets/driver.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC_TENANT, ALL_FEEDBACK, FEEDBACK } from './accounts.ts'
import { ask, modalSaying, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { crowd } from './crowd.ts'
import { formOf, openForm, typedInto } from './filing.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW, TUYA } from './places.ts'

const { start, closeAfter, folder } = useBenches({
  links: [
    ...linksOf(DESK, [ALL_FEEDBACK, HAITANG_BAY, KASTANIENALLEE]),
    ...linksOf(LOBBY, [ALL_FEEDBACK]),
    ...linksOf(LINDENHOF, [KASTANIENALLEE]),
  ],
})

const MINUTE_MS = 60_000
/** In progress; its vendor takes a reply, and finishes it. */
const LOCK = 'FBAY202611211101'
const LIFT = 'BX20261120102'

/** What the vendor's own people do, past Caretaker. */
const vendorOf = (bench: Bench, vendor: string): Driver => {
  const env = { SLACK_BOT_TOKEN: 'xoxb-unused', SLACK_SIGNING_SECRET: 'unused', ...bench.sandbox(vendor).env }
  const driver = readConfig(env)
    .openDrivers({ now: Date.now, keep: { get: async () => undefined, set: async () => {} } })
    .find((one) => one.vendor === vendor)
  if (!driver) throw new Error(`no driver for ${vendor}`)
  closeAfter(driver.close)
  return driver
}

const NOW_INSTANT = new Date(NOW).toISOString()
const lock = { vendor: FEEDBACK, community: '*', id: LOCK }

/** So many minutes later the clock does what it does every minute. */
const pass = async (bench: Bench, minutes: number): Promise<void> => {
  vi.setSystemTime(Date.now() + minutes * MINUTE_MS)
  await bench.caretaker.tick()
}

/** What everybody in the channel reads of Caretaker, without their threads. */
const postsIn = (someone: TestPerson, channel: string): Message[] =>
  someone
    .messages(channel)
    .filter(({ ephemeralTo, user, threadTs }) => !ephemeralTo && user === 'U0CARETAKER' && !threadTs)

/** What is told of a ticket, under its card. */
const newsIn = (someone: TestPerson, channel: string): string[] =>
  someone.messages(channel).flatMap((message) => (message.threadTs ? [textOf(message)] : []))

const cardIn = (someone: TestPerson, channel: string): Message => {
  const card = postsIn(someone, channel).at(-1)
  if (!card) throw new Error('no card was shared')
  return card
}

describe('a channel that follows a ticket', () => {
  it('stops by the number as it began, also where that is not as the vendor writes it', async () => {
    const bench = await start({ links: linksOf(DESK, [AICC_TENANT, KASTANIENALLEE]) })
    const sofia = bench.person('U0SOFIA')
    const following = /now follows \*0+35013\*/
    expect(await say(sofia, DESK, '/ticket watch 35013')).toMatch(following)
    expect(await say(sofia, DESK, '/ticket unwatch 35013')).toMatch(/no longer follows \*0+35013\*/)
  })

  it('gets its card, and under that one line for everything new until the ticket ends', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, FEEDBACK)]
    const told = await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    expect(textOf(told)).toMatch(
      new RegExp(`^This channel now follows \\*${LOCK}\\*\\. What is new comes in the thread`),
    )
    expect(told.ephemeralTo).toBe('U0SOFIA')
    expect(textOf(cardIn(sofia, DESK))).toContain('🔵 In progress')

    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([])
    await demand(vendor, 'comment')(lock, 'Call me: 13800005678')
    await pass(bench, 4)
    expect(newsIn(sofia, DESK)).toEqual([])
    await pass(bench, 1)
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([
      expect.stringMatching(/^🔔 \*FBAY202611211101\*: 💬 Call me: \*{4}78 \(.\*+\)$/),
    ])

    await demand(vendor, 'transition')(lock, 'finish', {})
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)[1]).toMatch(
      /^🔔 \*FBAY202611211101\*: In progress → ✅ Done \(_Finished_\) · 💬 .+ · With this it has ended, and this channel no longer follows it\.$/,
    )
    expect(textOf(cardIn(sofia, DESK))).toContain('✅ Done')
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toHaveLength(2)
    expect(await say(sofia, DESK, `/ticket unwatch ${LOCK}`)).toBe(`This channel does not follow *${LOCK}*.`)
    expect(await say(sofia, DESK, `/ticket watch ${LOCK}`)).toBe(
      `*${LOCK}* is “Done”, so there is nothing left to follow.`,
    )
  })

  it('reads in the language of its digest, or of who follows', async () => {
    const bench = await start()
    const [mei, vendor] = [bench.person('U0MEILIN'), vendorOf(bench, FEEDBACK)]
    expect(await say(mei, LOBBY, `/ticket 关注 ${LOCK}`)).toContain(`本频道已关注 *${LOCK}*。有新进展时会发在`)
    expect(await say(mei, LOBBY, `/ticket watch ${LOCK}`)).toContain(`本频道已经关注了 *${LOCK}*。`)
    await demand(vendor, 'comment')(lock, '已更换锁芯')
    await pass(bench, 5)
    expect(newsIn(mei, LOBBY)).toEqual([expect.stringContaining('💬 已更换锁芯')])
    await say(bench.person('U0JONAS'), LOBBY, '/ticket digest 23:00')
    await demand(vendor, 'transition')(lock, 'finish', {})
    await pass(bench, 5)
    expect(newsIn(mei, LOBBY)[1]).toContain('In progress → ✅ Done')
  })

  it('is not told of what its own people do here, and other channels are', async () => {
    const bench = await start()
    const [sofia, mei, vendor] = [bench.person('U0SOFIA'), bench.person('U0MEILIN'), vendorOf(bench, FEEDBACK)]
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    await ask(mei, LOBBY, `/ticket watch ${LOCK}`)
    await sofia.command(DESK, `/ticket comment ${LOCK} A locksmith is on the way.`)
    await openForm(sofia)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('✅'), 'that it is done')
    await pass(bench, 1)
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([])
    expect(newsIn(mei, LOBBY)).toEqual([expect.stringContaining('💬 A locksmith is on the way.')])

    await demand(vendor, 'comment')(lock, 'Thank you')
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([expect.stringContaining('💬 Thank you')])
  })

  it('is told what a resident wrote before one of its own did something, also right after that', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, FEEDBACK)]
    const wait = (ms: number) => vi.setSystemTime(Date.now() + ms)
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    wait(2 * MINUTE_MS)
    await demand(vendor, 'comment')(lock, 'I stand before my door.')
    wait(2 * MINUTE_MS)
    await sofia.command(DESK, `/ticket comment ${LOCK} A locksmith is on the way.`)
    await openForm(sofia)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('✅'), 'that it is done')
    wait(5_000)
    // What was done is a moment later on record, and only then looked at.
    await vi.waitFor(async () => {
      await bench.caretaker.tick()
      expect(newsIn(sofia, DESK)).not.toEqual([])
    }, 5_000)
    expect(newsIn(sofia, DESK)).toEqual([expect.stringMatching(/: 💬 I stand before my door\. \(.*\)$/)])

    await sofia.command(DESK, `/ticket close ${LOCK}`)
    await openForm(sofia)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('“Finish” is done'), 'that it is finished')
    await pass(bench, 1)
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toHaveLength(1)
    expect(await say(sofia, DESK, `/ticket unwatch ${LOCK}`)).toContain('does not follow')
  })

  const BELL = 'The bell is silent.'
  const fileBell = async (bench: Bench, vendor: Driver): Promise<Ticket> => {
    await crowd(bench, [BELL])
    const { items } = await demand(vendor, 'list')({ community: KASTANIENALLEE.community })
    const bell = items.find(({ description }) => description === BELL)
    if (!bell) throw new Error('it was not filed')
    return bell
  }

  it('hears once that the booked time is over', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, AKUBELA)]
    const { number } = await fileBell(bench, vendor)
    await ask(sofia, LINDENHOF, `/ticket watch ${number}`)
    await pass(bench, 2 * 24 * 60)
    expect(newsIn(sofia, LINDENHOF)).toEqual([])
    await pass(bench, 24 * 60)
    await pass(bench, 5)
    expect(newsIn(sofia, LINDENHOF)).toEqual([
      expect.stringMatching(/: ⏰ The time booked for the visit was over at 23 Nov 2026/),
    ])
  })

  it('hears that the ticket is gone when it is missing twice', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, AKUBELA)]
    const { number, ref } = await fileBell(bench, vendor)
    await ask(sofia, LINDENHOF, `/ticket watch ${number}`)
    await demand(vendor, 'remove')([ref])
    await pass(bench, 5)
    expect(newsIn(sofia, LINDENHOF)).toEqual([])
    await pass(bench, 5)
    expect(newsIn(sofia, LINDENHOF)).toEqual([
      expect.stringContaining(': akubela does not have it any more, so this channel no longer follows it.'),
    ])
    expect(await say(sofia, LINDENHOF, `/ticket unwatch ${number}`)).toContain('does not follow')
  })

  it('hears nothing of a vendor that is down, until that was so for a day', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await ask(sofia, DESK, `/ticket watch ${LIFT}`)
    bench.sandbox(TUYA).misbehave({ kind: 'status', status: 503 })
    await pass(bench, 5)
    await pass(bench, 60)
    expect(newsIn(sofia, DESK)).toEqual([])
    await pass(bench, 24 * 60)
    await pass(bench, 60)
    expect(newsIn(sofia, DESK)).toEqual([
      expect.stringMatching(/Tuya smart community has not shown it since 21 Nov 2026, .+\. I go on trying/),
    ])
  })

  it('hears under no card when that was deleted, but in the channel itself', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, FEEDBACK)]
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    const { channel, ts } = cardIn(sofia, DESK)
    await fetch(`${bench.origin}/api/chat.delete`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-bench-token' },
      body: new URLSearchParams({ channel, ts }),
    })
    await demand(vendor, 'comment')(lock, 'Hello?')
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([])
    const line = cardIn(sofia, DESK)
    expect(textOf(line)).toContain('💬 Hello?')
    expect(textOf(await press(sofia, line, 'Open'))).toContain(LOCK)
  })
})

describe('a watch', () => {
  it('uses the card that is there, and ends by the command and by the buttons', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, FEEDBACK)]
    const card = await ask(sofia, DESK, `/ticket ${LOCK}`)
    await press(sofia, card, 'Share to channel')
    const following = await press(sofia, card, 'Follow')
    expect(textOf(following)).toContain('now follows')
    expect(postsIn(sofia, DESK)).toHaveLength(1)
    const pressed = () => sofia.messages(DESK).find(({ ts }) => ts === card.ts) ?? card
    await sofia.until(() => textOf(pressed()).includes('Stop following'), 'a card that offers to stop')
    expect(textOf(await ask(sofia, DESK, `/ticket ${LOCK}`))).toContain('Stop following')
    expect(textOf(await press(sofia, following, 'Stop following'))).toContain('no longer follows')
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    expect(await say(sofia, DESK, `/ticket unwatch ${LOCK.toLowerCase()}`)).toContain('no longer follows')
    await demand(vendor, 'comment')(lock, 'Nobody hears this')
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([])
    const acts = await say(bench.person('U0JONAS'), DESK, '/ticket audit')
    expect(acts.match(/Followed a ticket/g)).toHaveLength(2)
    expect(acts.match(/Stopped following a ticket/g)).toHaveLength(2)
  })

  it('is listed with a button that ends it, by the command without a number', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    expect(await say(sofia, DESK, '/ticket unwatch')).toContain('This channel follows no ticket.')
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    await ask(sofia, DESK, `/ticket watch ${LIFT}`)
    const listed = await ask(sofia, DESK, '/ticket watch')
    expect(textOf(listed)).toMatch(/^\*This channel follows 2 tickets\*\n🔵 \*FB.*In progress.*\nStop following\n/)
    const after = textOf(await turn(sofia, listed, 'Stop following'))
    expect(after).toContain(`This channel no longer follows *${LOCK}*`)
    expect(after).toContain(`*This channel follows 1 ticket*\n🔵 *${LIFT}*`)
    expect(await say(bench.person('U0TOMASZ'), LINDENHOF, '/ticket unwatch')).not.toContain('Stop following')
  })

  it('shows in Home at once what was just done to its ticket here', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    await sofia.command(DESK, `/ticket close ${LOCK}`)
    await openForm(sofia)
    const before = sofia.lastEphemeral(DESK)?.ts
    await sofia.submit()
    await sofia.until(() => sofia.lastEphemeral(DESK)?.ts !== before, 'the card as it is now')
    await sofia.openHome()
    await sofia.until(() => textOf(sofia.home() ?? []).includes(`*${LOCK}* · ✅ Done`), 'what is followed')
    // At the first look it may still count as under way.
    await pass(bench, 1)
    await pass(bench, 1)
    await sofia.openHome()
    await sofia.until(() => !textOf(sofia.home() ?? []).includes(LOCK), 'nothing that is followed')
    expect(newsIn(sofia, DESK)).toEqual([])
  })

  it('ends in the window that Home opens, and Home shows it no more', async () => {
    const sofia = (await start()).person('U0SOFIA')
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    await sofia.openHome()
    const home = await sofia.until(() => {
      const tab = sofia.home()
      return tab !== undefined && textOf(tab).includes(LOCK) && tab
    })
    await sofia.click(home, ACTIONS.homeOpen)
    await sofia.click(await modalSaying(sofia, 'Stop following'), 'Stop following')
    expect(textOf(await modalSaying(sofia, 'no longer follows'))).not.toContain('Follow')
    await sofia.until(() => !textOf(sofia.home() ?? []).includes(LOCK), 'a Home without it')
    expect(await say(sofia, DESK, '/ticket unwatch')).toContain('follows no ticket')
  })

  it('is begun once by two people at once, under one card', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const said = await Promise.all([sofia, jonas].map((one) => say(one, DESK, `/ticket watch ${LOCK}`)))
    expect(said.filter((text) => text.includes('now follows'))).toHaveLength(1)
    expect(postsIn(sofia, DESK)).toHaveLength(1)
  })

  it('is not for guests, nor for tickets of other channels, nor for direct messages', async () => {
    const bench = await start()
    const [tomasz, sofia] = [bench.person('U0TOMASZ'), bench.person('U0SOFIA')]
    const asked = bench.sandbox(FEEDBACK).requests.length
    expect(await say(tomasz, LINDENHOF, `/ticket watch ${LOCK}`)).toContain('As a guest')
    expect(await say(tomasz, LINDENHOF, `/ticket unwatch ${LOCK}`)).toContain('As a guest')
    expect(bench.sandbox(FEEDBACK).requests).toHaveLength(asked)
    expect(await say(sofia, LINDENHOF, `/ticket watch ${LOCK}`)).not.toContain('follows')
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    expect(await say(sofia, LOBBY, `/ticket unwatch ${LOCK}`)).toBe(`This channel does not follow *${LOCK}*.`)
  })

  it('rests while its community rests, and ends with a word when that is no longer linked', async () => {
    const bench = await start()
    const [sofia, jonas, vendor] = [bench.person('U0SOFIA'), bench.person('U0JONAS'), vendorOf(bench, FEEDBACK)]
    await ask(sofia, DESK, `/ticket watch ${LOCK}`)
    await jonas.manage({ do: 'archive', channel: DESK })
    await demand(vendor, 'comment')(lock, 'While it rests')
    await pass(bench, 5)
    await jonas.manage({ do: 'unarchive', channel: DESK })
    await jonas.until(() => textOf(jonas.lastMessage(DESK) ?? []).includes('again'), 'that the channel is back')
    expect(newsIn(sofia, DESK)).toEqual([])
    await pass(bench, 5)
    expect(newsIn(sofia, DESK)).toEqual([expect.stringContaining('While it rests')])
    await ask(jonas, DESK, `/ticket unlink ${ALL_FEEDBACK.name}`)
    await pass(bench, 1)
    await pass(bench, 5)
    expect(newsIn(sofia, DESK).slice(1)).toEqual([
      expect.stringContaining('This channel no longer looks after its community, and so no longer follows it.'),
    ])
  })

  it('is refused with a reason where a channel follows as many as it can', async () => {
    const root = await folder()
    const store = await openStore(`file:${join(root, 'store.json')}`, { now: Date.now, log: () => {} })
    const at = NOW_INSTANT
    const [link] = linksOf(DESK, [ALL_FEEDBACK])
    if (link) await store.putLink({ ...link, createdBy: 'U0JONAS', createdAt: at })
    const watch = { channel: DESK, by: 'U0JONAS', at, seen: { status: 'pending' } } as const
    const all = Array.from({ length: MAX_WATCHES }, (_, i) => ({
      ...watch,
      ref: { ...lock, id: `F${i}` },
      number: `F${i}`,
    }))
    await Promise.all(all.map((one) => store.putWatch(one)))
    await store.close()
    const bench = await start({ folder: root })
    const mei = bench.person('U0MEILIN')
    const full = '本频道最多关注 200 个工单，已达上限。请用 `/ticket unwatch` 加工单编号，取消不再需要的关注。'
    expect(await say(mei, DESK, `/ticket watch ${LOCK}`)).toBe(full)
    expect(postsIn(mei, DESK)).toEqual([])
    await ask(mei, DESK, '/ticket unwatch F7')
    expect(await say(mei, DESK, `/ticket watch ${LOCK}`)).toContain('本频道已关注')
  })

  it('of many tickets of one community costs a page of its list', async () => {
    const bench = await start()
    const [sofia, vendor] = [bench.person('U0SOFIA'), vendorOf(bench, AKUBELA)]
    await crowd(bench, ['One', 'Two', 'Three', 'Four'])
    const { items } = await demand(vendor, 'list')({ community: KASTANIENALLEE.community, createdFrom: NOW_INSTANT })
    for (const { number } of items) await ask(sofia, LINDENHOF, `/ticket watch ${number}`)
    const before = bench.sandbox(AKUBELA).requests.length
    await pass(bench, 5)
    const asked = bench.sandbox(AKUBELA).requests.slice(before)
    expect(asked.map(({ body }) => JSON.parse(body).command)).toEqual(['get_maintenance_list'])
    expect(items).toHaveLength(4)
  })
})

describe('"Follow this one" in the form of a new ticket', () => {
  it('follows the open ticket that looks the same, and files nothing', async () => {
    const bench = await start()
    const [mei, vendor] = [bench.person('U0MEILIN'), vendorOf(bench, AKUBELA)]
    await crowd(bench, ['The heating in the stairwell of house 4 stays cold'])
    await say(mei, DESK, '/ticket list')
    const before = await demand(vendor, 'list')({ community: KASTANIENALLEE.community })
    await formOf(mei, DESK)
    await typedInto(mei, { 问题描述: 'The heating in the stairwell of house 4 stays cold!', 联系人: '王先生' })
    const held = await modalSaying(mei, '仍然提交')
    await mei.click(held, '关注这个')
    const joined = await modalSaying(mei, '✅ 没有提交新工单，本频道已关注')
    expect(textOf(joined)).toContain('您刚才填写的内容：\nThe heating in the stairwell of house 4 stays cold!')
    expect(textOf(cardIn(mei, DESK))).toContain('stairwell of house 4')
    expect(await demand(vendor, 'list')({ community: KASTANIENALLEE.community })).toEqual(before)
  })
})

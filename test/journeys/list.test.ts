import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { seedResidences } from '../../src/drivers/akubela/seed.ts'
import { communitiesAt } from '../../src/drivers/tuya-community/seed.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { serveAkubela } from './akubela-stub.ts'
import { ask, modalSaying, mrkdwnOf, press, turn } from './asking.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW, RESIDENCES, TUYA } from './places.ts'

let bench: Bench
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(REPAIRS, [HAITANG_BAY]), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
  })
})
afterEach(async () => {
  await bench.close()
  vi.useRealTimers()
})

/** What stays to be done in the vendors' sandboxes, by number. */
const TUYA_PENDING = communitiesAt(NOW)
  .flatMap(({ orders }) => orders)
  .filter(({ detail }) => /^(WaitingForDistribute|Pending|Processing)$/.test(String(detail.order_status)))
  .map(({ detail }) => String(detail.service_order_no))
const AKUBELA_PENDING = seedResidences(NOW)
  .flatMap(({ repairs }) => repairs)
  .filter(({ state }) => state === 'wait for confirmation' || state === 'in progress')
  .map((repair) => repair.maintenance_id)
const PENDING = [...TUYA_PENDING, ...AKUBELA_PENDING]

const numbersOn = (list: Message): string[] => textOf(list).match(/BX\d{8}\w+|\bm[0-9a-f]{32}\b/g) ?? []
const agesOn = (list: Message): string[] => textOf(list).match(/\b\d+ (?:min|h|d)\b|age unknown/g) ?? []

/** Every page, from the first on. */
const turnAll = async (someone: TestPerson, first: Message): Promise<Message[]> => {
  const pages = [first]
  for (let page = first; textOf(page).includes('\nNext'); pages.push(page)) page = await turn(someone, page, 'Next')
  return pages
}

const HOURS: Readonly<Record<string, number>> = { min: 1 / 60, h: 1, d: 24 }
const hoursOf = (age: string): number => {
  const [count, unit = ''] = age.split(' ')
  return Number(count) * (HOURS[unit] ?? 0)
}

describe('/ticket list', () => {
  it('shows what is pending at every vendor, each ticket once, oldest first, ten to a page', async () => {
    const sofia = bench.person('U0SOFIA')
    const pages = await turnAll(sofia, await ask(sofia, DESK, '/ticket list'))

    expect(pages.map((page) => numbersOn(page).length)).toEqual([10, 10, 10, PENDING.length - 30])
    expect(pages.flatMap(numbersOn).toSorted()).toEqual(PENDING.toSorted())
    const ages = pages.flatMap(agesOn)
    // The example of Tuya's document does not say readably when it was made.
    expect(ages.at(-1)).toBe('age unknown')
    const hours = ages.slice(0, -1).map(hoursOf)
    expect(hours).toEqual(hours.toSorted((a, b) => b - a))
    for (const page of pages) expect(textOf(page)).toMatch(/^\*33 open tickets\*\n/)
    expect(textOf(pages.at(-1) ?? [])).not.toMatch(/✅|⚪|🚫/)
  })

  it('tells ages by the clock of the moment', async () => {
    const jonas = bench.person('U0JONAS')
    expect(agesOn(await ask(jonas, LINDENHOF, '/ticket list'))).toEqual(['3 d', '2 d', '1 d', '11 h', '3 h'])
    vi.setSystemTime(NOW + 26 * 3_600_000)
    expect(agesOn(await ask(jonas, LINDENHOF, '/ticket list'))).toEqual(['4 d', '3 d', '2 d', '1 d', '1 d'])
  })

  it('turns its pages in place', async () => {
    const sofia = bench.person('U0SOFIA')
    const first = await ask(sofia, DESK, '/ticket list')
    expect(textOf(first)).toContain('1–10 of 33, oldest first')
    expect(textOf(first)).not.toContain('Previous')

    const second = await turn(sofia, first, 'Next')
    expect(second.ts).toBe(first.ts)
    expect(textOf(second)).toContain('11–20 of 33, oldest first')

    const again = await turn(sofia, second, 'Previous')
    expect(textOf(again)).toBe(textOf(first))
    const last = (await turnAll(sofia, again)).at(-1)
    expect(textOf(last ?? [])).toContain('31–33 of 33')
    expect(sofia.messages(DESK).filter(({ ephemeralTo }) => ephemeralTo)).toHaveLength(1)
  })

  it('does not ask the vendors for a page that was just read, but does on Refresh and when a minute has gone by', async () => {
    const sofia = bench.person('U0SOFIA')
    const asked = () => bench.sandbox(AKUBELA).requests.length
    const first = await ask(sofia, DESK, '/ticket list')
    const read = asked()
    const second = await turn(sofia, first, 'Next')
    expect(asked()).toBe(read)
    const fresh = await turn(sofia, second, 'Refresh')
    expect(asked()).toBe(read + RESIDENCES.length)
    vi.setSystemTime(NOW + 61_000)
    await turn(sofia, fresh, 'Next')
    expect(asked()).toBe(read + 2 * RESIDENCES.length)
  })

  it('opens a ticket from its row, for the one who pressed', async () => {
    const mei = bench.person('U0MEILIN')
    const list = await ask(mei, REPAIRS, '/ticket list')
    expect(textOf(list)).toContain('*11 个未完成工单*')
    const card = await press(mei, list, '查看')
    expect(card.ephemeralTo).toBe('U0MEILIN')
    expect(textOf(card)).toContain(`*${numbersOn(list)[0]}*`)
  })

  it('keeps to the communities of its channel', async () => {
    const list = await ask(bench.person('U0HAOWANG'), REPAIRS, '/ticket list')
    expect(textOf(list)).not.toContain('Harbour Quay')
    const asked = bench.sandbox(TUYA).requests.flatMap(({ query }) => query.get('block_id') ?? [])
    expect(new Set(asked)).toEqual(new Set([HAITANG_BAY.community]))
    expect(bench.sandbox(AKUBELA).requests).toEqual([])
  })

  it('does not show a community twice that was linked twice', async () => {
    const jonas = bench.person('U0JONAS')
    await ask(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community} Chestnut Avenue`)
    const list = await ask(jonas, LINDENHOF, '/ticket list')
    expect(numbersOn(list)).toHaveLength(5)
    expect(textOf(list)).toContain('*5 open tickets*')
    expect(textOf(list)).toContain('Chestnut Avenue')
  })
})

describe('a list that is not complete', () => {
  it('names the one vendor that failed in one line and shows the others', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
    const sofia = bench.person('U0SOFIA')
    const pages = await turnAll(sofia, await ask(sofia, DESK, '/ticket list'))
    expect(pages.flatMap(numbersOn).toSorted()).toEqual(TUYA_PENDING.toSorted())
    for (const page of pages) {
      expect(textOf(page).match(/⚠️/g)).toHaveLength(1)
      expect(textOf(page)).toContain(
        '⚠️ akubela does not answer at the moment. Please try again in a minute. Its tickets are missing here.',
      )
    }
  })

  it('names both when both failed, and does not claim that nothing is pending', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'reset', when: 'before' })
    bench.sandbox(TUYA).misbehave({ kind: 'status', status: 403 })
    const text = textOf(await ask(bench.person('U0SOFIA'), DESK, '/ticket list'))
    expect(text).toContain('Nothing is open in what I could read.')
    expect(text).not.toContain('🎉')
    expect(text).toContain('⚠️ akubela does not answer')
    expect(text).toContain('⚠️ Caretaker’s account at Tuya smart community is not allowed to do this.')
  })

  it('comes back with Refresh once the vendor does', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
    const jonas = bench.person('U0JONAS')
    const list = await ask(jonas, LINDENHOF, '/ticket list')
    expect(numbersOn(list)).toEqual([])
    bench.sandbox(AKUBELA).misbehave(undefined)
    expect(numbersOn(await turn(jonas, list, 'Refresh'))).toHaveLength(5)
  })
})

describe('a list with nothing in it', () => {
  it('says so where nothing is pending', async () => {
    const vendor = await serveAkubela({ success: true, result: [] })
    const quiet = await startBench({
      links: linksOf(LINDENHOF, RESIDENCES),
      env: { AKUBELA_BASE_URL: vendor.url },
    })
    onTestFinished(async () => {
      await quiet.close()
      await vendor.close()
    })
    const list = await ask(quiet.person('U0SOFIA'), LINDENHOF, '/ticket list')
    expect(textOf(list)).toMatch(/^\*Nothing is open in this channel’s communities. 🎉\*\n/)
  })

  it('says what to do in a channel without communities', async () => {
    const sofia = await ask(bench.person('U0SOFIA'), LOBBY, '/ticket list')
    expect(textOf(sofia)).toBe(
      'This channel is not linked to any community yet. A manager can link one with `/ticket link`.',
    )
    const jonas = await ask(bench.person('U0JONAS'), LOBBY, '/ticket list')
    expect(textOf(jonas)).toContain('Link a community')
  })

  it('says the same from an old list once the last community was unlinked', async () => {
    const jonas = bench.person('U0JONAS')
    const list = await ask(jonas, LINDENHOF, '/ticket list')
    await ask(jonas, LINDENHOF, `/ticket unlink akubela ${KASTANIENALLEE.community}`)
    const after = await turn(jonas, list, 'Refresh')
    expect(textOf(after)).toContain('This channel is not linked to any community yet.')
    expect(after.ts).toBe(list.ts)
  })
})

describe('a page that does not exist', () => {
  it.each([
    ['99', '31–33 of 33'],
    ['-5', '1–10 of 33'],
    ['', '1–10 of 33'],
    ['NaN', '1–10 of 33'],
    ['1e99', '11–20 of 33'],
    ['99999999999999999999999', '31–33 of 33'],
    ['<!channel>', '1–10 of 33'],
  ])('%j shows the nearest one', async (value, range) => {
    for (const actionId of ['list_next', 'list_previous', 'list_refresh']) {
      const answer = await pressForged(bench, { user: 'U0SOFIA', channel: DESK, actionId, value })
      expect(textOf(answer.blocks)).toContain(range)
      expect(JSON.stringify(answer)).not.toContain('<!channel>')
    }
  })
})

it('shows what people wrote into a ticket as they wrote it: it pings nobody and links nowhere', async () => {
  const nasty = '<!channel> <@U0MEILIN> *bold* <https://evil.example|your bank> & <!here>'
  const jonas = bench.person('U0JONAS')
  await jonas.command(LINDENHOF, '/ticket new')
  const form = await modalSaying(jonas, 'Description')
  await jonas.fill(form.id, { Description: nasty, Contact: '+49 30 5550 100' })
  await jonas.submit()
  await jonas.until(() => jonas.lastEphemeral(LINDENHOF), 'the ticket is filed')

  const list = await ask(jonas, LINDENHOF, '/ticket list')
  expect(textOf(list)).toContain(nasty)
  const number = numbersOn(list).at(-1)
  const card = await ask(jonas, LINDENHOF, `/ticket ${number}`)
  // Plain text, in which Slack parses nothing; the joiner is for previews that do.
  const description = { type: 'plain_text', text: nasty.replace(/<(?=[!@])/g, '<\u2060'), emoji: false }
  expect(card.blocks).toContainEqual(expect.objectContaining({ text: description }))
  await press(jonas, card, 'Share to channel')
  await ask(jonas, LINDENHOF, '/ticket help')
  const links = jonas
    .messages(LINDENHOF)
    .filter(({ user }) => user === 'U0CARETAKER')
    .flatMap(({ blocks }) => mrkdwnOf(blocks))
    .flatMap((text) => text.match(/<[^>]*>/g) ?? [])
  expect(links.filter((one) => !one.startsWith('<!date^') && one !== '<@U0JONAS>')).toEqual([])
})

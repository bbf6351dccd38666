import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, mrkdwnOf, press, turn } from './asking.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW } from './places.ts'

let bench: Bench
let sofia: TestPerson
let mei: TestPerson
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(REPAIRS, [HAITANG_BAY]), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
  })
  sofia = bench.person('U0SOFIA')
  mei = bench.person('U0MEILIN')
})
afterAll(async () => {
  await bench.close()
  vi.useRealTimers()
})

/** The rows of a page, without what is above and below them. */
const rowsOn = (list: Message): string[] =>
  (list.blocks ?? []).filter((block) => JSON.stringify(block).includes('"ticket_open"')).map((block) => textOf([block]))
const list = (someone: TestPerson, channel: string, words = '') => ask(someone, channel, `/ticket list ${words}`)

/** Chooses in a menu of the list and waits until it is drawn again. */
const choose = async (
  someone: TestPerson,
  shown: Message,
  menu: string,
  choice: string | string[],
): Promise<Message> => {
  await someone.select(shown, menu, choice)
  return await someone.until(() => {
    const now = someone.messages(shown.channel).find(({ ts }) => ts === shown.ts)
    return now && now.blocks !== shown.blocks && now
  }, `a change after ${choice}`)
}

describe('/ticket list with words', () => {
  it('shows what is overdue, the longest first, and says how it understood that', async () => {
    const shown = await list(sofia, LINDENHOF, 'overdue urgent')
    expect(textOf(shown)).toMatch(/^\*3 tickets found\*\n🔎 overdue\n1–3 of 3, most urgent first · /)
    for (const row of rowsOn(shown)) expect(row).toContain('⏰ *overdue*')
  })

  it('understands Chinese, and a part of a community’s name', async () => {
    const shown = await list(mei, DESK, '海棠 处理中 最新')
    expect(textOf(shown)).toContain('🔎 处理中 · 海棠湾花园\n')
    expect(textOf(shown)).toContain('最新的在前')
    expect(rowsOn(shown).length).toBeGreaterThan(0)
    for (const row of rowsOn(shown)) expect(row).toMatch(/处理中 · .*海棠湾花园/)
  })

  it('reads just the communities that are named', async () => {
    const asked = () => bench.sandbox(AKUBELA).requests.length
    const before = asked()
    await list(sofia, DESK, 'berlin')
    expect(asked()).toBe(before + 1)
  })

  it('searches for what it does not know', async () => {
    const all = rowsOn(await list(sofia, LINDENHOF))
    const shown = await list(sofia, LINDENHOF, 'INTERCOM')
    expect(textOf(shown)).toContain('🔎 contains “INTERCOM”')
    expect(rowsOn(shown)).toEqual(all.filter((row) => /intercom/i.test(row)))
    expect(rowsOn(shown).length).toBeGreaterThan(0)
    expect(textOf(await list(sofia, LINDENHOF, '<!channel> nowhere'))).toMatch(/^\*No ticket fits this\.\*/)
  })

  it('shows what is over, where its vendor lists it', async () => {
    const shown = await list(mei, REPAIRS, '已完成 已关闭')
    expect(textOf(shown)).toContain('🔎 已完成、已关闭')
    expect(rowsOn(shown).length).toBeGreaterThan(0)
    for (const row of rowsOn(shown)) expect(row).toMatch(/^(?:✅|⚪)/)
  })
})

describe('the menus under a list', () => {
  it('narrow it in place and keep all else through pages and other menus', async () => {
    const first = await list(sofia, DESK, 'a')
    const later = await turn(sofia, first, 'Next')
    expect(textOf(later)).toMatch(/11–\d+ of \d+, oldest first/)
    const sorted = await choose(sofia, later, 'list_sort', 'urgent')
    expect(sorted.ts).toBe(first.ts)
    expect(textOf(sorted)).toMatch(/🔎 contains “a”\n1–10 of \d+, most urgent first/)
    const narrower = await choose(sofia, sorted, 'list_filter', ['overdue', 'in_progress'])
    expect(textOf(narrower)).toContain('🔎 overdue · In progress · contains “a”')
    const one = await choose(sofia, narrower, 'list_places', ['Kastanienallee 27, Berlin'])
    expect(textOf(one)).toContain('🔎 overdue · In progress · Kastanienallee 27, Berlin · contains “a”')
    expect(textOf(one)).toContain('most urgent first')
    const refreshed = await turn(sofia, one, 'Refresh')
    expect(textOf(refreshed)).toContain('🔎 overdue · In progress · Kastanienallee 27, Berlin · contains “a”')
    expect(rowsOn(refreshed).length).toBeGreaterThan(0)
    const cleared = await turn(sofia, refreshed, 'Clear filters')
    expect(textOf(cleared)).toMatch(/^\*33 open tickets\*/)
  })

  it('show what is chosen in them, and let go of it again', async () => {
    const shown = await list(sofia, DESK)
    const narrower = await choose(sofia, shown, 'list_places', ['All of akubela'])
    expect(textOf(narrower)).toContain('🔎 All of akubela')
    expect(JSON.stringify(narrower.blocks)).toMatch(/"initial_options":\[[^\]]*All of akubela/)
    for (const row of rowsOn(narrower)) expect(row).not.toContain('BX')
    expect(textOf(await choose(sofia, narrower, 'list_places', []))).toMatch(/^\*33 open tickets\*/)
  })

  it('open a ticket from a narrowed list too', async () => {
    const card = await press(sofia, await list(sofia, LINDENHOF, 'overdue'), 'Open')
    expect(textOf(card)).toContain('Kastanienallee')
  })
})

describe('a forged filter', () => {
  const forged = (channel: string, block: string, actionId = 'list_refresh') =>
    pressForged(bench, { user: 'U0SOFIA', channel, actionId, value: '0', block })

  it('never shows what the channel is not linked to', async () => {
    const elsewhere = await list(sofia, DESK, 'berlin')
    const block = elsewhere.blocks?.find((one) => one.block_id?.startsWith('list_page:'))?.block_id ?? ''
    expect(block).not.toBe('')
    const answer = await forged(REPAIRS, block)
    expect(textOf(answer.blocks)).not.toContain('Kastanienallee')
    expect(textOf(answer.blocks)).toMatch(/^\*11 open tickets\*/)
    expect(textOf((await forged(LOBBY, block)).blocks)).toContain('not linked to any community')
  })

  it.each(['list_page:', 'list_page:{}', `list_page:["","","","urgent","${'<!channel>'.repeat(300)}"]`, '["x"]'])(
    'that is none is answered with a list (%#)',
    async (block) => {
      for (const action of ['list_refresh', 'list_filter', 'list_places', 'list_sort', 'list_clear', 'list_back']) {
        const answer = await forged(LINDENHOF, block, action)
        expect(textOf(answer.blocks)).toMatch(/^\*(?:5 open tickets|No ticket fits this\.)\*/)
        expect(mrkdwnOf(answer.blocks).join()).not.toContain('<!channel>')
      }
    },
  )
})

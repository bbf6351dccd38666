import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, press } from './asking.ts'
import { KASTANIENALLEE, linksOf, TUYA_COMMUNITIES } from './places.ts'

let bench: Bench
beforeAll(async () => {
  const links = [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(REPAIRS, TUYA_COMMUNITIES)]
  bench = await startBench({ links })
})
afterAll(() => bench.close())

const help = async (id: string, channel: string, line = '/ticket'): Promise<string> =>
  textOf(await ask(bench.person(id), channel, line))

/** The labels of the buttons under an answer. */
const buttonsIn = (text: string): string[] =>
  text.split('\n').filter((line) => ['What is pending', 'New ticket', 'Communities', 'Link a community'].includes(line))

describe('/ticket and /ticket help', () => {
  it('are the same, and are seen by the asker alone', async () => {
    const texts = await Promise.all(
      [
        ['U0SOFIA', '/ticket'],
        ['U0JONAS', '/ticket help'],
        ['U0TOMASZ', '/ticket HELP please'],
      ].map(([id = '', line]) => help(id, LINDENHOF, line)),
    )
    for (const text of texts) expect(text).toContain('Here I look after *Kastanienallee 27, Berlin*.')
    expect(texts[0]).toBe(texts[1])
    const seen = bench.person('U0SOFIA').messages(LINDENHOF)
    expect(seen.every(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === 'U0SOFIA')).toBe(true)
  })

  it('names every command', async () => {
    const text = await help('U0SOFIA', LINDENHOF)
    for (const command of ['BX2021…', 'list', 'new', 'digest now', 'digest 09:00 mon-fri', 'links', 'link', 'unlink']) {
      expect(text).toContain(`\`/ticket ${command}\``)
    }
  })

  it('offers what can be done here by whom', async () => {
    expect(buttonsIn(await help('U0SOFIA', LINDENHOF))).toEqual(['What is pending', 'New ticket', 'Communities'])
    expect(buttonsIn(await help('U0TOMASZ', LINDENHOF))).toEqual(['What is pending', 'Communities'])
    expect(await help('U0TOMASZ', LINDENHOF)).not.toContain('/ticket new')
    // Nothing can be filed at Tuya's smart communities.
    expect(buttonsIn(await help('U0JONAS', REPAIRS))).toEqual(['What is pending', 'Communities'])
    expect(buttonsIn(await help('U0JONAS', LOBBY))).toEqual(['Link a community'])
    expect(buttonsIn(await help('U0SOFIA', LOBBY))).toEqual([])
  })

  it('says in a channel without communities that it has none, and in direct messages where to go', async () => {
    expect(await help('U0SOFIA', LOBBY)).toContain('This channel is not linked to any community yet.')
    const direct = await help('U0JONAS', 'D0JONAS')
    expect(direct).toContain('I work in channels that are linked to communities.')
    expect(buttonsIn(direct)).toEqual([])
  })

  it('is Chinese for a Chinese reader', async () => {
    const text = await help('U0MEILIN', REPAIRS, '/ticket 帮助')
    expect(text).toContain('我在这里负责 *海棠湾花园*、*Harbour Quay Residences*。')
    expect(text).toContain('待处理工单')
    expect(text).not.toMatch(/What is pending|shows a ticket/)
  })
})

describe('the buttons of help', () => {
  it('show what is pending and what is linked', async () => {
    const sofia = bench.person('U0SOFIA')
    const shown = await ask(sofia, LINDENHOF, '/ticket')
    expect(textOf(await press(sofia, shown, 'What is pending'))).toContain('*5 tickets pending*')
    expect(textOf(await press(sofia, shown, 'Communities'))).toContain('This channel looks after')
  })

  it('open the form of a new ticket, and that of a link', async () => {
    const jonas = bench.person('U0JONAS')
    await jonas.click(await ask(jonas, LINDENHOF, '/ticket'), 'New ticket')
    expect((await modalSaying(jonas, 'Description')).submit).toBe('File ticket')
    await jonas.close()
    await jonas.click(await ask(jonas, LOBBY, '/ticket'), 'Link a community')
    expect((await modalSaying(jonas, 'Community id')).submit).toBe('Link')
    await jonas.close()
  })
})

describe('the Home tab', () => {
  it('says what Caretaker is for, to each in their language', async () => {
    const sofia = bench.person('U0SOFIA')
    await sofia.openHome()
    const home = await sofia.until(() => sofia.home())
    expect(textOf(home)).toContain('I work in channels that are linked to communities. Write `/ticket` in one of them.')

    const yan = bench.person('U0YANCHEN')
    await yan.openHome()
    expect(textOf(await yan.until(() => yan.home()))).toContain('我在已关联社区的频道里工作')
  })

  it('can be opened again', async () => {
    const priya = bench.person('U0PRIYA')
    await priya.openHome()
    const first = await priya.until(() => priya.home())
    await priya.openHome()
    const second = await priya.until(() => priya.home()?.hash !== first.hash && priya.home())
    expect(textOf(second)).toBe(textOf(first))
  })
})

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
  text.split('\n').filter((line) => ['What is open', 'New ticket', 'Communities', 'Link a community'].includes(line))

describe('/ticket and /ticket help', () => {
  it('are the same, and are seen by the asker alone', async () => {
    const texts = await Promise.all(
      [
        ['U0SOFIA', '/ticket'],
        ['U0SOFIA', '/ticket help'],
        ['U0TOMASZ', '/ticket HELP please'],
      ].map(([id = '', line]) => help(id, LINDENHOF, line)),
    )
    for (const text of texts) expect(text).toContain('Here I look after *Kastanienallee 27, Berlin*.')
    expect(texts[0]).toBe(texts[1])
    const seen = bench.person('U0SOFIA').messages(LINDENHOF)
    expect(seen.every(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === 'U0SOFIA')).toBe(true)
  })

  it('names every command that is possible here, to those who may use it', async () => {
    const text = await help('U0SOFIA', LINDENHOF)
    for (const command of ['BX2021…', 'list', 'export', 'new', 'digest now', 'digest status', 'links', 'doctor']) {
      expect(text).toContain(`\`/ticket ${command}\``)
    }
    const forManagers = ['delete BX2021…', 'digest 09:00 mon-fri', 'link', 'unlink', 'audit'].map(
      (one) => `\`/ticket ${one}\``,
    )
    const forJonas = await help('U0JONAS', LINDENHOF)
    for (const command of forManagers) {
      expect(forJonas).toContain(command)
      expect(text).not.toContain(command)
    }
  })

  it('offers what can be done here by whom', async () => {
    expect(buttonsIn(await help('U0SOFIA', LINDENHOF))).toEqual(['What is open', 'New ticket', 'Communities'])
    expect(buttonsIn(await help('U0TOMASZ', LINDENHOF))).toEqual(['What is open', 'Communities'])
    expect(await help('U0TOMASZ', LINDENHOF)).not.toContain('/ticket new')
    // Nothing can be filed at Tuya's smart communities.
    expect(buttonsIn(await help('U0JONAS', REPAIRS))).toEqual(['What is open', 'Communities'])
    expect(buttonsIn(await help('U0JONAS', LOBBY))).toEqual(['Link a community'])
    expect(buttonsIn(await help('U0SOFIA', LOBBY))).toEqual([])
  })

  it('says in a channel without communities that it has none, and in direct messages where to go', async () => {
    expect(await help('U0SOFIA', LOBBY)).toContain('This channel is not linked to any community yet.')
    const direct = await help('U0JONAS', 'D0JONAS')
    expect(direct).toContain(`I look after the communities of your channels <#${LINDENHOF}>, <#${REPAIRS}>.`)
    expect(direct).not.toContain('/ticket links')
    expect(buttonsIn(direct)).toEqual(['What is open', 'New ticket'])
    const alone = await help('U0PRIYA', 'D0PRIYA')
    expect(alone).toContain('I work in channels that are linked to communities, and you are in none of them.')
    expect(buttonsIn(alone)).toEqual([])
  })

  it('is Chinese for a Chinese reader', async () => {
    const text = await help('U0MEILIN', REPAIRS, '/ticket 帮助')
    expect(text).toContain('我在这里负责 *海棠湾花园*、*Harbour Quay Residences*。')
    expect(text).toContain('未完成工单')
    expect(text).not.toMatch(/What is open|shows a ticket/)
  })
})

describe('the examples of help', () => {
  it.each([
    ['U0SOFIA', LINDENHOF],
    ['U0MEILIN', REPAIRS],
  ])('find something in what the demo shows %s', async (who, channel) => {
    const text = await help(who, channel)
    const lines = [...text.matchAll(/`(\/ticket list [^`]+)`/g)].map(([, line = '']) => line)
    expect(lines.length).toBeGreaterThan(2)
    const someone = bench.person(who)
    for (const line of lines) expect(textOf(await ask(someone, channel, line)), line).toMatch(/^\*[^\n\d]*\d+ /)
  })
})

describe('the buttons of help', () => {
  it('show what is pending and what is linked', async () => {
    const sofia = bench.person('U0SOFIA')
    const shown = await ask(sofia, LINDENHOF, '/ticket')
    expect(textOf(await press(sofia, shown, 'What is open'))).toContain('*5 open tickets*')
    expect(textOf(await press(sofia, shown, 'Communities'))).toContain('This channel looks after')
  })

  it('open the form of a new ticket, and that of a link', async () => {
    const jonas = bench.person('U0JONAS')
    await jonas.click(await ask(jonas, LINDENHOF, '/ticket'), 'New ticket')
    expect((await modalSaying(jonas, 'Description')).submit).toBe('File ticket')
    await jonas.close()
    await jonas.click(await ask(jonas, LOBBY, '/ticket'), 'Link a community')
    expect((await modalSaying(jonas, 'Name in this channel')).submit).toBe('Link')
    await jonas.close()
  })
})

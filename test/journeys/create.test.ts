import { describe, expect, it, vi } from 'vitest'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import { textOf } from '../support/text-of.ts'
import { mrkdwnOf, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, fileRepair, formOf, HEATING, noticeOf, openForm, typedInto } from './filing.ts'
import { HAITANG_BAY, HARBOUR_QUAY, KASTANIENALLEE, linksOf, NOW, XIXI_LAKE } from './places.ts'
import { startRelay } from './relay.ts'

const MINUTE_MS = 60_000

const { start, closeAfter } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

describe('the form', () => {
  it('asks for what the vendor takes, with a visit that begins at a working hour', async () => {
    const bench = await start()
    vi.setSystemTime(Date.parse('2026-11-21T09:07:30Z'))
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    const inputs = form.blocks.filter(({ type }) => type === 'input')
    expect(form.title).toBe('New ticket')
    expect(noticeOf(form).split('\n')[0]).toBe('For *Kastanienallee 27, Berlin* · akubela')
    expect(inputs.map((block) => [textOf([block]).split('\n')[0], block.optional])).toEqual([
      ['Description', false],
      ['Contact', false],
      ['Visit from', false],
      ['Visit until', false],
      ['Photos and PDFs', true],
    ])
    expect(inputs.map(({ element }) => element)).toMatchObject([
      { type: 'plain_text_input', multiline: true, max_length: 2000 },
      { type: 'plain_text_input', max_length: 64 },
      { type: 'datetimepicker', initial_date_time: Date.parse('2026-11-23T07:00:00Z') / 1000 },
      { type: 'datetimepicker', initial_date_time: Date.parse('2026-11-23T09:00:00Z') / 1000 },
      { type: 'file_input', max_files: 10 },
    ])
  })

  it('speaks the language of who opens it', async () => {
    const bench = await start({ links: linksOf(REPAIRS, [XIXI_LAKE]) })
    const form = await formOf(bench.person('U0MEILIN'), REPAIRS)
    expect(textOf(form)).toContain('问题描述')
    expect(textOf(form)).toContain('预约开始时间')
    expect(textOf(form)).not.toContain('Description')
  })

  it('lets people choose the community where several take tickets, and files for the one chosen', async () => {
    const bench = await start({ links: linksOf(DESK, [HAITANG_BAY, HARBOUR_QUAY, XIXI_LAKE, KASTANIENALLEE]) })
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, DESK)
    expect(form.blocks.find(({ block_id }) => block_id === 'community')?.element).toMatchObject({
      initial_option: { text: { text: '西溪湖畔别墅 18 幢 · akubela' } },
      options: [
        { text: { text: '西溪湖畔别墅 18 幢 · akubela' } },
        { text: { text: 'Kastanienallee 27, Berlin · akubela' } },
      ],
    })
    await sofia.fill(form.id, { ...HEATING, Community: 'Kastanienallee 27, Berlin · akubela' })
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    expect(created(bench)).toMatchObject([{ residence_id: KASTANIENALLEE.community }])
  })

  it.each([LINDENHOF, 'D0SOFIA'])('begins with what was said after the command, in %s', async (place) => {
    const sofia = (await start()).person('U0SOFIA')
    await sofia.command(place, '/ticket new lift  broken in B')
    expect(JSON.stringify((await openForm(sofia)).blocks)).toContain('"initial_value":"lift broken in B"')
  })

  it('begins with what was said in Chinese', async () => {
    const mei = (await start({ links: linksOf(REPAIRS, [XIXI_LAKE]) })).person('U0MEILIN')
    await mei.command(REPAIRS, '/ticket 报修 电梯坏了')
    expect(JSON.stringify((await openForm(mei)).blocks)).toContain('"initial_value":"电梯坏了"')
  })

  it('says for which communities it is not, and what to do about those', async () => {
    const bench = await start({ links: linksOf(DESK, [HAITANG_BAY, KASTANIENALLEE]) })
    const form = await formOf(bench.person('U0SOFIA'), DESK)
    expect(textOf(form)).toContain(
      'Not for *海棠湾花园*: new tickets from here are not possible with Tuya smart community. File those in the vendor’s own system.',
    )
  })

  it.each([
    ['none of the communities takes tickets', 'U0SOFIA', [HAITANG_BAY, HARBOUR_QUAY], 'not possible with Tuya smart'],
    ['none of the communities takes tickets', 'U0SOFIA', [HAITANG_BAY, HARBOUR_QUAY], 'takes new tickets'],
    ['the channel has no community', 'U0SOFIA', [], 'A manager can link one'],
    ['the channel has no community and a manager asks', 'U0JONAS', [], 'Link one with'],
    ['a guest asks', 'U0TOMASZ', [KASTANIENALLEE], 'As a guest you can read tickets here'],
  ])('tells in its place when %s', async (_when, who, communities, words) => {
    const bench = await start({ links: linksOf(LINDENHOF, communities) })
    const someone = bench.person(who)
    await someone.command(LINDENHOF, '/ticket new')
    const view = await someone.until(() => textOf(someone.view() ?? []).includes(words) && someone.view(), words)
    expect(view.submit).toBeUndefined()
    // A button in a modal does not know its channel, so none may be offered there.
    expect(view.blocks.map(({ type }) => type)).not.toContain('actions')
  })
})

describe('a ticket that is filed', () => {
  it('reaches the vendor once, with the documented fields and UTC times', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, {
      ...HEATING,
      'Visit from': Date.parse('2026-11-23T08:30:00+01:00') / 1000,
      'Visit until': Date.parse('2026-11-23T10:00:00+01:00') / 1000,
    })
    await sofia.submit()
    await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(created(bench)).toEqual([
      {
        residence_id: KASTANIENALLEE.community,
        description: HEATING.Description,
        contact: HEATING.Contact,
        start_time: '2026-11-23 07:30:00',
        finish_time: '2026-11-23 09:00:00',
      },
    ])
  })

  it('is shown in the modal, as a card with buttons to the filer, and in one line to the channel', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const before = jonas.messages(LINDENHOF).length
    await fileRepair(sofia, LINDENHOF, HEATING)
    const view = await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as') && sofia.view())
    expect(view.submit).toBeUndefined()
    expect(textOf(view)).toContain(HEATING.Description)

    const card = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(card)).toContain('Your ticket is filed')
    expect(textOf(card)).toContain(HEATING.Contact)
    const posts = await jonas.until(() => {
      const seen = jonas.messages(LINDENHOF).slice(before)
      return seen.length > 0 && seen
    })
    const [post] = posts
    expect(posts).toHaveLength(1)
    expect(textOf(post ?? [])).toMatch(
      /^Sofia Rossi filed ticket \*m[0-9a-f]{32}\* for \*Kastanienallee 27, Berlin\*\.\nOpen$/,
    )

    const opened = post && (await press(jonas, post, 'Open'))
    expect(textOf(opened ?? [])).toContain(HEATING.Description)
    expect(textOf(await press(sofia, card, 'Share to channel'))).toContain('Shared')
  })

  it('carries every sign that was typed, and pings nobody', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const signs = '<!channel> <@U0JONAS> <https://evil.example|click> *bold* & &amp; 🚿 水管漏水 “quoted” \\n\n'
    const description = signs.repeat(30).slice(0, 1999).concat('.')
    await fileRepair(sofia, LINDENHOF, { Description: description, Contact: '<!here> 李女士 📞' })
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    const card = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    const post = await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.includes('filed ticket')))
    await press(sofia, card, 'Share to channel')
    const shared = await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.startsWith('Ticket m')))
    const digest = await jonas
      .command(LINDENHOF, '/ticket digest now')
      .then(() => jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.endsWith('open tickets'))))
    expect(created(bench)).toMatchObject([{ description, contact: '<!here> 李女士 📞' }])
    const seen = [card, post, shared, digest].flatMap(({ blocks, text }) => [...mrkdwnOf(blocks), text])
    const foreign = [...seen, ...mrkdwnOf(sofia.view()?.blocks)].map((text) => text.replaceAll('<@U0SOFIA>', ''))
    expect(foreign.filter((text) => /<[!@#](?!date)|<https?:/.test(text))).toEqual([])
  })

  it('is one ticket though Slack delivers the submission twice', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, HEATING)
    const relay = await startRelay(`${bench.origin}/slack/events`)
    closeAfter(relay.close)
    bench.workspace.setRequestUrl(relay.url)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    await relay.again()
    await bench.caretaker.stop(5_000)
    expect(relay.statuses).toEqual([200, 200, 200])
    expect(created(bench)).toHaveLength(1)
    expect(sofia.messages(LINDENHOF).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
  })
})

describe('a form that cannot be right', () => {
  it('says under the field what is wrong, and asks the vendor nothing', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, {
      ...HEATING,
      'Visit from': (NOW + 120 * MINUTE_MS) / 1000,
      'Visit until': (NOW + 60 * MINUTE_MS) / 1000,
    })
    expect(await sofia.submit()).toEqual({
      ok: true,
      errors: { 'field.finish_time': 'Choose a time after the start.' },
    })
    await sofia.fill(form.id, { 'Visit from': (NOW - 60 * MINUTE_MS) / 1000 })
    expect(await sofia.submit()).toMatchObject({
      errors: { 'field.start_time': expect.stringContaining('still to come') },
    })
    await sofia.fill(form.id, { Description: ' \n ' })
    expect(await sofia.submit()).toMatchObject({ errors: { 'field.description': 'Please fill this in.' } })
    expect(created(bench)).toEqual([])
  })

  it('is held back by Slack itself while a field is empty', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await formOf(sofia, LINDENHOF)
    expect(Object.keys((await typedInto(sofia, {})).errors ?? {})).toEqual(['field.description', 'field.contact'])
  })
})

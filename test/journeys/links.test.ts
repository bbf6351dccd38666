import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeLinkDeed, type LinkDeed, scopeKey } from '../../src/slack/values.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, modalSaying, namesIn, say } from './asking.ts'
import { pressForged } from './forged.ts'
import { EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'
import { actsIn } from './recorded.ts'

const MANY = Array.from({ length: 40 }, (_, i) => ({ ...HAITANG_BAY, community: `9${i}`, name: `House ${i}` }))

let bench: Bench
let jonas: TestPerson
beforeAll(async () => {
  bench = await startBench({
    links: [...linksOf(LINDENHOF, [XIXI_LAKE, KASTANIENALLEE]), ...linksOf(DESK, EVERYWHERE), ...linksOf(LOBBY, MANY)],
    env: { MANAGER_USER_IDS: 'U0MEILIN' },
  })
  jonas = bench.person('U0JONAS')
})
afterAll(() => bench.close())

/** Chooses in the menu of a link and waits for the list to say so. */
const choose = async (option: string, hope: string, community = KASTANIENALLEE.community): Promise<string> => {
  const links = await ask(jonas, LINDENHOF, '/ticket links')
  await jonas.select(links, elementBeside(links, `\`${community}\``, ACTIONS.linkMenu), option)
  const now = await jonas.until(() => {
    const same = jonas.messages(LINDENHOF).find(({ ts }) => ts === links.ts)
    return same && textOf(same).includes(hope) && textOf(same)
  }, hope)
  return now
}

describe('the list of links', () => {
  it('shows everybody what is linked, and its menus to managers only', async () => {
    const links = await ask(jonas, LINDENHOF, '/ticket links')
    expect(textOf(links).match(/^Unlink$/gm)).toHaveLength(2)
    for (const id of ['U0SOFIA', 'U0TOMASZ']) {
      const shown = await say(bench.person(id), LINDENHOF, '/ticket links')
      expect(shown).not.toMatch(/Unlink|Pause|Import|Link a community/)
      expect(shown).toContain(`*Kastanienallee 27, Berlin* · akubela\n\`${KASTANIENALLEE.community}\` · linked by`)
    }
  })

  it('is of a channel, which a direct message is not', async () => {
    expect(await say(jonas, 'D0JONAS', '/ticket links')).toContain('Communities are linked to channels.')
  })

  it('turns its pages in place', async () => {
    const links = await ask(jonas, LOBBY, '/ticket links')
    expect(textOf(links)).toContain('1–15 of 40')
    await jonas.click(links, 'Next')
    const second = await jonas.until(() => {
      const same = jonas.messages(LOBBY).find(({ ts }) => ts === links.ts)
      return same && textOf(same).includes('16–30 of 40') && same
    })
    expect(textOf(second)).toContain('*House 15*')
  })
})

describe('pausing', () => {
  it('says so, puts the link first with who and when, and resumes it', async () => {
    const paused = await choose('Pause', '⏸️')
    expect(paused).toContain('*Kastanienallee 27, Berlin* is paused: lists and digests leave it out')
    expect(paused).toMatch(/⏸️ Paused by <@U0JONAS> /)
    expect(await namesIn(jonas, LINDENHOF)).toEqual([KASTANIENALLEE.name, XIXI_LAKE.name])
    expect(await choose('Resume', 'is in lists and digests again')).not.toContain('⏸️')
    expect(await namesIn(jonas, LINDENHOF)).toEqual([XIXI_LAKE.name, KASTANIENALLEE.name])
  })

  it('leaves the same community of other channels alone', async () => {
    await choose('Pause', '⏸️')
    expect(await say(jonas, DESK, '/ticket links')).not.toContain('⏸️')
    await choose('Resume', 'again')
  })
})

it('leaves a community out of the digest and puts it back', async () => {
  expect(await choose('Leave out of the digest', '🔕')).toContain('Lists still show it.')
  expect(await choose('Put back into the digest', 'digest again')).not.toContain('🔕')
})

describe('renaming', () => {
  it('asks for the name and tells the change; an empty name is refused', async () => {
    const links = await ask(jonas, LINDENHOF, '/ticket links')
    await jonas.select(links, elementBeside(links, `\`${XIXI_LAKE.community}\``, ACTIONS.linkMenu), 'Rename…')
    const form = await modalSaying(jonas, 'Name in this channel')
    expect(JSON.stringify(form.blocks)).toContain(`"initial_value":"${XIXI_LAKE.name}"`)
    await jonas.fill(form.id, { 'Name in this channel': ' \u200b ' })
    expect(await jonas.submit()).toMatchObject({ errors: { 'field.name': expect.stringContaining('at most 80') } })
    await jonas.fill(form.id, { 'Name in this channel': KASTANIENALLEE.name.toUpperCase() })
    expect(await jonas.submit()).toMatchObject({ errors: { 'field.name': expect.stringContaining('is called so') } })
    await jonas.fill(form.id, { 'Name in this channel': 'Lake  <house>' })
    await jonas.submit()
    const done = await modalSaying(jonas, '✅')
    expect(textOf(done)).toContain(`*${XIXI_LAKE.name}* is called *Lake <house>* in this channel from now on.`)
    expect(await namesIn(jonas, LINDENHOF)).toContain('Lake <house>')
    expect(await namesIn(jonas, DESK)).toContain(XIXI_LAKE.name)
  })
})

describe('a deed that was not offered', () => {
  const press = (
    deed: LinkDeed['deed'],
    place: { vendor: string; community: string },
    who: string,
    channel: string,
  ) => {
    const value = encodeLinkDeed({ deed, key: scopeKey(place), page: 0 })
    return pressForged(bench, { user: who, channel, actionId: ACTIONS.linkMenu, value })
  }

  it.each(['U0SOFIA', 'U0TOMASZ'])('is refused to %s, who is no manager', async (who) => {
    for (const deed of ['pause', 'rename', 'unlink', 'digest_off'] as const) {
      expect((await press(deed, KASTANIENALLEE, who, LINDENHOF)).text).toContain('Only managers can do this')
    }
    expect(await say(jonas, LINDENHOF, '/ticket links')).not.toMatch(/⏸️|🔕/)
    expect(await namesIn(jonas, LINDENHOF)).toHaveLength(2)
  })

  it('does nothing to a link of another channel', async () => {
    for (const deed of ['pause', 'unlink', 'digest_off', 'rename'] as const) {
      expect((await press(deed, HAITANG_BAY, 'U0JONAS', LINDENHOF)).text).toContain('This button is too old')
    }
    expect(await namesIn(jonas, DESK)).toHaveLength(EVERYWHERE.length)
    expect(await say(jonas, DESK, '/ticket links')).not.toMatch(/⏸️|🔕/)
  })

  it('is nothing when its value is none of ours', async () => {
    for (const value of ['', '[]', '["explode","x",0]', '["pause","x",-1]', 'x'.repeat(3_000)]) {
      const answer = await pressForged(bench, {
        user: 'U0JONAS',
        channel: LINDENHOF,
        actionId: ACTIONS.linkMenu,
        value,
      })
      expect(answer.text).toContain('This button is too old')
    }
  })
})

it('speaks Chinese', async () => {
  const mei = bench.person('U0MEILIN')
  await ask(mei, REPAIRS, `/ticket link ${HAITANG_BAY.vendor} ${HAITANG_BAY.community} 我们小区`)
  const links = await ask(mei, REPAIRS, '/ticket links')
  await mei.select(links, ACTIONS.linkMenu, '暂停')
  const now = await mei.until(() =>
    mei.messages(REPAIRS).find(({ ts, blocks }) => ts === links.ts && blocks !== links.blocks),
  )
  expect(textOf(now)).toContain('*我们小区* 已暂停：恢复之前，列表和摘要都不包含它；单个工单仍可查看。')
  expect(textOf(now)).toMatch(/⏸️ <@U0MEILIN> 于 .+ 暂停/)
})

it('puts every change on record, and who made it', async () => {
  const acts = await actsIn(bench, LINDENHOF)
  expect(acts.map(({ action }) => action)).toEqual([
    ...['pause', 'resume', 'pause', 'resume'],
    ...['digest_set', 'digest_set', 'rename'],
  ])
  for (const { user, what } of acts) expect([user, what?.vendor]).toEqual(['U0JONAS', XIXI_LAKE.vendor])
})

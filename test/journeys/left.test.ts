import { describe, expect, it, vi } from 'vitest'
import { LINDENHOF, MANAGERS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import { slackEvent } from '../support/slack-event.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, HEATING, LEFTOVER, leave, openForm, typedInto } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, NOW, XIXI_LAKE } from './places.ts'

/*
 * People leave channels and lose roles while forms stay open and messages stay where they are. Mei and Jonas are in the
 * private #property-managers; Tomasz is a guest in #berlin-lindenhof.
 */

const { start, startBehind, folder } = useBenches({
  links: [...linksOf(MANAGERS, [XIXI_LAKE]), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
})
const NOT_THERE = /You are not in that channel|您不在该频道/
const SIX_MINUTES = 6 * 60_000

const remove = (bench: Bench, by: string, user: string) =>
  bench.person(by).manage({ do: 'remove_user', channel: MANAGERS, user })

/** As `remove`, where Caretaker does not hear of it. */
const removeUnheard = async (bench: Bench, by: string, user: string): Promise<void> => {
  bench.workspace.setRequestUrl('http://127.0.0.1:9/')
  await remove(bench, by, user)
  bench.workspace.setRequestUrl(`${bench.origin}/slack/events`)
  vi.setSystemTime(NOW + SIX_MINUTES)
}

describe.each([
  ['and Slack says so', remove],
  ['and Caretaker does not hear of it', removeUnheard],
])('whoever was removed from a channel, %s,', (_how, leaving) => {
  it('files nothing from a form that is still open', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    await mei.command(MANAGERS, '/ticket new')
    await openForm(mei)
    await leaving(bench, 'U0JONAS', 'U0MEILIN')
    await mei.fill(mei.view()?.id ?? '', { 问题描述: HEATING.Description, 联系人: HEATING.Contact })
    await mei.submit()
    await mei.until(() => NOT_THERE.test(textOf(mei.view() ?? [])), 'that they are not in that channel')
    await bench.caretaker.tick()
    expect(created(bench)).toEqual([])
  })

  it('deletes nothing that they were about to confirm', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    const [number = ''] = /\bm[0-9a-f]{32}\b/.exec(await say(jonas, MANAGERS, '/ticket list')) ?? []
    await jonas.command(MANAGERS, `/ticket delete ${number}`)
    await openForm(jonas)
    await leaving(bench, 'U0MEILIN', 'U0JONAS')
    await jonas.submit()
    await jonas.until(() => NOT_THERE.test(textOf(jonas.view() ?? [])), 'that they are not in that channel')
    vi.setSystemTime(NOW + 2 * SIX_MINUTES)
    await bench.caretaker.tick()
    expect(bench.sandbox(AKUBELA).requests.filter(({ body }) => body.includes('batch_delete'))).toEqual([])
  })

  it('opens nothing again from what stands in their direct messages', async () => {
    const place = await folder()
    const theirs = { channel: MANAGERS, community: XIXI_LAKE.community, user: 'U0JONAS' }
    await leave(place, { ...LEFTOVER, ...theirs, nextTryAt: new Date(NOW + SIX_MINUTES).toISOString() })
    const bench = await start({ folder: place })
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 })
    const jonas = bench.person('U0JONAS')
    await leaving(bench, 'U0MEILIN', 'U0JONAS')
    vi.setSystemTime(NOW + SIX_MINUTES)
    await bench.caretaker.tick()
    const told = await jonas.until(() => {
      const last = jonas.lastMessage('D0JONAS')
      return last && textOf(last).includes('Open it again') && last
    }, 'that it was not filed')
    bench.sandbox(AKUBELA).misbehave(undefined)
    const before = bench.sandbox(AKUBELA).requests.length
    await jonas.click(told, 'Open it again')
    expect(textOf(await modalSaying(jonas, 'You are not in that channel'))).not.toContain(XIXI_LAKE.name)
    expect(bench.sandbox(AKUBELA).requests.slice(before)).toEqual([])
  })
})

describe('whoever lost a role', () => {
  it('is refused as soon as Slack says so', async () => {
    const { bench, slack } = await startBehind()
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, LINDENHOF, '/ticket audit')).not.toContain('Only managers')
    slack.answer('users.info', () => ({ ok: true, user: { id: 'U0JONAS', locale: 'en-GB', tz: 'Europe/Berlin' } }))
    expect(await say(jonas, LINDENHOF, '/ticket audit')).not.toContain('Only managers')
    expect(await slackEvent(bench, { type: 'user_change', user: { id: 'U0JONAS' } })).toBe(200)
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toContain('Only managers')
  })

  it('deletes nothing, though Caretaker was not told', async () => {
    const { bench, slack } = await startBehind()
    const jonas = bench.person('U0JONAS')
    const [number = ''] = /\bm[0-9a-f]{32}\b/.exec(await say(jonas, LINDENHOF, '/ticket list')) ?? []
    await jonas.command(LINDENHOF, `/ticket delete ${number}`)
    await openForm(jonas)
    slack.answer('users.info', () => ({ ok: true, user: { id: 'U0JONAS', locale: 'en-GB', tz: 'Europe/Berlin' } }))
    await jonas.submit()
    await modalSaying(jonas, 'Only managers')
    vi.setSystemTime(NOW + SIX_MINUTES)
    await bench.caretaker.tick()
    expect(bench.sandbox(AKUBELA).requests.filter(({ body }) => body.includes('batch_delete'))).toEqual([])
  })
})

describe('whom Slack cannot describe', () => {
  it('stays a guest who was one', async () => {
    const { bench, slack } = await startBehind()
    const tomasz = bench.person('U0TOMASZ')
    expect(await say(tomasz, LINDENHOF, '/ticket list')).toContain('open ticket')
    slack.refuse('users.info', 'fatal_error')
    vi.setSystemTime(NOW + SIX_MINUTES)
    await tomasz.command(LINDENHOF, '/ticket new')
    await modalSaying(tomasz, 'As a guest')
  })

  it('may file, and change nothing that others filed', async () => {
    const { bench, slack } = await startBehind()
    slack.refuse('users.info', 'fatal_error')
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, '/ticket new')
    await openForm(sofia)
    await typedInto(sofia, HEATING)
    await modalSaying(sofia, 'Filed as')
    expect(created(bench)).toHaveLength(1)
    await sofia.close()
    const [number = ''] = /\bm[0-9a-f]{32}\b/.exec(await say(sofia, LINDENHOF, '/ticket list')) ?? []
    for (const verb of ['edit', 'close', 'delete']) {
      await sofia.command(LINDENHOF, `/ticket ${verb} ${number}`)
      await modalSaying(sofia, 'I could not ask Slack who you are')
      await sofia.close()
    }
  })
})

describe('people of another workspace', () => {
  const OUTSIDER = { id: 'U0SOFIA', team_id: 'T0OTHER', locale: 'en-GB', tz: 'Europe/Berlin', name: 'sofia' }

  it.each([
    ['by their workspace', { ...OUTSIDER }],
    ['though they run that one', { ...OUTSIDER, is_admin: true, is_owner: true }],
    ['where Slack calls them strangers', { ...OUTSIDER, team_id: 'T0HARBOUR', is_stranger: true }],
  ])('are guests, %s', async (_what, user) => {
    const { bench, slack } = await startBehind()
    slack.answer('users.info', () => ({ ok: true, user }))
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, '/ticket new')
    await modalSaying(sofia, 'As a guest')
    await sofia.close()
    const list = await ask(sofia, LINDENHOF, '/ticket list')
    const card = await press(sofia, list, 'Open')
    expect(textOf(card)).toContain('hidden from guests')
    expect(await say(sofia, LINDENHOF, '/ticket link akubela x')).toContain('Only managers')
  })

  it('may be made managers by name', async () => {
    const { bench, slack } = await startBehind({ env: { MANAGER_USER_IDS: 'U0SOFIA' } })
    slack.answer('users.info', () => ({ ok: true, user: OUTSIDER }))
    expect(await say(bench.person('U0SOFIA'), LINDENHOF, '/ticket audit')).not.toContain('Only managers')
  })
})

import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeIds, encodeRef } from '../../src/slack/values.ts'
import { elementsOf } from '../../src/workspace/definitions.ts'
import type { Message, View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import type { Bench, BenchOptions } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, HEATING, minute, openForm } from './filing.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'

const {
  start,
  folder: newFolder,
  startBehind,
} = useBenches({
  links: [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(DESK, [KASTANIENALLEE, XIXI_LAKE, HAITANG_BAY])],
})

const STAIN = 'Water stain on the bathroom ceiling'
const SINK = '厨房水槽下水慢'
const LIFT = 'BX20261120102'

/** The batches that the vendor was asked to delete. */
const removals = (bench: Bench): string[][] =>
  bench.sandbox(AKUBELA).requests.flatMap(({ body }) => {
    if (!isRemoval({ body })) return []
    const { maintenance_id: one, maintenances = [{ maintenance_id: one }] } = JSON.parse(body).param
    return [maintenances.map((each: { maintenance_id: string }) => each.maintenance_id)]
  })

const isRemoval = ({ body }: { readonly body: string }): boolean => body.includes('delete_maintenance_info')

/** The number of the pending ticket that is about this. */
const numberOf = async (someone: TestPerson, channel: string, about: string): Promise<string> => {
  const list = await say(someone, channel, '/ticket list')
  return new RegExp(`${about}[\\s\\S]*?(m[0-9a-f]{32})`).exec(list)?.[1] ?? ''
}

/** From the command to the confirmed deletion, and what the manager reads in their direct messages. */
const confirmed = async (
  jonas: TestPerson,
  channel: string,
  ...numbers: readonly string[]
): Promise<{ view: View; told: Message }> => {
  await jonas.command(channel, `/ticket delete ${numbers.join(' ')}`)
  await openForm(jonas)
  await jonas.submit()
  const told = await jonas.until(() => jonas.lastMessage('D0JONAS'))
  return { view: await modalSaying(jonas, 'in 10 seconds'), told }
}

const lastTold = (jonas: TestPerson): string => textOf(jonas.lastMessage('D0JONAS') ?? [])

const begin = async (options?: BenchOptions) => {
  const bench = await start(options)
  const jonas = bench.person('U0JONAS')
  return { bench, jonas, stain: await numberOf(jonas, LINDENHOF, STAIN) }
}

describe('/ticket delete', () => {
  it('names what will go, waits, and tells in the same message that it is gone', async () => {
    const { bench, jonas, stain } = await begin()
    await jonas.command(LINDENHOF, `/ticket delete ${stain}`)
    const sure = await openForm(jonas)
    expect(sure.submit).toBe('Delete 1 ticket')
    expect(textOf(sure)).toContain(`• *${stain}* · Kastanienallee 27, Berlin · akubela\n🔵 ${STAIN} is growing.`)
    await jonas.submit()
    const told = await jonas.until(() => jonas.lastMessage('D0JONAS'))
    expect(textOf(told)).toBe(`*1 ticket will be deleted in 10 seconds.*\n• *${stain}*\nUndo`)
    expect(removals(bench)).toEqual([])
    await minute(bench, 1)
    expect(removals(bench)).toEqual([[stain]])
    await jonas.until(() => lastTold(jonas) === `*What became of your deletion:*\n✅ *${stain}* is deleted at akubela.`)
    expect(jonas.messages('D0JONAS').filter(({ ts }) => ts >= told.ts)).toHaveLength(1)
    expect(await say(jonas, LINDENHOF, '/ticket list')).not.toContain(STAIN)
  })

  it('tells in the modal too, where that is still open', async () => {
    const { bench, jonas, stain } = await begin()
    await confirmed(jonas, LINDENHOF, stain)
    await minute(bench, 1)
    const after = await modalSaying(jonas, `✅ *${stain}* is deleted at akubela.`)
    expect(textOf(after)).not.toContain('Undo')
    expect(textOf(after)).not.toContain('10 seconds')
  })

  it('takes tickets of several communities, each community at once', async () => {
    const { bench, jonas, stain } = await begin()
    const sink = await numberOf(jonas, DESK, SINK)
    const heating = await numberOf(jonas, LINDENHOF, 'Heating in the living room')
    const { told } = await confirmed(jonas, DESK, stain, sink, heating)
    expect(textOf(told)).toContain('*3 tickets will be deleted in 10 seconds.*')
    await minute(bench, 1)
    expect(removals(bench).map((batch) => batch.toSorted())).toEqual(
      expect.arrayContaining([[heating, stain].toSorted(), [sink]]),
    )
    const isTold = (number: string) => lastTold(jonas).includes(`✅ *${number}* is deleted at akubela.`)
    await jonas.until(() => [stain, sink, heating].every(isTold))
  })

  it('is Chinese for a Chinese reader', async () => {
    const { bench } = await begin({ env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    const sink = await numberOf(mei, DESK, SINK)
    await mei.click(await ask(mei, DESK, `/ticket ${sink}`), '删除')
    expect(textOf(await openForm(mei))).toContain('10 秒内可以撤销')
    await mei.submit()
    const told = await mei.until(() => mei.lastMessage('D0MEILIN'))
    expect(textOf(told)).toBe(`*1 个工单将在 10 秒后删除。*\n• *${sink}*\n撤销`)
    expect(textOf(await turn(mei, told, '撤销'))).toContain(`↩️ *${sink}* 没有删除：已撤销。`)
  })

  it('leaves out what cannot be deleted and says why', async () => {
    const { jonas, stain } = await begin()
    await jonas.command(DESK, `/ticket delete ${stain} ${LIFT} m${'0'.repeat(32)}`)
    const sure = await openForm(jonas)
    expect(sure.submit).toBe('Delete 1 ticket')
    expect(textOf(sure)).toContain(`*${LIFT}* stays: Tuya smart community lets nobody delete a ticket from here.`)
    expect(textOf(sure)).toContain(`There is no ticket *m${'0'.repeat(32)}*`)
  })

  it.each([
    ['no such ticket', 'U0JONAS', DESK, `m${'0'.repeat(32)}`, 'There is no ticket'],
    ['a vendor that deletes none', 'U0JONAS', DESK, LIFT, 'lets nobody delete a ticket from here'],
    ['a member', 'U0SOFIA', DESK, LIFT, 'Only managers can do this'],
    ['a guest', 'U0TOMASZ', LINDENHOF, LIFT, 'Only managers can do this'],
    ['a channel without communities', 'U0JONAS', LOBBY, LIFT, 'not linked to any community'],
  ])('explains itself for %s', async (_what, who, channel, number, words) => {
    const bench = await start()
    const someone = bench.person(who)
    await someone.command(channel, `/ticket delete ${number}`)
    expect((await modalSaying(someone, words)).submit).toBeUndefined()
  })

  it('says so when the vendor refuses, and offers to send it again', async () => {
    const { bench, jonas, stain } = await begin()
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, isRemoval)
    await confirmed(jonas, LINDENHOF, stain)
    await minute(bench, 1)
    const refused = `⚠️ *${stain}* was not deleted. Caretaker’s account at akubela is not allowed`
    await jonas.until(() => lastTold(jonas).includes(refused))
    bench.sandbox(AKUBELA).misbehave(undefined)
    const after = await turn(jonas, jonas.lastMessage('D0JONAS') ?? NOTHING, 'Send it again')
    await jonas.until(() => lastTold(jonas).includes(`✅ *${stain}* is deleted at akubela.`), textOf(after))
  })
})

describe('Undo', () => {
  it('in the direct messages keeps the tickets', async () => {
    const { bench, jonas, stain } = await begin()
    const { told } = await confirmed(jonas, LINDENHOF, stain)
    const undone = await turn(jonas, told, 'Undo')
    await modalSaying(jonas, 'it was taken back')
    expect(textOf(undone)).toBe(`*What became of your deletion:*\n↩️ *${stain}* was not deleted: it was taken back.`)
    await minute(bench, 1)
    await minute(bench, 5)
    expect(removals(bench)).toEqual([])
  })

  it('in the modal does the same, and both places say so', async () => {
    const { bench, jonas, stain } = await begin()
    const { view } = await confirmed(jonas, LINDENHOF, stain)
    await jonas.click(view, 'Undo')
    await modalSaying(jonas, 'it was taken back')
    await jonas.until(() => lastTold(jonas).includes('it was taken back'))
    await minute(bench, 1)
    expect(removals(bench)).toEqual([])
  })

  it('that comes too late tells the truth', async () => {
    const { bench, jonas, stain } = await begin()
    const { view } = await confirmed(jonas, LINDENHOF, stain)
    await minute(bench, 1)
    await jonas.click(view, 'Undo')
    await modalSaying(jonas, `✅ *${stain}* is deleted at akubela.`)
  })

  it('never says that a ticket was kept which may be gone or may still go', async () => {
    const { bench, jonas, stain } = await begin()
    const { view } = await confirmed(jonas, LINDENHOF, stain)
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 }, isRemoval)
    await minute(bench, 1)
    await jonas.click(view, 'Undo')
    await modalSaying(jonas, 'did not say whether it is deleted')
  })

  it('is for the one who deleted, or a manager', async () => {
    const { bench, jonas, stain } = await begin()
    const { told } = await confirmed(jonas, LINDENHOF, stain)
    const value = undoValue(told)
    const forged = { channel: LINDENHOF, actionId: ACTIONS.removalUndo, value }
    expect((await pressForged(bench, { ...forged, user: 'U0SOFIA' })).text).toContain('Only the person who sent it')
    const strange = { ...forged, user: 'U0SOFIA', value: encodeIds(['V0FORGED.1.0']) }
    expect((await pressForged(bench, strange)).text).toContain('too old')
    await minute(bench, 1)
    expect(removals(bench)).toEqual([[stain]])
  })

  it('by another manager is on record as theirs', async () => {
    const { bench, jonas, stain } = await begin({ env: { MANAGER_USER_IDS: 'U0SOFIA' } })
    const { told } = await confirmed(jonas, LINDENHOF, stain)
    const pressed = { user: 'U0SOFIA', channel: LINDENHOF, actionId: ACTIONS.removalUndo, value: undoValue(told) }
    expect(textOf((await pressForged(bench, pressed)).blocks)).toContain('it was taken back')
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toMatch(
      new RegExp(`\\*Deletion at the vendor\\* · ${stain} · .*\\nSofia .* · given up before it was done`),
    )
  })
})

describe('a deletion', () => {
  it('that a restart came upon is carried out once, and told', async () => {
    const folder = await newFolder()
    const first = await begin({ folder })
    await confirmed(first.jonas, LINDENHOF, first.stain)
    await first.bench.caretaker.stop(5_000)
    const bench = await start({ folder, env: first.bench.sandbox(AKUBELA).env })
    expect(removals(first.bench)).toEqual([])
    await minute(bench, 1)
    await minute(bench, 2)
    expect(removals(first.bench)).toEqual([[first.stain]])
    const told = bench.person('U0JONAS').lastEphemeral(LINDENHOF)
    expect(textOf(told ?? [])).toContain(`✅ *${first.stain}* is deleted at akubela.`)
  })

  it('of somebody who is no manager any more is not carried out', async () => {
    const folder = await newFolder()
    const first = await start({ folder, env: { MANAGER_USER_IDS: 'U0SOFIA' } })
    const sofia = first.person('U0SOFIA')
    const stain = await numberOf(sofia, LINDENHOF, STAIN)
    await sofia.command(LINDENHOF, `/ticket delete ${stain}`)
    await openForm(sofia)
    await sofia.submit()
    await sofia.until(() => sofia.lastMessage('D0SOFIA'))
    await first.caretaker.stop(5_000)
    const bench = await start({ folder, env: first.sandbox(AKUBELA).env })
    await minute(bench, 1)
    expect(removals(first)).toEqual([])
    const told = bench.person('U0SOFIA').lastEphemeral(LINDENHOF)
    expect(textOf(told ?? [])).toContain(`*${stain}* was not deleted: only managers may delete`)
  })

  it('waits while Slack does not say who its manager is, and then shows in the direct message what came of it', async () => {
    const { bench, slack } = await startBehind()
    const jonas = bench.person('U0JONAS')
    const stain = await numberOf(jonas, LINDENHOF, STAIN)
    await confirmed(jonas, LINDENHOF, stain)
    slack.answer('users.info', () => ({ ok: false, error: 'fatal_error' }))
    await minute(bench, 1)
    expect(removals(bench)).toEqual([])
    expect(lastTold(jonas)).toContain(`*${stain}*: Slack does not say at the moment whether you are a manager`)
    slack.answer('users.info', () => ({ ok: true, user: { id: 'U0JONAS', locale: 'en-GB', tz: 'Europe/Berlin' } }))
    await minute(bench, 3)
    expect(lastTold(jonas)).toContain(`*${stain}* was not deleted: only managers may delete`)
    expect(removals(bench)).toEqual([])
  })

  it('is carried out once Slack says again that its manager is one', async () => {
    const { bench, slack } = await startBehind()
    const jonas = bench.person('U0JONAS')
    const stain = await numberOf(jonas, LINDENHOF, STAIN)
    await confirmed(jonas, LINDENHOF, stain)
    slack.down()
    await minute(bench, 1)
    slack.up()
    await minute(bench, 3)
    expect(removals(bench)).toEqual([[stain]])
    expect(lastTold(jonas)).toContain(`✅ *${stain}* is deleted at akubela.`)
  })

  it('is told in the place of the card that is left of the ticket, and is no failure', async () => {
    const { bench, jonas, stain } = await begin()
    const card = await ask(jonas, LINDENHOF, `/ticket ${stain}`)
    await confirmed(jonas, LINDENHOF, stain)
    await minute(bench, 1)
    expect(textOf(await turn(jonas, card, 'Refresh'))).toBe(`🗑️ Ticket *${stain}* was deleted by Jonas Brandt.`)
  })

  it('takes the button from the line that told of the ticket, once it is pressed', async () => {
    const { bench, jonas } = await begin()
    const sofia = bench.person('U0SOFIA')
    await fileRepair(sofia, LINDENHOF, HEATING)
    const isLine = ({ text }: Message): boolean => text.includes('filed ticket')
    const line = await sofia.until(() => sofia.messages(LINDENHOF).find(isLine))
    const [, number = ''] = /filed ticket \*(m\w+)\*/.exec(line.text) ?? []
    await confirmed(jonas, LINDENHOF, number)
    await minute(bench, 1)
    expect(textOf(await turn(sofia, line, 'Open')).split('\n')).toEqual([
      textOf(line).replace(/\nOpen$/, ''),
      `🗑️ Ticket *${number}* was deleted by Jonas Brandt.`,
    ])
  })

  it('at the vendor itself is told by whatever still shows the ticket', async () => {
    const bench = await start()
    const value = encodeRef({ vendor: AKUBELA, community: KASTANIENALLEE.community, id: `m${'0'.repeat(32)}` })
    const forged = { user: 'U0SOFIA', channel: LINDENHOF, actionId: ACTIONS.refresh, value }
    expect(await pressForged(bench, forged)).toMatchObject({
      text: `🗑️ Ticket *m${'0'.repeat(32)}* is gone: akubela does not have it any more.`,
      replace_original: true,
    })
  })

  it('strikes the shared cards of the ticket', async () => {
    const { bench, jonas, stain } = await begin()
    await press(jonas, await ask(jonas, LINDENHOF, `/ticket ${stain}`), 'Share to channel')
    await confirmed(jonas, LINDENHOF, stain)
    await minute(bench, 1)
    const sofia = bench.person('U0SOFIA')
    const struck = sofia.messages(LINDENHOF).find(({ text }) => text.includes('was deleted by'))
    expect(textOf(struck ?? [])).toBe(`🗑️ Ticket *${stain}* was deleted by Jonas Brandt.`)
  })
})

const undoValue = ({ blocks = [] }: Message): string =>
  String(blocks.flatMap(elementsOf).find(({ action_id }) => action_id === ACTIONS.removalUndo)?.value)

const NOTHING: Message = { channel: '', ts: '', text: '', user: '', blocks: [] }

import { describe, expect, it } from 'vitest'
import type { View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DOOR_CAMERAS, DOOR_LOCKS, FEEDBACK } from './accounts.ts'
import { ask, modalSaying } from './asking.ts'
import { useBenches } from './benches.ts'
import { openForm, typedInto } from './filing.ts'
import { KASTANIENALLEE, linksOf } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(LINDENHOF, [DOOR_LOCKS, KASTANIENALLEE]),
    ...linksOf(REPAIRS, [DOOR_CAMERAS]),
    ...linksOf(DESK, [AICC_TENANT]),
  ],
})

const OFFLINE_LOCK = 'FBAY202611211101'
const FINISHED_LOCK = 'FBAY202611101106'
const CAMERA = 'FBAY202611203102'
const CASE = '000000000000000000000000035013'

/** The bodies of what a vendor got under a path that ends so. */
const sent = (bench: Bench, vendor: string, end: string): unknown[] =>
  bench.sandbox(vendor).requests.flatMap(({ path, body }) => (path.endsWith(end) ? [JSON.parse(body)] : []))

const labelsOf = ({ blocks }: Pick<View, 'blocks'>): unknown[] =>
  blocks.flatMap(({ type, label }) => (type === 'input' ? [JSON.parse(JSON.stringify(label)).text] : []))

describe('closing a ticket', () => {
  it('is confirmed first where there is no way back, and done once', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, `/ticket close ${OFFLINE_LOCK}`)
    const sure = await openForm(sofia)
    expect(textOf(sure)).toContain('*“Finish” cannot be taken back.*')
    expect(textOf(sure)).toContain('The front door lock of building C went offline')
    expect(sure).toMatchObject({ title: 'Are you sure?', submit: 'Finish' })
    await sofia.submit()
    await modalSaying(sofia, `“Finish” is done for ticket ${OFFLINE_LOCK}`)
    expect(sent(bench, FEEDBACK, '/operation-finish')).toHaveLength(1)
    const audit = await ask(bench.person('U0JONAS'), LINDENHOF, '/ticket audit')
    expect(textOf(audit)).toContain(`*Change of status* · Finish · ${OFFLINE_LOCK}`)
  })

  it('shows the ticket as it is then, with what can still be done', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const before = await ask(sofia, LINDENHOF, `/ticket ${OFFLINE_LOCK}`)
    await sofia.click(before, 'Finish')
    await openForm(sofia)
    await sofia.submit()
    const after = await sofia.until(() => {
      const last = sofia.lastEphemeral(LINDENHOF)
      return last?.ts !== before.ts && last
    })
    expect(textOf(after)).toMatch(new RegExp(`“Finish”.*\\n\\*${OFFLINE_LOCK}\\*  ·  ✅ Done`))
    expect(textOf(after)).not.toMatch(/\nFinish(\n|$)/)
  })

  it('is Chinese for a Chinese reader, from the card', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    await mei.click(await ask(mei, REPAIRS, `/ticket ${CAMERA}`), '完成工单')
    expect(textOf(await openForm(mei))).toContain('*“完成工单”无法撤销。*')
    await mei.submit()
    await modalSaying(mei, `对工单 ${CAMERA} 的“完成工单”操作已完成。`)
  })

  it('offers every step that the vendor allows, each with its fields', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(DESK, `/ticket close ${CASE}`)
    expect(labelsOf(await openForm(sofia))).toEqual(['What shall be done?', 'Remark', 'Reason ID'])
    const choose = async (step: string, field: string): Promise<void> => {
      await sofia.select(await openForm(sofia), 'What shall be done?', step)
      await sofia.until(() => labelsOf(sofia.view() ?? NONE).includes(field), field)
    }
    await choose('Change the step', 'Step')
    await choose('Cancel the case', 'Remark')
    expect(labelsOf(await openForm(sofia))).toEqual(['What shall be done?', 'Remark'])
    await typedInto(sofia, { Remark: 'Reported twice' })
    await modalSaying(sofia, `“Cancel the case” is done for ticket ${CASE}`)
    expect(sent(bench, AICC, '/case/cancel')).toMatchObject([{ remark: 'Reported twice' }])
  })

  it('shows everything that was typed once more before it cannot be taken back', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(DESK, `/ticket close ${CASE}`)
    expect((await openForm(sofia)).submit).toBe('Continue')
    await typedInto(sofia, { Remark: 'The gate was repaired', 'Reason ID': 'solved' })
    const sure = await modalSaying(sofia, '“Close” cannot be taken back')
    expect(JSON.stringify(sure.blocks)).toContain('"initial_value":"The gate was repaired"')
    expect(labelsOf(sure)).toEqual(['Remark', 'Reason ID'])
    // As it was when the form was opened: which ticket it is must not be a riddle now.
    expect(textOf(sure)).toMatch(/\n🔵 test/u)
    expect(sent(bench, AICC, '/close')).toEqual([])
    await sofia.submit()
    await modalSaying(sofia, `“Close” is done for ticket ${CASE}`)
    expect(sent(bench, AICC, '/close')).toMatchObject([{ remark: 'The gate was repaired', closedReason: 'solved' }])
  })

  it('says under its fields what is missing', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(DESK, `/ticket close ${CASE}`)
    await openForm(sofia)
    const answer = await typedInto(sofia, { Remark: ' ', 'Reason ID': 'solved' })
    expect(answer).toMatchObject({ errors: { 'field.remark': 'Please fill this in.' } })
  })

  it('tells when the vendor refuses, and keeps the form', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(FEEDBACK).misbehave({ kind: 'status', status: 403 }, ({ path }) => path.endsWith('/operation-finish'))
    await sofia.command(LINDENHOF, `/ticket close ${OFFLINE_LOCK}`)
    await openForm(sofia)
    await sofia.submit()
    const again = await modalSaying(sofia, `Not done:* “Finish” for ticket ${OFFLINE_LOCK}`)
    expect(textOf(again)).toContain('cannot be taken back')
  })

  it.each([
    ['has ended', FINISHED_LOCK, 'This ticket has ended at Tuya user feedback already: it is “Done”.'],
    ['nobody may close there', repairOf, 'akubela lets nobody close a ticket from here. You can read it here'],
  ])('says of a ticket that %s what can be done instead', async (_which, number, words) => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const asked = typeof number === 'string' ? number : await number(bench)
    await sofia.command(LINDENHOF, `/ticket close ${asked}`)
    const told = await modalSaying(sofia, words)
    expect(told.submit).toBeUndefined()
    // Nobody is needed any more for what has ended.
    expect(textOf(told).includes('so that somebody takes care of it')).toBe(number !== FINISHED_LOCK)
  })

  it('is not for guests', async () => {
    const bench = await start()
    const tomasz = bench.person('U0TOMASZ')
    await tomasz.command(LINDENHOF, `/ticket close ${OFFLINE_LOCK}`)
    await modalSaying(tomasz, 'As a guest you can read tickets here')
    expect(sent(bench, FEEDBACK, '/operation-finish')).toEqual([])
  })
})

describe('handing a ticket over', () => {
  it('asks for what the vendor needs', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.click(await ask(sofia, DESK, `/ticket ${CASE}`), 'Hand over')
    expect(labelsOf(await openForm(sofia))).toEqual(['Handler ID', 'Remark'])
    await typedInto(sofia, { 'Handler ID': '10gd000000OdvZSU6N8K', Remark: 'Yours, please' })
    await modalSaying(sofia, `“Hand over” is done for ticket ${CASE}`)
    expect(sent(bench, AICC, '/case/transfer')).toMatchObject([{ remark: 'Yours, please' }])
  })

  it('names what can be done instead where the vendor has no such thing', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, `/ticket assign ${OFFLINE_LOCK}`)
    await modalSaying(
      sofia,
      `Tuya user feedback lets nobody hand a ticket over from here. What you can do with it here: \`/ticket comment ${OFFLINE_LOCK}\`, \`/ticket close ${OFFLINE_LOCK}\``,
    )
    await sofia.close()
    const mei = bench.person('U0MEILIN')
    await mei.command(REPAIRS, `/ticket 转派 ${CAMERA}`)
    await modalSaying(mei, '涂鸦用户反馈不支持在这里转派工单。')
  })
})

const NONE = { blocks: [] }

async function repairOf(bench: Bench): Promise<string> {
  const list = textOf(await ask(bench.person('U0JONAS'), LINDENHOF, '/ticket list'))
  return /m[0-9a-f]{32}/.exec(list)?.[0] ?? ''
}

import { describe, expect, it, vi } from 'vitest'
import { BILLING, DEVICE } from '../../src/drivers/aicc/seed-samples.ts'
import type { View } from '../../src/workspace/protocol.ts'
import { LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT } from './accounts.ts'
import { modalSaying, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, formOf, HEATING, openForm, typedInto } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, NOW, XIXI_LAKE } from './places.ts'

const { start } = useBenches({
  links: [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(REPAIRS, [XIXI_LAKE])],
})

/** Files a ticket, and has the channel's list read since. */
const fileFirst = async (someone: TestPerson, channel: string, values: Record<string, string>): Promise<void> => {
  await formOf(someone, channel)
  await typedInto(someone, values)
  await someone.until(() => someone.lastEphemeral(channel))
  await someone.close()
  vi.setSystemTime(NOW + 2 * 60_000)
  await say(someone, channel, '/ticket list')
}

const elementsOf = ({ blocks }: View) => blocks.flatMap(({ element }) => (element ? [element] : []))

describe('a ticket that is open already', () => {
  it('holds the same once more back, with everything that was typed, until it is sent again', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await fileFirst(sofia, LINDENHOF, HEATING)
    await formOf(sofia, LINDENHOF)
    const twice = { Description: `${HEATING.Description} Please!`, Contact: 'Mr Lindner, house 4' }
    await typedInto(sofia, twice)
    await modalSaying(sofia, 'This may be open already')
    const held = await openForm(sofia)
    expect(textOf(held).match(/\*m[0-9a-f]{32}\* · 🆕 Heating in the stairwell of house 4 stays cold/g)).toHaveLength(1)
    const types = held.blocks.map(({ type, accessory }) => (accessory ? 'with a button' : type))
    expect(types.indexOf('with a button')).toBeLessThan(types.indexOf('input'))
    expect(held.submit).toBe('File anyway')
    expect(elementsOf(held).slice(0, 2)).toMatchObject([
      { initial_value: twice.Description },
      { initial_value: twice.Contact },
    ])
    expect(created(bench)).toHaveLength(1)
    await sofia.submit()
    await modalSaying(sofia, 'Filed as')
    expect(created(bench)).toHaveLength(2)
  })

  it('holds back once what says most of the same, with its age and a way to follow it', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await say(sofia, LINDENHOF, '/ticket list')
    await formOf(sofia, LINDENHOF)
    await typedInto(sofia, { Description: 'Intercom panel still shows wrong names', Contact: 'Mr Lindner' })
    const held = await modalSaying(sofia, 'Nothing is filed yet')
    expect(textOf(held)).toMatch(
      /· 🔵 Intercom panel shows the wrong names after the update\. · In progress · 3 d\nFollow this one/,
    )
    expect(created(bench)).toEqual([])
    await typedInto(sofia, { Description: 'Intercom panel still shows wrong names, all of them' })
    await modalSaying(sofia, 'Filed as')
    expect(created(bench)).toMatchObject([{ description: 'Intercom panel still shows wrong names, all of them' }])
  })

  it('is found in Chinese too', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    await fileFirst(mei, REPAIRS, { 问题描述: '厨房水槽下面漏水，地板已经泡了', 联系人: '王女士' })
    await formOf(mei, REPAIRS)
    await typedInto(mei, { 问题描述: '厨房水槽下面漏水，地板泡了！', 联系人: '王先生' })
    await modalSaying(mei, '可能已有相同的未完成工单')
    expect((await openForm(mei)).submit).toBe('仍然提交')
    expect(created(bench)).toHaveLength(1)
  })

  it('holds nothing back that is about something else', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await fileFirst(sofia, LINDENHOF, HEATING)
    await formOf(sofia, LINDENHOF)
    await typedInto(sofia, { ...HEATING, Description: 'The letterbox of flat 12 is broken.' })
    await modalSaying(sofia, 'Filed as')
  })

  it('holds nothing back while nobody knows what is open', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, ({ body }) => body.includes('list'))
    await formOf(sofia, LINDENHOF)
    await typedInto(sofia, HEATING)
    await modalSaying(sofia, 'Filed as')
  })

  it('is shown beside the form of the community that is chosen', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE, AICC_TENANT]) })
    const sofia = bench.person('U0SOFIA')
    await fileFirst(sofia, LINDENHOF, HEATING)
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, { Description: HEATING.Description })
    await sofia.select(form, 'Community', '客户服务中心 · Huawei AICC')
    const other = await modalSaying(sofia, 'Case type')
    expect(textOf(other)).not.toContain('Already open here')
    await sofia.select(other, 'Community', 'Kastanienallee 27, Berlin · akubela')
    const shown = await modalSaying(sofia, 'Already open here, and perhaps the same:')
    expect(textOf(shown)).toMatch(/\*m[0-9a-f]{32}\* · 🆕 Heating in the stairwell/)
    expect(elementsOf(shown)).toContainEqual(expect.objectContaining({ initial_value: HEATING.Description }))
  })
})

describe('what is open in the same place, or of the same kind', () => {
  const filed = (bench: Bench): readonly unknown[] =>
    bench.sandbox(AICC).requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/openapi/case'))

  it('of a household is shown as the form opens, the newest three, masked, and stops nobody', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    const shown = textOf(form)
    expect(shown).toContain('📌 Already open here:')
    expect(shown.match(/Follow this one/g)).toHaveLength(3)
    expect(shown.indexOf('Heating in the living room')).toBeLessThan(shown.indexOf('Türöffner im Treppenhaus'))
    expect(shown).toContain('· 3 h\n')
    expect(shown).toMatch(/^and \d+ more\. `\/ticket list` shows them\.$/m)
    await typedInto(sofia, { ...HEATING, Description: 'The letterbox of flat 12 is broken.' })
    await modalSaying(sofia, 'Filed as')
  })

  it('is there for a reader of Chinese', async () => {
    const bench = await start()
    expect(textOf(await formOf(bench.person('U0MEILIN'), REPAIRS))).toContain('📌 这里未完成的工单：')
  })

  it('does not keep the form from opening when the vendor does not answer', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'hang' })
    expect(textOf(await formOf(sofia, LINDENHOF))).not.toContain('Already open here')
  })

  it('is shown under the kind as that is chosen, with everything typed, and another for another', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [AICC_TENANT]) })
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    expect(textOf(form)).not.toContain('Already open here')
    await sofia.fill(form.id, { Title: 'Nothing like it', 'Contact ID': 'ciIy0000012YLAA4Dulc' })
    await sofia.select(form, 'Case type', DEVICE)
    const shown = await modalSaying(sofia, '📌 Already open here for what is chosen above:')
    const texts = shown.blocks.map((block) => textOf([block]))
    const at = (text: string) => texts.findIndex((each) => each.includes(text))
    expect(at('📌')).toBe(at('Case type') + 1)
    expect(at('Title')).toBeGreaterThan(at('📌'))
    expect(textOf(shown)).toContain('Smart lock does not answer')
    expect(elementsOf(shown)).toContainEqual(expect.objectContaining({ initial_value: 'Nothing like it' }))
    expect(elementsOf(shown)[0]).toMatchObject({ type: 'external_select', initial_option: { value: DEVICE } })

    await sofia.select(shown, 'Case type', BILLING)
    const others = await sofia.until(() => {
      const view = sofia.view()
      return view && !textOf(view).includes('Smart lock does not answer') && view
    })
    expect(elementsOf(others)[0]).toMatchObject({ initial_option: { value: BILLING } })
    expect(filed(bench)).toEqual([])
  })

  it('can be followed instead', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, { Description: 'It is cold in here.' })
    await sofia.click(form, 'Follow this one')
    const joined = await modalSaying(sofia, 'Nothing was filed. This channel follows')
    expect(textOf(joined)).toContain('It is cold in here.')
    expect(created(bench)).toEqual([])
  })

  it('is not asked about again by another choice, once somebody has looked', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [AICC_TENANT]) })
    const sofia = bench.person('U0SOFIA')
    await say(sofia, LINDENHOF, '/ticket list')
    await formOf(sofia, LINDENHOF)
    const typed = { Title: 'The heat meter shows E07', Description: 'Again.', 'Contact ID': 'ciIy0000012YLAA4Dulc' }
    await typedInto(sofia, { ...typed, 'Case type': BILLING })
    const held = await modalSaying(sofia, 'Nothing is filed yet')
    await sofia.select(held, 'Case type', DEVICE)
    const again = await modalSaying(sofia, '📌')
    expect(again.submit).toBe('File anyway')
    expect(textOf(again).match(/Heat meter shows E07/g)).toHaveLength(1)
    await sofia.submit()
    await modalSaying(sofia, 'Filed as')
    expect(filed(bench)).toHaveLength(1)
  })
})

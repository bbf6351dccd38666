import { afterEach, beforeEach, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeScope } from '../../src/slack/values.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, modalSaying, namesIn, say } from './asking.ts'
import { pressForged } from './forged.ts'
import { HAITANG_BAY, HARBOUR_QUAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'

let bench: Bench
beforeEach(async () => {
  bench = await startBench({
    links: linksOf(LINDENHOF, [
      { ...KASTANIENALLEE, name: 'Lindenhof' },
      { ...XIXI_LAKE, name: 'Villa & <Co>' },
      { ...HAITANG_BAY, name: 'Twin' },
      { ...HARBOUR_QUAY, name: 'Twin' },
    ]),
  })
})
afterEach(() => bench.close())

it.each([
  ['by vendor and id', `akubela ${KASTANIENALLEE.community}`, 'Lindenhof'],
  ['by name', 'Lindenhof', 'Lindenhof'],
  ['by a name with spaces and signs', 'Villa & <Co>', 'Villa & <Co>'],
  ['by id', HARBOUR_QUAY.community, 'Twin'],
])('works %s, and says how to undo it', async (_how, typed, name) => {
  const jonas = bench.person('U0JONAS')
  const answer = await say(jonas, LINDENHOF, `/ticket unlink ${typed}`)
  expect(answer).toContain(`This channel is no longer linked to *${name}*`)
  expect(await namesIn(jonas, LINDENHOF)).toHaveLength(3)

  const undo = /To undo: `(.+)`/.exec(answer)?.[1] ?? ''
  expect(await say(jonas, LINDENHOF, undo)).toContain(`is now linked to *${name}*`)
})

it.each([
  ['Twin', 'Several links are called *Twin*. Please unlink by vendor and id'],
  ['Nowhere', 'This channel has no link to *Nowhere*.'],
  [`akubela r1`, 'has no link to'],
  ['<!channel>', 'has no link to *<!channel>*'],
  ['', 'Write `/ticket unlink VENDOR COMMUNITY-ID`'],
])('changes nothing for "%s"', async (typed, sentence) => {
  const jonas = bench.person('U0JONAS')
  expect(await say(jonas, LINDENHOF, `/ticket unlink ${typed}`)).toContain(sentence)
  expect(await namesIn(jonas, LINDENHOF)).toHaveLength(4)
})

it('works by the menu of a link, whose row goes, and by the button that old messages have', async () => {
  const jonas = bench.person('U0JONAS')
  const links = await ask(jonas, LINDENHOF, '/ticket links')
  const beside = elementBeside(links, `\`${HARBOUR_QUAY.community}\``, ACTIONS.linkMenu)
  await jonas.select(links, beside, 'Unlink')
  const said = await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.includes('no longer linked')))
  expect(textOf(said)).toContain('no longer linked to *Twin* (Tuya smart community)')
  expect(await namesIn(jonas, LINDENHOF)).toHaveLength(3)
  const left = await jonas.until(() => jonas.messages(LINDENHOF).find(({ ts }) => ts === links.ts))
  expect(textOf(left)).not.toContain(HARBOUR_QUAY.community)

  const old = { user: 'U0JONAS', channel: LINDENHOF, actionId: ACTIONS.unlink }
  const stale = await pressForged(bench, { ...old, value: encodeScope(HARBOUR_QUAY) })
  expect(stale.text).toContain('This button is too old to be used')
  const removed = await pressForged(bench, { ...old, value: encodeScope(HAITANG_BAY) })
  expect(removed.text).toContain('no longer linked to *Twin*')
  expect(await namesIn(jonas, LINDENHOF)).toHaveLength(2)
})

it('finds a name that was typed into the form with more than single spaces', async () => {
  const jonas = bench.person('U0JONAS')
  await jonas.command(LINDENHOF, '/ticket link')
  const form = await modalSaying(jonas, 'Name in this channel')
  await jonas.fill(form.id, {
    Community: HAITANG_BAY.community,
    'Name in this channel': 'House \u200b  seven',
  })
  await jonas.submit()
  await modalSaying(jonas, '✅')
  expect(await say(jonas, LINDENHOF, '/ticket unlink House seven')).toContain('no longer linked to *House seven*')
})

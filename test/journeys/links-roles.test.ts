import { afterEach, beforeEach, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, modalSaying, namesIn } from './asking.ts'
import { HARBOUR_QUAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'
import { type Interaction, tamper } from './tampering.ts'

/* What no button and no form offers a person is refused to them all the same, where it is done. */

const ONLY = 'Only managers can do this'

let bench: Bench
let jonas: TestPerson
let endTampering = async (): Promise<void> => {}
beforeEach(async () => {
  bench = await startBench({
    links: [...linksOf(LINDENHOF, [XIXI_LAKE, KASTANIENALLEE]), ...linksOf(DESK, [XIXI_LAKE])],
  })
  jonas = bench.person('U0JONAS')
})
afterEach(async () => {
  await endTampering()
  await bench.close()
})

const asSofia = (interaction: Interaction): Interaction => ({ ...interaction, user: { id: 'U0SOFIA' } })

/** Waits for the end of what a form began. What it shows may come before the answer to the form, which is on a detour. */
const ended = async (journey: string, times = 1): Promise<void> => {
  const done = `caretaker_journeys_total{journey="${journey}",outcome="done"} ${times}`
  await expect.poll(async () => (await fetch(`${bench.origin}/metrics`)).text()).toContain(done)
}

const unchanged = async (): Promise<void> => {
  await endTampering()
  endTampering = async () => {}
  expect(await namesIn(jonas, LINDENHOF)).toEqual([XIXI_LAKE.name, KASTANIENALLEE.name])
}

it.each([ACTIONS.link, ACTIONS.linksImport, ACTIONS.linksExportAll])('%s opens for managers only', async (actionId) => {
  const sofia = bench.person('U0SOFIA')
  const links = await ask(sofia, LINDENHOF, '/ticket links')
  endTampering = await tamper(bench, (interaction) => ({
    ...interaction,
    actions: [{ type: 'button', block_id: 'b', action_id: actionId, value: '' }],
  }))
  await sofia.click(links, 'Export')
  expect((await modalSaying(sofia, ONLY)).submit).toBeUndefined()
})

it('a link is made by managers only, and what the account holds is shown to them alone', async () => {
  await jonas.command(LINDENHOF, '/ticket link')
  const form = await modalSaying(jonas, 'Name in this channel')
  await jonas.fill(form.id, { Community: HARBOUR_QUAY.community })
  endTampering = await tamper(bench, asSofia)
  await expect(jonas.fill(form.id, { Community: HARBOUR_QUAY.name })).rejects.toThrow('is not among: ')
  await jonas.submit()
  await ended('link_submitted')
  await unchanged()
})

it('the form is drawn for another vendor for managers only', async () => {
  await jonas.command(LINDENHOF, '/ticket link')
  const form = await modalSaying(jonas, 'Name in this channel')
  endTampering = await tamper(bench, asSofia)
  await jonas.select(form, 'Vendor', 'akubela')
  expect(textOf(await modalSaying(jonas, ONLY))).not.toContain('residence id')
})

it('a link is renamed by managers only', async () => {
  const links = await ask(jonas, LINDENHOF, '/ticket links')
  await jonas.select(links, elementBeside(links, `\`${XIXI_LAKE.community}\``, ACTIONS.linkMenu), 'Rename…')
  const form = await modalSaying(jonas, 'Name in this channel')
  await jonas.fill(form.id, { 'Name in this channel': 'Taken over' })
  endTampering = await tamper(bench, asSofia)
  await jonas.submit()
  await ended('link_rename_submitted')
  await unchanged()
})

it('links are imported by managers only, also when the changes were shown before', async () => {
  await jonas.click(await ask(jonas, LINDENHOF, '/ticket links'), 'Import')
  const form = await modalSaying(jonas, 'Nothing is changed before')
  const yaml = `links:\n  - {vendor: ${XIXI_LAKE.vendor}, community: ${XIXI_LAKE.community}, remove: true}`
  await jonas.fill(form.id, { 'Links as YAML': yaml })
  await jonas.submit()
  await modalSaying(jonas, '➖ Unlink')
  await ended('links_import_submitted')
  endTampering = await tamper(bench, asSofia)
  await jonas.submit()
  await ended('links_import_submitted', 2)
  await unchanged()
})

it('a form of one channel changes nothing in another', async () => {
  const links = await ask(jonas, LINDENHOF, '/ticket links')
  await jonas.select(links, elementBeside(links, `\`${KASTANIENALLEE.community}\``, ACTIONS.linkMenu), 'Rename…')
  const form = await modalSaying(jonas, 'Name in this channel')
  await jonas.fill(form.id, { 'Name in this channel': 'Elsewhere' })
  endTampering = await tamper(bench, (interaction) => {
    const view = { ...Object(interaction.view) }
    return { ...interaction, view: { ...view, private_metadata: view.private_metadata.replace(LINDENHOF, DESK) } }
  })
  await jonas.submit()
  await ended('link_rename_submitted')
  await unchanged()
  expect(await namesIn(jonas, DESK)).toEqual([XIXI_LAKE.name])
})

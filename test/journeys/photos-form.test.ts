import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DESK } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DAYU_ACCOUNT, DOOR_LOCKS } from './accounts.ts'
import { modalSaying } from './asking.ts'
import { created, formOf, openForm, typedInto } from './filing.ts'
import { KASTANIENALLEE, linksOf, NOW } from './places.ts'
import { tamper } from './tampering.ts'

const BYTES = new TextEncoder().encode('a photo')
const FILES = 'files/value'
const TYPED = { Description: 'The cellar is wet.', Contact: 'Ms Okafor' }

let bench: Bench
let sofia: TestPerson

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({ links: linksOf(DESK, [KASTANIENALLEE, DAYU_ACCOUNT, AICC_TENANT, DOOR_LOCKS]) })
  sofia = bench.person('U0SOFIA')
})
afterEach(async () => {
  await bench.close()
  vi.useRealTimers()
})

/** Takes notes for colleagues. */
const CASE = '000000000000000000000000035013'

const bodiesTo = (path: string): unknown[] =>
  bench.sandbox(AICC).requests.flatMap((request) => (request.path.endsWith(path) ? [JSON.parse(request.body)] : []))

const photos = (...names: string[]): string[] => names.map((name) => sofia.upload(name, BYTES))

describe('photos in the form of a new ticket', () => {
  it('go along as links in the text, the photos first', async () => {
    expect(textOf(await formOf(sofia, DESK))).toContain(
      'akubela takes no files from here, so links to them go into the text.',
    )
    await typedInto(sofia, { ...TYPED, [FILES]: photos('offer.pdf', '水 leak.jpg') })
    await modalSaying(sofia, 'Filed as')
    const [{ description = '' } = {}] = created(bench) as { description?: string }[]
    expect(description.split('\n')).toEqual([
      'The cellar is wet.',
      expect.stringMatching(/^水 leak\.jpg http\S+\/files\/U0SOFIA\/\S+$/),
      expect.stringMatching(/^offer\.pdf http\S+\/files\/U0SOFIA\/\S+$/),
    ])
  })

  it('are asked for in Chinese too', async () => {
    expect(textOf(await formOf(bench.person('U0MEILIN'), DESK))).toContain('照片和 PDF')
  })

  it('are refused under their input when there is no room for their links, and nothing typed is cut', async () => {
    await formOf(sofia, DESK)
    const answer = await typedInto(sofia, {
      ...TYPED,
      Description: 'Water. '.repeat(285).trim(),
      [FILES]: photos('leak.jpg'),
    })
    expect(answer.errors).toEqual({
      files: expect.stringMatching(/^There is no room .* “Description” by \d+ characters/),
    })
    expect(created(bench)).toEqual([])
  })

  it.each([
    ['another type', { name: 'run.exe', mimetype: 'application/octet-stream' }, '“run.exe” is neither'],
    ['too large', { name: 'film.png', size: 10 * 1024 * 1024 + 1 }, '“film.png” is larger than 10 MB'],
    ['hidden from the app', { name: 'x.png', permalink: undefined }, 'I cannot see “x.png”'],
  ])('are checked here too: %s', async (_what, change, words) => {
    await formOf(sofia, DESK)
    const file = { id: 'F1', name: 'a.png', mimetype: 'image/png', size: 7, permalink: 'https://slack.example/F1' }
    const end = await tamper(bench, (interaction) => withFiles(interaction, [{ ...file, ...change }]))
    expect((await typedInto(sofia, TYPED)).errors).toEqual({ files: expect.stringContaining(words) })
    await end()
    expect(created(bench)).toEqual([])
  })

  it('are ten at most', async () => {
    await formOf(sofia, DESK)
    const file = { id: 'F1', name: 'a.png', mimetype: 'image/png', size: 7, permalink: 'https://slack.example/F1' }
    const end = await tamper(bench, (interaction) => withFiles(interaction, Array(11).fill(file)))
    expect((await typedInto(sofia, TYPED)).errors).toEqual({ files: 'Please choose at most 10 files.' })
    await end()
  })
})

/** A form with these files, past what Slack checks. */
const withFiles = (interaction: Record<string, unknown>, files: readonly object[]): Record<string, unknown> => {
  if (interaction.type !== 'view_submission') return interaction
  const body = structuredClone(interaction) as { view: { state: { values: Record<string, unknown> } } }
  body.view.state.values.files = { value: { type: 'file_input', files } }
  return body
}

describe('photos in the form of a change', () => {
  it('become attachments where the vendor takes links', async () => {
    await sofia.command(DESK, '/ticket edit 4780')
    expect(textOf(await openForm(sofia))).toContain('Dayu field service gets links to them as attachments.')
    await typedInto(sofia, { [FILES]: photos('leak.jpg') })
    await sofia.until(() => sofia.messages(DESK).some((one) => one.ephemeralTo && textOf(one).includes('is changed.')))
    const sent = bench.sandbox('dayu').requests.findLast(({ path }) => path.endsWith('/order/modify'))
    const { orderAccessorites = [] } = JSON.parse(sent?.body ?? '{}')
    expect(orderAccessorites).toEqual([{ name: 'leak.jpg', url: expect.stringMatching(/^http\S+leak\.jpg$/) }])
  })

  it('become links under the text that the ticket holds, where the vendor takes no others', async () => {
    await sofia.command(DESK, `/ticket edit ${CASE}`)
    const form = await openForm(sofia)
    expect(textOf(form)).toContain('AICC takes no files from here, so links to them go into the text.')
    const held = /"initial_value":"([^"]+)","multiline":true|"multiline":true,[^}]*"initial_value":"([^"]+)"/.exec(
      JSON.stringify(form.blocks),
    )
    const before = held?.[1] ?? held?.[2] ?? ''
    expect(before).not.toBe('')
    await typedInto(sofia, { [FILES]: photos('leak.jpg') })
    await modalSaying(sofia, 'is changed.')
    expect(bodiesTo('/case/modify')).toMatchObject([
      { caseInfo: { description: expect.stringMatching(/^[\s\S]+\nleak\.jpg http\S+$/) } },
    ])
    expect(JSON.stringify(bodiesTo('/case/modify'))).toContain(before)
  })
})

describe('photos in the form of a comment', () => {
  it('become links where colleagues read it', async () => {
    await sofia.command(DESK, `/ticket comment ${CASE}`)
    expect(textOf(await openForm(sofia))).toContain('Others can open a link only in Slack')
    await typedInto(sofia, { Comment: 'As seen today:', [FILES]: photos('leak.jpg') })
    await modalSaying(sofia, 'Your comment on ticket')
    expect(bodiesTo('/case/process')).toMatchObject([
      { processInfo: { description: expect.stringMatching(/^As seen today:\nleak\.jpg http\S+$/) } },
    ])
  })

  it('are checked too', async () => {
    await sofia.command(DESK, `/ticket comment ${CASE}`)
    await openForm(sofia)
    const file = { id: 'F1', name: 'run.exe', mimetype: 'text/plain', size: 7, permalink: 'https://slack.example/F1' }
    const end = await tamper(bench, (interaction) => withFiles(interaction, [file]))
    expect((await typedInto(sofia, { Comment: 'x' })).errors).toEqual({ files: expect.stringContaining('neither') })
    await end()
  })

  it('cannot go along where residents read it, which the form says', async () => {
    await sofia.command(DESK, '/ticket comment FBAY202611211101')
    const form = await openForm(sofia)
    expect(textOf(form)).toContain('Photos cannot go along from here. Please post them in the channel')
    expect(JSON.stringify(form.blocks)).not.toContain('file_input')
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { GestureAnswer, View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import { BENCH_TOKEN, type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, namesIn, say } from './asking.ts'
import { AKUBELA, EVERYWHERE, HAITANG_BAY, HARBOUR_QUAY, KASTANIENALLEE, linksOf, TUYA, XIXI_LAKE } from './places.ts'
import { actsIn } from './recorded.ts'
import { type Interaction, tamper } from './tampering.ts'

const NOT_OURS = `r${'0'.repeat(32)}`
const MANY = Array.from({ length: 60 }, (_, i) => ({ ...HAITANG_BAY, community: `9${i}`, name: `House ${i}` }))

let bench: Bench
let jonas: TestPerson
beforeEach(async () => {
  bench = await startBench({
    links: [...linksOf(LINDENHOF, [XIXI_LAKE, KASTANIENALLEE]), ...linksOf(DESK, EVERYWHERE)],
  })
  jonas = bench.person('U0JONAS')
})
afterEach(() => bench.close())

/** Presses a button under the channel's links and waits for its modal. */
const open = async (label: string, hope: string, channel = LINDENHOF): Promise<View> => {
  await jonas.click(await ask(jonas, channel, '/ticket links'), label)
  return modalSaying(jonas, hope)
}

/** The YAML in a modal of exported links. */
const yamlIn = (view: View): string => {
  const found = /"rich_text_preformatted","elements":\[\{"type":"text","text":("(?:[^"\\]|\\.)*")/.exec(
    JSON.stringify(view.blocks),
  )
  return JSON.parse(found?.[1] ?? '""')
}

const paste = async (yaml: string): Promise<GestureAnswer> => {
  await open('Import', 'Nothing is changed before')
  return retype(yaml)
}

const retype = async (yaml: string): Promise<GestureAnswer> => {
  await jonas.fill(jonas.view()?.id ?? '', { 'Links as YAML': yaml })
  return jonas.submit()
}

const entry = (vendor: string, community: string, ...more: string[]): string =>
  [`  - vendor: ${vendor}`, `community: "${community}"`, ...more].join('\n    ')
const file = (...entries: string[]): string => ['links:', ...entries].join('\n')

describe('what is exported', () => {
  it('makes no difference when it is imported again, whatever the state of the links', async () => {
    const links = await ask(jonas, LINDENHOF, '/ticket links')
    await jonas.select(links, ACTIONS.linkMenu, 'Pause')
    await jonas.until(() =>
      textOf(jonas.messages(LINDENHOF).find(({ ts }) => ts === links.ts)?.blocks ?? []).includes('⏸️'),
    )
    const yaml = yamlIn(await open('Export', '2 communities of this channel'))
    expect(yaml).toContain(`community: ${XIXI_LAKE.community}\n    name: ${XIXI_LAKE.name}\n    paused: true`)
    await jonas.close()
    await paste(yaml)
    const view = await modalSaying(jonas, 'There is nothing to change')
    expect(textOf(view)).toContain('2 communities unchanged')
  })

  it('makes the same links in another channel', async () => {
    const yaml = yamlIn(await open('Export', '2 communities of this channel'))
    await jonas.close()
    await open('Import', 'Nothing is changed before', LOBBY)
    await retype(yaml)
    await modalSaying(jonas, `➕ Link *${KASTANIENALLEE.name}* (akubela)`)
    await jonas.submit()
    await modalSaying(jonas, '✅ 2 changes are done.')
    expect(await namesIn(jonas, LOBBY)).toEqual([XIXI_LAKE.name, KASTANIENALLEE.name])
  })

  it('of all channels is of those that both are in, and for managers only', async () => {
    const all = await open('Export', '2 communities of this channel')
    await jonas.click(all, 'All my channels')
    const text = yamlIn(await modalSaying(jonas, '7 communities of all channels'))
    expect(text).toContain(`channel: ${DESK}`)
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toContain('*Exported the links of all their channels*\nJonas')
    const sofia = bench.person('U0SOFIA')
    await sofia.click(await ask(sofia, LINDENHOF, '/ticket links'), 'Export')
    expect(textOf(await modalSaying(sofia, '2 communities'))).not.toContain('All my channels')
  })

  it('comes as a file where it is too long to be shown', async () => {
    await bench.close()
    bench = await startBench({ links: linksOf(LOBBY, MANY) })
    jonas = bench.person('U0JONAS')
    await open('Export', 'I sent it to your direct messages as a file', LOBBY)
    const sent = await jonas.until(() => jonas.messages('D0JONAS').find(({ files }) => files?.length))
    expect(sent.files?.[0]?.name).toBe('caretaker-links.yml')
  })
})

describe('an import', () => {
  it('shows what it would change, changes nothing yet, and then only that', async () => {
    await paste(
      file(
        entry(TUYA, HARBOUR_QUAY.community, 'name: The <quay>', 'digest: false'),
        entry(AKUBELA, XIXI_LAKE.community, 'name: Lake', 'paused: true'),
        entry(AKUBELA, KASTANIENALLEE.community, 'remove: true'),
      ),
    )
    const plan = textOf(await modalSaying(jonas, 'This would change.'))
    for (const line of [
      '➕ Link *The <quay>* (Tuya smart community)',
      '🔕 Leave *The <quay>* out of the digest',
      `✏️ Rename *${XIXI_LAKE.name}* to *Lake*`,
      `⏸️ Pause *${XIXI_LAKE.name}*`,
      `➖ Unlink *${KASTANIENALLEE.name}* (akubela)`,
    ]) {
      expect(plan.split('\n')).toContain(line)
    }
    expect(await namesIn(jonas, LINDENHOF)).toEqual([XIXI_LAKE.name, KASTANIENALLEE.name])

    await jonas.submit()
    await modalSaying(jonas, '✅ 3 changes are done.')
    const links = await say(jonas, LINDENHOF, '/ticket links')
    expect(links).toMatch(/\*Lake\* .*\n.*\n⏸️ Paused by <@U0JONAS>/)
    expect(links).toMatch(/\*The <quay>\* .*\n.*\n🔕/)
    expect(links).not.toContain(KASTANIENALLEE.name)
    expect((await actsIn(bench, LINDENHOF)).map(({ action }) => action)).toEqual([
      ...['link', 'digest_set'],
      ...['rename', 'pause'],
      ...['unlink', 'import'],
    ])
  })

  it('does not call a line that it leaves out nothing to change', async () => {
    await open('Import', 'Nothing is changed before')
    await retype('links:\n  - vendor: nobody\n    community: "1"\n')
    const view = textOf(await modalSaying(jonas, 'there is no vendor *nobody*'))
    expect(view).not.toContain('There is nothing to change')
  })

  it('removes nothing that is merely not named', async () => {
    await paste(file(entry(AKUBELA, XIXI_LAKE.community)))
    const view = textOf(await modalSaying(jonas, 'There is nothing to change'))
    expect(view).toContain('1 community unchanged')
    await retype(file(entry('AKUBELA', XIXI_LAKE.community, 'name: Lake')))
    expect(textOf(await modalSaying(jonas, 'This would change.'))).not.toContain('Something has changed')
  })

  it('is shown again when the links have changed meanwhile', async () => {
    await paste(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Lake')))
    await modalSaying(jonas, `Rename *${XIXI_LAKE.name}*`)
    await ask(jonas, LINDENHOF, `/ticket link akubela ${XIXI_LAKE.community} Otherwise`)
    await jonas.submit()
    const again = await modalSaying(jonas, 'Something has changed since')
    expect(textOf(again)).toContain('✏️ Rename *Otherwise* to *Lake*')
    expect(await namesIn(jonas, LINDENHOF)).toContain('Otherwise')
    await jonas.submit()
    await modalSaying(jonas, '✅ 1 change is done.')
    expect(await namesIn(jonas, LINDENHOF)).toContain('Lake')
  })

  it('is shown again when its text was changed', async () => {
    await paste(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Lake')))
    await modalSaying(jonas, 'This would change.')
    await retype(file(entry(AKUBELA, XIXI_LAKE.community, 'remove: true')))
    await modalSaying(jonas, 'Something has changed since')
    expect(await namesIn(jonas, LINDENHOF)).toHaveLength(2)
  })

  it('names what it cannot use with its line, and does the rest', async () => {
    await paste(
      file(
        entry('jira', '7'),
        entry(AKUBELA, '*'),
        entry(AKUBELA, NOT_OURS),
        entry(AKUBELA, XIXI_LAKE.community, 'name: Lake'),
        entry(AKUBELA, XIXI_LAKE.community, 'name: Twice'),
        entry(TUYA, '9', `channel: ${DESK}`),
      ),
    )
    const plan = textOf(await modalSaying(jonas, 'This would change.'))
    expect(plan).toContain('⚠️ Line 2 is left out: there is no vendor *jira*; known here: `tuya-community`')
    expect(plan).toContain('⚠️ Line 4 is left out: akubela needs the id of one community')
    expect(plan).toContain('⚠️ Line 11 is left out: it names the same community as line 8.')
    expect(plan).toContain('1 entry is of another channel and is left alone')
    await jonas.submit()
    const done = textOf(await modalSaying(jonas, '✅ 1 change is done.'))
    expect(done).toContain(`⚠️ Line 6: Not linked: I could not read community *${NOT_OURS}* at akubela.`)
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Lake', KASTANIENALLEE.name])
    expect((await actsIn(bench, LINDENHOF)).at(-1)).toMatchObject({ action: 'import', outcome: 'partly' })
  })

  it.each([
    ['links:\n  - vendor: akubela\n    community: *', 'Line 3 refers to another line. Put a lone * between quotes'],
    ['links:\n  - vendor: akubela', 'The entry at line 2 has no “community”.'],
    ['links:\n  - {vendor: a, community: b, colour: c}', 'Line 2: I do not know “colour”. Known are channel, vendor,'],
    ['hello', 'Please begin with `links:`'],
    ['a: b: c', 'Line 1 is not YAML.'],
  ])('that cannot be read says so under its field: %j', async (yaml, sentence) => {
    expect(await paste(yaml)).toMatchObject({ ok: true, errors: { 'field.yaml': expect.stringContaining(sentence) } })
    expect(textOf(jonas.view() ?? [])).toContain('Nothing is changed before')
  })

  it('says in Chinese what is wrong', async () => {
    await bench.close()
    bench = await startBench({ links: linksOf(DESK, [HAITANG_BAY]), env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    await mei.click(await ask(mei, DESK, '/ticket links'), '导入')
    const form = await modalSaying(mei, '会先显示将有哪些变化')
    await mei.fill(form.id, { '关联（YAML 格式）': 'links:\n  - vendor: akubela' })
    expect(await mei.submit()).toMatchObject({ errors: { 'field.yaml': '第 2 行开始的一条缺少“community”。' } })
    await mei.fill(form.id, { '关联（YAML 格式）': file(entry(TUYA, HAITANG_BAY.community, 'name: 海棠')) })
    await mei.submit()
    await modalSaying(mei, `✏️ *${HAITANG_BAY.name}* 改名为 *海棠*`)
    await mei.submit()
    await modalSaying(mei, '✅ 已完成 1 项变化。')
  })
})

describe('a file of links', () => {
  const FILE = 'Or a file'
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

  /** Puts a file of theirs, and a text, into the form that is open, and sends it. */
  const choose = async (text: string, { name = 'links.yml', typed = '' } = {}): Promise<GestureAnswer> => {
    const values = { 'Links as YAML': typed, [FILE]: jonas.upload(name, bytesOf(text)) }
    await jonas.fill(jonas.view()?.id ?? '', values)
    return jonas.submit()
  }

  /** The form that Caretaker has drawn anew: it has no file in it. */
  const sendAgain = async (): Promise<GestureAnswer> => {
    await jonas.fill(jonas.view()?.id ?? '', { [FILE]: null })
    return jonas.submit()
  }

  it('takes back what was sent as one, three hundred communities of it, and applies it', async () => {
    await bench.close()
    const many = Array.from({ length: 300 }, (_, i) => ({ ...HAITANG_BAY, community: `9${i}`, name: `House ${i}` }))
    bench = await startBench({ links: linksOf(LOBBY, many) })
    jonas = bench.person('U0JONAS')
    await open('Export', 'I sent it to your direct messages as a file', LOBBY)
    const sent = await jonas.until(() => jonas.messages('D0JONAS').find(({ files }) => files?.length))
    const exported = await contentOf(bench, sent.files?.[0]?.id ?? '')
    await jonas.close()

    await open('Import', 'Nothing is changed before', LOBBY)
    await choose(exported, { name: 'caretaker-links.yml' })
    const same = textOf(await modalSaying(jonas, 'There is nothing to change'))
    expect(same).toContain('📄 From the file *caretaker-links.yml*')
    expect(same).toContain('300 communities unchanged')

    await choose(exported.replaceAll('House 29', 'Villa 29'))
    const plan = await modalSaying(jonas, 'This would change.')
    expect(textOf(plan).match(/✏️ Rename \*House 29\d?\* to \*Villa 29\d?\*/g)).toHaveLength(11)
    await sendAgain()
    await modalSaying(jonas, '✅ 11 changes are done.')
    expect((await actsIn(bench, LOBBY)).at(-1)).toMatchObject({ action: 'import', outcome: 'done' })
  })

  it('counts where there is a text as well, which is kept', async () => {
    await open('Import', 'Nothing is changed before')
    await choose(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Lake')), { typed: 'a: b: c' })
    const plan = await modalSaying(jonas, 'This would change.')
    expect(textOf(plan)).toContain('📄 From the file *links.yml*, which counts.')
    expect(JSON.stringify(plan.blocks)).toContain('"initial_value":"a: b: c"')
    await sendAgain()
    await modalSaying(jonas, '✅ 1 change is done.')
    expect(await namesIn(jonas, LINDENHOF)).toContain('Lake')
  })

  it.each([
    ['photo.png', 'photo.png is no YAML or text file.'],
    ['links.yml.zip', 'links.yml.zip is no YAML or text file.'],
  ])('called %s is refused under its field', async (name, sentence) => {
    await open('Import', 'Nothing is changed before')
    const answer = await choose('links: []', { name, typed: 'kept' })
    expect(answer).toMatchObject({ errors: { file: expect.stringContaining(sentence) } })
  })

  it('that is too large is refused under its field, and never read', async () => {
    await open('Import', 'Nothing is changed before')
    const answer = await choose('#'.repeat(1024 * 1024 + 1))
    expect(answer).toMatchObject({ errors: { file: expect.stringContaining('larger than 1 MB') } })
  })

  it.each([
    ['links:\n  - vendor: akubela\n    community: *x', 'Line 3 refers to another line.'],
    [`links:\n${'  - vendor: lake\n    community: "1"\n'.repeat(1_001)}`, 'more than 1,000 communities'],
    ['['.repeat(1_000_000), 'Line 1 is not YAML.'],
    ['PNG\0\0', '*links.yml* does not hold plain text.'],
    ['', 'or choose a file with them.'],
  ])('that cannot be read says so, and what was typed stays: %#', async (text, sentence) => {
    await open('Import', 'Nothing is changed before')
    await choose(text, { typed: 'links: [] # mine' })
    const view = await modalSaying(jonas, sentence)
    expect(JSON.stringify(view.blocks)).toContain('"initial_value":"links: [] # mine"')
    // It no longer counts: what is typed does.
    await sendAgain()
    await modalSaying(jonas, 'There is nothing to change')
  })

  it('that is gone when it is to be applied is asked for again', async () => {
    await open('Import', 'Nothing is changed before')
    await choose(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Lake')), { typed: 'kept' })
    await modalSaying(jonas, 'This would change.')
    const stop = await tamper(bench, (sent) => changeMetadata(sent, { file: { id: 'F0GONE', name: 'links.yml' } }))
    await sendAgain()
    const view = await modalSaying(jonas, '*links.yml* is not there, or not a file of yours.')
    expect(JSON.stringify(view.blocks)).toContain('"initial_value":"kept"')
    expect(await namesIn(jonas, LINDENHOF)).toContain(XIXI_LAKE.name)
    await stop()
  })

  it('of somebody else is as if it were not there, though Caretaker may see it', async () => {
    const sofia = bench.person('U0SOFIA')
    const secret = sofia.upload('links.yml', bytesOf(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Sofia knows'))))
    await sofia.say(DESK, 'Ours', [secret])
    await open('Import', 'Nothing is changed before')
    const stop = await tamper(bench, (sent) =>
      JSON.parse(JSON.stringify(sent).replace(/"id":"F[^"]+"/g, `"id":"${secret}"`)),
    )
    await choose('links: []')
    expect(textOf(await modalSaying(jonas, 'is not there, or not a file of yours.'))).not.toContain('Sofia knows')
    await stop()
  })

  it('is read for managers only', async () => {
    await open('Import', 'Nothing is changed before')
    const stop = await tamper(bench, (sent) => ({ ...sent, user: { id: 'U0SOFIA' } }))
    await choose(file(entry(AKUBELA, XIXI_LAKE.community, 'name: Lake')))
    await modalSaying(jonas, 'Only managers can do this')
    await stop()
  })

  it('that Slack does not hand over now is asked for again', async () => {
    await open('Import', 'Nothing is changed before')
    const id = jonas.upload('links.yml', bytesOf('links: []'))
    await jonas.fill(jonas.view()?.id ?? '', { [FILE]: id })
    const stop = await tamper(bench, (sent) => sent)
    const real = globalThis.fetch
    vi.spyOn(globalThis, 'fetch').mockImplementation(withoutFiles(real))
    await jonas.submit()
    await modalSaying(jonas, 'I could not get *links.yml* from Slack just now.')
    vi.restoreAllMocks()
    await stop()
  })
})

/** Slack, but for its files. */
const withoutFiles =
  (real: typeof fetch): typeof fetch =>
  (input, init) =>
    String(input).includes('/files-pri/') ? Promise.resolve(new Response('', { status: 503 })) : real(input, init)

const changeMetadata = (sent: Interaction, change: object): Interaction => {
  const view = Object(sent.view)
  const metadata = { ...JSON.parse(view.private_metadata), ...change }
  return { ...sent, view: { ...view, private_metadata: JSON.stringify(metadata) } }
}

/** What is in a file, as the app may read it. */
const contentOf = async ({ origin }: Bench, id: string): Promise<string> => {
  const headers = { authorization: `Bearer ${BENCH_TOKEN}` }
  const answer = await fetch(`${origin}/files-pri/T0-${id}/download/links.yml`, { headers })
  return answer.text()
}

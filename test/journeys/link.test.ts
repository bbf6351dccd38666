import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, type BenchOptions, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, namesIn, say } from './asking.ts'
import { AKUBELA, HAITANG_BAY, HARBOUR_QUAY, KASTANIENALLEE, linksOf, TUYA, XIXI_LAKE } from './places.ts'

const NOT_OURS = `r${'0'.repeat(32)}`

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** The bench as it is, but with links, or with other variables. */
const restart = async (options: BenchOptions): Promise<void> => {
  await bench.close()
  bench = await startBench(options)
}

const askedCommunities = (vendor: string): string[] =>
  bench.sandbox(vendor).requests.flatMap(({ query, body }) => {
    const block = query.get('block_id')
    if (block) return [block]
    return body.includes('residence_id') ? [String(JSON.parse(body).param.residence_id)] : []
  })

describe('linking by words', () => {
  it('asks the vendor first, then links under the name that was typed', async () => {
    const jonas = bench.person('U0JONAS')
    const answer = await say(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community} Kastanienallee  27`)
    expect(answer).toBe('This channel is now linked to *Kastanienallee 27* (akubela). Try `/ticket list`.')
    expect(askedCommunities(AKUBELA)).toEqual([KASTANIENALLEE.community])
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Kastanienallee 27'])
    expect(await say(bench.person('U0SOFIA'), LINDENHOF, '/ticket list')).toContain('Kastanienallee 27')
  })

  it('needs no name, and takes the vendor in any case', async () => {
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, REPAIRS, `/ticket link Tuya-Community ${HAITANG_BAY.community}`)).toContain(
      `linked to *${HAITANG_BAY.name}* (Tuya smart community)`,
    )
    expect(await say(bench.person('U0MEILIN'), REPAIRS, '/ticket list')).toContain('电梯')
  })

  it('refuses a community that the vendor does not let us read, with the vendor’s reason, and keeps nothing', async () => {
    const jonas = bench.person('U0JONAS')
    const answer = await say(jonas, LINDENHOF, `/ticket link akubela ${NOT_OURS} House 7`)
    expect(answer).toContain(`Not linked: I could not read community *${NOT_OURS}* at akubela.`)
    expect(answer).toContain('It says: “no permission for this residence”')
    expect(await say(jonas, LINDENHOF, `/ticket link tuya-community 42`)).toContain('It says: “data not exist”')
    expect(await namesIn(jonas, LINDENHOF)).toEqual([])
  })

  it('keeps nothing either when the vendor does not answer', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 502 })
    const jonas = bench.person('U0JONAS')
    const answer = await say(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community}`)
    expect(answer).toContain('akubela does not answer at the moment. Please try again in a minute.')
    expect(await namesIn(jonas, LINDENHOF)).toEqual([])
  })

  it.each([
    ['an unknown vendor', 'jira ABC', 'I know no vendor *jira*. Known here: `tuya-community`, '],
    ['a ping for a vendor', '<!channel> 1', 'I know no vendor *<!channel>*.'],
    ['markup for an id', 'akubela <script>', 'Please write the id as the vendor shows it'],
    ['a path for an id', 'akubela r1/../r2', 'Please write the id as the vendor shows it'],
    ['a long id', `akubela ${'r'.repeat(300)}`, 'at most 255 characters'],
    ['a long name', `akubela r1 ${'楼'.repeat(81)}`, 'Please use a name of at most 80 characters.'],
    ['no id', 'akubela', 'Write `/ticket link VENDOR COMMUNITY-ID NAME`'],
  ])('refuses %s without asking anybody', async (_what, typed, answer) => {
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, LINDENHOF, `/ticket link ${typed}`)).toContain(answer)
    expect(askedCommunities(AKUBELA)).toEqual([])
    expect(await namesIn(jonas, LINDENHOF)).toEqual([])
  })

  it('renames when linked again, and keeps the name when linked again without one', async () => {
    const jonas = bench.person('U0JONAS')
    await ask(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community} Kastanienallee`)
    const renamed = await say(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community} Chestnut Avenue`)
    expect(renamed).toContain('is called *Chestnut Avenue* from now on')
    await ask(jonas, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community}`)
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Chestnut Avenue'])
  })

  it('links a channel to many communities, and a community to many channels', async () => {
    const jonas = bench.person('U0JONAS')
    for (const [vendor, community, name] of [
      [AKUBELA, KASTANIENALLEE.community, 'Kastanienallee'],
      [TUYA, HAITANG_BAY.community, '海棠湾'],
      [AKUBELA, XIXI_LAKE.community, '西溪湖畔'],
    ]) {
      await ask(jonas, DESK, `/ticket link ${vendor} ${community} ${name}`)
    }
    await ask(jonas, REPAIRS, `/ticket link ${TUYA} ${HAITANG_BAY.community} 我们小区`)
    expect(await namesIn(jonas, DESK)).toEqual(['Kastanienallee', '海棠湾', '西溪湖畔'])
    expect(await namesIn(jonas, REPAIRS)).toEqual(['我们小区'])
    await ask(jonas, DESK, '/ticket unlink 海棠湾')
    expect(await namesIn(jonas, DESK)).toEqual(['Kastanienallee', '西溪湖畔'])
    expect(await namesIn(jonas, REPAIRS)).toEqual(['我们小区'])
  })
})

describe('who may', () => {
  it.each([
    ['a member', 'U0SOFIA'],
    ['a guest', 'U0TOMASZ'],
  ])('%s may not link or unlink, by words or in the form', async (_who, id) => {
    await restart({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const someone = bench.person(id)
    const refusal = 'Only managers can do this: the workspace’s admins and owners'
    expect(await say(someone, LINDENHOF, `/ticket link akubela ${XIXI_LAKE.community}`)).toContain(refusal)
    expect(await say(someone, LINDENHOF, `/ticket unlink akubela ${KASTANIENALLEE.community}`)).toContain(refusal)
    await someone.command(LINDENHOF, '/ticket link')
    const view = await modalSaying(someone, 'Only managers')
    expect(view.submit).toBeUndefined()
    expect(askedCommunities(AKUBELA)).toEqual([])
    expect(await namesIn(someone, LINDENHOF)).toHaveLength(1)
  })

  it('everybody whom MANAGER_USER_IDS names may', async () => {
    await restart({ env: { MANAGER_USER_IDS: 'U0NOBODY, U0SOFIA' } })
    const sofia = bench.person('U0SOFIA')
    expect(await say(sofia, LINDENHOF, `/ticket link akubela ${KASTANIENALLEE.community}`)).toContain('is now linked')
    expect(await say(bench.person('U0MEILIN'), DESK, `/ticket link akubela ${KASTANIENALLEE.community}`)).toContain(
      '只有管理员可以这样做',
    )
  })
})

describe('linking in the form', () => {
  const openForm = async (someone: TestPerson): Promise<View> => {
    await someone.command(LINDENHOF, '/ticket link')
    return modalSaying(someone, 'Name in this channel')
  }

  /** The form once it asks for a community of this vendor. */
  const formFor = async (someone: TestPerson, vendor: string, hint: string): Promise<View> => {
    const form = await openForm(someone)
    await someone.select(form, 'Vendor', vendor)
    return modalSaying(someone, hint)
  }
  const akubelaForm = (someone: TestPerson) => formFor(someone, AKUBELA, 'residence id')

  it('asks for the vendor, and then for a community of that vendor alone, with its hint', async () => {
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    for (const said of ['Link a community', 'Vendor', 'Community', 'block_id']) expect(textOf(form)).toContain(said)
    expect(textOf(form)).not.toContain('residence id')
    await jonas.select(form, 'Vendor', AKUBELA)
    expect(textOf(await modalSaying(jonas, 'residence id'))).not.toContain('block_id')
  })

  it('offers the communities of the account by name and id, and links the one that is chosen', async () => {
    const jonas = bench.person('U0JONAS')
    const form = await akubelaForm(jonas)
    await jonas.fill(form.id, { Community: KASTANIENALLEE.name, 'Name in this channel': 'Lindenhof' })
    await jonas.submit()
    const done = await modalSaying(jonas, '✅')
    expect(textOf(done)).toContain('This channel is now linked to *Lindenhof* (akubela).')
    expect(done.submit).toBeUndefined()
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Lindenhof'])
    expect(askedCommunities(AKUBELA)).toEqual([KASTANIENALLEE.community])
  })

  it('asks the vendor once for its communities, however much is typed', async () => {
    const jonas = bench.person('U0JONAS')
    const form = await akubelaForm(jonas)
    const asked = bench.sandbox(AKUBELA).requests.length
    for (const typed of ['Kastanienallee 27, Berlin', XIXI_LAKE.name, XIXI_LAKE.community]) {
      await jonas.fill(form.id, { Community: typed })
    }
    expect(bench.sandbox(AKUBELA).requests).toHaveLength(asked)
  })

  it('takes an id that is not listed, and refuses one that cannot be an id', async () => {
    const jonas = bench.person('U0JONAS')
    const form = await akubelaForm(jonas)
    await jonas.fill(form.id, { Community: NOT_OURS })
    await expect(jonas.fill(form.id, { Community: 'house <7>' })).rejects.toThrow('is not among')
  })

  it('says under the field what the vendor said, and keeps what was chosen', async () => {
    const jonas = bench.person('U0JONAS')
    const form = await akubelaForm(jonas)
    await jonas.fill(form.id, { Community: NOT_OURS, 'Name in this channel': 'House 7' })
    await jonas.submit()
    const again = await modalSaying(jonas, 'no permission for this residence')
    const fields = again.blocks.map((block) => textOf(block).split('\n')[0])
    expect(fields).toEqual(['Vendor', 'Community', expect.stringContaining('⚠️ Not linked'), 'Name in this channel'])
    expect(JSON.stringify(again.blocks)).toContain(`"value":"${NOT_OURS}"`)
    expect(JSON.stringify(again.blocks)).toContain('"initial_value":"House 7"')

    await jonas.fill(again.id, { Community: KASTANIENALLEE.community })
    await jonas.submit()
    await modalSaying(jonas, '✅')
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['House 7'])
  })

  it('asks for an id where the vendor does not say what there is', async () => {
    bench.sandbox(TUYA).misbehave({ kind: 'status', status: 503 })
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    expect(textOf(form)).toContain('so please type the id. Tuya smart community does not answer')
    await jonas.fill(form.id, { Community: 'two words' })
    expect(await jonas.submit()).toMatchObject({
      errors: { 'field.community.tuya-community': expect.stringContaining('without spaces') },
    })
    bench.sandbox(TUYA).misbehave(undefined)
    await jonas.fill(form.id, { Community: HARBOUR_QUAY.community })
    await jonas.submit()
    await modalSaying(jonas, '✅')
    expect(await namesIn(jonas, LINDENHOF)).toEqual([HARBOUR_QUAY.name])
  })

  it.each([
    ['well', KASTANIENALLEE.community, 'This channel is now linked to *Lindenhof*'],
    ['badly', NOT_OURS, 'no permission for this residence'],
  ])('says that it is checking, and whispers to who closed it early that it ended %s', async (_how, id, outcome) => {
    const jonas = bench.person('U0JONAS')
    const form = await akubelaForm(jonas)
    await jonas.fill(form.id, { Community: id, 'Name in this channel': 'Lindenhof' })
    bench.sandbox(AKUBELA).misbehave({ kind: 'latency', ms: 150 })
    await jonas.submit()
    expect(textOf(jonas.view() ?? [])).toContain('Asking akubela whether this community can be read…')
    await jonas.close()
    const whisper = await jonas.until(() => jonas.lastEphemeral(LINDENHOF))
    expect(textOf(whisper)).toContain(outcome)
  })

  it('opens from the button in a channel without communities, and from the list of links', async () => {
    const jonas = bench.person('U0JONAS')
    const answer = await ask(jonas, LOBBY, '/ticket list')
    await jonas.click(answer, 'Link a community')
    const form = await modalSaying(jonas, 'block_id')
    await jonas.fill(form.id, { Community: HARBOUR_QUAY.name })
    await jonas.submit()
    await modalSaying(jonas, '✅')
    await jonas.close()
    await jonas.click(await ask(jonas, LOBBY, '/ticket links'), 'Link a community')
    await modalSaying(jonas, 'block_id')
  })

  it('speaks Chinese', async () => {
    await restart({ env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    await mei.command(REPAIRS, '/ticket link')
    const form = await modalSaying(mei, '关联社区')
    await mei.select(form, '系统', 'dayu')
    await modalSaying(mei, '大鱼云服没有单独的社区，将关联整个账号。')
  })
})

describe('in a direct message', () => {
  it('has no links, and says where they are made', async () => {
    await restart({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, 'D0JONAS', '/ticket links')).toContain('Communities are linked to channels')
    const sentence = 'Communities are linked to channels. Write `/ticket link` in the channel'
    expect(await say(jonas, 'D0JONAS', `/ticket link akubela ${KASTANIENALLEE.community}`)).toContain(sentence)
    expect(await say(jonas, 'D0JONAS', '/ticket unlink Lindenhof')).toContain(sentence)
    await jonas.command('D0JONAS', '/ticket link')
    expect((await modalSaying(jonas, sentence)).submit).toBeUndefined()
  })
})

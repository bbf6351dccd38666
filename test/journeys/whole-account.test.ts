import { describe, expect, it } from 'vitest'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import {
  AICC,
  AICC_TENANT,
  ALL_FEEDBACK,
  DAYU,
  DAYU_ACCOUNT,
  DOOR_CAMERAS,
  DOOR_LOCKS,
  FEEDBACK,
  HEATING_CONTROLS,
} from './accounts.ts'
import { ask, modalSaying, namesIn, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { AKUBELA, linksOf, TUYA } from './places.ts'

const { start } = useBenches()

const TWO_PRODUCTS = `${DOOR_LOCKS.community},${HEATING_CONTROLS.community}`

/** How often a vendor was asked for anything, tokens included. */
const askedOf = (bench: Bench, vendor: string): number => bench.sandbox(vendor).requests.length

describe('linking a whole account by words', () => {
  it.each([
    [AICC, '*', 'Huawei AICC', 'Heat meter shows E07'],
    [FEEDBACK, '*', 'Tuya user feedback', 'Frost warning arrives in the middle of July.'],
    [FEEDBACK, TWO_PRODUCTS, 'Tuya user feedback', 'Frost warning arrives in the middle of July.'],
  ])('links %s %s, and lists what is pending there', async (vendor, community, vendorName, pending) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, DESK, `/ticket link ${vendor} ${community} Second line`)).toBe(
      `This channel is now linked to *Second line* (${vendorName}). Try \`/ticket list\`.`,
    )
    expect(askedOf(bench, vendor)).toBeGreaterThan(0)
    expect(await listIn(jonas)).toContain(pending)
  })

  it('keeps to the products that are named', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await ask(jonas, DESK, `/ticket link ${FEEDBACK} ${TWO_PRODUCTS} Second line`)
    const pending = await listIn(jonas)
    expect(pending).toContain('10 open tickets')
    expect(pending).not.toContain('摄像头')
  })

  it('says of dayu that nothing there could be checked, and asks nothing', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, DESK, '/ticket link dayu * 上门服务')).toBe(
      'This channel is now linked to *上门服务* (Dayu field service). Nothing there can be read before the first ticket, so it could not be checked.',
    )
    expect(askedOf(bench, DAYU)).toBe(0)
    expect(await namesIn(jonas, DESK)).toEqual(['上门服务'])
  })

  it('takes a link away again, and says how to put it back', async () => {
    const bench = await start({ links: linksOf(DESK, [DAYU_ACCOUNT, AICC_TENANT]) })
    const jonas = bench.person('U0JONAS')
    const answer = await say(jonas, DESK, '/ticket unlink dayu *')
    expect(answer).toContain('This channel is no longer linked to *上门服务单* (Dayu field service). To undo: ')
    expect(await namesIn(jonas, DESK)).toEqual([AICC_TENANT.name])
    await ask(jonas, DESK, /To undo: `(.+)`/.exec(answer)?.[1] ?? '')
    expect(await namesIn(jonas, DESK)).toEqual([AICC_TENANT.name, DAYU_ACCOUNT.name])
  })
})

describe('a link without a name', () => {
  it.each([
    ['a whole account', DAYU, '*', 'Dayu field service'],
    ['a tenant', AICC, '*', 'Huawei AICC'],
    ['every product, whose tickets name one product each', FEEDBACK, '*', 'Tuya user feedback'],
    ['several products', FEEDBACK, TWO_PRODUCTS, TWO_PRODUCTS],
    ['one product', FEEDBACK, DOOR_CAMERAS.community, DOOR_CAMERAS.name],
  ])('to %s is called what it is', async (_what, vendor, community, name) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await ask(jonas, DESK, `/ticket link ${vendor} ${community}`)
    expect(await namesIn(jonas, DESK)).toEqual([name])
  })

  it('gets the vendor’s name in the language of who links', async () => {
    const bench = await start({ env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    expect(await say(mei, REPAIRS, '/ticket link dayu *')).toContain('本频道已关联 *大鱼云服*（大鱼云服）')
    expect(await namesIn(mei, REPAIRS)).toEqual(['大鱼云服'])
  })
})

/** What cannot be linked, and the sentence that says what to write instead. */
const REFUSED: readonly (readonly [vendor: string, community: string, sentence: string])[] = [
  [
    DAYU,
    '123',
    'Dayu field service has no communities of its own: write `*` as the id, and the whole account is linked.',
  ],
  [
    AICC,
    'c6m800000149ndrHRVNQ',
    'Huawei AICC has no communities of its own: write `*` as the id, and the whole account is linked.',
  ],
  [AKUBELA, '*', 'akubela needs the id of one community, not `*`.'],
  [TUYA, '*', 'Tuya smart community needs the id of one community, not `*`.'],
]

describe('the wrong kind of id', () => {
  it.each(REFUSED)('%s %s is refused by words', async (vendor, community, sentence) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    expect(await say(jonas, LINDENHOF, `/ticket link ${vendor} ${community}`)).toBe(sentence)
    expect(askedOf(bench, vendor)).toBe(0)
    expect(await namesIn(jonas, LINDENHOF)).toEqual([])
  })

  it('is refused in Chinese too', async () => {
    const bench = await start({ env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    expect(await say(mei, REPAIRS, '/ticket link dayu 4780')).toBe(
      '大鱼云服没有单独的社区：请把 ID 写成 `*`，关联整个账号。',
    )
    expect(await say(mei, REPAIRS, '/ticket link tuya-community *')).toBe(
      '涂鸦智慧社区需要填写一个社区的 ID，不能写 `*`。',
    )
  })
})

describe('linking a whole account in the form', () => {
  it('asks for no id where there is only the account, and links it unchecked where nothing can be asked', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await openLinkForm(jonas, DAYU, 'Dayu field service has no communities of its own: the whole account is linked.')
    await jonas.submit()
    const done = await modalSaying(jonas, '✅')
    expect(textOf(done)).toContain('linked to *Dayu field service* (Dayu field service). Nothing there can be read')
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Dayu field service'])
  })

  it('links every product, or those with commas between them', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    for (const typed of [{ 'What to link': 'The whole account' }, { Community: TWO_PRODUCTS }]) {
      await openLinkForm(jonas, FEEDBACK, 'What to link')
      await jonas.fill(jonas.view()?.id ?? '', typed)
      await jonas.submit()
      await modalSaying(jonas, '✅')
    }
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Tuya user feedback', TWO_PRODUCTS])
  })

  it('does not guess where both the account and ids are given, or neither', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await openLinkForm(jonas, FEEDBACK, 'What to link')
    const before = askedOf(bench, FEEDBACK)
    const under = (sentence: string) => ({ ok: true, errors: { 'field.community.tuya-feedback': sentence } })
    expect(await jonas.submit()).toEqual(under(expect.stringContaining('Please write the id')))
    await jonas.fill(jonas.view()?.id ?? '', { 'What to link': 'The whole account', Community: TWO_PRODUCTS })
    expect(await jonas.submit()).toEqual(under(expect.stringContaining('The whole account is chosen above')))
    expect(askedOf(bench, FEEDBACK)).toBe(before)
  })

  it('reads an account once', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await ask(jonas, DESK, `/ticket link ${AICC} *`)
    expect(bench.sandbox(AICC).requests.filter(({ path }) => !path.includes('token'))).toHaveLength(1)
  })
})

it('shows a ticket once where a channel is linked to a product and to every product', async () => {
  const bench = await start({ links: linksOf(DESK, [DOOR_LOCKS, ALL_FEEDBACK]) })
  const pending = await listIn(bench.person('U0JONAS'))
  expect(pending).toContain('16 open tickets')
  expect(pending.match(/No message when the door is left open any more/g)).toHaveLength(1)
})

const openLinkForm = async (someone: TestPerson, vendor: string, hope: string): Promise<void> => {
  await someone.command(LINDENHOF, '/ticket link')
  await someone.select(await modalSaying(someone, 'Name in this channel'), 'Vendor', vendor)
  await modalSaying(someone, hope)
}

/** The first ten of what is pending. */
const listIn = (someone: TestPerson): Promise<string> => say(someone, DESK, '/ticket list')

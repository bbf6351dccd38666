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
import { AKUBELA, KASTANIENALLEE, linksOf, TUYA } from './places.ts'

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
    expect(pending).toContain('10 tickets pending')
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
    expect(await say(jonas, DESK, '/ticket unlink dayu *')).toBe(
      'This channel is no longer linked to *上门服务单* (Dayu field service). To undo: `/ticket link dayu * 上门服务单`',
    )
    expect(await namesIn(jonas, DESK)).toEqual([AICC_TENANT.name])
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

  it.each(REFUSED)('%s %s is refused under its field, and can be mended there', async (vendor, community, sentence) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await openLinkForm(jonas, { Vendor: vendor, 'Community id': community })
    expect(await jonas.submit()).toEqual({ ok: true, errors: { 'field.community': sentence } })
    expect(askedOf(bench, vendor)).toBe(0)

    await jonas.fill(jonas.view()?.id ?? '', { Vendor: AKUBELA, 'Community id': KASTANIENALLEE.community })
    await jonas.submit()
    await modalSaying(jonas, '✅')
    expect(await namesIn(jonas, LINDENHOF)).toEqual([KASTANIENALLEE.name])
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
  it('says where an account is meant, and links it unchecked where nothing can be asked', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await openLinkForm(jonas, { Vendor: DAYU, 'Community id': ' * ' })
    expect(textOf(jonas.view() ?? [])).toContain('Dayu field service: Orders belong to the whole account: *')
    await jonas.submit()
    const done = await modalSaying(jonas, '✅')
    expect(textOf(done)).toContain('linked to *Dayu field service* (Dayu field service). Nothing there can be read')
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Dayu field service'])
  })

  it('links every product, or those with commas between them', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    for (const community of ['*', TWO_PRODUCTS]) {
      await openLinkForm(jonas, { Vendor: FEEDBACK, 'Community id': community })
      await jonas.submit()
      await modalSaying(jonas, '✅')
    }
    expect(await namesIn(jonas, LINDENHOF)).toEqual(['Tuya user feedback', TWO_PRODUCTS])
  })
})

it('shows a ticket once where a channel is linked to a product and to every product', async () => {
  const bench = await start({ links: linksOf(DESK, [DOOR_LOCKS, ALL_FEEDBACK]) })
  const pending = await listIn(bench.person('U0JONAS'))
  expect(pending).toContain('16 tickets pending')
  expect(pending.match(/No message when the door is left open any more/g)).toHaveLength(1)
})

const openLinkForm = async (someone: TestPerson, typed: Readonly<Record<string, string>>): Promise<void> => {
  await someone.command(LINDENHOF, '/ticket link')
  const form = await modalSaying(someone, 'Community id')
  await someone.fill(form.id, typed)
}

/** The first ten of what is pending. */
const listIn = (someone: TestPerson): Promise<string> => say(someone, DESK, '/ticket list')

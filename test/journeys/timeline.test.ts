import { describe, expect, it } from 'vitest'
import { seedCases } from '../../src/drivers/aicc/seed.ts'
import { NO_DATA, OUT_OF_RANGE, pageOf } from '../../src/drivers/tuya/sandbox.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeMoment } from '../../src/slack/values.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import { openVendor } from '../drivers/tuya/vendor.ts'
import { DETAIL } from '../drivers/tuya-feedback/document.ts'
import { FEEDBACKS } from '../drivers/tuya-feedback/open.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, ALL_FEEDBACK, DAYU_ACCOUNT, DOOR_CAMERAS, DOOR_LOCKS, FEEDBACK } from './accounts.ts'
import { ask, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { pressForged } from './forged.ts'
import { EVERYWHERE, linksOf, NOW } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(DESK, [ALL_FEEDBACK, AICC_TENANT, DAYU_ACCOUNT, ...EVERYWHERE]),
    ...linksOf(LINDENHOF, [DOOR_LOCKS]),
    ...linksOf(REPAIRS, [DOOR_CAMERAS]),
  ],
})

const OFFLINE_LOCK = 'FBAY202611211101'
const CAMERA = 'FBAY202611203102'
const CASE_EXAMPLE = '000000000000000000000000035013'

/** The id of a case in the sandbox. */
const caseAbout = (title: string): string =>
  String(seedCases(NOW).find(({ caseInfo }) => caseInfo.title === title)?.caseInfo.id)

const historyOf = async (someone: TestPerson, channel: string, number: string, button = 'History'): Promise<Message> =>
  press(someone, await ask(someone, channel, `/ticket ${number}`), button)

describe('History', () => {
  it('tells of a feedback ticket who did what and when, newest first, to the asker alone', async () => {
    const bench = await start()
    const history = await historyOf(bench.person('U0SOFIA'), LINDENHOF, OFFLINE_LOCK)
    expect(history.ephemeralTo).toBe('U0SOFIA')
    const heads = [...textOf(history).matchAll(/^\*(.+?) · (.+?)\* {2}(.+)$/gm)].map(([, ...parts]) => parts)
    expect(heads).toEqual([
      ['21 Nov 2026, 07:54', 'Maja Lindqvist', 'update'],
      ['21 Nov 2026, 07:36', 'Maja Lindqvist', expect.stringContaining('Please hold the reset button')],
      ['21 Nov 2026, 07:18', 'Maja Lindqvist', 'distribute'],
      ['21 Nov 2026, 07:00', 'Annika Berg', expect.stringContaining('The front door lock of building C')],
    ])
    expect(textOf(history)).toMatch(new RegExp(`^\\*What happened to ${OFFLINE_LOCK}, newest first\\*\n`))
    expect(textOf(history)).toContain('Status: Pending → In progress (_Pending → Processing_)')
    expect(textOf(history)).not.toContain('Earlier')
  })

  it('is told in Chinese to a Chinese reader, in their zone', async () => {
    const bench = await start()
    const text = textOf(await historyOf(bench.person('U0MEILIN'), REPAIRS, CAMERA, '处理记录'))
    expect(text).toMatch(new RegExp(`^\\*${CAMERA} 的处理记录，最新的在前\\*\n`))
    expect(text).toContain('*2026年11月21日 09:18 · 周凯*  update')
    expect(text).toContain('状态：待处理 → 处理中 (_Pending → Processing_)')
    expect(text).toContain('*2026年11月21日 06:00 · 许文博*  打开实时画面一直转圈，看不到图像')
  })

  it('tells of a case under the number that its card shows', async () => {
    const bench = await start()
    const text = textOf(await historyOf(bench.person('U0SOFIA'), DESK, 'c6m800000149ndrHRVNQ'))
    expect(text).toContain(`*What happened to ${CASE_EXAMPLE}, newest first*`)
    expect(text).toContain(
      '*16 Jun 2023, 10:25 · ServiceCloud*  Filed (_CreateCase_)\nHandler ID: 10gd000000rDybBRYkuu',
    )
  })

  it('tells of the notes in a case, newest first', async () => {
    const bench = await start()
    const text = textOf(await historyOf(bench.person('U0SOFIA'), DESK, caseAbout('Lift button panel dead on floor 4')))
    expect(text).toMatch(/Internal note \(_Iternal_\)\nDescription: Panel replaced\.[\s\S]*Filed \(_CreateCase_\)/)
  })

  it('is not offered by vendors that tell nothing', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    for (const number of ['BX20261120102', 'm31adc223cc4b3bedb6bd4742dedcfa52', '4780']) {
      const card = textOf(await ask(sofia, DESK, `/ticket ${number}`))
      expect(card).toContain('Refresh')
      expect(card).not.toContain('History')
    }
    expect(textOf(await ask(sofia, DESK, `/ticket ${OFFLINE_LOCK}`))).toContain('History')
  })

  it('is not offered on a card that everybody reads', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await press(sofia, await ask(sofia, LINDENHOF, `/ticket ${OFFLINE_LOCK}`), 'Share to channel')
    const shared = await jonas.until(() => jonas.messages(LINDENHOF).find(({ text }) => text.includes(OFFLINE_LOCK)))
    expect(textOf(shared)).not.toContain('History')
    expect(textOf(await press(jonas, shared, 'Open'))).toContain('History')
  })

  it('says in one sentence that the vendor does not answer', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, LINDENHOF, `/ticket ${OFFLINE_LOCK}`)
    bench.sandbox(FEEDBACK).misbehave({ kind: 'status', status: 503 })
    expect(textOf(await press(sofia, card, 'History'))).toContain('⚠️ Tuya user feedback does not answer at the moment.')
  })
})

/** So many replies as a vendor tells them, the oldest first; each is its own number. */
const repliesOf = (count: number, words: string) =>
  Array.from({ length: count }, (_, i) => ({
    ticket_id: 'FBAY2021113****',
    account: 'iotplatf***@yopmail.com',
    nick_name: 'Maja Lindqvist',
    company_name: 'Nordhus Access ApS',
    operate: 'reply',
    operate_at: String(NOW - (count - i) * 60_000),
    content: { body: `Reply ${i}. ${words}` },
    time_zone: 'GMT+1',
  }))

describe('a history of many entries', () => {
  const startWith = async (communications: readonly object[]): Promise<Bench> => {
    const { env } = await openVendor(
      ({ path, query }) => {
        if (path === FEEDBACKS) return { result: { list: [], total: 0 } }
        if (!path.endsWith('/communications')) return path.startsWith(FEEDBACKS) ? { result: DETAIL } : NO_DATA
        const list = pageOf(communications.toReversed(), query)
        return list ? { result: { list, total: communications.length } } : OUT_OF_RANGE
      },
      () => NOW,
    )
    return await start({ env })
  }

  /** The numbers of the replies on every page, and what the last page says. */
  const turnThrough = async (bench: Bench): Promise<{ pages: number[][]; last: string }> => {
    const sofia = bench.person('U0SOFIA')
    let page = await historyOf(sofia, DESK, 'FBAY2021113****')
    const pages = [numbersOn(page)]
    while (textOf(page).endsWith('\nEarlier')) {
      page = await press(sofia, page, 'Earlier')
      pages.push(numbersOn(page))
    }
    return { pages, last: textOf(page) }
  }
  const numbersOn = (page: Message): number[] => [...textOf(page).matchAll(/Reply (\d+)\./g)].map(([, n]) => Number(n))

  it('goes back page by page to the first, each entry once', async () => {
    const bench = await startWith(repliesOf(120, 'Thank you.'))
    const { pages, last } = await turnThrough(bench)
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.flat()).toEqual(Array.from({ length: 120 }, (_, i) => 119 - i))
    expect(last).not.toContain('Earlier')
  })

  it('loses none of those that are too long for one message', async () => {
    const bench = await startWith(repliesOf(60, '门锁离线，请重新配对后再试。'.repeat(40)))
    const { pages } = await turnThrough(bench)
    expect(pages.flat()).toEqual(Array.from({ length: 60 }, (_, i) => 59 - i))
  })

  it('says that it is empty when nothing was told', async () => {
    const bench = await startWith([])
    const history = await historyOf(bench.person('U0SOFIA'), DESK, 'FBAY2021113****')
    expect(textOf(history)).toContain('Nothing is told of this ticket.')
  })

  it('says how many entries it could not read', async () => {
    const bench = await startWith([...repliesOf(2, 'Thank you.'), { operate_at: String(NOW), content: {} }])
    const history = textOf(await historyOf(bench.person('U0SOFIA'), DESK, 'FBAY2021113****'))
    expect(history).toContain('1 row from Tuya user feedback could not be read and is not shown.')
  })
})

describe('a forged press of History', () => {
  const camera = { vendor: FEEDBACK, community: DOOR_CAMERAS.community, id: CAMERA }

  it.each([
    ['of a community of another channel', camera],
    ['of the whole account, where one product is linked', { ...camera, community: '*' }],
    [
      'of another product’s ticket, as if it were of one that is linked',
      { ...camera, community: DOOR_LOCKS.community },
    ],
    ['of a vendor that is not linked', { vendor: AICC, community: '*', id: 'c6m800000149ndrHRVNQ' }],
    ['of a vendor that does not exist', { ...camera, vendor: 'jira' }],
  ])('%s tells nothing', async (_what, ref) => {
    const bench = await start()
    const value = encodeMoment({ ref, number: ref.id, skip: 0 })
    const answer = await pressForged(bench, { user: 'U0SOFIA', channel: LINDENHOF, actionId: ACTIONS.timeline, value })
    expect(textOf(answer.blocks)).toMatch(/⚠️ .+ has no such ticket or community/)
    expect(JSON.stringify(answer)).not.toMatch(/打开实时画面|周凯|ServiceCloud/)
    const told = [FEEDBACK, AICC].flatMap((vendor) => bench.sandbox(vendor).requests)
    expect(told.filter(({ path }) => path.endsWith('/communications') || path.includes('/case/'))).toEqual([])
  })

  it('of a vendor without a history is refused', async () => {
    const bench = await start()
    const ref = { vendor: 'dayu', community: '*', id: '4780' }
    const value = encodeMoment({ ref, number: '4780', skip: 0 })
    const answer = await pressForged(bench, { user: 'U0SOFIA', channel: DESK, actionId: ACTIONS.timeline, value })
    expect(textOf(answer.blocks)).toContain('⚠️ Dayu field service does not offer this.')
  })

  it.each(['', 'x', '[]', '["tuya-feedback","*","FBAY1"]', '{"ref":1}'])(
    'that carries %j is called too old',
    async (value) => {
      const bench = await start()
      const answer = await pressForged(bench, { user: 'U0SOFIA', channel: DESK, actionId: ACTIONS.timeline, value })
      expect(textOf(answer.blocks)).toBe('This button is too old to be used. Please run the command again.')
    },
  )
})

import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Misbehaviour } from '../../src/drivers/sandbox.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import { DOCUMENTED as TUYA_DOCUMENTED } from '../drivers/tuya-community/document.ts'
import { type Bench, startBench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { serveAkubela } from './akubela-stub.ts'
import { ask, press, turn } from './asking.ts'
import { AKUBELA, EVERYWHERE, HAITANG_BAY, linksOf, NOW, RESIDENCES, TUYA, XIXI_LAKE } from './places.ts'

const LIFT = 'BX20261120102'
const TUYA_EXAMPLE = 'BX20210917XXX232'
const REPAIR = 'm31adc223cc4b3bedb6bd4742dedcfa52'
/** Looks like no vendor's number. */
const NOBODYS = 'Z-4711'

let bench: Bench
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({
    links: [...linksOf(DESK, EVERYWHERE), ...linksOf(REPAIRS, [HAITANG_BAY]), ...linksOf(LINDENHOF, RESIDENCES)],
  })
})
afterEach(async () => {
  await bench.close()
  vi.useRealTimers()
})

/** The communities that a vendor was asked for a single ticket of, in order. */
const askedOf = (vendor: string): string[] =>
  bench.sandbox(vendor).requests.flatMap(({ path, query, body }) => {
    if (path.endsWith('/service-order-detail')) return [query.get('block_id') ?? '']
    if (!body.includes('get_maintenance_info')) return []
    return [String(JSON.parse(body).param.residence_id)]
  })

describe('the card', () => {
  it('shows everything that a service ticket of Tuya says, in the reader’s zone', async () => {
    const card = await ask(bench.person('U0SOFIA'), DESK, `/ticket ${LIFT}`)

    const text = textOf(card)
    for (const said of [
      `*${LIFT}*`,
      'In progress (_Processing_)',
      '5 栋货梯运行时有异响，关门抖动',
      '*Community*\n海棠湾花园 · Tuya smart community',
      '*Category*\n电梯',
      '*Place*\n5 栋货梯',
      '*Reporter*\n陈志远 · 135****2201',
      '*Worker*\n何建军',
      '*Created*\n20 Nov 2026, 04:00',
      '*Booked visit*\n21 Nov 2026, 04:00 – 21 Nov 2026, 06:00',
      '*Attachments*\nFile 1',
    ]) {
      expect(text).toContain(said)
    }
    const picture = 'https://images.example.com/1384799976831380001/1/before.jpg'
    expect(JSON.stringify(card.blocks)).toContain(`<${picture}|File 1>`)
  })

  it('shows an akubela repair', async () => {
    const card = await ask(bench.person('U0SOFIA'), LINDENHOF, `/ticket show ${REPAIR}`)

    const text = textOf(card)
    for (const said of [
      `*${REPAIR}*`,
      'In progress  ·  ⏰ *overdue*',
      '\ntest\n',
      '*Community*\nakubela example · akubela',
      '*Reporter*\n10086',
      '*Created*\n12 Jan 2024, 14:32',
      '*Booked visit*\n16 Jan 2024, 14:32 – 17 Jan 2024, 14:32',
    ]) {
      expect(text).toContain(said)
    }
    expect(JSON.stringify(card.blocks)).toContain('<https://test.akubela.com/p|File 1>')
  })

  it('is Chinese for a Chinese reader, in their zone, with the ticket’s own text as it is', async () => {
    const card = await ask(bench.person('U0MEILIN'), DESK, `/ticket ${LIFT}`)
    expect(textOf(card)).toContain('处理中 (_Processing_)  ·  ⏰ *已超时*\n5 栋货梯运行时有异响，关门抖动')
    expect(textOf(card)).toContain('*社区*\n海棠湾花园 · 涂鸦智慧社区')
    expect(textOf(card)).toContain('*创建时间*\n2026年11月20日 11:00')
  })

  it('is seen by the asker alone', async () => {
    const priya = bench.person('U0PRIYA')
    const before = priya.messages(DESK)
    const card = await ask(bench.person('U0SOFIA'), DESK, `/ticket ${LIFT}`)
    expect(card.ephemeralTo).toBe('U0SOFIA')
    expect(priya.messages(DESK)).toEqual(before)
  })

  it('takes a number with what a phone or another program puts around it', async () => {
    const sofia = bench.person('U0SOFIA')
    for (const typed of [`#${LIFT}`, `\u202a${LIFT}\u202c`, `\u2068${LIFT}\u2069`, `  ${LIFT}\u200b `]) {
      expect(textOf(await ask(sofia, DESK, `/ticket ${typed}`))).toContain(`*${LIFT}*`)
    }
  })
})

/** How every field that Tuya documents reads in its own example. */
const TUYA_READS: Readonly<Record<string, string>> = {
  source: '*Source:* 1',
  room_address: '*Detailed address:* The house address',
  create_time: '*Created:* 13010013331 (not in a form that can be read)',
  order_content: '\nThe content of the service ticket\n',
  attachments: '*Pictures:* url1, url2',
  service_order_no: '*BX20210917XXX232*',
  area_type: '*Area:* Public area (_1_)',
  parent_category_name: '*Level-1 category:* The parent category name',
  parent_category_id: '*Level-1 category ID:* 13010013331xxx123',
  category_name: '*Category*\nThe level-2 category name',
  apply_user: '*Reporter*\nJames',
  order_status: 'New (_WaitingForDistribute_)',
  expire_begin_date: '*Reservation from:* 13010013331 (not in a form that can be read)',
  expire_end_date: '*Reservation to:* 13010013331 (not in a form that can be read)',
  cate_id: '*Level-2 category ID:* 13010013331xxx123',
  service_address: '*Place*\nThe address of maintenance',
  creator: '*Created by:* James',
  creator_mobile: '*Phone of creator:* 13331xxx123',
  contacts: 'James · 13331xxx123',
  desc: '*Problem:* The description of the problem',
  dispatch_user: '*Worker*\nJames',
  dispatch_user_id: '*Worker ID:* 13331xxx123',
  service_type: '*Service:* Free (_1_)',
  dispatch_content: '*Dispatch remarks:* The remarks of dispatch',
  dispatch_time: '*Dispatched:* 13010013331 (not in a form that can be read)',
  order_money: '*Amount:* CN¥13.10 (currency assumed)',
  payment_type: '*Payment:* Cash (_1_)',
  finish_content: '*Completion remarks:* The content of completion',
  finish_time: '*Completed:* 30 Mar 2012, 14:58',
  finish_attachments: '*Completion pictures:* url1, url2',
  revisit: '*Follow-up with:* James',
  revisit_phone: '*Follow-up phone:* 13331xxx123',
  rate_score: '*Rating:* 1',
  evaluate_time: '*Reviewed:* 30 Mar 2012, 14:58',
  evaluate_content: '*Review:* The content of review',
  community_name: 'The community name · Tuya smart community',
}

const AKUBELA_READS = [
  '*Booked visit*\n16 Jan 2024, 14:32 – 17 Jan 2024, 14:32',
  `*${REPAIR}*  ·  🔵 In progress  ·  ⏰ *overdue*\ntest\n`,
  '*Reporter*\n10086',
  '*Attachments*\nFile 1',
  '*Feedback:* test',
  '*Created*\n12 Jan 2024, 14:32',
]

describe('More', () => {
  it('makes every documented field of Tuya’s example readable, and Less takes them away', async () => {
    expect(Object.keys(TUYA_READS).sort()).toEqual([...TUYA_DOCUMENTED].sort())
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, `/ticket ${TUYA_EXAMPLE}`)
    expect(textOf(card)).not.toContain('The remarks of dispatch')

    const more = await turn(sofia, card, 'More')
    for (const [field, reads] of Object.entries(TUYA_READS)) expect(textOf(more), field).toContain(reads)
    expect(more.ephemeralTo).toBe('U0SOFIA')

    const less = await turn(sofia, more, 'Less')
    expect(textOf(less)).toBe(textOf(card))
  })

  it('makes every documented field of akubela’s example readable', async () => {
    const sofia = bench.person('U0SOFIA')
    const more = await turn(sofia, await ask(sofia, DESK, `/ticket ${REPAIR}`), 'More')
    for (const reads of AKUBELA_READS) expect(textOf(more)).toContain(reads)
  })
})

it('reads the vendor anew on Refresh, and leaves the card as far open as it was', async () => {
  const sofia = bench.person('U0SOFIA')
  const card = await ask(sofia, DESK, `/ticket ${LIFT}`)
  const before = askedOf(TUYA).length
  const again = await turn(sofia, card, 'Refresh')
  expect(textOf(again)).toBe(textOf(card))
  expect(askedOf(TUYA)).toHaveLength(before + 1)

  const more = await turn(sofia, again, 'More')
  expect(textOf(await turn(sofia, more, 'Refresh'))).toBe(textOf(more))
  expect(askedOf(TUYA)).toHaveLength(before + 3)
})

describe('whom it asks', () => {
  it('asks only akubela for a number that looks like a repair', async () => {
    await ask(bench.person('U0SOFIA'), DESK, `/ticket ${REPAIR}`)
    expect(new Set(askedOf(AKUBELA))).toEqual(new Set(RESIDENCES.map(({ community }) => community)))
    expect(bench.sandbox(TUYA).requests).toEqual([])
  })

  it('asks every linked community at once for a number that no vendor knows as its own', async () => {
    bench.sandbox(TUYA).misbehave({ kind: 'hang' }, ({ path }) => path.endsWith('/service-order-detail'))
    bench.sandbox(AKUBELA).misbehave({ kind: 'hang' }, ({ path }) => path.endsWith('/user-commands'))
    await bench.person('U0SOFIA').command(DESK, `/ticket ${NOBODYS}`)
    // None of them has answered, so none waited for another.
    await vi.waitFor(() => {
      expect([...askedOf(TUYA), ...askedOf(AKUBELA)].toSorted()).toEqual(
        EVERYWHERE.map(({ community }) => community).toSorted(),
      )
    })
  })

  it('does not wait for a community that hangs once another has found the ticket', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'hang' }, ({ body }) => body.includes(XIXI_LAKE.community))
    expect(textOf(await ask(bench.person('U0SOFIA'), DESK, `/ticket ${REPAIR}`))).toContain(`*${REPAIR}*`)
  })

  it('takes it for “no such ticket” when a vendor refuses the number itself', async () => {
    const vendor = await serveAkubela({ success: false, message: 'invalid param: maintenance_id' })
    const links = linksOf(DESK, RESIDENCES)
    const strict = await startBench({ links, env: { AKUBELA_BASE_URL: vendor.url } })
    onTestFinished(async () => {
      await strict.close()
      await vendor.close()
    })
    const answer = await ask(strict.person('U0SOFIA'), DESK, `/ticket ${NOBODYS}`)
    expect(textOf(answer)).toContain(`There is no ticket *${NOBODYS}* in this channel’s communities (akubela).`)
  })

  it('says that nobody has the number, and where it looked', async () => {
    const answer = await ask(bench.person('U0SOFIA'), DESK, `/ticket ${NOBODYS}`)
    expect(textOf(answer)).toBe(
      `There is no ticket *${NOBODYS}* in this channel’s communities (Tuya smart community, akubela). Check the number, or see \`/ticket list\`.`,
    )
  })

  it('says when the number is of a vendor that the channel is not linked to, and asks nobody', async () => {
    const answer = await ask(bench.person('U0SOFIA'), LINDENHOF, `/ticket ${LIFT}`)
    expect(textOf(answer)).toContain('looks like a ticket of Tuya smart community')
    expect(textOf(answer)).toContain('`/ticket link`')
    expect(bench.sandbox(TUYA).requests).toEqual([])
    expect(askedOf(AKUBELA)).toEqual([])
  })

  it('never asks a community of another channel', async () => {
    const elsewhere = await ask(bench.person('U0MEILIN'), REPAIRS, `/ticket ${TUYA_EXAMPLE}`)
    expect(textOf(elsewhere)).toContain('没有工单 *BX20210917XXX232*')
    expect(askedOf(TUYA)).toEqual([HAITANG_BAY.community])
  })
})

describe.each<[string, Misbehaviour, string]>([
  ['answers 500', { kind: 'status', status: 500 }, 'does not answer at the moment. Please try again in a minute.'],
  ['breaks off', { kind: 'reset', when: 'before' }, 'does not answer at the moment. Please try again in a minute.'],
  ['is asked too often', { kind: 'rate_limit' }, 'is being asked too often. Please try again in a minute.'],
  ['sends a web page', { kind: 'malformed' }, 'gave an answer that I cannot read.'],
])('a vendor that %s', (_what, how, sentence) => {
  it('is named in one sentence that says what to do', async () => {
    bench.sandbox(AKUBELA).misbehave(how)
    const text = textOf(await ask(bench.person('U0SOFIA'), LINDENHOF, `/ticket ${REPAIR}`))
    expect(text).toContain(`I did not find ticket *${REPAIR}*, but I could not look everywhere`)
    expect(text.split('akubela ')).toHaveLength(2)
    expect(text).toContain(`akubela ${sentence}`)
    expect(text.match(/try again/g)?.length ?? 0).toBeLessThan(2)
  })

  it('is named when a button needs it', async () => {
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, LINDENHOF, `/ticket ${REPAIR}`)
    bench.sandbox(AKUBELA).misbehave(how)
    const text = textOf(await press(sofia, card, 'More'))
    expect(text).toContain(`⚠️ akubela ${sentence}`)
    expect(text).toMatch(/Reference [0-9A-F]{6}/)
  })
})

it('says in a channel without communities what to do, and asks nobody', async () => {
  const jonas = bench.person('U0JONAS')
  const answer = await ask(jonas, 'property-managers', `/ticket ${LIFT}`)
  expect(textOf(answer)).toContain('This channel is not linked to any community yet. Link one with `/ticket link`.')
  expect(bench.sandbox(TUYA).requests).toEqual([])
})

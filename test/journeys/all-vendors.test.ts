import { describe, expect, it } from 'vitest'
import { seedCases } from '../../src/drivers/aicc/seed.ts'
import { seedResidences } from '../../src/drivers/akubela/seed.ts'
import { communitiesAt } from '../../src/drivers/tuya-community/seed.ts'
import { feedbacksAt } from '../../src/drivers/tuya-feedback/seed.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, ALL_FEEDBACK, DAYU, DAYU_ACCOUNT, FEEDBACK } from './accounts.ts'
import { ask, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { AKUBELA, EVERYWHERE, linksOf, NOW, TUYA } from './places.ts'

const ALL = [...EVERYWHERE, ALL_FEEDBACK, DAYU_ACCOUNT, AICC_TENANT]

const { start } = useBenches({ links: [...linksOf(DESK, ALL), ...linksOf(REPAIRS, ALL)] })

/** A tenant's list goes back half a year, and the document's example is older. */
const LISTED_DAYS = 180
const dayOf = (createdDate: unknown): number => Date.parse(`${String(createdDate).replace(' ', 'T')}+08:00`)

/** What stays to be done in the vendors' sandboxes, by number. */
const PENDING: Readonly<Record<string, readonly string[]>> = {
  [TUYA]: communitiesAt(NOW)
    .flatMap(({ orders }) => orders)
    .filter(({ detail }) => /^(WaitingForDistribute|Pending|Processing)$/.test(String(detail.order_status)))
    .map(({ detail }) => String(detail.service_order_no)),
  [FEEDBACK]: feedbacksAt(NOW)
    .feedbacks.filter(({ row }) => !/^(Finished|Cancelled)$/.test(row.state_code))
    .map(({ row }) => row.ticket_no),
  [AKUBELA]: seedResidences(NOW)
    .flatMap(({ repairs }) => repairs)
    .filter(({ state }) => state === 'wait for confirmation' || state === 'in progress')
    .map((repair) => String(repair.maintenance_id)),
  [AICC]: seedCases(NOW)
    .map(({ caseInfo }) => caseInfo)
    .filter(({ createdDate }) => NOW - dayOf(createdDate) < LISTED_DAYS * 86_400_000)
    .filter((info) => info.state !== 'Completed' && !info.AICC__IsCanced__CST)
    .map(({ caseNo }) => String(caseNo)),
}
const everyNumber = (...except: string[]): string[] =>
  Object.entries(PENDING).flatMap(([vendor, numbers]) => (except.includes(vendor) ? [] : numbers))

const numbersOn = (shown: Message): string[] =>
  textOf(shown).match(/BX\d{8}\w+|FBAY\d+\**|\bm[0-9a-f]{32}\b|\b\d{30}\b/g) ?? []

/** Every page of `/ticket list`. */
const listOf = async (someone: TestPerson, channel: string, next = 'Next'): Promise<Message[]> => {
  const pages = [await ask(someone, channel, '/ticket list')]
  for (let page = pages[0]; page && textOf(page).includes(`\n${next}\n`); ) {
    page = await turn(someone, page, next)
    pages.push(page)
  }
  return pages
}

const digestOf = async (asker: TestPerson, channel: string): Promise<Message> => {
  await asker.command(channel, '/ticket digest now')
  return await asker.until(
    () => asker.messages(channel).find(({ blocks }) => blocks?.[0]?.type === 'header'),
    'a digest',
  )
}

const DAYU_LINE = 'Dayu field service cannot list tickets, so *上门服务单* is not part of this list.'
const DAYU_LINE_IN_CHINESE = '大鱼云服不支持列出工单，所以这里不含 *上门服务单*。'

describe('/ticket list over every vendor', () => {
  it('shows what is pending at each that lists, every ticket once, and names the one that does not', async () => {
    const bench = await start()
    const pages = await listOf(bench.person('U0SOFIA'), DESK)
    expect(pages.flatMap(numbersOn).toSorted()).toEqual(everyNumber().toSorted())
    for (const page of pages) {
      expect(textOf(page)).toContain(`*${everyNumber().length} open tickets*`)
      expect(textOf(page).split(DAYU_LINE)).toHaveLength(2)
    }
    expect(bench.sandbox(DAYU).requests).toEqual([])
  })

  it('is in the order of age across vendors', async () => {
    const bench = await start()
    const text = (await listOf(bench.person('U0SOFIA'), DESK)).map(textOf).join('\n')
    const places = ['Test reply', '暖气费减免申请', '打开实时画面一直转圈', '门禁对讲主机黑屏'].map((words) =>
      text.indexOf(words),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('speaks Chinese to a Chinese reader', async () => {
    const bench = await start()
    const pages = await listOf(bench.person('U0MEILIN'), REPAIRS, '下一页')
    expect(pages.flatMap(numbersOn)).toHaveLength(everyNumber().length)
    for (const page of pages) {
      expect(textOf(page)).toContain(`*${everyNumber().length} 个未完成工单*`)
      expect(textOf(page)).toContain(DAYU_LINE_IN_CHINESE)
      expect(textOf(page)).not.toMatch(/pending|In progress|oldest/)
    }
  })

  it.each([
    [AICC, 'Huawei AICC'],
    [AKUBELA, 'akubela'],
  ])('goes without %s when it fails, and says so once', async (vendor, name) => {
    const bench = await start()
    bench.sandbox(vendor).misbehave({ kind: 'status', status: 500 })
    const pages = await listOf(bench.person('U0SOFIA'), DESK)
    expect(pages.flatMap(numbersOn).toSorted()).toEqual(everyNumber(vendor).toSorted())
    for (const page of pages) {
      expect(textOf(page).match(/⚠️/g)).toHaveLength(1)
      expect(textOf(page)).toContain(`⚠️ ${name} does not answer at the moment.`)
    }
  })

  it('goes without one family of Tuya’s when that fails, though both are one cloud', async () => {
    const bench = await start()
    bench.sandbox(FEEDBACK).misbehave({ kind: 'rate_limit' }, ({ path }) => path.includes('/iot-01/ticket/'))
    const pages = await listOf(bench.person('U0SOFIA'), DESK)
    expect(pages.flatMap(numbersOn).toSorted()).toEqual(everyNumber(FEEDBACK).toSorted())
    expect(textOf(pages[0] ?? [])).toContain('⚠️ Tuya user feedback is being asked too often.')
  })
})

describe('a digest over every vendor', () => {
  it('counts them all, shows the oldest by community, and names the vendor that does not list in one line', async () => {
    const bench = await start()
    const digest = textOf(await digestOf(bench.person('U0SOFIA'), DESK))
    const total = everyNumber().length
    expect(digest).toMatch(new RegExp(`^${total} open tickets\n`))
    expect(digest).toContain(`30 of ${total} shown.`)
    expect(digest.split(DAYU_LINE)).toHaveLength(2)
    for (const name of ['客户服务中心', 'Device feedback', '海棠湾花园']) expect(digest).toContain(`*${name}*\n`)
    expect(digest).not.toContain('⚠️')
  })

  it('is Chinese where a Chinese reader asks for it', async () => {
    const bench = await start()
    const digest = textOf(await digestOf(bench.person('U0MEILIN'), REPAIRS))
    expect(digest).toMatch(new RegExp(`^${everyNumber().length} 个未完成工单\n`))
    expect(digest.split(DAYU_LINE_IN_CHINESE)).toHaveLength(2)
  })

  it('goes without a vendor that fails', async () => {
    const bench = await start()
    bench.sandbox(AICC).misbehave({ kind: 'reset', when: 'before' })
    const digest = textOf(await digestOf(bench.person('U0SOFIA'), DESK))
    expect(digest).toMatch(new RegExp(`^${everyNumber(AICC).length} open tickets\n`))
    expect(digest.match(/⚠️ Huawei AICC does not answer at the moment/g)).toHaveLength(1)
  })
})

describe('a channel of which nothing can be listed', () => {
  const startWithDayu = (): Promise<Bench> => start({ links: linksOf(DESK, [DAYU_ACCOUNT]) })

  it('is not called calm by the list', async () => {
    const bench = await startWithDayu()
    const list = textOf(await ask(bench.person('U0SOFIA'), DESK, '/ticket list'))
    expect(list).toMatch(/^\*Nothing is open in what I could read\.\*\n/)
    expect(list).not.toContain('🎉')
    expect(list).toContain(DAYU_LINE)
  })

  it('is not called calm by the digest', async () => {
    const bench = await startWithDayu()
    const digest = textOf(await digestOf(bench.person('U0SOFIA'), DESK))
    expect(digest).toMatch(/^Nothing is open in what I could read\.\n/)
    expect(digest).toContain(DAYU_LINE)
  })
})

import { describe, expect, it } from 'vitest'
import { seedOrders } from '../../src/drivers/dayu/seed.ts'
import { DESK, LOBBY } from '../../src/workspace/seed.ts'
import { REPORT } from '../drivers/dayu/report.ts'
import { SECRET } from '../drivers/dayu/vendor.ts'
import type { Bench, BenchOptions } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { DAYU_ACCOUNT } from './accounts.ts'
import { ask, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { linksOf, NOW } from './places.ts'

const { start } = useBenches({ links: [...linksOf(DESK, [DAYU_ACCOUNT]), ...linksOf(LOBBY, [DAYU_ACCOUNT])] })

/** The floor heating that stays cold. */
const ORDER = '4787'
const NUMBER = String(seedOrders(NOW).find(({ id }) => String(id) === ORDER)?.orderNum)

const REPORTING: BenchOptions['env'] = { DAYU_WEBHOOK_SECRET: SECRET }
const BLIND: BenchOptions['env'] = { ...REPORTING, DAYU_DETAIL_PATH: '' }

/** What the vendor reports when something was done about the order, by the clock in Beijing: it is past five there. */
const report = (bench: Bench, operation: string, status: number, time = '17:01:00') =>
  fetch(`${bench.origin}/webhooks/dayu/${SECRET}`, {
    method: 'POST',
    body: JSON.stringify({
      ...REPORT,
      orderId: Number(ORDER),
      orderNum: NUMBER,
      status,
      orderRecord: { ...REPORT.orderRecord, createTime: `2026-11-21 ${time}`, operation },
    }),
  })

const newsIn = (someone: TestPerson, channel: string): string[] =>
  someone.messages(channel).flatMap((message) => (message.threadTs ? [textOf(message)] : []))

const heard = (someone: TestPerson, channel: string, count: number): Promise<string[]> =>
  someone.until(() => {
    const news = newsIn(someone, channel)
    return news.length >= count && news
  }, `${count} lines`)

describe('what a vendor reports', () => {
  it('is told at once in every channel that follows, and not again by a look or a second report', async () => {
    const bench = await start({ env: REPORTING })
    const [sofia, mei] = [bench.person('U0SOFIA'), bench.person('U0MEILIN')]
    await ask(sofia, DESK, `/ticket watch ${ORDER}`)
    await ask(mei, LOBBY, `/ticket watch ${ORDER}`)
    expect((await report(bench, '开始服务，电话 13800007720', 3)).status).toBe(200)
    const line = `🔔 *${NUMBER}*: 📣 开始服务，电话 ****20 (钱**)`
    expect(await heard(sofia, DESK, 1)).toEqual([line])
    expect(await heard(mei, LOBBY, 1)).toEqual([line])
    await report(bench, '开始服务，电话 13800007720', 3)
    await bench.caretaker.tick()
    await report(bench, '到达现场', 3, '17:02:00')
    expect(await heard(sofia, DESK, 2)).toEqual([line, expect.stringContaining('到达现场')])
  })

  it('is all that is known where single orders cannot be read, and ends the watch with the order', async () => {
    const bench = await start({ env: BLIND })
    const [sofia, mei] = [bench.person('U0SOFIA'), bench.person('U0MEILIN')]
    expect(await say(sofia, DESK, `/ticket watch ${ORDER}`)).toBe(
      'This channel now follows *4787*. Dayu field service lets me look up no tickets, so I could not check the number: you hear of it as soon as Dayu field service reports something.\nStop following',
    )
    expect(await say(mei, LOBBY, `/ticket watch ${NUMBER}`)).toContain(
      `本频道已关注 *${NUMBER}*。大鱼云服不支持查询工单`,
    )
    expect(await say(mei, LOBBY, `/ticket watch ${NUMBER}`)).toContain('本频道已经关注了')
    await report(bench, '开始服务', 4)
    expect(await heard(sofia, DESK, 1)).toEqual([
      expect.stringMatching(/^🔔 \*4787\*: 📣 开始服务 \(钱\*\*\) · 🔵 In progress/),
    ])
    expect(await heard(mei, LOBBY, 1)).toEqual([expect.stringContaining('🔵 处理中')])
    await report(bench, '验收通过', 5, '17:30:00')
    expect((await heard(mei, LOBBY, 2))[1]).toContain('工单到此结束，本频道不再关注。')
    expect(await say(mei, LOBBY, `/ticket unwatch ${NUMBER}`)).toBe(`本频道没有关注 *${NUMBER}*。`)
  })
})

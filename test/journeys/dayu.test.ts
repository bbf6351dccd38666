import { describe, expect, it } from 'vitest'
import { seedOrders } from '../../src/drivers/dayu/seed.ts'
import { serveSandbox } from '../../src/drivers/sandbox.ts'
import { DESK, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { ORDER_RECORD } from '../drivers/dayu/order.ts'
import { success } from '../drivers/dayu/vendor.ts'
import type { Bench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { DAYU, DAYU_ACCOUNT } from './accounts.ts'
import { ask, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { HAITANG_BAY, linksOf, NOW } from './places.ts'

const { start, closeAfter } = useBenches({
  links: [
    ...linksOf(DESK, [DAYU_ACCOUNT]),
    ...linksOf(REPAIRS, [DAYU_ACCOUNT, HAITANG_BAY]),
    ...linksOf(LOBBY, [HAITANG_BAY]),
  ],
})

/** The floor heating that stays cold: its id, and its number, which has the time in it. */
const HEATING_ORDER = '4787'
const HEATING_NUMBER = String(seedOrders(NOW).find(({ id }) => String(id) === HEATING_ORDER)?.orderNum)

describe('an order', () => {
  it('is shown by its id', async () => {
    const bench = await start()
    const text = await say(bench.person('U0SOFIA'), DESK, `/ticket ${HEATING_ORDER}`)
    for (const said of [
      `*${HEATING_NUMBER}*  ·  🔵 In progress (_进行中_)\n温控面板显示 E4，地暖不热。`,
      '*Community*\n上门服务单 · Dayu field service',
      '*Place*\n北京市 北京城区 通州区 新华大街 66 号 1 号楼 1801',
      '*Reporter*\n冯一鸣 · 13800007720',
      '*Worker*\n孙师傅',
      '*Created*\n19 Nov 2026, 06:00',
      '*Booked visit*\n21 Nov 2026, 09:00',
    ]) {
      expect(text).toContain(said)
    }
  })

  it('is shown by its id in a channel that other vendors share', async () => {
    const bench = await start()
    const text = await say(bench.person('U0MEILIN'), REPAIRS, `/ticket ${HEATING_ORDER}`)
    expect(text).toContain('🔵 处理中 (_进行中_)\n温控面板显示 E4，地暖不热。')
    expect(text).toContain('*社区*\n上门服务单 · 大鱼云服')
  })

  it.each([HEATING_NUMBER, HEATING_NUMBER.toLowerCase()])('is shown by %s once it was seen', async (number) => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await ask(sofia, DESK, `/ticket ${HEATING_ORDER}`)
    expect(await say(sofia, DESK, `/ticket ${number}`)).toContain(`*${HEATING_NUMBER}*  ·  🔵 In progress`)
  })

  it('is not called missing when only its number is known, which the vendor cannot look up', async () => {
    const bench = await start()
    const [sofia, mei] = [bench.person('U0SOFIA'), bench.person('U0MEILIN')]
    expect(await say(sofia, DESK, `/ticket ${HEATING_NUMBER}`)).toBe(
      `I did not find ticket *${HEATING_NUMBER}*, but I could not look everywhere:\n• Dayu field service does not offer this. An order is found by its id, such as 4780. Its number works once the order was opened here.`,
    )
    const inChinese = await say(mei, REPAIRS, `/ticket ${HEATING_NUMBER}`)
    expect(inChinese).toContain('请用服务单 ID 查询，例如 4780')
    expect(bench.sandbox(DAYU).requests).toEqual([])
  })

  it('that nobody has is missing, as is what looks like no order of theirs', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    for (const number of ['999999', 'Z-4711']) {
      expect(await say(sofia, DESK, `/ticket ${number}`)).toContain(`There is no ticket *${number}* in this channel’s`)
    }
    expect(await say(sofia, LOBBY, `/ticket ${HEATING_NUMBER}`)).toContain('looks like a ticket of Dayu field service')
  })

  it('cannot be looked up where the account has no address for that, and this is said', async () => {
    const bench = await start({ env: { DAYU_DETAIL_PATH: '' } })
    expect(await say(bench.person('U0SOFIA'), DESK, `/ticket ${HEATING_ORDER}`)).toBe(
      'Dayu field service cannot look up a single ticket, so there is nothing that I can open here.',
    )
  })
})

/** How every field that is documented of an order reads. */
const READS: Readonly<Record<string, string>> = {
  id: '*Order id:* 4780',
  orderNum: '*SP20220209183000004780*',
  status: '🟡 Pending (_已预约_)',
  subStatus: '*Sub-status:* 6',
  repairType: '*Kind of service:* 2',
  customerType: '*Kind of customer:* Person (_1_)',
  customerName: '*Reporter*\n李缘圆',
  customerCompany: '*Company:* 大鱼云服',
  customerMobile: '李缘圆 · 18612345678',
  customerTelphome: '*Second phone:* 01055550142',
  provinceId: '*Province id:* 1',
  provinceName: '*Place*\n北京市 ',
  cityId: '*City id:* 2',
  cityName: ' 北京城区 ',
  districtId: '*District id:* 195',
  districtName: ' 通州区 ',
  address: ' 环球度假区(地铁站)',
  createId: '*Created by (id):* 12',
  created: '*Created by:* 管理员',
  createTime: '*Created*\n9 Feb 2022, 11:30',
  appointmentTime: '*Booked visit*\n10 Feb 2022, 11:30',
  comment: '*Remarks:* 请认真核对设备信息是否正确',
  confirmDoorTime: '*Visit confirmed for:* 10 Feb 2022, 12:00',
  confirmDoorComment: '*Remarks on the visit:* 客户改约半小时',
  customerCheckComment: '*Remarks on the check:* 已验收',
  payType: '*Collection:* The engineer collects by QR code (_1_)',
  doorPrice: '*Goods payment to collect:* CN¥1,299.90\n',
  doorPriceComment: '*Remarks on the collection:* 货到付款',
  servicePrice: '*Service fee to collect:* CN¥50.00\n',
  totalPrice: '*Total:* CN¥1,349.90 (currency assumed)',
  cancelOrderReason: '*Reason of cancellation:* 无',
  siteId: '*Service point id:* 7',
  siteName: '*Service point:* 直营服务网点',
  engineerId: '*Engineer id:* 301',
  engineerName: '*Worker*\n钱师傅',
  needEsignature: '*Electronic signature:* Needed (_1_)',
  needSerialNumPic: '*Picture of the serial number:* Not needed (_2_)',
  esignatureImg: '*Signature:* https://files.example/signatures/4780.png',
  taskDesc: '\n设备无法开机\n',
  orderChannelId: '*Order channel id:* 1',
  orderChannelName: '*Order channel:* 自建',
  customerComment: '*Remarks of the customer:* 晚上七点后在家',
  createProviderId: '*Ordering company id:* 5',
  createdProvider: '*Ordering company:* 大鱼云服',
  isCheck: '*Acceptance by the customer:* Accepted by itself (_0_)',
  accessories: '*Attachments*\n铭牌.jpg\n说明书.pdf',
  feedback: '*Review id:* 901\n*Review of order:* 4780\n*Score:* 5',
}

describe('an order with every documented field', () => {
  const startWithAll = async (): Promise<Bench> => {
    const vendor = await serveSandbox(() => success(ORDER_RECORD))
    closeAfter(vendor.close)
    return await start({ env: { DAYU_BASE_URL: vendor.url } })
  }

  it('has them all behind More', async () => {
    expect(Object.keys(READS).sort()).toEqual(Object.keys(ORDER_RECORD).sort())
    const bench = await startWithAll()
    const sofia = bench.person('U0SOFIA')
    const more = textOf(await turn(sofia, await ask(sofia, DESK, '/ticket 4780'), 'More'))
    for (const [field, reads] of Object.entries(READS)) expect(more, field).toContain(reads)
  })

  it('tells nobody who and where the customer is when it is shared', async () => {
    const bench = await startWithAll()
    const [sofia, priya] = [bench.person('U0SOFIA'), bench.person('U0PRIYA')]
    await press(sofia, await turn(sofia, await ask(sofia, DESK, '/ticket 4780'), 'More'), 'Share to channel')
    const shared = await priya.until(() => priya.messages(DESK).find(({ text }) => text.startsWith('Ticket SP')))
    expect(textOf(shared)).toContain('*Reporter*\n李** · ****78')
    expect(textOf(shared)).toContain('*Worker*\n钱**')
    expect(textOf(shared)).toContain('*Place*\n***')
    const everything = JSON.stringify(shared)
    for (const personal of ['李缘圆', '12345678', '01055550142', '通州', '环球', '钱师傅', '管理员', 'signatures']) {
      expect(everything).not.toContain(personal)
    }
  })
})

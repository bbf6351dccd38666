import { describe, expect, it } from 'vitest'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { openVendor } from '../drivers/tuya/vendor.ts'
import { DETAIL, EXAMPLE, LISTED } from '../drivers/tuya-feedback/document.ts'
import { FEEDBACKS } from '../drivers/tuya-feedback/open.ts'
import type { Bench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { ALL_FEEDBACK, DOOR_CAMERAS, DOOR_LOCKS, FEEDBACK, HEATING_CONTROLS } from './accounts.ts'
import { ask, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { KASTANIENALLEE, linksOf, NOW } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(DESK, [ALL_FEEDBACK]),
    ...linksOf(LINDENHOF, [DOOR_LOCKS, HEATING_CONTROLS]),
    ...linksOf(REPAIRS, [DOOR_CAMERAS]),
    ...linksOf(LOBBY, [KASTANIENALLEE]),
  ],
})

const OFFLINE_LOCK = 'FBAY202611211101'
const DOCUMENTED = 'FBAY2021113****'

/** Caretaker in front of a Tuya that has the document's example, whole. */
const startWithExample = async (): Promise<Bench> => {
  const { env } = await openVendor(
    ({ path, query }) => {
      if (path !== FEEDBACKS) return { result: DETAIL }
      return { result: query.get('page_no') === '1' ? EXAMPLE.result : { list: [] } }
    },
    () => NOW,
  )
  return await start({ env })
}

describe('a ticket of user feedback', () => {
  it('is shown by its number, with what people asked for in the list and what only the detail knows', async () => {
    const bench = await start()
    const text = await say(bench.person('U0SOFIA'), DESK, `/ticket ${OFFLINE_LOCK}`)
    for (const said of [
      `*${OFFLINE_LOCK}*  ·  🔵 In progress (_Processing_)`,
      '\nThe front door lock of building C went offline last night and has not come back.\n',
      '*Community*\nDevice feedback / Nordhus Smart Lock S2 · Tuya user feedback',
      '*Category*\nGeneral service support/Device problems/Offline',
      '*Reporter*\nAnnika Berg · +46-70***4412',
      '*Worker*\nMaja Lindqvist',
      '*Created*\n21 Nov 2026, 07:00',
    ]) {
      expect(text).toContain(said)
    }
  })

  it.each(['fbay202611211101', 'Fbay202611211101', '#FBAY202611211101', '`fbay202611211101`'])(
    'is found when it is typed as %s',
    async (typed) => {
      const bench = await start()
      expect(await say(bench.person('U0SOFIA'), DESK, `/ticket ${typed}`)).toContain(`*${OFFLINE_LOCK}*`)
    },
  )

  it('is Chinese for a Chinese reader, in what Caretaker says', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    const text = await say(mei, REPAIRS, '/ticket FBAY202611203102')
    expect(text).toContain('🔵 处理中 (_Processing_)\n打开实时画面一直转圈，看不到图像')
    expect(text).toContain('*社区*\n安居门口摄像头 Pro · 涂鸦用户反馈')
    expect(text).toContain('*处理人*\n周凯')
  })

  it('is found in a channel of its own product and in no other', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    expect(await say(sofia, LINDENHOF, `/ticket ${OFFLINE_LOCK}`)).toContain(`*${OFFLINE_LOCK}*`)
    expect(await say(sofia, LINDENHOF, '/ticket FBAY202611203102')).toBe(
      'There is no ticket *FBAY202611203102* in this channel’s communities (Tuya user feedback). Check the number, or see `/ticket list`.',
    )
    const before = bench.sandbox(FEEDBACK).requests.length
    expect(await say(sofia, LOBBY, `/ticket ${OFFLINE_LOCK}`)).toContain('looks like a ticket of Tuya user feedback')
    expect(bench.sandbox(FEEDBACK).requests).toHaveLength(before)
  })
})

/** How every field that is documented of the list or of the detail reads in the document's example. */
const READS: Readonly<Record<string, string>> = {
  ticket_no: `*${DOCUMENTED}*`,
  create_time: '*Created*\n30 Nov 2021, 08:03',
  update_time: '*Updated*\n1 Dec 2021, 11:54',
  state_code: '🔵 In progress (_Processing_)',
  state_name: '*Name of the status:* In process',
  ticket_type: '*Category*\nGeneral service support/Device problems/Offline',
  handler_owner: '*Owner:* sun***@tuya.com',
  handle_owner: '*Owner:* sun***@tuya.com',
  handler_owner_nick_name: '*Name of the owner:* Nickname',
  handle_owner_nick_name: '*Name of the owner:* Nickname',
  owner_enterprise_name: '*Company of the owner:* Tuya Smart',
  handler_enterprise_name: '*Company of the assignee:* Hangzhou Tuya Information Technology Co., Ltd.',
  handler: '*Assignee:* iotplatf***@yopmail.com',
  assignee: '*Assignee:* iotplatf***@yopmail.com',
  handler_nick_name: '*Worker*\nThis is a nickname',
  assignee_nick_name: '*Worker*\nThis is a nickname',
  description: '\nTest reply\n',
  app_name: '*App:* Test apps',
  product_name: 'DIY Light Panel · Tuya user feedback',
  new_reply: '*New replies of the user:* 0',
  main_acct_id: '*Submitting account:* ay15220305101785****',
  is_operate: '*May be handled by us:* Yes (_true_)',
  id: '*ID:* 4100203',
  app_version: '*App version:* 5.12.0',
  product_id: '*Product ID:* testxxxx',
  uuid: '*Device UUID:* uuid6f2a01',
  device_id: '*Device ID:* 6c3b0f91',
  requester: '*User:* ann***@example.com',
  requester_name: '*Reporter*\nAnnika Berg',
  requester_mobile: 'Annika Berg · +46-70***4412',
  requester_email: '*Email of the user:* annika***@example.com',
  mobile_system: '*Phone system:* iOS 18.2',
  mobile_type: '*Phone model:* iPhone 15',
  mobile_lang: '*Phone language:* en_GB',
  tech_ticket_nos: '*Technical tickets:* TECH20261, TECH20262',
  urge: '*Urged:* Yes (_1_)',
  is_follow: '*Followed:* Yes (_true_)',
  is_unbind_device: '*Device unbound:* No (_false_)',
  device_region: '*Region of the device:* EU',
  user_registered_time: '*User registered:* 3 May 2021, 02:00',
}
/** Empty in the example: nobody has rated it, and no account is named. */
const EMPTY = ['evaluation_star', 'evaluation_problem_solve', 'user_account']

describe('the document’s example', () => {
  it('has every documented field behind More', async () => {
    const documented = new Set([...LISTED, ...Object.keys(DETAIL)])
    expect([...Object.keys(READS), ...EMPTY].sort()).toEqual([...documented].sort())
    const bench = await startWithExample()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, `/ticket ${DOCUMENTED}`)
    expect(textOf(card)).not.toContain('Device UUID')
    const more = textOf(await turn(sofia, card, 'More'))
    for (const [field, reads] of Object.entries(READS)) expect(more, field).toContain(reads)
    expect(more).not.toContain('Rating')
  })

  it('tells nobody who it is about when it is shared', async () => {
    const bench = await startWithExample()
    const [sofia, priya] = [bench.person('U0SOFIA'), bench.person('U0PRIYA')]
    await press(sofia, await turn(sofia, await ask(sofia, DESK, `/ticket ${DOCUMENTED}`), 'More'), 'Share to channel')
    const shared = await priya.until(() => priya.messages(DESK).find((message) => textOf(message).includes(DOCUMENTED)))
    expect(textOf(shared)).toContain('*Reporter*\nA*** · ****12')
    expect(textOf(shared)).toContain('*Worker*\nT***')
    const everything = JSON.stringify(shared)
    for (const personal of ['Annika', '4412', 'nickname', 'yopmail', 'sun***', 'uuid6f2a01', '6c3b0f91']) {
      expect(everything).not.toContain(personal)
    }
  })
})

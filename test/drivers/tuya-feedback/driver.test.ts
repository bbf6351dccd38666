import { describe, expect, test } from 'vitest'
import { tuyaFeedback } from '../../../src/drivers/tuya-feedback/index.ts'
import { demand } from '../../../src/tickets/driver.ts'
import type { TicketRef } from '../../../src/tickets/ticket.ts'
import { openClient } from '../tuya/vendor.ts'
import { DETAIL, EXAMPLE_ROW } from './document.ts'
import { FEEDBACKS, open, openDriver, openOdd } from './open.ts'

const REF = { vendor: 'tuya-feedback', community: 'testxxxx', id: 'FBAY2021113****' }

test('without a sub-account it reads, and with one it replies and finishes', async () => {
  const { sandbox, clock, driver } = await open()
  const reading = ['list', 'detail', 'timeline', 'choices', 'pendingCount']
  const { TUYA_SUB_UID: _, ...env } = sandbox.env
  const reader = openDriver(env, clock.now)
  expect(Object.keys(reader.operations)).toEqual(reading)
  expect(reader.steps).toBeUndefined()
  expect(Object.keys(driver.operations)).toEqual([...reading, 'comment', 'transition'])
  expect(driver.steps).toMatchObject([{ name: 'finish', irreversible: true }])
  expect(tuyaFeedback.configure({})).toEqual({ off: true })
})

test.each([
  ['FBAY2021113****', true],
  ['FBAY20211129', true],
  [' fbay20261119110 ', true],
  ['FBAY20261119xxx', true],
  ['FB20211129', false],
  ['FBAY2021', false],
  ['FBAY 20211129', false],
  ['BX20210917312', false],
])('%o as a ticket number: %s', async (text, expected) => {
  const { driver } = await open()
  expect(driver.recognise(text)).toBe(expected)
})

describe('a detail', () => {
  const openWith = (detail: unknown, pages: readonly unknown[] = [{ list: [EXAMPLE_ROW], total: 1 }]) =>
    openOdd(({ path, query }) => ({
      result: path === FEEDBACKS ? pages[Number(query.get('page_no')) - 1] : detail,
    }))

  test('of a ticket of another product is not_found', async () => {
    const { detail } = await openWith(DETAIL)
    await expect(detail({ ...REF, community: 'other' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(detail({ ...REF, community: 'other,testxxxx' })).resolves.toMatchObject({ number: REF.id })
    await expect(detail({ ...REF, community: '*' })).resolves.toMatchObject({ number: REF.id })
  })

  test('that names no product counts only when the community’s list has it', async () => {
    const { product_id: _, ...nameless } = DETAIL
    const { detail } = await openWith(nameless)
    expect(await detail(REF)).toMatchObject({ description: 'Test reply' })
    const elsewhere = await openWith(nameless, [{ list: [], total: 0 }])
    await expect(elsewhere.detail(REF)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('has its description from the list, which is searched by product and state, and not for ever', async () => {
    const full = Array.from({ length: 50 }, (_, index) => ({ ticket_no: `FBAY20261119${index + 100}` }))
    const found = await openWith(DETAIL, [{ list: full }, { list: [EXAMPLE_ROW] }])
    expect(await found.detail(REF)).toMatchObject({ description: 'Test reply' })
    expect(
      found
        .businessRequests()
        .slice(1)
        .map(({ query }) => Object.fromEntries(query)),
    ).toEqual([
      { product_id: 'testxxxx', in_state_list: 'Processing', page_no: '1', page_size: '50' },
      { product_id: 'testxxxx', in_state_list: 'Processing', page_no: '2', page_size: '50' },
    ])
    const endless = await openWith(DETAIL, Array(9).fill({ list: full, has_more: true }))
    const ticket = await endless.detail(REF)
    expect(ticket.description).toBeUndefined()
    expect(ticket.warnings).toEqual(['description: not found in the list'])
    expect(endless.businessRequests()).toHaveLength(1 + 4)
  })

  test.each([null, {}, [], { ticket_no: '' }])('that is empty (%j) is not_found', async (result) => {
    const { detail } = await openWith(result)
    await expect(detail(REF)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['text', 7, [{}, {}]])('that is no record (%j) is bad_response', async (result) => {
    const { detail } = await openWith(result)
    await expect(detail(REF)).rejects.toMatchObject({ code: 'bad_response' })
  })

  test.each(['', '..', 'a/b', 'FBAY 1', '../feedback-type'])('of %o is not_found, and not asked for', async (id) => {
    const { detail, server } = await openWith(DETAIL)
    await expect(detail({ ...REF, id })).rejects.toMatchObject({ code: 'not_found' })
    expect(server.requests).toEqual([])
  })
})

describe('replying and finishing', () => {
  const openIn = async (state: string) => {
    const bench = await open()
    const found = await bench.list({ community: '*', filters: { in_state_list: state } })
    const ref: TicketRef = found.items[0]?.ref ?? REF
    const { comment, transition } = bench.driver.operations
    if (!comment || !transition) throw new Error('the driver does not write')
    return { ...bench, ref, comment, finish: () => transition(ref, 'finish', {}) }
  }

  test.each(['Pending', 'Processing'])(
    'a reply is sent while the ticket is %s, in the table’s words',
    async (state) => {
      const { comment, ref, sandbox } = await openIn(state)
      await comment(ref, '请重启设备')
      expect(sandbox.requests.at(-1)).toMatchObject({ method: 'POST', path: `${FEEDBACKS}/${ref.id}/operation-reply` })
      expect(JSON.parse(sandbox.requests.at(-1)?.body ?? '')).toEqual({
        content: '请重启设备',
        sub_uid: sandbox.env.TUYA_SUB_UID,
      })
    },
  )

  test.each(['WaitingForDistribute', 'PendingUserFeedback', 'PendingUserConfirm', 'Finished', 'Cancelled'])(
    'a reply while it is %s is frozen, and not sent',
    async (state) => {
      const { comment, ref, sandbox } = await openIn(state)
      await expect(comment(ref, 'Hello')).rejects.toMatchObject({ code: 'frozen' })
      expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([])
    },
  )

  test('a ticket is finished once, and for good', async () => {
    const { finish, detail, ref, sandbox } = await openIn('PendingUserConfirm')
    await finish()
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'PUT', path: `${FEEDBACKS}/${ref.id}/operation-finish` })
    expect(JSON.parse(sandbox.requests.at(-1)?.body ?? '')).toEqual({ sub_uid: sandbox.env.TUYA_SUB_UID })
    expect(await detail(ref)).toMatchObject({ status: 'done', vendorStatus: 'Finished' })
    await expect(finish()).rejects.toMatchObject({ code: 'frozen' })
  })

  test('a ticket in a state that we do not know is for the vendor to judge', async () => {
    const odd = await openOdd(({ method }) =>
      method === 'GET' ? { result: { ...DETAIL, state_code: 'Escalated' } } : { code: 1109, msg: 'state not allowed' },
    )
    const reply = demand(odd.driver, 'comment')(REF, 'Hello')
    await expect(reply).rejects.toMatchObject({ code: 'invalid', vendorMessage: 'state not allowed' })
  })

  test('a result of false is a refusal', async () => {
    const odd = await openOdd(({ method }) => ({ result: method === 'GET' ? DETAIL : false }))
    await expect(demand(odd.driver, 'comment')(REF, 'Hello')).rejects.toMatchObject({ code: 'invalid' })
    await expect(demand(odd.driver, 'transition')(REF, 'finish', {})).rejects.toMatchObject({ code: 'invalid' })
  })

  test('of another community’s ticket is not_found', async () => {
    const { comment, ref, sandbox } = await openIn('Processing')
    await expect(comment({ ...ref, community: 'other' }, 'Hello')).rejects.toMatchObject({ code: 'not_found' })
    expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})

describe('the choices', () => {
  test('are the vendor’s types and states, in the reader’s language', async () => {
    const { driver } = await open()
    const choices = demand(driver, 'choices')
    const types = await choices('cate_path', undefined, { language: 'zh-CN' })
    expect(types.map(({ label }) => label['zh-CN'])).toContain('通用服务支持/设备问题/离线')
    const states = await choices('in_state_list')
    expect(states).toHaveLength(7)
    expect(states[0]).toEqual({
      value: 'WaitingForDistribute',
      label: { en: 'To be distributed', 'zh-CN': 'To be distributed' },
    })
  })

  test('without names are named by us, or by their code', async () => {
    const nameless = [{ state_code: 'Finished' }, { state_code: 'Escalated', state_name: '' }]
    const odd = await openOdd(() => ({ result: nameless }))
    expect(await demand(odd.driver, 'choices')('in_state_list')).toEqual([
      { value: 'Finished', label: { en: 'Finished', 'zh-CN': '已完成' } },
      { value: 'Escalated', label: { en: 'Escalated', 'zh-CN': 'Escalated' } },
    ])
  })

  test.each(['text', [7], [{ state_name: 'x' }]])('that are none (%j) are bad_response', async (result) => {
    const odd = await openOdd(() => ({ result }))
    await expect(demand(odd.driver, 'choices')('in_state_list')).rejects.toMatchObject({ code: 'bad_response' })
  })
})

describe('the count of pending tickets', () => {
  test('is asked for by product, and added up', async () => {
    const odd = await openOdd(({ query }) => ({ result: { no_finished_count: query.has('product_id') ? '3' : 11 } }))
    const count = demand(odd.driver, 'pendingCount')
    expect([await count('a'), await count('a, b'), await count('*')]).toEqual([3, 6, 11])
    const asked = odd.businessRequests().map(({ query }) => query.get('product_id'))
    expect(asked).toEqual(['a', 'a', 'b', null])
  })

  test.each([{}, { no_finished_count: -1 }, null])('that is none (%j) is bad_response', async (result) => {
    const odd = await openOdd(() => ({ result }))
    await expect(demand(odd.driver, 'pendingCount')('a')).rejects.toMatchObject({ code: 'bad_response' })
  })
})

describe('the sandbox', () => {
  const openRaw = async () => {
    const { sandbox, clock } = await open()
    const { TUYA_BASE_URL = '', TUYA_CLIENT_ID = '', TUYA_CLIENT_SECRET = '', TUYA_SUB_UID = '' } = sandbox.env
    const settings = { TUYA_BASE_URL, TUYA_CLIENT_ID, TUYA_CLIENT_SECRET, TUYA_REQUESTS_PER_SECOND: 999 }
    return { client: openClient({ settings, tools: clock }), sub_uid: TUYA_SUB_UID }
  }

  test('pages by ten when it is not told, and refuses pages that are none', async () => {
    const { client } = await openRaw()
    const list = (query: Record<string, string>) => client.request({ method: 'GET', path: FEEDBACKS, query })
    expect(await list({})).toMatchObject({ total: 25, page_no: 1, page_size: 10, has_more: true })
    expect(await list({ page_no: '3' })).toMatchObject({ list: { length: 5 }, has_more: false })
    await expect(list({ page_no: '0' })).rejects.toMatchObject({ vendorCode: '1101' })
  })

  test('takes no write without the sub-account, its words, or the right state', async () => {
    const { client, sub_uid } = await openRaw()
    const write = (call: string, body: Record<string, string>, id = REF.id) =>
      client.request({ method: call === 'operation-reply' ? 'POST' : 'PUT', path: `${FEEDBACKS}/${id}/${call}`, body })
    await expect(write('operation-reply', { content: 'x' })).rejects.toMatchObject({ vendorCode: '1100' })
    await expect(write('operation-reply', { body: 'x', sub_uid })).rejects.toMatchObject({ vendorCode: '1100' })
    await expect(write('operation-reply', { content: 'x', sub_uid: 'me' })).rejects.toMatchObject({
      vendorCode: '1106',
    })
    await expect(write('operation-finish', {})).rejects.toMatchObject({ vendorCode: '1100' })
    await expect(write('operation-finish', { sub_uid }, 'FBAY1')).rejects.toMatchObject({ vendorCode: '1000' })
    expect(await write('operation-finish', { sub_uid })).toBe(true)
    await expect(write('operation-finish', { sub_uid })).rejects.toMatchObject({ vendorCode: '1109' })
    await expect(write('operation-reply', { content: 'x', sub_uid })).rejects.toMatchObject({ vendorCode: '1109' })
  })

  test('wants a query_mode for communications', async () => {
    const { client } = await openRaw()
    const path = `${FEEDBACKS}/${REF.id}/communications`
    await expect(client.request({ method: 'GET', path })).rejects.toMatchObject({ vendorCode: '1100' })
  })
})

import { describe, expect, test } from 'vitest'
import { toEntry } from '../../../src/drivers/tuya-feedback/communication.ts'
import { demand, type TimelineEntry } from '../../../src/tickets/driver.ts'
import { shownIn } from '../tuya/shown.ts'
import { FEEDBACKS, open, openOdd } from './open.ts'

const REF = { vendor: 'tuya-feedback', community: '*', id: 'FBAY20211129' }

/** Every documented field, with the documented example of a content. */
const CLOSED = {
  ticket_id: 'FBAY20211129',
  account: 'maja***@nordhus.example',
  content: { state: { new_val: 'Finished', old_val: 'Processing' } },
  app_version: '5.12.0',
  operate: 'close',
  operate_at: '1638356077881',
  phone_system: 'iOS 18.2',
  operator_uid: 'ay15220305101785',
  time_zone: 'GMT+8',
  user_type: 'developer',
  nick_name: 'Maja Lindqvist',
  company_name: 'Nordhus Access ApS',
  account_nick_name: 'maja',
}

test('a communication is told with everything that is documented of it', () => {
  const entry = toEntry(CLOSED)
  expect(entry).toMatchObject({
    at: '2021-12-01T10:54:37.881Z',
    who: 'Maja Lindqvist',
    what: { kind: 'word', word: { en: 'Closed', 'zh-CN': '关闭工单' }, raw: 'close' },
  })
  expect(Object.fromEntries((entry?.more ?? []).map(({ name }) => [name, shownIn(entry?.more ?? [], name)]))).toEqual({
    time_zone: 'GMT+8',
    account_nick_name: 'maja',
    account: 'maja***@nordhus.example',
    operator_uid: 'ay15220305101785',
    user_type: 'developer',
    company_name: 'Nordhus Access ApS',
    app_version: '5.12.0',
    ticket_id: 'FBAY20211129',
    'content.state': 'In progress → Finished / 处理中 → 已完成 / Processing → Finished',
    phone_system: 'iOS 18.2',
  })
})

const what = (communication: Record<string, unknown>): TimelineEntry['what'] | undefined => toEntry(communication)?.what

test.each([
  [{ content: { body: 'Please restart it.' }, operate: 'reply' }, 'Please restart it.'],
  [{ content: { content: 'Please restart it.', body: '' } }, 'Please restart it.'],
  [{ content: 'Please restart it.' }, 'Please restart it.'],
  [{ content: { handler: { old_val: 'Maja', new_val: 'Piotr' } } }, 'Maja → Piotr'],
  [{ content: { files: [{ file_name: 'a.log' }] } }, '[{"file_name":"a.log"}]'],
])('what was said or done in %j is %s', (communication, text) => {
  expect(what(communication)).toEqual({ kind: 'text', text })
})

test('an operation without a word of ours is told in the vendor’s', () => {
  expect(what({ operate: 'escalate' })).toMatchObject({ kind: 'word', word: { en: 'escalate' }, raw: 'escalate' })
  const moved = { content: { state: { old_val: 'Pending', new_val: 'Escalated' } } }
  expect(what(moved)).toEqual({ kind: 'text', text: 'Pending → Escalated' })
})

test('nothing is said twice, and nothing at all is no entry', () => {
  const entry = toEntry({ content: { body: 'Done', note: 'by phone' }, operate: 'reply' })
  expect(entry?.more.map(({ name }) => name)).toEqual(['operate', 'content.note'])
  expect(toEntry({ operate_at: '1638356077881', content: {} })).toBeUndefined()
})

describe('a timeline', () => {
  const openWith = async (count: number, under: 'list' | 'data') => {
    const all = Array.from({ length: count }, (_, index) => ({ ...CLOSED, operate_at: String(1638356077881 - index) }))
    const vendor = await openOdd(({ path, query }) => {
      if (path === `${FEEDBACKS}/FBAY20211129`) return { result: { ticket_no: 'FBAY20211129', state_code: 'Finished' } }
      const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
      return { result: { [under]: all.slice((page - 1) * size, page * size), total: count, has_more: true } }
    })
    return { ...vendor, timeline: demand(vendor.driver, 'timeline') }
  }

  test.each(['list', 'data'] as const)(
    'is read page by page, whether the rows come as list or as data (%s)',
    async (under) => {
      const { timeline, businessRequests } = await openWith(80, under)
      const first = await timeline(REF)
      const second = await timeline(REF, first.next)
      expect([first.items.length, second.items.length]).toEqual([50, 30])
      const asked = businessRequests().filter(({ path }) => path.endsWith('/communications'))
      expect(Object.fromEntries(asked[0]?.query ?? [])).toEqual({
        query_mode: '1',
        is_asc: 'false',
        page_no: '1',
        page_size: '50',
      })
    },
  )

  test('of another community’s ticket is not_found', async () => {
    const { driver, sandbox, list } = await open()
    const [locks, thermostats] = sandbox.communities.map(({ id }) => id)
    const [ticket] = (await list({ community: locks ?? '' })).items
    const stolen = { vendor: 'tuya-feedback', community: thermostats ?? '', id: ticket?.ref.id ?? '' }
    await expect(demand(driver, 'timeline')(stolen)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that is no page is bad_response', async () => {
    const { timeline } = await openWith(0, 'list')
    await expect(timeline(REF)).resolves.toMatchObject({ items: [] })
    const odd = await openOdd(({ path }) => ({
      result: path.endsWith('/communications') ? 'none' : { ticket_no: 'x' },
    }))
    await expect(demand(odd.driver, 'timeline')(REF)).rejects.toMatchObject({ code: 'bad_response' })
  })
})

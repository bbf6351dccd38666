import type { Sandbox, SandboxRequest } from '../sandbox.ts'
import { createShared, type Shared } from '../shared.ts'
import { NO_DATA, OUT_OF_RANGE, pageOf, type TuyaAnswer, type TuyaBusiness } from '../tuya/sandbox.ts'
import { joinTuyaCloud } from '../tuya/sandbox-cloud.ts'
import { CHANGES, ENDED } from './sandbox-changes.ts'
import { feedbacksAt, type SandboxFeedback } from './seed.ts'
import { catePath, pathTo, type SeedType, STATE_NAMES, TYPES } from './seed-types.ts'
import { VENDOR } from './words.ts'

const FAMILY = '/v1.0/iot-01/ticket/'

export interface TuyaFeedbackSandboxOptions {
  readonly now?: () => number
  /** Of the other Tuya sandbox, to stand in the same cloud. */
  readonly shared?: Shared
}

/**
 * A stand-in for Tuya's tickets of user feedback. It insists on what the document asks for; the codes of its refusals
 * are our choice of the documented ones, since none of this family are.
 */
export const createTuyaFeedbackSandbox = async (options: TuyaFeedbackSandboxOptions = {}): Promise<Sandbox> => {
  const { now = Date.now, shared = createShared() } = options
  const { products, feedbacks } = feedbacksAt(now())
  const cloud = await joinTuyaCloud(shared, now)
  cloud.add(createBusiness(feedbacks, now))
  return { ...cloud.server, vendor: VENDOR, env: cloud.env, communities: products }
}

const createBusiness = (seeded: readonly SandboxFeedback[], now: () => number): TuyaBusiness => {
  const feedbacks = new Map(seeded.map((feedback) => [feedback.row.ticket_no, feedback]))

  const lists: Readonly<Record<string, (request: SandboxRequest) => TuyaAnswer>> = {
    feedbacks: ({ query }) => page([...feedbacks.values()], query),
    'feedback-type': ({ headers }) => ({ result: TYPES.map((type) => typeNode(type, languageOf(headers))) }),
    'feedback-state': ({ headers }) => ({ result: states(languageOf(headers)) }),
    'feedback-statistics': ({ query }) => ({
      result: { no_finished_count: unfinished([...feedbacks.values()], query) },
    }),
  }

  const answerFor = (feedback: SandboxFeedback, call: string, request: SandboxRequest): TuyaAnswer | undefined => {
    if (call === 'GET') return { result: detail(feedback) }
    if (call === 'GET communications') return communications(feedback, request.query)
    const changed = CHANGES[call]?.(feedback, request.body, now())
    if (!changed || 'code' in changed) return changed
    feedbacks.set(changed.row.ticket_no, changed)
    return { result: true }
  }

  return (request) => {
    if (!request.path.startsWith(FAMILY)) return undefined
    const [family = '', id, ...rest] = request.path.slice(FAMILY.length).split('/')
    if (id === undefined) return request.method === 'GET' ? lists[family]?.(request) : undefined
    if (family !== 'feedbacks') return undefined
    const feedback = feedbacks.get(decodeURIComponent(id))
    return feedback ? answerFor(feedback, [request.method, ...rest].join(' '), request) : NO_DATA
  }
}

const page = (feedbacks: readonly SandboxFeedback[], query: URLSearchParams): TuyaAnswer => {
  const found = feedbacks.filter((one) => matches(one, query)).sort((a, b) => createdAt(b) - createdAt(a))
  const asked = withDefaults(query)
  const rows = pageOf(found, asked)
  if (!rows) return OUT_OF_RANGE
  const [page_no, page_size] = [Number(asked.get('page_no')), Number(asked.get('page_size'))]
  const has_more = page_no * page_size < found.length
  return { result: { total: found.length, page_size, page_no, list: rows.map(({ row }) => row), has_more } }
}

/** None is required. The defaults are those that the document of `communications` states. */
const withDefaults = (query: URLSearchParams): URLSearchParams =>
  new URLSearchParams({ page_no: '1', page_size: '10', ...Object.fromEntries(query) })

const createdAt = ({ row }: SandboxFeedback): number => Number(row.create_time)

const ofProduct = ({ productId }: SandboxFeedback, query: URLSearchParams): boolean =>
  !query.get('product_id') || listIn(query, 'product_id').includes(productId)

const listIn = (query: URLSearchParams, name: string): string[] => (query.get(name) ?? '').split(',')

const matches = (feedback: SandboxFeedback, query: URLSearchParams): boolean => {
  const path = query.get('cate_path')
  return (
    ofProduct(feedback, query) &&
    (!query.get('in_state_list') || listIn(query, 'in_state_list').includes(feedback.row.state_code)) &&
    (!path || `${feedback.catePath}/`.startsWith(`${path}/`))
  )
}

const unfinished = (feedbacks: readonly SandboxFeedback[], query: URLSearchParams): number =>
  feedbacks.filter((one) => ofProduct(one, query) && !ENDED.includes(one.row.state_code)).length

/** The detail calls some fields of the row otherwise, lacks some, and has others. */
const detail = ({ row, detail }: SandboxFeedback) => ({
  ticket_no: row.ticket_no,
  state_code: row.state_code,
  state_name: STATE_NAMES[row.state_code]?.en,
  ticket_type: row.ticket_type,
  handle_owner: row.handler_owner,
  handle_owner_nick_name: row.handler_owner_nick_name,
  assignee: row.handler,
  assignee_nick_name: row.handler_nick_name,
  app_name: row.app_name,
  product_name: row.product_name,
  is_operate: row.is_operate,
  create_time: row.create_time,
  ...detail,
})

const communications = ({ communications }: SandboxFeedback, query: URLSearchParams): TuyaAnswer => {
  if (!query.get('query_mode')) return { code: 1100, msg: 'param is empty: query_mode' }
  const asked = withDefaults(query)
  const ordered = asked.get('is_asc') === 'true' ? communications : communications.toReversed()
  const rows = pageOf(ordered, asked)
  if (!rows) return OUT_OF_RANGE
  const [page_no, page_size] = [Number(asked.get('page_no')), Number(asked.get('page_size'))]
  const has_more = page_no * page_size < ordered.length
  return { result: { data: rows, total: ordered.length, page_size, has_more } }
}

const languageOf = (headers: SandboxRequest['headers']): 'en' | 'zh' => (headers.lang === 'zh' ? 'zh' : 'en')

const typeNode = (type: SeedType, language: 'en' | 'zh'): Record<string, unknown> => ({
  id: type.id,
  cate_name: type[language],
  cate_path: catePath(pathTo(type.id)),
  cate_code: `TYPE_${type.id}`,
  categories: (type.below ?? []).map((below) => typeNode(below, language)),
})

const states = (language: 'en' | 'zh') =>
  Object.entries(STATE_NAMES).map(([state_code, names]) => ({ state_code, state_name: names[language] }))

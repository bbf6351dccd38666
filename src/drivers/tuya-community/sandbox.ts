import type { Sandbox, SandboxRequest } from '../sandbox.ts'
import { createShared, type Shared } from '../shared.ts'
import { NO_DATA, OUT_OF_RANGE, pageOf, type TuyaAnswer } from '../tuya/sandbox.ts'
import { joinTuyaCloud } from '../tuya/sandbox-cloud.ts'
import { communitiesAt, type SandboxCommunity, type SandboxOrder } from './seed.ts'
import { VENDOR } from './words.ts'

const FAMILY = '/v1.0/iot-02/community/'

export interface TuyaCommunitySandboxOptions {
  readonly now?: () => number
  /** Of the other Tuya sandbox, to stand in the same cloud. */
  readonly shared?: Shared
}

/** A stand-in for the service tickets of Tuya's smart communities. Tokens and clock checks go by `now`. */
export const createTuyaCommunitySandbox = async (options: TuyaCommunitySandboxOptions = {}): Promise<Sandbox> => {
  const { now = Date.now, shared = createShared() } = options
  const communities = communitiesAt(now())
  const cloud = await joinTuyaCloud(shared, now)
  cloud.add((request) => answer(communities, request))
  return {
    ...cloud.server,
    vendor: VENDOR,
    env: cloud.env,
    communities: communities.map(({ id, name }) => ({ id, name })),
  }
}

type Endpoint = (query: URLSearchParams, communities: readonly SandboxCommunity[]) => TuyaAnswer

const answer = (
  communities: readonly SandboxCommunity[],
  { method, path, query }: SandboxRequest,
): TuyaAnswer | undefined => {
  const endpoint = path.startsWith(FAMILY) ? ENDPOINTS.get(path.slice(FAMILY.length)) : undefined
  if (method !== 'GET' || !endpoint) return undefined
  const missing = endpoint.required.find((name) => !query.get(name))
  if (missing) return { code: 1100, msg: `param is empty: ${missing}` }
  return endpoint.answer(query, communities)
}

/** An endpoint about the tickets of the community that is asked for. */
const ofCommunity =
  (found: (orders: readonly SandboxOrder[], query: URLSearchParams) => TuyaAnswer): Endpoint =>
  (query, communities) => {
    const community = communities.find(({ id }) => id === query.get('block_id'))
    return community ? found(community.orders, query) : NO_DATA
  }

const detail = ofCommunity((orders, query) => {
  const found = orders.find((order) => order.detail.service_order_no === query.get('service_order_no'))
  return found ? { result: found.detail } : NO_DATA
})

const page = ofCommunity((orders, query) => {
  const found = orders.filter((order) => matches(order, query)).sort((a, b) => createdAt(b) - createdAt(a))
  const rows = pageOf(found, query)
  return rows ? { result: { data: rows.map(row), total_record: found.length } } : OUT_OF_RANGE
})

const projects: Endpoint = (query, communities) => {
  const rows = pageOf(communities, query)
  return rows ? { result: { data: rows.map(project), total_record: communities.length } } : OUT_OF_RANGE
}

const project = ({ id, name }: SandboxCommunity) => ({
  project_id: `${id.slice(0, -4)}9${id.slice(-3)}`,
  block_id: id,
  structure_id: `${id.slice(0, -4)}8${id.slice(-3)}`,
  project_name: name,
  community_name: name,
})

/** The row of the list, where several fields have other names than in the detail. */
const row = ({ serviceOrderId, roomId, detail }: SandboxOrder) => ({
  service_order_id: serviceOrderId,
  service_order_no: detail.service_order_no,
  status: detail.order_status,
  cate_name: detail.category_name,
  category: detail.cate_id,
  p_id: detail.parent_category_id,
  handler: detail.dispatch_user,
  handler_id: detail.dispatch_user_id,
  operator: detail.creator,
  has_evaluate: detail.evaluate_time !== undefined,
  source: detail.source,
  room_id: roomId,
  apply_user: detail.apply_user,
  service_address: detail.service_address,
  order_content: detail.order_content,
  create_time: detail.create_time,
})

const createdAt = ({ detail }: SandboxOrder): number => Number(detail.create_time)

/** Every documented filter: ids and enums exactly, names and addresses in part, times inclusively. */
const matches = (order: SandboxOrder, query: URLSearchParams): boolean => {
  const given = (name: string, holds: (wanted: string) => boolean) => !query.get(name) || holds(query.get(name) ?? '')
  const is = (value: unknown) => (wanted: string) => String(value) === wanted
  const has = (value: unknown) => (wanted: string) => String(value).includes(wanted)
  return (
    given('status', is(order.detail.order_status)) &&
    given('room_id', is(order.roomId)) &&
    given('category_id', is(order.detail.cate_id)) &&
    given('source', is(order.detail.source)) &&
    given('apply_user', has(order.detail.apply_user)) &&
    given('service_address', has(order.detail.service_address)) &&
    given('create_start_time', (from) => createdAt(order) >= Number(from)) &&
    given('create_end_time', (to) => createdAt(order) <= Number(to))
  )
}

const ENDPOINTS: ReadonlyMap<string, { required: readonly string[]; answer: Endpoint }> = new Map([
  ['service-order-page', { required: ['block_id', 'page_no', 'page_size'], answer: page }],
  ['service-order-detail', { required: ['block_id', 'service_order_no'], answer: detail }],
  ['projects', { required: ['page_no', 'page_size'], answer: projects }],
])

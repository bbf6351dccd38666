import { type Sandbox, type SandboxRequest, serveSandbox } from '../sandbox.ts'
import { createTuyaGate, type TuyaAnswer } from '../tuya/sandbox.ts'
import { communitiesAt, type SandboxCommunity, type SandboxOrder } from './seed.ts'

const CLIENT_ID = 'sandboxcommunity0001'
const SECRET = 'sandbox0community0secret0000001x'
const FAMILY = '/v1.0/iot-02/community/'

/** A stand-in for the service tickets of Tuya's smart communities. Tokens and clock checks go by `now`. */
export const createTuyaCommunitySandbox = async (options: { now?: () => number } = {}): Promise<Sandbox> => {
  const now = options.now ?? Date.now
  const communities = communitiesAt(now())
  const gate = createTuyaGate({
    now,
    clientId: CLIENT_ID,
    secret: SECRET,
    business: (request) => answer(communities, request),
  })
  const server = await serveSandbox(gate)
  return {
    ...server,
    vendor: 'tuya-community',
    env: {
      TUYA_BASE_URL: server.url,
      TUYA_CLIENT_ID: CLIENT_ID,
      TUYA_CLIENT_SECRET: SECRET,
      // The vendor's limit is not known, so the sandbox has none.
      TUYA_REQUESTS_PER_SECOND: '999',
    },
    communities: communities.map(({ id, name }) => ({ id, name })),
  }
}

const answer = (
  communities: readonly SandboxCommunity[],
  { method, path, query }: SandboxRequest,
): TuyaAnswer | undefined => {
  const endpoint = path.startsWith(FAMILY) ? ENDPOINTS.get(path.slice(FAMILY.length)) : undefined
  if (method !== 'GET' || !endpoint) return undefined
  const missing = endpoint.required.find((name) => !query.get(name))
  if (missing) return { code: 1100, msg: `param is empty: ${missing}` }
  const community = communities.find(({ id }) => id === query.get('block_id'))
  return community ? endpoint.answer(community.orders, query) : NO_DATA
}

const NO_DATA = { code: 1000, msg: 'data not exist' }

const detail = (orders: readonly SandboxOrder[], query: URLSearchParams): TuyaAnswer => {
  const found = orders.find((order) => order.detail.service_order_no === query.get('service_order_no'))
  return found ? { result: found.detail } : NO_DATA
}

const page = (orders: readonly SandboxOrder[], query: URLSearchParams): TuyaAnswer => {
  const [number, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
  const valid = Number.isInteger(number) && number > 0 && Number.isInteger(size) && size > 0 && size <= 100
  if (!valid) return { code: 1101, msg: 'param is out of range' }
  const found = orders.filter((order) => matches(order, query)).sort((a, b) => createdAt(b) - createdAt(a))
  const rows = found.slice((number - 1) * size, number * size)
  return { result: { data: rows.map(row), total_record: found.length } }
}

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

const ENDPOINTS: ReadonlyMap<
  string,
  { required: readonly string[]; answer: (orders: readonly SandboxOrder[], query: URLSearchParams) => TuyaAnswer }
> = new Map([
  ['service-order-page', { required: ['block_id', 'page_no', 'page_size'], answer: page }],
  ['service-order-detail', { required: ['block_id', 'service_order_no'], answer: detail }],
])

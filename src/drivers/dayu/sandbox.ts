import type { Sandbox, SandboxAnswer, SandboxRequest } from '../sandbox.ts'
import { serveSandbox } from '../sandbox.ts'
import { modifyOrder, type Refusal } from './sandbox-rules.ts'
import { seedOrders } from './seed.ts'
import { VENDOR } from './words.ts'

const TOKEN = 'sandbox-dayu-token'
const TOKEN_HEADER = 'x-sandbox-token'
const MODIFY_PATH = '/sandbox/order/modify'
const DETAIL_PATH = '/sandbox/order/{id}'

/**
 * A stand-in for Dayu on loopback: one account with its orders. What an order is, and what may be changed in it, is
 * the document's; addresses, the token's header and every refusal but `ORDER0024` are our invention.
 */
export const createDayuSandbox = async ({ now = Date.now }: { now?: () => number } = {}): Promise<Sandbox> => {
  const orders = seedOrders(now())

  const detail = (id: string): SandboxAnswer => {
    const found = orders.find((order) => String(order.id) === id)
    if (!found) return refused({ subCode: null, msg: '服务单不存在' })
    const { submitted: _, ...data } = found
    return told(data)
  }

  const modify = (request: SandboxRequest): SandboxAnswer => {
    if (!request.headers['content-type']?.includes('application/json')) {
      return refused({ subCode: null, msg: '参数错误：Content-Type' })
    }
    const refusal = modifyOrder(orders, parsed(request.body))
    return refusal ? refused(refusal) : told(true)
  }

  const server = await serveSandbox((request) => {
    if (request.misbehave === 'rate_limit') return refused({ subCode: null, msg: '请求过于频繁' })
    if (request.misbehave === 'expired_token' || request.headers[TOKEN_HEADER] !== TOKEN) {
      return refused({ subCode: null, msg: 'token已失效' })
    }
    const called = `${request.method} ${request.path}`
    if (called === `POST ${MODIFY_PATH}`) return modify(request)
    const id = /^GET \/sandbox\/order\/(\d+)$/.exec(called)?.[1]
    return id === undefined ? { status: 404, json: { error: 'Not Found' } } : detail(id)
  })

  return {
    ...server,
    vendor: VENDOR,
    env: {
      DAYU_BASE_URL: server.url,
      DAYU_TOKEN: TOKEN,
      DAYU_TOKEN_HEADER: TOKEN_HEADER,
      DAYU_MODIFY_PATH: MODIFY_PATH,
      DAYU_DETAIL_PATH: DETAIL_PATH,
    },
    communities: [{ id: '*', name: '大鱼云服 · 全部服务单' }],
  }
}

const told = (data: unknown): SandboxAnswer => ({ json: { code: 0, subCode: null, data, msg: '成功' } })

const refused = (refusal: Refusal): SandboxAnswer => ({ json: { code: 1, data: false, ...refusal } })

/** undefined when it is not JSON, which is no change. */
const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

import { z } from 'zod'
import { type Sandbox, type SandboxAnswer, type SandboxRequest, serveSandbox } from '../../../src/drivers/sandbox.ts'
import { VENDOR } from './map.ts'

const requestSchema = z.strictObject({
  quarter: z.string().min(1),
  text: z.string().min(1).max(500),
  part: z.enum(['', 'light', 'pole']).default(''),
})

const TOKEN = 'sandbox-toy-token'

const SEED = [
  { hours: 2, state: 'reported', part: 'light', street: 'Gerbergasse 4', text: 'The lamp at the bridge is dark.' },
  {
    hours: 26,
    state: 'crew sent',
    part: 'light',
    street: '河坊街 12 号',
    text: '路灯频闪，晚上看不清台阶。',
    reporter_phone: '13800005678',
  },
  { hours: 70, state: 'lit', part: 'light', street: 'Gerbergasse 11', text: 'Glass broken after the storm.' },
]

/** A stand-in for the toy vendor: two quarters, and a token that must be right. */
export const createToySandbox = async (): Promise<Sandbox> => {
  const quarters = ['old-town', 'west-lake']
  const faults = quarters.flatMap((quarter, at) =>
    SEED.map(({ hours, ...fault }, index) => ({
      quarter,
      number: `LAMP-${1001 + at * 100 + index}`,
      lamp: `${index + 1}`,
      reported_at: Date.now() - hours * 3_600_000,
      ...fault,
    })),
  )

  const file = (body: string): SandboxAnswer => {
    const asked = requestSchema.safeParse(JSON.parse(body))
    if (!asked.success) return { status: 400, json: { error: 'a quarter and a text, please' } }
    const number = `LAMP-${2001 + faults.length}`
    const fault = { ...asked.data, number, state: 'reported', reported_at: Date.now() }
    faults.push({ ...fault, lamp: '', street: '' })
    return { status: 201, json: fault }
  }

  const answer = ({ method, path, query, headers, body, misbehave }: SandboxRequest): SandboxAnswer => {
    if (misbehave === 'rate_limit') return { status: 429, json: {} }
    if (misbehave === 'expired_token' || headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, json: {} }
    if (method === 'POST') return file(body)
    const near = faults.filter((fault) => fault.quarter === query.get('quarter'))
    if (path === '/faults') return { json: { faults: near } }
    const found = near.find(({ number }) => path === `/faults/${number}`)
    return found ? { json: found } : { status: 404, json: { error: 'no such fault' } }
  }

  const server = await serveSandbox(answer)
  return {
    ...server,
    vendor: VENDOR,
    env: { TOY_BASE_URL: server.url, TOY_TOKEN: TOKEN },
    communities: quarters.map((id) => ({ id })),
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { type SandboxRequest, serveSandbox } from '../../src/drivers/sandbox.ts'

// A thread of its own in which two vendors, on their own wire formats, have as many pending tickets in every community
// as they are told: neither their work nor their memory counts as Caretaker's. It says its address once it listens, and
// after that every request so far whenever it is asked anything.

const { tickets, latencyMs } = z.object({ tickets: z.number(), latencyMs: z.number() }).parse(workerData)

const HOUR_MS = 3_600_000
const START = Date.parse('2026-11-20T08:00:00Z')

const COMPLAINTS = [
  '3 号楼 2 单元电梯异响，上到 12 楼会抖一下。',
  'Water stain under the kitchen sink, the cabinet floor is soft.',
  '地下车库 B2 入口处路灯不亮，晚上看不清台阶。',
  'Die Haustür fällt nicht ins Schloss, Haus 7, Eingang Hofseite.',
]

const complaint = (n: number): string => `${COMPLAINTS[n % COMPLAINTS.length]} (${n})`
const createdAt = (n: number): number => START - (n % 700) * HOUR_MS

const TUYA_STATUSES = ['WaitingForDistribute', 'Pending', 'Processing']

const tuyaOrder = (n: number) => ({
  service_order_no: `BX20261120${100_000 + n}`,
  status: TUYA_STATUSES[n % TUYA_STATUSES.length],
  cate_name: '公共设施',
  source: 20,
  apply_user: '李女士',
  service_address: `${1 + (n % 12)} 号楼`,
  order_content: complaint(n),
  create_time: createdAt(n),
})

const akubelaRepair = (n: number) => ({
  maintenance_id: `m${String(n).padStart(32, '0')}`,
  start_time: wireTime(createdAt(n) + 24 * HOUR_MS),
  finish_time: wireTime(createdAt(n) + 26 * HOUR_MS),
  description: complaint(n),
  contact: 'Frau Neumann',
  maintenance_picture_url: [],
  feedback: '',
  state: n % 2 === 0 ? 'wait for confirmation' : 'in progress',
  created_time: wireTime(createdAt(n)),
})

const wireTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

const NUMBERS = Array.from({ length: tickets }, (_, n) => n)
const ORDERS = NUMBERS.map(tuyaOrder)
const REPAIRS = NUMBERS.map(akubelaRepair)

const tuyaResult = ({ path, query }: SandboxRequest): unknown => {
  if (path.endsWith('/token')) return { access_token: 'a1', refresh_token: 'r1', expire_time: 7_200 }
  if (path.endsWith('/service-order-detail')) {
    return { ...tuyaOrder(0), service_order_no: query.get('service_order_no'), order_status: 'Pending' }
  }
  const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
  const found = ORDERS.filter(({ status }) => status === query.get('status'))
  return { data: found.slice((page - 1) * size, page * size), total_record: found.length }
}

const command = z.object({ command: z.string(), param: z.object({ maintenance_id: z.string().optional() }) })

const akubelaResult = ({ path, body }: SandboxRequest): unknown => {
  if (path.endsWith('/token')) return { access_token: 'a1', refresh_token: 'r1', expires_in: 7_200 }
  const asked = command.parse(JSON.parse(body))
  if (asked.command === 'get_maintenance_list') return REPAIRS
  return { ...akubelaRepair(0), maintenance_id: asked.param.maintenance_id }
}

const server = await serveSandbox((request) => {
  const result = request.path.startsWith('/v1.0/') ? tuyaResult(request) : akubelaResult(request)
  return { json: { success: true, t: Date.now(), timestamp: Date.now(), result } }
})
if (latencyMs > 0) server.misbehave({ kind: 'latency', ms: latencyMs })

parentPort?.on('message', () => {
  const requests = server.requests.map(({ method, path, query, body, headers }) => ({
    method,
    path: query.size > 0 ? `${path}?${query}` : path,
    body,
    ...(headers.lang ? { language: headers.lang } : {}),
  }))
  parentPort?.postMessage(requests)
})
parentPort?.postMessage(server.url)

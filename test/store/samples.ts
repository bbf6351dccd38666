import type { DigestSchedule, Link } from '../../src/store/store.ts'
import type { Card, Filed, Snooze, Watch } from '../../src/tickets/followed.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import type { TicketRef } from '../../src/tickets/ticket.ts'

/** When the samples happened, in milliseconds since the epoch. */
export const NOW = Date.parse('2026-11-21T09:00:00.000Z')
export const HOUR_MS = 60 * 60 * 1000
export const DAY_MS = 24 * HOUR_MS

export const at = (ms: number): string => new Date(ms).toISOString()

export const LAKE: Link = {
  channel: 'C0LAKESIDE',
  vendor: 'tuya-community',
  community: '1544963578842701824',
  name: '翠湖花园',
  createdBy: 'U0LIWEI',
  createdAt: at(NOW),
}

/** A ticket of the lake's, and what its channel keeps of it. */
export const REF: TicketRef = { vendor: LAKE.vendor, community: LAKE.community, id: '9007199254740993' }

export const WATCH: Watch = {
  channel: LAKE.channel,
  ref: REF,
  number: 'BX20261121001',
  by: 'U0LIWEI',
  at: at(NOW),
  thread: '1795424400.000100',
  seen: {
    status: 'in_progress',
    vendorStatus: '处理中',
    overdue: false,
    latest: at(NOW - HOUR_MS),
  },
  nextLookAt: at(NOW + HOUR_MS),
  failures: 1,
  failing: { since: at(NOW - DAY_MS), told: true },
  missing: true,
  actedAt: at(NOW - HOUR_MS),
  acts: [{ from: at(NOW - HOUR_MS), until: at(NOW - HOUR_MS), said: '师傅已出发', moves: true }],
  lines: [{ id: 'line-1', at: at(NOW), text: '🟡 → 🔵', claimedAt: at(NOW), retryAt: at(NOW + HOUR_MS) }],
  over: true,
}

export const CARD: Card = {
  channel: LAKE.channel,
  ts: '1795424400.000100',
  ref: REF,
  sharedBy: 'U0LIWEI',
  at: at(NOW),
}

export const SNOOZE: Snooze = {
  channel: LAKE.channel,
  ref: REF,
  number: 'BX20261121001',
  by: 'U0LIWEI',
  at: at(NOW),
  until: at(NOW + 7 * DAY_MS),
  whileUnchanged: { status: 'in_progress', updatedAt: at(NOW - HOUR_MS) },
}

export const FILED: Filed = {
  channel: LAKE.channel,
  ts: '1795424300.000200',
  ref: REF,
  number: 'BX20261121001',
  at: at(NOW),
}

export const LINDEN: Link = {
  channel: 'C0LINDEN',
  vendor: 'akubela',
  community: 'res-4407',
  name: 'Résidence Les Tilleuls',
  createdBy: 'U0CAMILLE',
  createdAt: at(NOW + HOUR_MS),
}

export const SCHEDULE: DigestSchedule = {
  channel: LAKE.channel,
  times: ['09:00', '16:30'],
  days: [1, 2, 3, 4, 5],
  zone: 'Asia/Shanghai',
  holidays: ['2026-10-01'],
  language: 'zh-CN',
  only: [{ vendor: 'tuya-community', community: '1544963578842701824' }],
  statuses: ['new', 'in_progress'],
  bands: [2, 30],
  skipEmpty: true,
  onlyChanged: false,
  updatedBy: 'U0LIWEI',
  updatedAt: at(NOW),
  doubtedAt: at(NOW),
}

export const SUBMISSION: Submission = {
  id: 'V0A7Q2M4K1',
  channel: LAKE.channel,
  user: 'U0LIWEI',
  vendor: LAKE.vendor,
  community: LAKE.community,
  write: {
    kind: 'create',
    fields: { title: '3 号楼 2 单元电梯异响', phone: '13800138000', photos: ['https://files.example/lift.jpg'] },
  },
  language: 'zh-CN',
  acceptedAt: at(NOW),
  from: { message: '1795424300.000200', thread: '1795424200.000100' },
  state: 'queued',
}

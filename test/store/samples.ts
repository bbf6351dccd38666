import type { DigestSchedule, Link } from '../../src/store/store.ts'
import type { Submission } from '../../src/tickets/submission.ts'

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
  skipEmpty: true,
  onlyChanged: false,
  updatedBy: 'U0LIWEI',
  updatedAt: at(NOW),
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
  state: 'queued',
}

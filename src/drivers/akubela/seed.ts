import { createHash } from 'node:crypto'
import type { Community } from '../../tickets/driver.ts'

/** A repair as the vendor keeps and sends it. */
export interface StoredRepair {
  readonly maintenance_id: string
  readonly start_time: string
  readonly finish_time: string
  readonly description: string
  readonly contact: string
  readonly maintenance_picture_url: readonly string[]
  readonly feedback: string
  readonly state: string
  readonly created_time: string
}

export interface Residence extends Required<Community> {
  readonly repairs: StoredRepair[]
}

/** Age and wait are hours: created so long ago, the visit wished so long after that. */
type Sample = readonly [
  age: number,
  wait: number,
  state: string,
  description: string,
  contact: string,
  feedback?: string,
  pictures?: number,
]

const WAITING = 'wait for confirmation'
const WORKING = 'in progress'

const HANGZHOU: readonly Sample[] = [
  [2, 20, WAITING, '地下车库入口处路灯不亮，晚上进出看不清台阶。', '138****5678'],
  [7, 40, WAITING, '主卧空调制冷时滴水，地板已经泡软。', '李女士', '', 2],
  [26, 24, WAITING, '可视门铃有声音没有图像，重启后仍然一样。', '139****0216'],
  [30, 6, WORKING, '厨房水槽下水慢，疑似管道堵塞。', '137****4402', '师傅已上门，需更换存水弯，配件明天到。', 1],
  [75, 24, WORKING, '二楼阳台推拉门轨道变形，关不严。', '周先生', '已量尺寸，厂家报价中。'],
  [100, 48, WORKING, '院门电子锁刷卡无反应，只能用钥匙开。', '136****9013', '更换读卡头后观察两天。', 3],
  [170, 24, 'completed', '地暖分集水器渗水。', '138****7720', '已更换密封圈，打压测试正常。', 2],
  [260, 30, 'completed', '智能面板离线，灯光场景无法切换。', '陈先生', '网关固件升级后恢复。'],
  [410, 20, 'completed', '屋顶排水沟落叶堵塞，雨天外溢。', '135****6651', '已清理并加装滤网。'],
  [520, 48, 'closed', '花园喷灌定时不准。', '王女士', '住户自行调整，已取消上门。'],
  [700, 24, 'closed', '车库卷帘门异响。', '139****3348', '已上润滑油，住户确认。', 1],
]

const BERLIN: readonly Sample[] = [
  [3, 18, WAITING, 'Heating in the living room stays cold, the valve clicks but nothing happens.', '+49 30 5550 142'],
  [11, 30, WAITING, 'Türöffner im Treppenhaus summt, die Haustür geht nicht auf.', 'Frau Neumann', '', 1],
  [
    28,
    24,
    WORKING,
    'Water stain on the bathroom ceiling is growing.',
    '+49 170 5550 198',
    'Leak traced to flat 4B.',
    2,
  ],
  [
    52,
    20,
    WORKING,
    'Aufzug hält im 3. OG etwa fünf Zentimeter zu tief.',
    'Herr Yıldız',
    'Wartungsfirma ist informiert.',
  ],
  [90, 72, WORKING, 'Intercom panel shows the wrong names after the update.', '+49 30 5550 177'],
  [140, 24, 'completed', 'Kellerlicht flackert bei jedem Einschalten.', '+49 30 5550 121', 'Starter getauscht.'],
  [
    230,
    36,
    'completed',
    'Window handle in the child’s room is loose.',
    'Ms Okafor',
    'Handle replaced, spare keys handed over.',
    1,
  ],
  [390, 48, 'closed', 'Briefkasten Nr. 12 lässt sich nicht abschließen.', 'Herr Brandt', 'Doppelt gemeldet.'],
  [610, 24, 'closed', 'Smoke detector in the hallway beeps every minute.', '+49 170 5550 133', 'Battery changed.'],
]

/** The document's own example, word for word. */
const EXAMPLE: StoredRepair = {
  maintenance_id: 'm31adc223cc4b3bedb6bd4742dedcfa52',
  start_time: '2024-01-16 13:32:45',
  finish_time: '2024-01-17 13:32:45',
  description: 'test',
  contact: '10086',
  maintenance_picture_url: ['https://test.akubela.com/p'],
  feedback: 'test',
  state: 'in progress',
  created_time: '2024-01-12 13:32:45',
}

/** Three residences with their repairs, aged from `now` (milliseconds since the epoch) and otherwise always the same. */
export const seedResidences = (now: number): Residence[] => [
  residence('西溪湖畔别墅 18 幢', 'hangzhou', HANGZHOU, now),
  residence('Kastanienallee 27, Berlin', 'berlin', BERLIN, now),
  { id: 'r31adc223cc4b3bedb6bd4742dedcfa52', name: 'akubela example', repairs: [EXAMPLE] },
]

const residence = (name: string, key: string, samples: readonly Sample[], now: number): Residence => ({
  id: sampleId('r', key),
  name,
  repairs: samples.map((sample, index) => toRepair(sample, `${key}/${index}`, now)),
})

const toRepair = (sample: Sample, key: string, now: number): StoredRepair => {
  const [age, wait, state, description, contact, feedback = '', pictures = 0] = sample
  return {
    maintenance_id: sampleId('m', key),
    start_time: hoursFrom(now, wait - age),
    finish_time: hoursFrom(now, wait - age + 2),
    description,
    contact,
    maintenance_picture_url: Array.from(
      { length: pictures },
      (_, index) => `https://pictures.example/${sampleId('f', `${key}/${index}`)}`,
    ),
    feedback,
    state,
    created_time: hoursFrom(now, -age),
  }
}

const hoursFrom = (now: number, hours: number): string => sandboxTime(now + hours * 3_600_000)

/** Written here without the driver's own code, so that a mistake there is seen. */
export const sandboxTime = (millis: number): string => new Date(millis).toISOString().slice(0, 19).replace('T', ' ')

/** A letter for the kind and 32 hexadecimal digits, the same for the same key. */
const sampleId = (kind: string, key: string): string =>
  kind + createHash('sha256').update(key).digest('hex').slice(0, 32)

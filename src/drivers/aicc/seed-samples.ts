/** A customer who calls, writes or chats: name, phone, e-mail, address. */
export type SampleCustomer = readonly [name: string, phone: string, email: string, address: string]

export const CUSTOMERS: readonly SampleCustomer[] = [
  ['沈佳怡', '138****2046', 'shen.jy@example.cn', '杭州市滨江区江虹路 88 号 3 幢 1802'],
  ['郑海涛', '139****7715', 'zheng.ht@example.cn', '苏州市工业园区星湖街 215 号 12 幢 601'],
  ['罗敏', '186****3390', 'luomin@example.cn', '成都市高新区天府三街 69 号 7 栋 2 单元 903'],
  ['Clara Lindqvist', '+46 70 *** 41 18', 'clara.l@example.se', 'Norra Hamngatan 14, Göteborg'],
  ['Owen Hartley', '+44 7700 *** 214', 'owen.hartley@example.co.uk', '23 Dock Street, Leeds'],
  ['Inês Carvalho', '+351 91 *** 6620', 'ines.c@example.pt', 'Rua do Almada 310, Porto'],
]

export interface SampleType {
  readonly id: string
  readonly typeName: string
  readonly status: 'Active' | 'Inactive'
  /** The statuses that a case of this type may have, in order; the last one is always `Completed`. */
  readonly caseStatus: string
}

export const BILLING = 'cvmC00000149BiLLing01'
export const DEVICE = 'cvmC00000149DeViCe002'
export const SERVICE = 'cvmC00000149SeRvice03'

export const TYPES: readonly SampleType[] = [
  { id: BILLING, typeName: '账单与费用', status: 'Active', caseStatus: '受理,核实中,待客户确认,Completed' },
  { id: DEVICE, typeName: '设备故障 Device fault', status: 'Active', caseStatus: '受理,远程排查,上门处理,Completed' },
  { id: SERVICE, typeName: 'Resident services', status: 'Active', caseStatus: 'Received,In hand,Call back,Completed' },
  // Of the document's example, where the status is `y`.
  { id: 'cvmC00000149NzxF1ePA', typeName: 'test', status: 'Active', caseStatus: 'y,n,Completed' },
  { id: 'cvmC00000149OldOne004', typeName: '2019 旧模板', status: 'Inactive', caseStatus: 'Open,Completed' },
]

/** `cancelled` and `suspended` are flags beside the state; a closed case is a completed one with a date. */
export type SampleState = 'Pending' | 'Processing' | 'Completed' | 'closed' | 'cancelled' | 'suspended'

export interface Sample {
  readonly ageHours: number
  readonly type: string
  readonly state: SampleState
  /** Which of the type's statuses. */
  readonly step: number
  readonly title: string
  readonly description: string
  readonly customer: number
  readonly priority: string
  readonly origin: string
  readonly note?: string
}

type Row = readonly [
  ageHours: number,
  state: SampleState,
  step: number,
  title: string,
  description: string,
  customer: number,
  priority: string,
  origin: string,
  note?: string,
]

const BILLING_ROWS: readonly Row[] = [
  [3, 'Pending', 0, '物业费重复扣款', '11 月物业费在 App 和银行代扣各扣了一次，请退还其中一笔。', 0, 'High', 'Voice'],
  [
    19,
    'Processing',
    1,
    '电费账单比上月高一倍',
    '家里没有新增电器，怀疑电表读数有误。',
    1,
    'Medium',
    'webchat',
    '已调取表计读数，等待抄表员复核。',
  ],
  [
    42,
    'Processing',
    2,
    '停车费发票抬头开错',
    '需要改成公司抬头，税号已发邮件。',
    2,
    'Low',
    'Email',
    '新发票已开，待客户确认收到。',
  ],
  [
    66,
    'suspended',
    1,
    '暖气费减免申请',
    '今年出租空置，希望按空置标准收取。',
    1,
    'Medium',
    'Voice',
    '等待业主补交空置证明。',
  ],
  [
    200,
    'Completed',
    3,
    '水费滞纳金有异议',
    '缴费日系统维护无法付款，不应产生滞纳金。',
    0,
    'Medium',
    'Voice',
    '滞纳金已冲销。',
  ],
  [
    530,
    'closed',
    3,
    '自动代扣无法签约',
    '银行卡签约一直提示失败。',
    2,
    'Low',
    'webchat',
    '银行侧已修复，客户签约成功。',
  ],
  [900, 'cancelled', 0, '咨询装修押金退还进度', '客户来电称已收到退款。', 0, 'Low', 'Voice'],
]

const DEVICE_ROWS: readonly Row[] = [
  [1, 'Pending', 0, '门禁对讲主机黑屏', '3 幢单元门口主机无显示，访客无法呼叫。', 0, 'Critical', 'Voice'],
  [
    6,
    'Pending',
    0,
    'Smart lock does not answer',
    'The lock beeps twice and stays shut, new batteries did not help.',
    3,
    'High',
    'Whatsapp',
  ],
  [
    15,
    'Processing',
    1,
    '智能电表离线',
    'App 显示电表离线三天，余额无法更新。',
    2,
    'High',
    'webchat',
    '远程重启集中器，观察 24 小时。',
  ],
  [
    28,
    'Processing',
    2,
    'Heat meter shows E07',
    'The display has said E07 since Monday and the flat stays cold.',
    4,
    'Critical',
    'Voice',
    'Engineer booked for tomorrow, 9 to 12.',
  ],
  [
    51,
    'Processing',
    2,
    '地库充电桩无法启动',
    'B1 层 17 号桩扫码后提示“设备忙”。',
    1,
    'Medium',
    'Voice',
    '已派单现场更换通讯模块。',
  ],
  [
    110,
    'suspended',
    2,
    'Intercom handset crackles',
    'Only in the evening, both sides hear it.',
    5,
    'Low',
    'Email',
    'Waiting for the spare handset.',
  ],
  [180, 'Completed', 3, '烟感误报', '夜间多次误报，无烟无火。', 2, 'High', 'Voice', '已清洁探头并现场测试。'],
  [
    340,
    'closed',
    3,
    'Lift button panel dead on floor 4',
    'No light, no beep; other floors work.',
    4,
    'High',
    'Voice',
    'Panel replaced.',
  ],
  [760, 'closed', 3, '车牌识别不出新能源车牌', '绿牌进场需要人工抬杆。', 1, 'Medium', 'webchat', '固件升级后正常。'],
  [
    1500,
    'closed',
    3,
    '可视门铃无法配网',
    '提示密码错误，实际密码正确。',
    0,
    'Low',
    'webchat',
    '指导切换到 2.4G 网络后成功。',
  ],
]

const SERVICE_ROWS: readonly Row[] = [
  [
    4,
    'Pending',
    0,
    'Parcel locker code expired',
    'The code came after the parcel had gone back to the depot.',
    5,
    'Medium',
    'Email',
  ],
  [
    23,
    'Processing',
    1,
    'Noise after midnight from the gym',
    'Weights on the floor above bedroom 12B, four nights running.',
    4,
    'Medium',
    'Voice',
    'Gym operator asked to fit mats.',
  ],
  [
    37,
    'Processing',
    2,
    'Second key fob for a carer',
    'Needs access on weekdays only.',
    3,
    'Low',
    'webchat',
    'Called back, no answer; trying again at four.',
  ],
  [75, 'Pending', 0, '希望增设晾衣区', '顶楼露台是否可以开放晾晒。', 2, 'Low', 'Email'],
  [
    150,
    'Completed',
    3,
    'Move-in lift booking',
    'Saturday 10 to 14, goods lift.',
    5,
    'Low',
    'Email',
    'Booked and confirmed.',
  ],
  [
    420,
    'cancelled',
    1,
    'Complaint about the window cleaner',
    'Taken back by the resident after a talk with the firm.',
    3,
    'Low',
    'Voice',
  ],
  [1100, 'closed', 3, '儿童游乐区地垫破损', '边缘翘起，孩子容易绊倒。', 1, 'High', 'Voice', '已更换整块地垫。'],
  [
    2600,
    'closed',
    3,
    'Lost property: blue bicycle',
    'Left in the bike store in July.',
    4,
    'Low',
    'Whatsapp',
    'Handed back to its owner.',
  ],
]

const samples = (type: string, rows: readonly Row[]): Sample[] =>
  rows.map(([ageHours, state, step, title, description, customer, priority, origin, note]) => ({
    ageHours,
    type,
    state,
    step,
    title,
    description,
    customer,
    priority,
    origin,
    ...(note === undefined ? {} : { note }),
  }))

/** Twenty-five cases of a call centre, hours to months old. All invented. */
export const SAMPLES: readonly Sample[] = [
  ...samples(BILLING, BILLING_ROWS),
  ...samples(DEVICE, DEVICE_ROWS),
  ...samples(SERVICE, SERVICE_ROWS),
]

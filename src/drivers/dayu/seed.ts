/** An order as the vendor keeps and sends it. */
export interface StoredOrder extends Record<string, unknown> {
  readonly id: number | string
  readonly status: number
  /** Not sent: an order "in progress" may have been submitted for its check, which no documented field tells. */
  readonly submitted?: boolean
}

interface Place {
  readonly province: readonly [id: string, name: string]
  readonly city: readonly [id: string, name: string]
  readonly district: readonly [id: string, name: string]
}

const TONGZHOU: Place = { province: ['1', '北京市'], city: ['2', '北京城区'], district: ['195', '通州区'] }
const HAIDIAN: Place = { province: ['1', '北京市'], city: ['2', '北京城区'], district: ['189', '海淀区'] }
const PUDONG: Place = { province: ['9', '上海市'], city: ['73', '上海城区'], district: ['801', '浦东新区'] }
const YUHANG: Place = { province: ['11', '浙江省'], city: ['87', '杭州市'], district: ['926', '余杭区'] }

const ENGINEERS = ['赵师傅', '钱师傅', '孙师傅'] as const

/** Age and visit are hours: ordered so long ago, the visit booked so long from now. */
interface Sample {
  readonly age: number
  readonly status: number
  readonly visit?: number
  readonly place: Place
  readonly address: string
  readonly customer: string
  readonly company?: string
  readonly phone: string
  readonly task: string
  readonly fee: number
  readonly collect?: readonly [goods: number, service: number]
  readonly more?: Readonly<Record<string, unknown>>
}

const SAMPLES: readonly Sample[] = [
  {
    age: 1,
    status: 8,
    place: HAIDIAN,
    address: '中关村南大街 12 号院 3 号楼 502',
    customer: '王梓涵',
    phone: '13800005678',
    task: '智能门锁无法联网，指纹可用。',
    fee: 60,
  },
  {
    age: 3,
    status: 8,
    place: PUDONG,
    address: '张江路 88 弄 5 号',
    customer: '周经理',
    company: '浦江物业管理有限公司',
    phone: '13900000216',
    task: '园区道闸抬杆后不落，早高峰拥堵。',
    fee: 180,
  },
  {
    age: 6,
    status: 1,
    place: YUHANG,
    address: '文一西路 969 号 2 幢 1104',
    customer: '李若彤',
    phone: '13700004402',
    task: '可视对讲有画面没有声音。',
    fee: 80,
    collect: [0, 50],
  },
  {
    age: 20,
    status: 2,
    place: HAIDIAN,
    address: '学院路 30 号家属区 8 号楼 2 单元 301',
    customer: '陈建国',
    phone: '13600009013',
    task: '烟感每隔一分钟报警一声。',
    fee: 45,
  },
  {
    age: 27,
    status: 3,
    visit: 20,
    place: PUDONG,
    address: '世纪大道 1500 号东楼 B1',
    customer: '吴主管',
    company: '东方楼宇服务有限公司',
    phone: '02155550142',
    task: '地下车库摄像头三路离线。',
    fee: 240,
    more: { sn: 'IPC-7F3A-0192', needSerialNumPic: 1 },
  },
  {
    age: 49,
    status: 3,
    visit: 3,
    place: YUHANG,
    address: '良睦路 1399 号 7 幢 602',
    customer: '郑可欣',
    phone: '13500006651',
    task: '新装智能门锁，旧锁需拆除带走。',
    fee: 120,
    collect: [1299.9, 100],
    more: { doorPriceComment: '门锁货款到付', needEsignature: 1 },
  },
  {
    age: 52,
    status: 4,
    visit: -1,
    place: TONGZHOU,
    address: '新华大街 66 号 1 号楼 1801',
    customer: '冯一鸣',
    phone: '13800007720',
    task: '温控面板显示 E4，地暖不热。',
    fee: 90,
  },
  {
    age: 74,
    status: 4,
    visit: -4,
    place: HAIDIAN,
    address: '清河中街 68 号院 4 号楼 1203',
    customer: '蒋思源',
    phone: '13900003348',
    task: '网关掉线后子设备全部离线。',
    fee: 70,
    more: { submitted: true, subStatus: 6 },
  },
  {
    age: 150,
    status: 5,
    visit: -120,
    place: PUDONG,
    address: '花木路 1883 弄 21 号 402',
    customer: '沈佳怡',
    phone: '13700001127',
    task: '净水器漏水，更换滤芯接头。',
    fee: 60,
    collect: [35, 80],
    more: {
      customerCheckComment: '已现场验收，不再漏水。',
      totalPrice: 115,
      feedback: { id: 901, orderId: 4789, score: 5 },
      esignatureImg: 'https://files.example/signatures/4789.png',
      accessories: [{ id: 31, orderId: 4789, name: '完工照片.jpg', url: 'http://files.example/4789/done.jpg' }],
    },
  },
  {
    age: 310,
    status: 5,
    visit: -260,
    place: YUHANG,
    address: '五常大道 175 号 9 幢 101',
    customer: '韩部长',
    company: '未来社区运营有限公司',
    phone: '057155550177',
    task: '单元门禁读卡器批量更换，共 12 台。',
    fee: 960,
    more: { customerCheckComment: '远程验收通过。', isCheck: 2, totalPrice: 960 },
  },
  {
    age: 90,
    status: 6,
    place: HAIDIAN,
    address: '上地信息路 1 号 6 层',
    customer: '杨女士',
    phone: '13600002290',
    task: '会议室投影幕布不降。',
    fee: 50,
    more: { cancelOrderReason: '客户自行修复。' },
  },
  {
    age: 8,
    status: 1,
    place: TONGZHOU,
    address: '梨园北街 23 号 2 号楼 905',
    customer: '许先生',
    phone: '13500004471',
    task: '晾衣机遥控失灵，电机有异响。',
    fee: 55,
    more: {
      customerComment: '晚上七点后在家。',
      accessories: [
        { id: 41, orderId: 4792, name: '电机铭牌.jpg', url: 'http://files.example/4792/plate.jpg' },
        { id: 42, orderId: 4792, name: '说明书.pdf', url: 'http://files.example/4792/manual.pdf' },
      ],
    },
  },
]

/** The order that the document's example changes, as it may have been before. */
const EXAMPLE: Sample = {
  age: 30,
  status: 1,
  place: HAIDIAN,
  address: '中关村大街 1 号',
  customer: '李缘圆',
  phone: '18612345678',
  task: '客户报修：设备无法开机。',
  fee: 10,
}

export const EXAMPLE_ID = '4780'

/** Orders over all states, aged from `now` (milliseconds since the epoch) and otherwise always the same. */
export const seedOrders = (now: number): StoredOrder[] =>
  [EXAMPLE, ...SAMPLES].map((sample, index) => toOrder(sample, Number(EXAMPLE_ID) + index, now))

const toOrder = (sample: Sample, id: number, now: number): StoredOrder => {
  const { age, status, visit, place, company, collect } = sample
  const accepted = status >= 2 && status <= 5
  const engineer = ENGINEERS[id % ENGINEERS.length]
  return {
    id,
    orderNum: `SP${hoursFrom(now, -age).replace(/\D/g, '')}${String(id).padStart(6, '0')}`,
    status,
    subStatus: null,
    repairType: 1,
    customerType: company ? 2 : 1,
    customerName: sample.customer,
    customerCompany: company ?? '',
    customerMobile: sample.phone,
    customerTelphome: '',
    provinceId: place.province[0],
    provinceName: place.province[1],
    cityId: place.city[0],
    cityName: place.city[1],
    districtId: place.district[0],
    districtName: place.district[1],
    address: sample.address,
    createId: 12,
    created: '管理员',
    createTime: hoursFrom(now, -age),
    appointmentTime: visit === undefined ? null : hoursFrom(now, visit),
    comment: '请提前半小时电话联系客户。',
    confirmDoorTime: visit === undefined ? null : hoursFrom(now, visit),
    confirmDoorComment: null,
    customerCheckComment: null,
    spuSettlementPrice: sample.fee,
    payType: collect ? 1 : 3,
    doorPrice: collect?.[0] ?? 0,
    doorPriceComment: '',
    servicePrice: collect?.[1] ?? 0,
    totalPrice: 0,
    cancelOrderReason: null,
    siteId: accepted ? 7 : null,
    siteName: accepted ? '直营服务网点' : null,
    engineerId: accepted ? 300 + (id % ENGINEERS.length) : null,
    engineerName: accepted ? engineer : null,
    needEsignature: 2,
    needSerialNumPic: 2,
    needShortVideo: 2,
    esignatureImg: null,
    taskDesc: sample.task,
    orderChannelId: 1,
    orderChannelName: '自建',
    customerComment: null,
    createProviderId: 5,
    createdProvider: '大鱼云服',
    isCheck: 1,
    accessories: [],
    feedback: null,
    ...sample.more,
  }
}

const hoursFrom = (now: number, hours: number): string => sandboxTime(now + hours * 3_600_000)

const BEIJING_MS = 8 * 3_600_000

/** By the clocks of Beijing. Written without the driver's own code, so that a mistake there is seen. */
export const sandboxTime = (millis: number): string =>
  new Date(millis + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ')

import type { Status } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import type { FieldSpec } from '../fields.ts'

export const VENDOR = 'dayu'

const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese })

/** In the order of an order's life. 7 is not documented. https://open.dayuspm.com/docs/api/api_7191536 */
export const STATUSES: readonly { readonly code: string; readonly words: Words; readonly status: Status }[] = [
  { code: '8', words: words('To be dispatched', '待派单'), status: 'new' },
  { code: '1', words: words('Waiting for acceptance', '待接单'), status: 'new' },
  { code: '2', words: words('Not yet booked', '未预约'), status: 'pending' },
  { code: '3', words: words('Booked', '已预约'), status: 'pending' },
  { code: '4', words: words('In progress', '进行中'), status: 'in_progress' },
  { code: '5', words: words('Completed', '已完成'), status: 'done' },
  { code: '6', words: words('Cancelled', '已取消'), status: 'cancelled' },
]

export const CUSTOMER_TYPES = new Map([
  ['1', words('Person', '个人客户')],
  ['2', words('Company', '企业客户')],
])
/** Not a boolean: 1 is yes and 2 is no. */
export const NEEDED = new Map([
  ['1', words('Needed', '需要')],
  ['2', words('Not needed', '不需要')],
])
export const CHECKS = new Map([
  ['0', words('Accepted by itself', '自动验收')],
  ['1', words('By the customer, on the spot', '用户现场验收')],
  ['2', words('By us, from afar', '商家远程验收')],
])
/** 2 is not documented. */
export const PAY_TYPES = new Map([
  ['1', words('The engineer collects by QR code', '委托师傅扫码收款')],
  ['3', words('Nothing to collect', '不用向客户收款')],
  ['4', words('By bank transfer', '对公转账结算')],
])

/** What can be changed, as it is asked for and shown. */
export const LABELS = {
  customerType: words('Kind of customer', '客户类型'),
  customerName: words('Customer', '个人客户名称'),
  customerCompany: words('Company', '企业客户名称'),
  customerMobile: words('Phone', '联系电话'),
  customerTelphome: words('Second phone', '备用联系方式'),
  provinceAdcode: words('Province code', '省编码'),
  provinceId: words('Province id', '省 ID'),
  provinceName: words('Province', '省'),
  cityAdcode: words('City code', '市编码'),
  cityId: words('City id', '城市 ID'),
  cityName: words('City', '城市'),
  districtAdcode: words('District code', '县/区编码'),
  districtId: words('District id', '县/区 ID'),
  districtName: words('District', '县/区'),
  address: words('Address', '详细地址'),
  comment: words('Remarks', '工单备注'),
  appointmentTime: words('Appointment', '预约时间'),
  needEsignature: words('Electronic signature', '电子签名'),
  isCheck: words('Acceptance by the customer', '用户验收'),
  updated: words('Changed by', '修改人'),
  spuSettlementPrice: words('Dispatch fee', '派单工费'),
  sn: words('Serial number', '序列号'),
  needSerialNumPic: words('Picture of the serial number', '收集设备序列号'),
  needShortVideo: words('Short video', '短视频'),
  payType: words('Collection', '收款方式'),
  doorPrice: words('Goods payment to collect', '代收商品货款'),
  servicePrice: words('Service fee to collect', '代收服务费'),
  doorPriceComment: words('Remarks on the collection', '代收款备注'),
} as const satisfies Readonly<Record<string, Words>>

/**
 * Every field of an order: those of its detail, and those that can be changed and may come back. The document, its own
 * example and the SDK call the attachments by four names.
 * https://open.dayuspm.com/docs/api/api_7191536 (detail), https://open.dayuspm.com/docs/api/api-2022040101 (change)
 */
export const FIELDS = [
  { name: 'id', label: words('Order id', '服务单 ID'), kind: 'text' },
  { name: 'orderNum', label: words('Order number', '服务单号'), kind: 'text' },
  {
    name: 'status',
    label: words('Status', '状态'),
    kind: 'word',
    words: new Map(STATUSES.map((one) => [one.code, one.words])),
  },
  { name: 'subStatus', label: words('Sub-status', '子状态'), kind: 'text' },
  { name: 'repairType', label: words('Kind of service', '服务类型'), kind: 'text' },
  { name: 'customerType', label: LABELS.customerType, kind: 'word', words: CUSTOMER_TYPES },
  { name: 'customerName', label: LABELS.customerName, kind: 'personal' },
  { name: 'customerCompany', label: LABELS.customerCompany, kind: 'personal' },
  { name: 'customerMobile', label: LABELS.customerMobile, kind: 'personal' },
  { name: 'customerTelphome', aliases: ['customerTelphone'], label: LABELS.customerTelphome, kind: 'personal' },
  { name: 'provinceAdcode', label: LABELS.provinceAdcode, kind: 'text' },
  { name: 'provinceId', label: LABELS.provinceId, kind: 'text' },
  { name: 'provinceName', label: LABELS.provinceName, kind: 'text' },
  { name: 'cityAdcode', label: LABELS.cityAdcode, kind: 'text' },
  { name: 'cityId', label: LABELS.cityId, kind: 'text' },
  { name: 'cityName', label: LABELS.cityName, kind: 'text' },
  { name: 'districtAdcode', label: LABELS.districtAdcode, kind: 'text' },
  { name: 'districtId', label: LABELS.districtId, kind: 'text' },
  { name: 'districtName', label: LABELS.districtName, kind: 'text' },
  { name: 'address', label: LABELS.address, kind: 'personal' },
  { name: 'createId', label: words('Created by (id)', '创建人 ID'), kind: 'text' },
  { name: 'created', label: words('Created by', '创建人'), kind: 'personal' },
  { name: 'createTime', label: words('Created', '创建时间'), kind: 'instant' },
  { name: 'updated', label: LABELS.updated, kind: 'personal' },
  { name: 'appointmentTime', label: LABELS.appointmentTime, kind: 'instant' },
  { name: 'comment', label: LABELS.comment, kind: 'text' },
  { name: 'taskDesc', label: words('Task', '任务描述'), kind: 'text' },
  { name: 'customerComment', label: words('Remarks of the customer', '客户备注'), kind: 'text' },
  { name: 'confirmDoorTime', label: words('Visit confirmed for', '确认上门时间'), kind: 'instant' },
  { name: 'confirmDoorComment', label: words('Remarks on the visit', '确认上门备注'), kind: 'text' },
  { name: 'customerCheckComment', label: words('Remarks on the check', '验收备注'), kind: 'text' },
  { name: 'cancelOrderReason', label: words('Reason of cancellation', '取消原因'), kind: 'text' },
  { name: 'spuSettlementPrice', label: LABELS.spuSettlementPrice, kind: 'money', assumed: 'CNY' },
  { name: 'payType', label: LABELS.payType, kind: 'word', words: PAY_TYPES },
  { name: 'doorPrice', label: LABELS.doorPrice, kind: 'money', assumed: 'CNY' },
  { name: 'servicePrice', label: LABELS.servicePrice, kind: 'money', assumed: 'CNY' },
  { name: 'totalPrice', label: words('Total', '总价'), kind: 'money', assumed: 'CNY' },
  { name: 'doorPriceComment', label: LABELS.doorPriceComment, kind: 'text' },
  { name: 'siteId', label: words('Service point id', '网点 ID'), kind: 'text' },
  { name: 'siteName', label: words('Service point', '网点'), kind: 'text' },
  { name: 'engineerId', label: words('Engineer id', '师傅 ID'), kind: 'text' },
  { name: 'engineerName', label: words('Engineer', '师傅'), kind: 'personal' },
  { name: 'sn', label: LABELS.sn, kind: 'text' },
  { name: 'needEsignature', label: LABELS.needEsignature, kind: 'word', words: NEEDED },
  { name: 'needSerialNumPic', label: LABELS.needSerialNumPic, kind: 'word', words: NEEDED },
  { name: 'needShortVideo', label: LABELS.needShortVideo, kind: 'word', words: NEEDED },
  { name: 'isCheck', label: LABELS.isCheck, kind: 'word', words: CHECKS },
  /** A link to somebody's handwriting, so it is masked like a name. */
  { name: 'esignatureImg', label: words('Signature', '电子签名图片'), kind: 'personal' },
  { name: 'orderChannelId', label: words('Order channel id', '下单渠道 ID'), kind: 'text' },
  { name: 'orderChannelName', label: words('Order channel', '下单渠道'), kind: 'text' },
  { name: 'createProviderId', label: words('Ordering company id', '下单商家 ID'), kind: 'text' },
  { name: 'createdProvider', label: words('Ordering company', '下单商家'), kind: 'text' },
  {
    name: 'accessories',
    aliases: ['orderAccessorites', 'orderAccessorite', 'orderAccessor'],
    label: words('Attachments', '附件'),
    kind: 'links',
  },
  { name: 'feedback.id', label: words('Review id', '评价 ID'), kind: 'text' },
  { name: 'feedback.orderId', label: words('Review of order', '评价的服务单 ID'), kind: 'text' },
  { name: 'feedback.score', label: words('Score', '评分'), kind: 'text' },
] as const satisfies readonly FieldSpec[]

export type FieldName = (typeof FIELDS)[number]['name']

/**
 * What a progress report tells besides the order, its state and the event itself. Where the engineer stands (`latitude`,
 * `longitude`) is left out on purpose. https://open.dayuspm.com/docs/api/api-20240919
 */
export const REPORT_FIELDS = [
  { name: 'subStatus', label: words('Sub-status', '子状态'), kind: 'text' },
  { name: 'confirmDoorTime', label: words('Visit confirmed for', '确认上门时间'), kind: 'instant' },
  { name: 'confirmDoorComment', label: words('Remarks on the visit', '确认上门备注'), kind: 'text' },
  { name: 'createTime', label: words('Reported', '上报时间'), kind: 'instant' },
] as const satisfies readonly FieldSpec[]

/** The same of the `orderRecord` inside it. The last name is the vendor's spelling. */
export const RECORD_FIELDS = [
  { name: 'operationComment', label: words('Remarks', '操作备注'), kind: 'text' },
  { name: 'commentInfo', label: words('Comment', '评论'), kind: 'text' },
  {
    name: 'serviceProgessTimeNum',
    aliases: ['serviceProgressTimeNum'],
    label: words('Time of service', '服务时长'),
    kind: 'text',
  },
] as const satisfies readonly FieldSpec[]

import type { Status } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import type { FieldSpec } from '../fields.ts'

export const VENDOR = 'tuya-community'

const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese })

/** The vendor's words for a ticket's state, in the document's order, and what they come down to. */
export const STATUS_WORDS: readonly (readonly [word: string, status: Status, name: Words])[] = [
  ['WaitingForDistribute', 'new', words('To be dispatched', '待派单')],
  ['Pending', 'pending', words('Pending', '待处理')],
  ['Processing', 'in_progress', words('In progress', '处理中')],
  ['Completed', 'done', words('Completed', '已完成')],
  ['Closed', 'closed', words('Closed', '已关闭')],
  ['Cancelled', 'cancelled', words('Cancelled', '已取消')],
  ['Discarded', 'cancelled', words('Discarded', '已废弃')],
]

export const SOURCES = new Map([
  ['10', words('Front desk', '前台报修')],
  ['20', words('Resident app', '业主 App')],
  ['30', words('Property management app', '物业 App')],
  ['40', words('Phone', '电话报修')],
  ['100', words('Other', '其他')],
])
const AREAS = new Map([
  ['1', words('Public area', '公共区域')],
  ['3', words('Outdoor area', '户外区域')],
])
const SERVICES = new Map([
  ['1', words('Free', '无偿服务')],
  ['3', words('Paid', '有偿服务')],
])
const PAYMENTS = new Map([
  ['1', words('Cash', '现金')],
  ['3', words('Alipay', '支付宝')],
  ['5', words('WeChat', '微信')],
])

/**
 * Every documented field of a service ticket, in the document's order. The aliases are what the list calls the same.
 * https://developer.tuya.com/en/docs/cloud/01f21a0e1d?id=Kay4biq0juz30 (detail)
 * https://developer.tuya.com/en/docs/cloud/4c210093f2?id=Kayl4hztk25h1 (list)
 */
export const FIELDS = [
  { name: 'source', label: words('Source', '来源'), kind: 'word', words: SOURCES },
  { name: 'room_address', label: words('Detailed address', '详细地址'), kind: 'personal' },
  { name: 'create_time', label: words('Created', '创建时间'), kind: 'instant' },
  { name: 'order_content', label: words('Content', '工单内容'), kind: 'text' },
  { name: 'attachments', label: words('Pictures', '图片'), kind: 'links' },
  { name: 'service_order_no', label: words('Ticket number', '工单编号'), kind: 'text' },
  { name: 'area_type', label: words('Area', '区域类型'), kind: 'word', words: AREAS },
  { name: 'parent_category_name', label: words('Level-1 category', '一级分类'), kind: 'text' },
  { name: 'parent_category_id', aliases: ['p_id'], label: words('Level-1 category ID', '一级分类 ID'), kind: 'text' },
  { name: 'category_name', aliases: ['cate_name'], label: words('Level-2 category', '二级分类'), kind: 'text' },
  { name: 'apply_user', label: words('Applicant', '申请人'), kind: 'personal' },
  { name: 'order_status', aliases: ['status'], label: words('Status', '状态'), kind: 'text' },
  { name: 'expire_begin_date', label: words('Reservation from', '预约开始时间'), kind: 'instant' },
  { name: 'expire_end_date', label: words('Reservation to', '预约结束时间'), kind: 'instant' },
  {
    name: 'cate_id',
    aliases: ['category_id', 'category'],
    label: words('Level-2 category ID', '二级分类 ID'),
    kind: 'text',
  },
  { name: 'service_address', label: words('Address of maintenance', '报修地址'), kind: 'personal' },
  { name: 'creator', aliases: ['operator'], label: words('Created by', '创建人'), kind: 'personal' },
  { name: 'creator_mobile', label: words('Phone of creator', '创建人电话'), kind: 'personal' },
  { name: 'contacts', label: words('Contact of applicant', '申请人联系方式'), kind: 'personal' },
  { name: 'desc', aliases: ['description'], label: words('Problem', '问题描述'), kind: 'text' },
  { name: 'dispatch_user', aliases: ['handler'], label: words('Assigned worker', '维修人员'), kind: 'personal' },
  { name: 'dispatch_user_id', aliases: ['handler_id'], label: words('Worker ID', '维修人员 ID'), kind: 'text' },
  { name: 'service_type', label: words('Service', '服务类型'), kind: 'word', words: SERVICES },
  { name: 'dispatch_content', label: words('Dispatch remarks', '派单备注'), kind: 'text' },
  { name: 'dispatch_time', label: words('Dispatched', '派单时间'), kind: 'instant' },
  { name: 'order_money', label: words('Amount', '金额'), kind: 'money', assumed: 'CNY' },
  { name: 'payment_type', label: words('Payment', '支付方式'), kind: 'word', words: PAYMENTS },
  { name: 'finish_content', label: words('Completion remarks', '完成备注'), kind: 'text' },
  { name: 'finish_time', label: words('Completed', '完成时间'), kind: 'instant' },
  { name: 'finish_attachments', label: words('Completion pictures', '完成图片'), kind: 'links' },
  { name: 'revisit', label: words('Follow-up with', '回访对象'), kind: 'personal' },
  { name: 'revisit_phone', label: words('Follow-up phone', '回访电话'), kind: 'personal' },
  { name: 'rate_score', label: words('Rating', '评分'), kind: 'text' },
  { name: 'evaluate_time', label: words('Reviewed', '评价时间'), kind: 'instant' },
  { name: 'evaluate_content', label: words('Review', '评价内容'), kind: 'text' },
  { name: 'community_name', label: words('Community', '小区名称'), kind: 'text' },
] as const satisfies readonly FieldSpec[]

export type FieldName = (typeof FIELDS)[number]['name']

import type { Status } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import type { FieldSpec } from '../fields.ts'

export const VENDOR = 'tuya-feedback'

const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese })

/**
 * The vendor's codes of a ticket's state and what they come down to. The English document says of `PendingUserFeedback`
 * that the user has not submitted a ticket yet; the Chinese one, and the code itself, that the user's answer is awaited.
 */
export const STATES: readonly (readonly [code: string, status: Status, name: Words])[] = [
  ['WaitingForDistribute', 'new', words('To be allocated', '待分配')],
  ['Pending', 'pending', words('Pending', '待处理')],
  ['Processing', 'in_progress', words('In progress', '处理中')],
  ['PendingUserFeedback', 'waiting_user', words('Waiting for the user’s answer', '待用户反馈')],
  ['PendingUserConfirm', 'waiting_user', words('Waiting for the user’s confirmation', '待用户确认')],
  ['Finished', 'done', words('Finished', '已完成')],
  ['Cancelled', 'cancelled', words('Cancelled', '已取消')],
]

/** How flags come is not documented for all of them: as booleans, or as 1 and 0. */
const FLAGS = new Map([
  ['true', words('Yes', '是')],
  ['false', words('No', '否')],
  ['1', words('Yes', '是')],
  ['0', words('No', '否')],
])

/**
 * Every documented field of a ticket: those of the list in the order of its document, then those that only the detail
 * has. The aliases are what the detail calls the same.
 * https://developer.tuya.com/en/docs/cloud/defe369065?id=Kb68j3crs10cy (list)
 * https://developer.tuya.com/en/docs/cloud/357074972c?id=Kb68j4m8jhmp4 (detail)
 */
export const FIELDS = [
  { name: 'ticket_no', label: words('Ticket number', '工单编号'), kind: 'text' },
  { name: 'create_time', label: words('Created', '创建时间'), kind: 'instant' },
  { name: 'update_time', label: words('Updated', '更新时间'), kind: 'instant' },
  { name: 'state_code', label: words('Status', '状态'), kind: 'text' },
  { name: 'state_name', label: words('Name of the status', '状态名称'), kind: 'text' },
  { name: 'ticket_type', label: words('Type', '工单类型'), kind: 'text' },
  { name: 'handler_owner', aliases: ['handle_owner'], label: words('Owner', '处理权限账号'), kind: 'personal' },
  {
    name: 'handler_owner_nick_name',
    aliases: ['handle_owner_nick_name'],
    label: words('Name of the owner', '处理权限账号昵称'),
    kind: 'personal',
  },
  { name: 'owner_enterprise_name', label: words('Company of the owner', '权限账号所属企业'), kind: 'text' },
  { name: 'handler_enterprise_name', label: words('Company of the assignee', '处理人所属企业'), kind: 'text' },
  { name: 'handler', aliases: ['assignee'], label: words('Assignee', '处理人'), kind: 'personal' },
  {
    name: 'handler_nick_name',
    aliases: ['assignee_nick_name'],
    label: words('Name of the assignee', '处理人昵称'),
    kind: 'personal',
  },
  { name: 'description', label: words('Description', '问题描述'), kind: 'text' },
  { name: 'app_name', label: words('App', '应用名称'), kind: 'text' },
  { name: 'product_name', label: words('Product', '产品名称'), kind: 'text' },
  { name: 'user_account', label: words('User account', '用户账号'), kind: 'personal' },
  { name: 'evaluation_star', label: words('Rating', '评价星级'), kind: 'text', none: '-1' },
  { name: 'evaluation_problem_solve', label: words('Problem solved', '问题是否解决'), kind: 'word', words: FLAGS },
  { name: 'new_reply', label: words('New replies of the user', '用户新回复数'), kind: 'text' },
  { name: 'main_acct_id', label: words('Submitting account', '提交账号'), kind: 'personal' },
  { name: 'is_operate', label: words('May be handled by us', '是否有操作权限'), kind: 'word', words: FLAGS },
  { name: 'id', label: words('ID', 'ID'), kind: 'text' },
  { name: 'app_version', label: words('App version', '应用版本'), kind: 'text' },
  { name: 'product_id', label: words('Product ID', '产品 ID'), kind: 'text' },
  { name: 'uuid', label: words('Device UUID', '设备 UUID'), kind: 'personal' },
  { name: 'device_id', label: words('Device ID', '设备 ID'), kind: 'personal' },
  { name: 'requester', label: words('User', '提交人'), kind: 'personal' },
  { name: 'requester_name', label: words('Name of the user', '提交人姓名'), kind: 'personal' },
  { name: 'requester_mobile', label: words('Phone of the user', '提交人手机'), kind: 'personal' },
  { name: 'requester_email', label: words('Email of the user', '提交人邮箱'), kind: 'personal' },
  { name: 'mobile_system', label: words('Phone system', '手机系统'), kind: 'text' },
  { name: 'mobile_type', label: words('Phone model', '手机型号'), kind: 'text' },
  { name: 'mobile_lang', label: words('Phone language', '手机语言'), kind: 'text' },
  { name: 'tech_ticket_nos', label: words('Technical tickets', '技术工单编号'), kind: 'texts' },
  { name: 'urge', label: words('Urged', '是否催单'), kind: 'word', words: FLAGS },
  { name: 'is_follow', label: words('Followed', '是否关注'), kind: 'word', words: FLAGS },
  { name: 'is_unbind_device', label: words('Device unbound', '设备是否已解绑'), kind: 'word', words: FLAGS },
  { name: 'device_region', label: words('Region of the device', '设备所在地区'), kind: 'text' },
  { name: 'user_registered_time', label: words('User registered', '用户注册时间'), kind: 'instant' },
] as const satisfies readonly FieldSpec[]

export type FieldName = (typeof FIELDS)[number]['name']

/** The only operation that the document names. */
const OPERATIONS = new Map([['close', words('Closed', '关闭工单')]])

/**
 * Every documented field of a communication, but for `content` and the ones that begin with `phone_`.
 * https://developer.tuya.com/en/docs/cloud/b8a0a676f3?id=Kb68j33ggnpcz
 */
export const COMMUNICATION_FIELDS = [
  { name: 'operate', label: words('Operation', '操作'), kind: 'word', words: OPERATIONS },
  { name: 'operate_at', label: words('Time', '操作时间'), kind: 'instant' },
  { name: 'time_zone', label: words('Time zone', '时区'), kind: 'text' },
  { name: 'nick_name', label: words('Name', '昵称'), kind: 'personal' },
  { name: 'account_nick_name', label: words('Name of the account', '账号昵称'), kind: 'personal' },
  { name: 'account', label: words('Account', '账号'), kind: 'personal' },
  { name: 'operator_uid', label: words('Operator', '操作人 UID'), kind: 'personal' },
  { name: 'user_type', label: words('Kind of user', '用户类型'), kind: 'text' },
  { name: 'company_name', label: words('Company', '企业名称'), kind: 'text' },
  { name: 'app_version', label: words('App version', '应用版本'), kind: 'text' },
  { name: 'ticket_id', label: words('ID of the ticket', '工单 ID'), kind: 'text' },
] as const satisfies readonly FieldSpec[]

export type CommunicationField = (typeof COMMUNICATION_FIELDS)[number]['name']

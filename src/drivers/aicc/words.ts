import type { Words } from '../../tickets/words.ts'
import type { FieldSpec } from '../fields.ts'

export const VENDOR = 'aicc'

export const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese })

export const YES_OR_NO: ReadonlyMap<string, Words> = new Map([
  ['true', words('Yes', '是')],
  ['false', words('No', '否')],
])

/** The document's list of values is blank; these are of the pages that create and list cases. */
export const PRIORITIES: ReadonlyMap<string, Words> = new Map([
  ['Critical', words('Critical', '紧急')],
  ['High', words('High', '高')],
  ['Medium', words('Medium', '中')],
  ['Low', words('Low', '低')],
])

export const ORIGINS: ReadonlyMap<string, Words> = new Map([
  ['Voice', words('Phone', '电话')],
  ['Whatsapp', words('WhatsApp', 'WhatsApp')],
  ['webchat', words('Web chat', '在线客服')],
  ['Email', words('E-mail', '邮件')],
])

/**
 * The documented fields of `caseInfo`, in the document's order, then the flags that only its example has. The wire's
 * misspellings come first, what they may be corrected to beside them.
 * https://support.huaweicloud.com/api-ccfs-cec/cec_07_3408.html
 */
export const CASE_FIELDS = [
  { name: 'id', label: words('Case ID', '工单 ID'), kind: 'text' },
  { name: 'caseNo', label: words('Case number', '工单编号'), kind: 'text' },
  { name: 'status', label: words('Step', '当前流程节点'), kind: 'text' },
  { name: 'title', label: words('Title', '工单标题'), kind: 'text' },
  { name: 'priority', label: words('Priority', '优先级'), kind: 'word', words: PRIORITIES },
  { name: 'parentId', label: words('Parent case ID', '父工单 ID'), kind: 'text' },
  { name: 'ownerId', label: words('Handler ID', '处理人 ID'), kind: 'text' },
  { name: 'origin', label: words('Origin', '来源'), kind: 'word', words: ORIGINS },
  { name: 'isUpgraded', label: words('Escalated', '是否升级'), kind: 'word', words: YES_OR_NO },
  { name: 'extternalNo', aliases: ['externalNo'], label: words('External number', '外部工单编号'), kind: 'text' },
  { name: 'dueDate', label: words('Due', '期望完成时间'), kind: 'instant' },
  { name: 'description', label: words('Description', '工单描述'), kind: 'text' },
  { name: 'creatorId', label: words('Creator ID', '创建者 ID'), kind: 'text' },
  { name: 'createdDate', label: words('Created', '创建时间'), kind: 'instant' },
  { name: 'contactId', label: words('Contact ID', '联系人 ID'), kind: 'text' },
  { name: 'reason', label: words('Reason', '工单原因分类'), kind: 'text' },
  { name: 'contactPhone', label: words('Contact phone', '联系人电话'), kind: 'personal' },
  { name: 'state', label: words('State', '状态'), kind: 'text' },
  // Described as a duration, formatted as a time: shown as it comes.
  { name: 'stayDate', label: words('In this step since or for', '当前状态停留时间'), kind: 'text' },
  { name: 'suspendAccumulatedTime', label: words('Stay in minutes', '停留时长（分钟）'), kind: 'text' },
  { name: 'suspendDate', label: words('Suspended at', '暂停时间'), kind: 'instant' },
  { name: 'type', label: words('Case type ID', '工单类型 ID'), kind: 'text' },
  { name: 'closedDate', label: words('Closed', '关闭时间'), kind: 'instant' },
  { name: 'attachment', label: words('Attachment', '附件'), kind: 'links' },
  { name: 'creatorName', label: words('Created by', '创建者'), kind: 'personal' },
  { name: 'ownerName', label: words('Handler', '处理人'), kind: 'personal' },
  {
    name: 'AICC__IsCanced__CST',
    aliases: ['isCanced', 'AICC__IsCanceled__CST', 'AICC__IsCancelled__CST', 'isCanceled', 'isCancelled'],
    label: words('Cancelled', '是否取消'),
    kind: 'word',
    words: YES_OR_NO,
  },
  {
    name: 'AICC__IsSuspend__CST',
    aliases: ['isSuspend', 'AICC__IsSuspended__CST', 'isSuspended'],
    label: words('Suspended', '是否暂停'),
    kind: 'word',
    words: YES_OR_NO,
  },
] as const satisfies readonly FieldSpec[]

export type CaseField = (typeof CASE_FIELDS)[number]['name']

/** Beside `caseInfo`. */
export const RESULT_FIELDS = [
  { name: 'isFollower', label: words('Followed', '是否关注'), kind: 'word', words: YES_OR_NO },
] as const satisfies readonly FieldSpec[]

export const TASK = words('Task', '任务')

/** What happened, by a trace's `type`. Its list of values is blank too: these are what examples and requests show. */
export const TRACE_TYPES: ReadonlyMap<string, Words> = new Map([
  ['createcase', words('Filed', '创建工单')],
  ['iternal', words('Internal note', '内部备注')],
  ['internal', words('Internal note', '内部备注')],
  ['email', words('E-mail', '邮件')],
  ['sms', words('Text message', '短信')],
])

export const TRACE_UNNAMED = words('Something happened', '有更新')

/** The documented fields of a trace, apart from what the timeline shows as time, person and kind. */
export const TRACE_FIELDS = [
  { name: 'title', label: words('Title', '标题'), kind: 'text' },
  { name: 'description', label: words('Description', '处理描述'), kind: 'text' },
  { name: 'fromName', label: words('From', '发送人'), kind: 'personal' },
  { name: 'from', label: words('Sender ID', '发送人 ID'), kind: 'text' },
  { name: 'toAddress', label: words('To', '接收人地址'), kind: 'personal' },
  { name: 'attachment', label: words('Attachment', '附件'), kind: 'links' },
  { name: 'relatedId', label: words('Related record', '关联记录 ID'), kind: 'text' },
  { name: 'creatorId', label: words('Handler ID', '处理者 ID'), kind: 'text' },
] as const satisfies readonly FieldSpec[]

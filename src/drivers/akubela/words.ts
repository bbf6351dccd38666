import type { Words } from '../../tickets/words.ts'
import type { FieldSpec } from '../fields.ts'
import type { RepairField } from './schema.ts'

export const VENDOR = 'akubela'

/** The documented fields of a repair, in the document's order. */
export const LABELS: Readonly<Record<RepairField, Words>> = {
  start_time: { en: 'Start time', 'zh-CN': '开始时间' },
  finish_time: { en: 'Finish time', 'zh-CN': '结束时间' },
  description: { en: 'Description', 'zh-CN': '描述' },
  contact: { en: 'Contact', 'zh-CN': '联系人' },
  maintenance_picture_url: { en: 'Pictures', 'zh-CN': '报修图片' },
  feedback: { en: 'Feedback', 'zh-CN': '反馈' },
  state: { en: 'State', 'zh-CN': '状态' },
  created_time: { en: 'Created', 'zh-CN': '创建时间' },
}

const words = (en: string, chinese: string): Words => ({ en, 'zh-CN': chinese })

/** What a manager's list adds to a repair: whose it is, and where. */
export const MANAGED_FIELDS: readonly FieldSpec[] = [
  { name: 'residence_id', label: words('Residence ID', '住宅 ID'), kind: 'text' },
  { name: 'residence_no', label: words('Residence number', '房号'), kind: 'personal' },
  { name: 'building_name', label: words('Building', '楼栋'), kind: 'personal' },
  { name: 'family_name', label: words('Family', '家庭名称'), kind: 'personal' },
  { name: 'account_id', label: words('Account ID', '账号 ID'), kind: 'text' },
  { name: 'account_name', label: words('Account', '账号'), kind: 'personal' },
  { name: 'first_name', label: words('First name', '名'), kind: 'personal' },
  { name: 'last_name', label: words('Last name', '姓'), kind: 'personal' },
]

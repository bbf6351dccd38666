import type { Words } from '../../tickets/words.ts'
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

import type { Messages } from './en.ts'

export const reveal: Messages['reveal'] = {
  notForGuests: '访客看不到姓名、电话和地址。如有需要，请找本频道的成员。',
  notKnown: '暂时无法向 Slack 确认您的身份，因此姓名、电话和地址已隐藏。稍后点“刷新”即可显示。',
}

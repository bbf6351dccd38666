import type { Messages } from './en.ts'
import { inChinese } from './numbers.ts'

/* See en-shortcut.ts. */

export const shortcut: Messages['shortcut'] = {
  notHere:
    '这个会话没有关联任何社区，无法用这里的消息提交工单。在已关联社区的频道里，同样的菜单会打开表单；快捷方式菜单（⚡ 或 +）里的“新建工单”会列出您所在的这些频道。',
  cannotHere: '本频道的社区都不支持从这里新建工单。快捷方式菜单（⚡ 或 +）里的“新建工单”会列出可以提交的频道。',

  from: (address) => `来自 Slack：${address}`,
  someone: '@某人',
  channel: '#频道',
  cut: '消息超出了此项的长度，以下内容没有放进去：',
  noText: '这条消息里没有可以读取的文字，请描述问题。',
  filed: (number, community) => `*这条消息已有工单：* ${community} 的 ${number}。如果不是同一件事，再提交新的工单。`,
  underWay: '*这条消息的工单正在提交。* 如果不是同一件事，再提交新的工单。',
  meanwhile: '还没有提交：您填写期间，已有人用这条消息提交了工单。',
  open: '查看',
  another: '再提交一份',
}

export const formFiles: Messages['formFiles'] = {
  label: '照片和 PDF',
  hint: '最多 10 个文件，每个不超过 10 MB，支持照片和 PDF。',
  asLinks: (vendor) => `${vendor}不能从这里接收文件，因此会把链接写入正文。`,
  asAttachments: (vendor) => `会把链接作为附件发给${vendor}。`,
  onlyInSlack: '链接只能在 Slack 中打开，而且文件要在对方所在的频道里。',
  postFirst: '最好先把文件发到频道，再从那条消息的菜单选择“提交工单”。',
  cannot: '这里不能附带照片。请把照片发到频道，最好发在工单卡片的回复里。',
  leftType: (names) => `未附带（只支持照片和 PDF）：${names}`,
  leftSize: (names) => `未附带（超过 10 MB）：${names}`,
  leftCount: (max, names) => `未附带（最多 ${max} 个文件）：${names}`,
  more: (count) => `消息中还有 ${count} 个文件`,
  hidden: (count) => `这条消息里有 ${count} 个文件无法读取，请到消息中查看。`,
  tooMany: (max) => `最多选择 ${max} 个文件。`,
  badType: (name) => `只能添加照片和 PDF，“${name}”不是。`,
  tooLarge: (name) => `“${name}”超过 10 MB，请选择较小的文件。`,
  unseen: (name) => `无法读取“${name}”，请选择其他文件。`,
  noRoom: (field, over) => `放不下这些文件的链接。请把“${field}”缩短 ${inChinese(over)} 个字符，或少选几个文件。`,
}

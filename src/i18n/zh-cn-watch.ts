import type { Messages } from './en.ts'

/* See en-watch.ts. */

export const watch: Messages['watch'] = {
  follow: '关注',
  unfollow: '取消关注',
  following: (number, card) => `本频道已关注 *${number}*。有新进展时会发在${card}下面。`,
  itsCard: '工单卡片',
  followingBlind: (number, vendor) =>
    `本频道已关注 *${number}*。${vendor}不支持查询工单，因此无法核对编号；${vendor}上报进展后会在这里通知。`,
  inChannel: '关注工单的是频道，不是个人。请在需要接收进展的频道里操作。',
  already: (number) => `本频道已经关注了 *${number}*。`,
  ended: (number, status) => `*${number}* 的状态是“${status}”，没有需要关注的进展了。`,
  full: (max) => `本频道最多关注 ${max} 个工单，已达上限。请用 \`/ticket unwatch\` 加工单编号，取消不再需要的关注。`,
  noneFollowed: '本频道没有关注任何工单。可以用 `/ticket watch` 加工单编号，或点卡片上的“关注”。',
  allFollowed: (count) => `*本频道关注了 ${count} 个工单*`,
  stopped: (number) => `本频道已取消关注 *${number}*。`,
  notFollowed: (number) => `本频道没有关注 *${number}*。`,
  anchor: (user, number, vendor) =>
    `👀 ${user} 让本频道关注${vendor}的工单 *${number}*，有新进展时会发在这条消息下面。`,
}

export const news: Messages['news'] = {
  changed: (from, to) => `${from} → ${to}`,
  entries: (count, newest) => (count === 1 ? `💬 ${newest}` : `💬 ${count} 条新记录，最新一条：${newest}`),
  overdue: (since) => `⏰ 预约的上门时间已于 ${since} 结束`,
  report: (what) => `📣 ${what}`,
  ended: '工单到此结束，本频道不再关注。',
  gone: (vendor) => `${vendor}里已没有这个工单，本频道不再关注。`,
  unlinked: '本频道已不再负责它所在的社区，因此不再关注这个工单。',
  unreadable: (vendor, since) => `自 ${since} 起，${vendor}一直无法显示这个工单。我会继续尝试，恢复后告知最新进展。`,
}

export const join: Messages['join'] = {
  join: '关注这个',
  joined: (number) => `✅ 没有提交新工单，本频道已关注 *${number}*。`,
  joinedBefore: (number) => `✅ 没有提交新工单，本频道之前就已关注 *${number}*。`,
  typed: '您刚才填写的内容：',
}

import type { Messages } from './en.ts'

/* See en-acts.ts. */

export const cardActs: Messages['cardActs'] = {
  underWay: {
    update: '⏳ 其他人对它的修改正在提交。',
    comment: '⏳ 其他人对它的评论正在提交。',
    transition: '⏳ 其他人对它的操作正在提交。',
    remove: '⏳ 其他人正在删除它。',
  },
  edit: '修改',
  comment: '评论',
  remove: '删除',
  photos: '照片',
  sharedBefore: (message) => `这个工单已分享过，${message}已更新为最新状态。`,
  theMessage: '之前的消息',
}

export const acts: Messages['acts'] = {
  sending: (vendor) => `正在提交到${vendor}。您可以关闭此窗口，结果会通知您。`,
  notKept: '暂时无法保存，因此没有提交任何内容。请稍后再提交一次。',
  never: {
    comment: (vendor) => `${vendor}不支持在这里评论工单。`,
    close: (vendor) => `${vendor}不支持在这里关闭工单。`,
    assign: (vendor) => `${vendor}不支持在这里转派工单。`,
  },
  notNow: {
    comment: (vendor, status) => `工单处于“${status}”状态时，${vendor}不接受评论。`,
    close: (vendor, status) => `这个工单在${vendor}中已经结束，状态为“${status}”。`,
    assign: (vendor, status) => `这个工单在${vendor}中已经结束，无法转派，状态为“${status}”。`,
  },
  instead: (commands) => `您可以在这里：${commands}`,
  onlyRead: '您可以在这里查看，也可以分享到频道，请相关同事处理。',
}

export const comment: Messages['comment'] = {
  title: '评论工单',
  submit: '提交评论',
  text: '评论内容',
  readBy: (readers) => `谁能看到：${readers}。`,
  readersUnknown: (vendor) => `无法确定${vendor}里谁能看到评论，请不要写不宜让住户看到的内容。`,
  inOurName: (vendor) => `在${vendor}里显示为 Caretaker 的账号，如需说明是谁写的，请署名。`,
}

export const stepping: Messages['stepping'] = {
  title: '处理工单',
  which: '要执行哪项操作？',
  continue: '继续',
  sureTitle: '请确认',
  irreversible: (step, vendor) => `⚠️ *“${step}”无法撤销。* 在这里无法重新打开${vendor}的工单。`,
}

export const removal: Messages['removal'] = {
  title: '删除工单',
  submit: (count) => `删除 ${count} 个工单`,
  sure: (count, seconds) =>
    `*将从系统中删除以下 ${count} 个工单，所有人都将看不到。* ${seconds} 秒内可以撤销，之后任何人都无法恢复。`,
  cannot: (number, vendor) => `⚠️ *${number}* 会保留：${vendor}不支持在这里删除工单。`,
  tooMany: '一次删除的工单太多，请分几次删除。',
  notKept: '暂时无法保存，因此不会删除任何工单。请稍后重试。',
  held: (count, seconds) => `${count} 个工单将在 ${seconds} 秒后删除。`,
  underWay: '正在删除。',
  over: '删除结果：',
  undo: '撤销',
  toldThere: '结果会发到您与 Caretaker 的私信里，删除之前也可以在那里撤销。',
  waits: (number) => `• *${number}*`,
  later: (number, vendor) => `⏳ *${number}*：${vendor}暂时无法处理，恢复后会自动删除。`,
  asking: (number) => `⏳ *${number}*：Slack 暂时无法说明您是否为管理员，确认后会自动删除。`,
  onItsWay: (number, vendor) => `⏳ 正在${vendor}中删除 *${number}*。`,
  checking: (number, vendor) => `⏳ *${number}*：${vendor}没有说明是否已删除，正在核实，结果会通知您。`,
  unclear: (number, vendor) => `❔ *${number}*：${vendor}没有说明是否已删除，也无法核实。再次删除前请先查看。`,
  failed: (number) => `⚠️ *${number}* 没有删除。`,
  kept: (number) => `↩️ *${number}* 没有删除：已撤销。`,
  sought: (number, vendor) => `❔ *${number}*：不会再次尝试，但${vendor}没有说明是否已删除。我还会继续核对一段时间。`,
  unknown: (number, vendor) => `❔ *${number}*：不会再次尝试，也不知道${vendor}是否已删除它。请自行查看。`,
  notAllowed: (number) => `🚫 *${number}* 没有删除：只有管理员可以删除，而您不是管理员。`,
  notKnown: (number) => `🚫 *${number}* 没有删除：只有管理员可以删除，而 Slack 一直没有说明您是否为管理员。`,
  outcomes: {
    removed: (number, vendor) => `✅ *${number}* 已从${vendor}删除。`,
    not_found: (number, vendor) => `☑️ *${number}* 之前就已不在${vendor}中。`,
    failed: (number, vendor) => `⚠️ *${number}* 仍然存在：${vendor}没有删除它。`,
  },
  cardGone: (number, user) => `🗑️ 工单 *${number}* 已由 ${user} 删除。`,
}

export const photos: Messages['photos'] = {
  title: (number, count) => `工单 *${number}* 的 ${count} 张照片`,
  linksOnly: (number) => `Slack 无法加载工单 *${number}* 的照片，请点击链接查看：`,
  photo: (n) => `照片 ${n}`,
  none: '这个工单已没有照片。',
}

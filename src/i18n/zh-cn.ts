import type { Messages } from './en.ts'
import { inChinese } from './numbers.ts'
import { acts, cardActs, comment, photos, removal, stepping } from './zh-cn-acts.ts'
import { audit } from './zh-cn-audit.ts'
import { digest, digestForm, digestGaps, snooze } from './zh-cn-digest.ts'
import { doctor } from './zh-cn-doctor.ts'
import { edit, form, similar } from './zh-cn-form.ts'
import { help } from './zh-cn-help.ts'
import { home } from './zh-cn-home.ts'
import { channelLife, link, linkFile, links } from './zh-cn-links.ts'
import { exporting, list } from './zh-cn-list.ts'
import { reveal } from './zh-cn-privacy.ts'
import { formFiles, shortcut } from './zh-cn-shortcut.ts'
import { join, news, watch } from './zh-cn-watch.ts'

export const zhCN: Messages = {
  statuses: {
    new: '新工单',
    pending: '待处理',
    in_progress: '处理中',
    waiting_user: '待用户反馈',
    done: '已完成',
    closed: '已关闭',
    cancelled: '已取消',
    unknown: '未知状态',
  },

  priorities: { critical: '紧急', high: '高优先级' },

  card: {
    underWay: '⏳ 这个工单有内容正在提交。',
    community: '社区',
    category: '类别',
    place: '地点',
    reporter: '报修人',
    worker: '处理人',
    created: '创建时间',
    updated: '更新时间',
    window: '预约时间',
    attachments: '附件',
    attachment: (n) => `文件 ${n}`,
    moreAttachments: (n) => `还有 ${n} 个文件`,
    noDescription: '_没有描述_',
    more: '更多',
    less: '收起',
    refresh: '刷新',
    share: '分享到频道',
    timeline: '处理记录',
    open: '查看',
    sharedBy: (user) => `由 ${user} 分享。此处隐藏姓名、电话和地址，点“查看”后只有您能看到。`,
    shared: '已分享到频道。',
    unreadable: (raw) => `${raw}（格式无法识别）`,
    assumed: '（币种为推定）',
    fieldsClipped: '部分内容超出 Slack 的长度限制，已截断。',
    fallback: (number, status) => `工单 ${number}：${status}`,
  },

  timeline: {
    title: (number) => `${number} 的处理记录，最新的在前`,
    none: '这个工单没有处理记录。',
    earlier: '更早的记录',
    cut: '更早的记录无法在这里显示。',
  },

  age: { minute: (n) => `${n} 分钟`, hour: (n) => `${n} 小时`, day: (n) => `${inChinese(n)} 天`, unknown: '时长未知' },

  show: {
    notFound: (number, vendors) =>
      `本频道的社区（${vendors}）里没有工单 *${number}*。请核对编号，或用 \`/ticket list\` 查看。`,
    gone: (number, vendor) => `🗑️ 工单 *${number}* 已不存在：${vendor}里已没有它。`,
    notFoundButFailed: (number, failures) => `没有找到工单 *${number}*，但有些系统暂时查不了：\n${failures}`,
    notLinkedVendor: (number, vendor) =>
      `*${number}* 像是${vendor}的工单，但本频道没有关联那里的社区。管理员可以用 \`/ticket link\` 关联。`,
    noLookup: (vendors) => `${vendors}不支持查询单个工单，这里没有可以打开的内容。`,
  },

  list,
  exporting,

  create: {
    title: '新建工单',
    submit: '提交工单',
    community: '社区',
    forCommunity: (name, vendor) => `*${name}* · ${vendor}`,
    cannotHere: '本频道的社区都不支持从这里新建工单。',
    notFor: (communities, vendors) => `${communities} 除外：${vendors}不支持从这里新建工单，请在该系统中直接提交。`,
    sendingTitle: '正在提交…',
    sending: (vendor) => `正在向${vendor}提交工单。可以关闭此窗口，结果会通知您。`,
    filed: (number) => `已提交，编号 *${number}*`,
    filedHere: '您的工单已提交：',
    filedPost: (user, number, community) => `${user} 为 *${community}* 提交了工单 *${number}*。`,
    notFiled: (reason) => `*您的工单没有提交成功。* ${reason}`,
    kept: '您填写的内容已保留。',
    keptBelow: '您填写的内容保留在下面，如有需要请修改后重新提交。',
    again: '重新打开',
    notPosted: '无法通知频道：我不在这个频道里。请用 `/invite @Caretaker` 邀请我。',
    already: (number) => `这份工单已经提交，编号 *${number}*。`,
    takenUp: '您重新打开的这份工单已经在提交，结果会通知您。',
    notKept: '暂时无法保存您的工单。请稍后重新提交，您填写的内容不会丢失。',
    unclear: (vendor) =>
      `*不确定您的工单是否已提交。* ${vendor}没有说明是否收到。重新提交之前请先用 \`/ticket list\` 核对，以免重复。`,
  },

  outbox: {
    what: {
      create: () => '您的工单',
      update: (ticket) => `您对工单 ${ticket} 的修改`,
      remove: (tickets) => `删除 ${tickets}`,
      comment: (ticket) => `您对工单 ${ticket} 的评论`,
      transition: (ticket) => `您对工单 ${ticket} 的操作`,
    },
    waiting: (vendor, what) => `*${vendor}没有响应。* ${what}已保留，恢复后会自动提交并通知您。`,
    tooOften: (vendor, what) => `*对${vendor}的请求过于频繁。* ${what}已保留，稍后会自动提交并通知您。`,
    asking: (what) => `*Slack 暂时无法说明您的身份。* ${what}已保留，确认您有权限后会自动提交并通知您。`,
    kept: (vendor, what) => `*${what}刚才未能提交。* 内容已保留，稍后会自动提交给${vendor}并通知您；请不要重复提交。`,
    checking: (vendor, what) =>
      `*${vendor}没有说明是否收到${what}。* 我正在核对，结果会通知您；在此之前请不要重复提交。`,
    unclear: (vendor, what) => `*${vendor}没有说明是否收到${what}*，我也无法确认。重新提交之前请先核对，以免重复。`,
    failed: (what, reason) => `*没有完成：* ${what}。${reason}`,
    done: {
      create: () => '✅ 您的工单已提交。',
      update: (ticket) => `✅ 工单 ${ticket} 已修改。`,
      remove: (tickets) => `✅ 已删除 ${tickets}。`,
      comment: (ticket) => `✅ 对工单 ${ticket} 的评论已提交。`,
      transition: (ticket) => `✅ 对工单 ${ticket} 的操作已完成。`,
    },
    step: (step, ticket) => `对工单 ${ticket} 的“${step}”操作`,
    stepDone: (step, ticket) => `✅ 对工单 ${ticket} 的“${step}”操作已完成。`,
    retry: '重新提交',
    discard: '放弃',
    sending: (vendor) => `正在重新提交给${vendor}，结果会通知您。`,
    lookingFirst: (vendor, what) => `正在核对${vendor}是否已收到${what}。确认没有收到才会重新提交，结果会通知您。`,
    cannotLook: (vendor, what) =>
      `*暂时无法核对${vendor}是否已收到${what}*，因此没有重新提交。请稍后重试，或自行核对。`,
    arrived: (vendor, what) =>
      `*${vendor}其实已收到第一次的提交*，因此没有再次提交${what}。第一次提交的结果会在这里通知您；如有改动，请在那里修改。`,
    discarded: '已放弃，不会再提交。',
    sought: (vendor, what) => `*不会再提交，但${vendor}可能已收到${what}。* 我还会继续核对一段时间，找到后会通知您。`,
    unknown: (vendor, what) => `*不会再提交，但${vendor}可能已收到${what}。* 我不再核对，请您自行查看。`,
    notYours: '只有提交人本人或管理员可以这样做。',
    unlinked: '本频道已不再关联该社区，因此不会提交。',
    gone: '之前填写的内容已不再保留，请重新填写。',
    settled: '无需再处理：已经完成。',
    underWay: '仍在提交中，结果会通知您。',
  },

  link,
  links,
  linkFile,
  channelLife,

  audit,
  form,
  edit,
  similar,
  formFiles,
  shortcut,
  watch,
  news,
  join,

  reveal,

  acts,
  cardActs,
  comment,
  stepping,
  removal,
  photos,

  home,
  doctor,

  digest,
  digestForm,
  digestGaps,
  snooze,

  help,

  command: {
    unknownVerb: (verb) => `不认识 *${verb}*。用 \`/ticket help\` 查看可以做什么；工单编号直接写在 \`/ticket\` 后面。`,
    didYouMean: (verb, better) => `不认识 *${verb}*。您是不是想写 \`${better}\`？`,
    numberWithSpaces: (joined) => `工单编号里没有空格。您是不是想写 \`/ticket ${joined}\`？`,
    numberOnly: (number) => `工单编号后面不需要写别的内容。您是不是想写 \`/ticket ${number}\`？`,
    numberMissing: (verb) => `请写上工单编号：\`/ticket ${verb} BX2021…\``,
    tooManyNumbers: (max) => `一次处理得太多了：最多可写 ${max} 个工单编号。`,
    numberBad: (text) =>
      `*${text}* 不是工单编号。请按系统显示的样子复制：字母、数字、\`-\`、\`_\`、\`*\`，最多 64 个字符。`,
    tooMuch: (verb) => `\`/ticket ${verb}\` 后面不需要写别的内容。`,
  },

  roles: {
    managersOnly: '只有管理员可以这样做：工作区的管理员和所有者，以及 Caretaker 设置中指定的人员。',
    membersOnly: '访客可以查看工单，但不能修改或提交。请联系本频道的成员。',
    unknown: '暂时无法向 Slack 确认您的身份，所以还不能这样做。请稍后再试。',
    unknownYet: '暂时无法向 Slack 确认您的身份。您填写的内容已保存，Slack 恢复响应后就会发送。',
  },

  errors: {
    unauthorized: (vendor) => `${vendor}拒绝了 Caretaker 的凭据。请告诉 Caretaker 的运维人员。`,
    forbidden: (vendor) => `Caretaker 在${vendor}的账号没有这个权限。请告诉 Caretaker 的运维人员。`,
    not_found: (vendor) => `${vendor}里没有这个工单或社区。请核对编号。`,
    invalid: (vendor) => `${vendor}不接受这些内容。请修改。`,
    conflict: (vendor) => `其间有人在${vendor}修改了它。请先查看再修改。`,
    frozen: (vendor) => `${vendor}已不允许修改这个工单。`,
    rate_limited: (vendor) => `对${vendor}的请求过于频繁。请过一分钟再试。`,
    unreachable: (vendor) => `${vendor}暂时没有响应。请过一分钟再试。`,
    bad_response: (vendor) => `${vendor}的回答无法识别。如果一直这样，请告诉 Caretaker 的运维人员。`,
    unsupported: (vendor) => `${vendor}不支持这个操作。`,
    unclear: (vendor) => `${vendor}没有说明是否已经完成。再次操作之前请先核对。`,
  },

  failure: {
    vendorSays: (message) => `对方的说明：“${message}”`,
    reference: (reference) => `参考编号 ${reference}`,
    unexpected: '我这边出了问题。请再试一次；如果一直这样，请告诉 Caretaker 的运维人员。',
    refused: (vendor) => `${vendor}拒绝了这个请求。`,
    missingScope: 'Caretaker 在 Slack 中缺少所需的权限。请告诉 Caretaker 的运维人员：按清单重新安装应用。',
    slack: 'Slack 暂时没有接受我的回答。请过一分钟再试。',
    stale: '这个按钮已经失效。请重新执行命令。',
    missingHere: (sentence) => `⚠️ ${sentence}这里缺少它的工单。`,
  },

  loading: { text: '请稍候…', slow: '仍在查询，比平时慢一些，请稍候…' },

  buttons: { cancel: '取消', done: '完成', previous: '上一页', next: '下一页' },

  comma: '、',
  pair: (name, value) => `${name}：${typeof value === 'number' ? inChinese(value) : value}`,
  number: inChinese,
}

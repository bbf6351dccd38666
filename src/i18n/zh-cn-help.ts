import type { Messages } from './en.ts'
import { inChinese } from './numbers.ts'

/* See en-help.ts. */

export const help: Messages['help'] = {
  title: 'Caretaker 工单助手',
  intro: (communities) => `我在这里负责 ${communities}。`,
  andMore: (names, n) => `${names} 和另外 ${inChinese(n)} 个`,
  introNone: '本频道还没有关联任何社区。',
  introDirect: '我在已关联社区的频道里工作，而您不在其中任何一个。请让管理员邀请您，或用 `/ticket link` 关联您的频道。',
  introMine: (channels) => `我负责您所在频道的社区：${channels}。`,
  groups: { look: '查看', act: '处理', follow: '关注', digest: '摘要', manage: '管理' },
  lines: {
    show: '`/ticket BX2021…` 按编号查看工单，仅您可见',
    list: '`/ticket list` 查看未完成的工单；`/ticket list 处理中 海棠 紧急`、`/ticket list 已完成`、`/ticket list 电梯` 可筛选和排序；`我的` 指您最近 7 天提交或正在关注的工单',
    export: '`/ticket export` 把这样的列表以文件形式发给您，后面可写同样的筛选词',
    create: '`/ticket new` 新建工单，`/ticket 报修 电梯坏了` 会带入这段文字',
    shortcuts: '消息菜单（⋯）里的“提交工单”会带入消息内容；快捷方式（⚡ 或 +）里的“新建工单”在哪里都能用',
    edit: '`/ticket edit BX2021…` 修改工单',
    comment: '`/ticket comment BX2021… 内容` 评论工单',
    close: '`/ticket close BX2021…` 关闭工单',
    assign: '`/ticket assign BX2021…` 转派工单',
    delete: '`/ticket delete BX2021…` 删除一个或多个工单',
    watch: '`/ticket watch BX2021…` 让本频道收到工单的进展，`/ticket unwatch BX2021…` 取消',
    digestNow: '`/ticket digest now` 把未完成工单发到频道',
    digest: '`/ticket digest 09:00 工作日` 定时发送，`/ticket digest off` 停止',
    digestStatus: '`/ticket digest status` 查看发送时间和最近的结果',
    links: '`/ticket links` 查看本频道的社区',
    link: '`/ticket link` 和 `/ticket unlink` 关联或取消关联',
    audit: '`/ticket audit` 查看谁在这里做了什么',
    doctor: '`/ticket doctor` 检查哪里不正常，以及如何解决',
  },
  inChannels: '摘要、关注和关联都属于频道，请在频道里输入 `/ticket help` 查看。',
  list: '未完成工单',
  create: '新建工单',
  links: '社区',
  link: '关联社区',
  managerHint: '管理员是工作区的管理员和所有者，以及 Caretaker 设置中指定的人员。',
}

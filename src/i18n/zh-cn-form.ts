import type { Messages } from './en.ts'
import { inChinese } from './numbers.ts'

export const form: Messages['form'] = {
  required: '请填写此项。',
  tooLong: (max) => `请不要超过 ${inChinese(max)} 个字符。`,
  badTime: '请选择日期和时间。',
  badChoice: '请从列表中选择。',
  badAmount: '请填写金额，最多两位小数，例如 13.10。',
  badPhone: '请只填写电话号码，例如 138 0000 5678 或 +49 30 5550 100。',
  cannotEmpty: '这里不能清空此项。请填写内容，或恢复原来的内容。',
  phoneHint: '电话号码，例如 138 0000 5678。',
  amountIn: (currency) => `币种 ${currency}，例如 13.10。`,
  search: (count) => `输入文字，在 ${inChinese(count)} 项中搜索`,
  more: '列表只显示前 100 项。输入名称的一部分可以找到其余各项。',
}

export const edit: Messages['edit'] = {
  title: '修改工单',
  submit: '保存',
  about: (number, community, vendor) => `*${number}* · ${community} · ${vendor}`,
  cannotHere: (vendor) => `${vendor}不支持从这里修改工单。`,
  blind: (vendor) => `${vendor}不提供这个工单现有的内容，所以下面各项是空的。只填写要修改的项，留空的保持不变。`,
  unchanged: '还没有修改任何内容，不需要保存。',
  locked: '以下内容不能修改：',
  tooLongHere: '内容太长，无法在 Slack 中修改。请到原系统修改。',
  overtaken: (fields) => `其间有人修改了：*${fields}*。现在的内容是：`,
  overtakenNext: '下面是您填写的内容。再次保存会覆盖对方的修改；如要保留对方的修改，请改回现在的内容。',
  unread: '暂时无法读取这个工单，下面的内容可能已经不是最新的。',
}

export const similar: Messages['similar'] = {
  title: '这里已有未完成的工单，可能是同一件事：',
  look: '如果是同一件事，就不需要再提交。',
  already: '*可能已有相同的未完成工单。* 还没有提交，请先看下面的工单。如果不是同一件事，请点“仍然提交”。',
  fileAnyway: '仍然提交',
  here: '这里未完成的工单：',
  chosen: '这里与上面所选相同的未完成工单：',
  more: (n) => `还有 ${n} 个，可用 \`/ticket list\` 查看。`,
}

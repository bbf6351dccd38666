/** What Slack itself says to people, as opposed to the app: Slackbot's lines, and what is wrong with a form. */
const en = {
  impossible: (code: string) => `That did not work: ${code}`,
  trouble: 'We had some trouble connecting. Try again?',
  notResponding: (app: string) => `${app} is not responding. Try again?`,
  noOptions: 'The options could not be loaded.',

  notACommand: (command: string) => `${command} is not a valid command.`,
  commandFailed: (command: string, error: string) => `${command} failed with the error "${error}"`,
  noSuchPerson: (name: string) => `There is nobody called ${name} here.`,
  noInviteHere: (command: string) => `${command} does not work in direct messages.`,
  isIn: (person: string, channel: string) => `${person} is in #${channel}.`,

  required: 'Please complete this required field.',
  tooMany: (most: number) => `Please select no more than ${most} items.`,
  tooLarge: (file: string) => `${file} is larger than 10 MB.`,
  wrongType: (file: string, types: string) => `${file} is not one of these types: ${types}.`,
  notEmail: 'Please enter a valid email address.',
  notUrl: 'Please enter a valid URL.',
  tooShort: (shortest: number) => `Please enter at least ${shortest} characters.`,
  tooLong: (longest: number) => `Please enter no more than ${longest} characters.`,
  notNumber: 'Please enter a valid number.',
  notWhole: 'Please enter a whole number.',
  tooSmall: (least: number) => `Please enter a number of at least ${least}.`,
  tooBig: (most: number) => `Please enter a number of at most ${most}.`,
}

export type SlackWords = typeof en

const zh: SlackWords = {
  impossible: (code) => `操作未成功：${code}`,
  trouble: '连接出现问题，要再试一次吗？',
  notResponding: (app) => `${app} 没有响应，要再试一次吗？`,
  noOptions: '无法加载选项。',

  notACommand: (command) => `${command} 不是有效的命令。`,
  commandFailed: (command, error) => `${command} 失败，错误为“${error}”`,
  noSuchPerson: (name) => `这里没有叫 ${name} 的人。`,
  noInviteHere: (command) => `${command} 不能在私信中使用。`,
  isIn: (person, channel) => `${person} 已在 #${channel} 中。`,

  required: '请填写此必填项。',
  tooMany: (most) => `最多选择 ${most} 项。`,
  tooLarge: (file) => `${file} 超过 10 MB。`,
  wrongType: (file, types) => `${file} 不是以下类型之一：${types}。`,
  notEmail: '请输入有效的邮箱地址。',
  notUrl: '请输入有效的网址。',
  tooShort: (shortest) => `请至少输入 ${shortest} 个字符。`,
  tooLong: (longest) => `最多输入 ${longest} 个字符。`,
  notNumber: '请输入有效的数字。',
  notWhole: '请输入整数。',
  tooSmall: (least) => `请输入不小于 ${least} 的数字。`,
  tooBig: (most) => `请输入不大于 ${most} 的数字。`,
}

/** Slack's words in the language of a person's locale: simplified Chinese for `zh-…`, else English. */
export const slackWords = (locale: string): SlackWords => (locale.toLowerCase().startsWith('zh') ? zh : en)

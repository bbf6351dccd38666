import { isDigestWord } from './command-digest.ts'

/** Nothing comes after these. */
const PLAIN_VERBS = ['help', 'links', 'doctor', 'audit'] as const
export type PlainVerb = (typeof PLAIN_VERBS)[number]

/** The number of one ticket comes after these. */
const NUMBER_VERBS = ['show', 'edit', 'close', 'assign', 'watch', 'unwatch'] as const
export type NumberVerb = (typeof NUMBER_VERBS)[number]

export const VERBS = [
  ...PLAIN_VERBS,
  ...NUMBER_VERBS,
  'new',
  'comment',
  'list',
  'export',
  'delete',
  'link',
  'unlink',
  'digest',
] as const
export type Verb = (typeof VERBS)[number]

/** What else people say for a verb: among it every word that is on a button or in help, in either language. */
const ALIASES: Readonly<Record<Verb, readonly string[]>> = {
  help: ['?', '-h', '--help', '帮助', '说明'],
  new: ['create', 'add', 'report', 'submit', '新建', '新工单', '新增', '创建', '添加', '提交', '报修'],
  // Where communities are renamed, paused and imported.
  links: ['communities', 'import', 'rename', 'pause', 'resume', '社区', '社区列表', '导入', '改名', '暂停', '恢复'],
  doctor: ['diagnose', '诊断', '检查'],
  audit: ['审计', '记录'],
  // What a card has buttons for and no verb does.
  show: [
    ...['open', 'view', 'see', 'find', 'get', 'share', 'photos', 'history'],
    ...['查看', '查询', '查找', '查', '看', '打开', '分享', '照片', '处理记录', '详情'],
  ],
  edit: ['change', 'update', '编辑', '修改'],
  close: [
    ...['finish', 'complete', 'done', 'resolve', 'cancel'],
    ...['关闭', '关单', '结单', '结束', '完成', '完结', '取消'],
  ],
  assign: ['reassign', 'hand-over', '派单', '指派', '转派', '分派', '转单'],
  watch: ['follow', '关注'],
  unwatch: ['unfollow', '取消关注', '不再关注'],
  comment: ['reply', 'note', '评论', '备注', '回复'],
  list: ['pending', 'search', '列表', '清单', '待办', '待处理', '搜索'],
  export: ['download', '导出', '下载'],
  delete: ['remove', '删除'],
  link: ['关联', '关联社区'],
  unlink: ['取消关联', '取消关联社区'],
  digest: ['摘要', '日报'],
}

const KNOWN: ReadonlyMap<string, Verb> = new Map(
  VERBS.flatMap((verb) => [verb, ...ALIASES[verb]].map((word): [string, Verb] => [word, verb])),
)

/** Every word that is a verb, each verb's own name first. */
export const VERB_WORDS: readonly string[] = [...new Set([...VERBS, ...KNOWN.keys()])]

export const HAN = /\p{Script=Han}/u

/** All that is done here is done to tickets, so that they are named or not: `关闭工单`, `工单列表`. */
const NOUN = '(?:工单|报修单|维修单|单子)'
const WITHOUT_NOUN = new RegExp(`^${NOUN}?(.+?)${NOUN}?$`, 'u')
const NOUNS: ReadonlySet<string> = new Set(['ticket', 'tickets', '/ticket', '工单', '报修单', '维修单', '单子'])

/** What is said before a verb or a number, and means nothing. */
const FILLERS: ReadonlySet<string> = new Set([
  ...NOUNS,
  ...['#', 'please', 'pls', 'the', 'me', 'on', 'to', 'no', 'no.', 'nr', 'number'],
  ...['请', '编号', '单号', '工单号', '工单编号'],
])

const plainOf = (word: string): string => word.normalize('NFKC').toLowerCase()

export const isNoun = (word: string): boolean => NOUNS.has(plainOf(word))

/** The words from the first one on that means something. */
export const withoutFillers = (words: readonly string[]): readonly string[] => {
  const start = words.findIndex((word) => !FILLERS.has(plainOf(word).replace(/[:：]$/u, '')))
  return start < 0 ? [] : words.slice(start)
}

/** A Chinese word without the ticket that it may name; undefined when it names nothing else. */
export const withoutNoun = (word: string): string | undefined =>
  NOUNS.has(word) ? undefined : WITHOUT_NOUN.exec(word)?.[1]

/** What a word asks for, in whatever case, width or punctuation it was typed. */
export const verbOf = (word: string): Verb | undefined => {
  const plain = plainOf(word)
  const bare = plain.replace(/[\p{P}]+$/u, '')
  return KNOWN.get(plain) ?? KNOWN.get(bare) ?? KNOWN.get(withoutNoun(bare) ?? '')
}

/** The verb that a line begins with, and what follows it. */
export interface Beginning {
  readonly verb: Verb
  readonly rest: readonly string[]
}

export const readVerb = (words: readonly string[]): Beginning | undefined => {
  for (const [first = '', ...rest] of readings(words)) {
    const verb = verbOf(first)
    if (verb) return { verb, rest }
  }
  return undefined
}

/** What there is to be shown beside tickets has a verb of its own: `show links`, `查看 列表`. */
export const shownBy = (words: readonly string[]): Beginning | undefined => {
  const [first = '', ...rest] = withoutFillers(words)
  const verb = verbOf(first)
  return verb && SHOWN.has(verb) ? { verb, rest } : undefined
}

const SHOWN: ReadonlySet<Verb> = new Set(['help', 'list', 'links', 'digest', 'doctor', 'audit'])

/** Chinese does not part its words, and is typed with a space or without: `取消 关注`, `关闭BX2021…`, `停止摘要`. */
const readings = (words: readonly string[]): (readonly string[])[] => {
  const [first = '', second = '', ...others] = words
  const joined = HAN.test(first) && HAN.test(second) ? [[first + second, ...others]] : []
  const parted = /^(\p{Script=Han}+)[:：]?(\P{Script=Han}.*)$|^([a-z]+)(\p{Script=Han}.*)$/iu.exec(first)
  const pieces = (parted ?? []).slice(1).filter((piece) => piece !== undefined)
  return [
    ...[...joined, words].flatMap((reading) => [...digestReading(reading), reading]),
    ...(parted ? [[...pieces, ...words.slice(1)]] : []),
  ]
}

/** What is done to a digest is said as one word with it: `停止摘要`. */
const digestReading = ([first = '', ...rest]: readonly string[]): (readonly string[])[] => {
  const action = first.replace(/^摘要|摘要$/u, '')
  return action !== first && isDigestWord(action) ? [['摘要', action, ...rest]] : []
}

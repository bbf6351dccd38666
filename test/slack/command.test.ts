import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messages } from '../../src/i18n/index.ts'
import { type Command, type CommandProblem, parseCommand, wordsOf } from '../../src/slack/command.ts'
import { ACTIONS, COMMAND } from '../../src/slack/ids.ts'
import { VERB_WORDS, VERBS } from '../../src/slack/verbs.ts'

const wrong = (problem: CommandProblem): Command => ({ verb: 'wrong', problem })
const digest = (times: string, days: readonly number[], zone?: string): Command => ({
  verb: 'digest',
  action: { do: 'set', times: times.split(' '), days, ...(zone ? { zone } : {}) },
})
const WORKDAYS = [1, 2, 3, 4, 5]
const DAILY = [...WORKDAYS, 6, 7]

describe('a line', () => {
  it.each<[string, Command]>([
    ['', { verb: 'help' }],
    [' \t\u200b ', { verb: 'help' }],
    ['help', { verb: 'help' }],
    ['help me please', { verb: 'help' }],
    ['帮助', { verb: 'help' }],
    ['list', { verb: 'list', words: [] }],
    ['LIST', { verb: 'list', words: [] }],
    ['列表', { verb: 'list', words: [] }],
    ['待办 超时 海棠湾', { verb: 'list', words: ['超时', '海棠湾'] }],
    ['export overdue', { verb: 'export', words: ['overdue'] }],
    ['导出', { verb: 'export', words: [] }],
    ['edit `BX2026112100017`', { verb: 'edit', number: 'BX2026112100017' }],
    ['关单 BX2026112100017', { verb: 'close', number: 'BX2026112100017' }],
    ['派单 BX2026112100017', { verb: 'assign', number: 'BX2026112100017' }],
    ['follow BX2026112100017', { verb: 'watch', number: 'BX2026112100017' }],
    ['取消关注 BX2026112100017', { verb: 'unwatch', number: 'BX2026112100017' }],
    ['comment #BX2026112100017', { verb: 'comment', number: 'BX2026112100017', text: '' }],
    ['回复 BX2026112100017 师傅 已出发', { verb: 'comment', number: 'BX2026112100017', text: '师傅 已出发' }],
    ['delete BX1, #BX2 BX1', { verb: 'delete', numbers: ['BX1', 'BX2'] }],
    ['删除 BX1、BX2', { verb: 'delete', numbers: ['BX1', 'BX2'] }],
    ['doctor', { verb: 'doctor' }],
    ['审计', { verb: 'audit' }],
    ['new', { verb: 'new' }],
    ['create', { verb: 'new' }],
    ['报修', { verb: 'new' }],
    ['新建', { verb: 'new' }],
    ['new lift  broken', { verb: 'new', text: 'lift broken' }],
    ['报修 电梯坏了', { verb: 'new', text: '电梯坏了' }],
    ['links', { verb: 'links' }],
    ['社区', { verb: 'links' }],
    ['BX2021****12', { verb: 'show', number: 'BX2021****12' }],
    ['#BX2026112100017', { verb: 'show', number: 'BX2026112100017' }],
    ['show BX2026112100017', { verb: 'show', number: 'BX2026112100017' }],
    ['查询 工单三十一', { verb: 'show', number: '工单三十一' }],
    ['查看\u3000BX20\u200b26', { verb: 'show', number: 'BX2026' }],
    ['link', { verb: 'link' }],
    ['关联', { verb: 'link' }],
    [
      'link Tuya-Community 1544 翠湖 花园',
      { verb: 'link', to: { vendor: 'tuya-community', community: '1544', name: '翠湖 花园' } },
    ],
    ['link akubela r-4407', { verb: 'link', to: { vendor: 'akubela', community: 'r-4407', name: '' } }],
    ['unlink 翠湖花园', { verb: 'unlink', what: ['翠湖花园'] }],
    ['取消关联 akubela r-4407', { verb: 'unlink', what: ['akubela', 'r-4407'] }],
    ['digest', { verb: 'digest', action: { do: 'form' } }],
    ['摘要 状态', { verb: 'digest', action: { do: 'status' } }],
    ['digest status', { verb: 'digest', action: { do: 'status' } }],
    ['digest NOW', { verb: 'digest', action: { do: 'now' } }],
    ['摘要 现在', { verb: 'digest', action: { do: 'now' } }],
    ['摘要 立即', { verb: 'digest', action: { do: 'now' } }],
    ['digest off', { verb: 'digest', action: { do: 'off' } }],
    ['摘要 关闭', { verb: 'digest', action: { do: 'off' } }],
    ['摘要 停止', { verb: 'digest', action: { do: 'off' } }],
  ])('"%s" is understood', (line, command) => {
    expect(parseCommand(line)).toEqual(command)
  })

  it.each<[string, Command]>([
    ['9:00', digest('09:00', DAILY)],
    ['9 am', digest('09:00', DAILY)],
    ['9 pm mon-fri Europe/Berlin', digest('21:00', WORKDAYS, 'Europe/Berlin')],
    ['09:00 Europe/Berlin mon-fri', digest('09:00', WORKDAYS, 'Europe/Berlin')],
    ['09:00 mon,wed,fri', digest('09:00', [1, 3, 5])],
    ['09:00 Mon, Wed and Fri berlin', digest('09:00', [1, 3, 5], 'Europe/Berlin')],
    ['09:00 new york sat - mon', digest('09:00', [1, 6, 7], 'America/New_York')],
    ['09:00 utc', digest('09:00', DAILY, 'UTC')],
    ['上午9点 工作日 Asia/Shanghai', digest('09:00', WORKDAYS, 'Asia/Shanghai')],
    ['下午 3点半 shanghai 周一至周五', digest('15:30', WORKDAYS, 'Asia/Shanghai')],
    ['９：００ 每天', digest('09:00', DAILY)],
    ['09:00,16:30 mon-fri', digest('09:00 16:30', WORKDAYS)],
    ['4 pm, 9 am and 12:30 pm mon-fri berlin', digest('09:00 12:30 16:00', WORKDAYS, 'Europe/Berlin')],
    ['上午9点、下午4点半 工作日', digest('09:00 16:30', WORKDAYS)],
  ])('"digest %s" sets the time, in whatever order the rest comes', (line, command) => {
    expect(parseCommand(`digest ${line}`)).toEqual(command)
    expect(parseCommand(`摘要 ${line}`)).toEqual(command)
  })

  it.each(['9', '25:00', '09:00 someday', '09:00 mon-fri berlin paris', '09:00 mon tue-', 'now please', '09:00 GMT+8'])(
    '"digest %s" is answered with how it is written',
    (line) => {
      expect(parseCommand(`digest ${line}`)).toEqual(wrong({ kind: 'digest_usage', text: line }))
    },
  )

  it.each<[string, CommandProblem]>([
    ['lisst', { kind: 'unknown_verb', text: 'lisst', better: 'list' }],
    ['Digset now', { kind: 'unknown_verb', text: 'Digset', better: 'digest now' }],
    ['lnk', { kind: 'unknown_verb', text: 'lnk', better: 'link' }],
    ['elevator', { kind: 'unknown_verb', text: 'elevator' }],
    ['电梯坏了', { kind: 'unknown_verb', text: '电梯坏了' }],
    ['constructor', { kind: 'unknown_verb', text: 'constructor' }],
    ['__proto__', { kind: 'unknown_verb', text: '__proto__' }],
    ['digest constructor', { kind: 'digest_usage', text: 'constructor' }],
    ['digest __proto__', { kind: 'digest_usage', text: '__proto__' }],
    ['show', { kind: 'number_missing', verb: 'show' }],
    ['BX2026 1121', { kind: 'number_with_spaces', joined: 'BX20261121' }],
    ['show BX 2026', { kind: 'number_with_spaces', joined: 'BX2026', verb: 'show' }],
    ['BX2026;drop', { kind: 'number_bad', text: 'BX2026;drop' }],
    [`1${'0'.repeat(64)}`, { kind: 'number_bad', text: `1${'0'.repeat(64)}` }],
    ['links all', { kind: 'too_much', verb: 'links' }],
    ['诊断 全部', { kind: 'too_much', verb: 'doctor' }],
    [`delete ${Array.from({ length: 21 }, (_, n) => `BX${n}`).join(' ')}`, { kind: 'too_many_numbers', max: 20 }],
    ['delete', { kind: 'number_missing', verb: 'delete' }],
    ['comment <b>', { kind: 'number_bad', text: '<b>' }],
    ['link akubela', { kind: 'link_usage' }],
    ['unlink', { kind: 'unlink_usage' }],
  ])('"%s" is answered with what is wrong', (line, problem) => {
    expect(parseCommand(line)).toEqual(wrong(problem))
  })
})

const BX = 'BX20210917000012'

describe('what people say', () => {
  it.each<[string, Command]>([
    [`关闭 ${BX}`, { verb: 'close', number: BX }],
    [`关闭${BX}`, { verb: 'close', number: BX }],
    [`关闭工单：${BX}`, { verb: 'close', number: BX }],
    [`关闭 工单 ${BX}。`, { verb: 'close', number: BX }],
    [`完成工单 ${BX}`, { verb: 'close', number: BX }],
    [`取消工单 ${BX}`, { verb: 'close', number: BX }],
    [`${BX} 关单`, { verb: 'close', number: BX }],
    [`${BX} 评论 师傅已出发`, { verb: 'comment', number: BX, text: '师傅已出发' }],
    [`备注 ${BX} 已联系`, { verb: 'comment', number: BX, text: '已联系' }],
    [`查 ${BX}`, { verb: 'show', number: BX }],
    [`看 ${BX}`, { verb: 'show', number: BX }],
    [`查看工单 ${BX}`, { verb: 'show', number: BX }],
    [`工单 ${BX}`, { verb: 'show', number: BX }],
    [`工单${BX}`, { verb: 'show', number: BX }],
    [`工单编号：${BX}`, { verb: 'show', number: BX }],
    ['修改工单 123456', { verb: 'edit', number: '123456' }],
    [`转派工单 ${BX}`, { verb: 'assign', number: BX }],
    [`取消 关注 ${BX}`, { verb: 'unwatch', number: BX }],
    [`关注工单 ${BX}`, { verb: 'watch', number: BX }],
    ['删除工单 BX1 和 BX2', { verb: 'delete', numbers: ['BX1', 'BX2'] }],
    ['新建工单', { verb: 'new' }],
    ['提交工单', { verb: 'new' }],
    ['清单', { verb: 'list', words: [] }],
    ['工单列表', { verb: 'list', words: [] }],
    ['待处理工单', { verb: 'list', words: [] }],
    ['列表 工单 超时', { verb: 'list', words: ['超时'] }],
    ['查看 列表 超时', { verb: 'list', words: ['超时'] }],
    ['list超时', { verb: 'list', words: ['超时'] }],
    ['导出工单', { verb: 'export', words: [] }],
    ['社区列表', { verb: 'links' }],
    ['关联 社区', { verb: 'link' }],
    ['取消关联社区 翠湖', { verb: 'unlink', what: ['翠湖'] }],
    ['停止摘要', { verb: 'digest', action: { do: 'off' } }],
    ['关闭 摘要', { verb: 'digest', action: { do: 'off' } }],
    ['立即发送摘要', { verb: 'digest', action: { do: 'now' } }],
    ['？', { verb: 'help' }],
    ['帮助！', { verb: 'help' }],
    ['ＬＩＳＴ', { verb: 'list', words: [] }],
    ['/ticket list', { verb: 'list', words: [] }],
    ['list all tickets', { verb: 'list', words: ['all'] }],
    ['show links', { verb: 'links' }],
    [`please show me ticket ${BX}`, { verb: 'show', number: BX }],
    [`open ${BX}`, { verb: 'show', number: BX }],
    [`close ticket ${BX}`, { verb: 'close', number: BX }],
    [`${BX} close`, { verb: 'close', number: BX }],
    [`comment on ${BX} on my way`, { verb: 'comment', number: BX, text: 'on my way' }],
    ['delete tickets BX1 and BX2', { verb: 'delete', numbers: ['BX1', 'BX2'] }],
  ])('"%s" is understood', (line, command) => {
    expect(parseCommand(line)).toEqual(command)
  })

  it.each<[string, string]>([
    ['shw 730211223', 'show 730211223'],
    ['SHW 7302', 'show 7302'],
    ['edti 12345678', 'edit 12345678'],
    ['wach 4780123', 'watch 4780123'],
    ['coment BX1 on my way', 'comment BX1 on my way'],
    ['del BX1 BX2', 'delete BX1 BX2'],
    ['diges 9:00 mon-fri', 'digest 9:00 mon-fri'],
    ['lsit overdue Lindenhof', 'list overdue Lindenhof'],
    ['overdue', 'list overdue'],
    ['my tickets', 'list my tickets'],
    ['tickets', 'list'],
    ['show me all overdue tickets', 'list all overdue tickets'],
    ['超时工单', 'list 超时'],
    ['我的工单', 'list 我的'],
    ['查看 超时', 'list 超时'],
    ['查看列表', 'list'],
    ['我要报修', 'new'],
    [`请关闭工单 ${BX}`, `close ${BX}`],
    [`关闭这个工单 ${BX}`, `close ${BX}`],
    [`看看 ${BX}`, `show ${BX}`],
    [`取消关住 ${BX}`, `unwatch ${BX}`],
  ])('"%s" is answered with "%s"', (line, better) => {
    expect(suggestionIn(parseCommand(line))).toBe(better)
  })

  it.each<[string, CommandProblem]>([
    ['shw', { kind: 'number_missing', verb: 'show' }],
    ['查看工单', { kind: 'number_missing', verb: 'show' }],
    ['shw BX 2026', { kind: 'number_with_spaces', joined: 'BX2026', verb: 'show' }],
    ['digset someday', { kind: 'digest_usage', text: 'someday' }],
    ['show lift broken', { kind: 'number_bad', text: 'lift broken' }],
    [`assign ${BX} to Wang`, { kind: 'number_only', number: BX, verb: 'assign' }],
    [`关单 ${BX} 已修好`, { kind: 'number_only', number: BX, verb: 'close' }],
    [`${BX} please`, { kind: 'number_only', number: BX }],
    [`催单 ${BX}`, { kind: 'unknown_verb', text: '催单' }],
    ['电梯 123456', { kind: 'unknown_verb', text: '电梯' }],
    ['door 5', { kind: 'unknown_verb', text: 'door' }],
  ])('"%s" is answered with what is wrong', (line, problem) => {
    expect(parseCommand(line)).toEqual(wrong(problem))
  })

  it.each(['show', 'edit', 'close', 'assign', 'watch', 'unwatch', 'comment', 'delete'])(
    'a number after "%s" may have before it what it is called',
    (verb) => {
      for (const before of ['', 'ticket ', '工单 ', '# ', '#', '＃']) {
        expect(parseCommand(`${verb} ${before}${BX}`)).toMatchObject(
          verb === 'delete' ? { numbers: [BX] } : { number: BX },
        )
      }
    },
  )

  it('is a verb in every word that names something to do on a button or in help', () => {
    const { help, cardActs, watch, links, home, list, removal, doctor, linkFile } = messages('zh-CN')
    const labels = [
      ...[help.list, help.create, help.links, help.link, ...Object.values(help.groups)],
      ...[cardActs.edit, cardActs.comment, cardActs.remove, cardActs.photos, watch.follow, watch.unfollow],
      ...[links.rename, links.pause, links.resume, links.unlink, linkFile.import, home.help, home.list, list.export],
      ...[removal.title, doctor.digestNow, messages('zh-CN').digest.end, messages('zh-CN').card.timeline],
    ].map((label) => label.replace('…', ''))
    const unknown = labels.filter((label) => isUnknown(parseCommand(label)))
    // Headings of groups, which are nothing to do.
    expect(unknown).toEqual([help.groups.act, help.groups.manage])
    const doings = Object.values(help.lines).flatMap(
      (line) => /`[^`]*` (\p{Script=Han}{2})(?=工单)/u.exec(line)?.[1] ?? [],
    )
    expect(doings).toEqual(['新建', '修改', '评论', '关闭', '转派'])
    expect(doings.filter((doing) => isUnknown(parseCommand(`${doing} ${BX}`)))).toEqual([])
  })
})

const isUnknown = (command: Command): boolean =>
  command.verb === 'wrong' && command.problem.kind === 'unknown_verb' && command.problem.better === undefined

/** The line that is offered to be sent. */
const suggestionIn = (command: Command): string | undefined => {
  if (command.verb !== 'wrong') return undefined
  const { problem } = command
  switch (problem.kind) {
    case 'unknown_verb':
      return problem.better
    case 'number_with_spaces':
      return [problem.verb, problem.joined].filter(Boolean).join(' ')
    case 'number_only':
      return [problem.verb, problem.number].filter(Boolean).join(' ')
    default:
      return undefined
  }
}

describe('a suggestion', () => {
  const verb = fc.constantFrom(...VERB_WORDS)
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz关单工看')
  /** A letter too many, too few or another one. */
  const slip = fc
    .tuple(verb, fc.nat(12), letter, fc.constantFrom('more', 'less', 'other'))
    .map(([word, at, new_, how]) => {
      const letters = [...word]
      letters.splice(at % letters.length, how === 'more' ? 0 : 1, ...(how === 'less' ? [] : [new_]))
      return letters.join('')
    })
  const number = fc.oneof(
    fc.stringMatching(/^BX\d{8}[\dA-Z*]{2,8}$/),
    fc.stringMatching(/^FB[A-Z]{1,2}\d{6}[\dA-Z*]{2,6}$/),
    fc.stringMatching(/^(SP|XC)\d{15}$/),
    fc.stringMatching(/^\d{4,30}$/),
    fc.stringMatching(/^m[0-9a-z]{32}$/),
  )
  const talk = fc.constantFrom(
    'please',
    '工单',
    'ticket',
    '超时',
    'overdue',
    'the',
    'lift',
    '电梯',
    '已修好',
    'and',
    '9:00',
  )
  const line = fc
    .tuple(fc.oneof(slip, verb, talk, number), fc.array(fc.oneof(number, talk, slip, fc.string()), { maxLength: 4 }))
    .map(([first, rest]) => [first, ...rest].join(' '))

  it('is never what was typed, and is understood as the command that it names', () => {
    let suggested = 0
    fc.assert(
      fc.property(line, (typed) => {
        const suggestion = suggestionIn(parseCommand(typed))
        if (suggestion === undefined) return
        suggested++
        expect(suggestion).not.toBe(wordsOf(typed).join(' '))
        const [name = ''] = suggestion.split(' ')
        const isNamed = (VERBS as readonly string[]).includes(name)
        const { verb } = parseCommand(suggestion)
        // Without a number these list what is followed.
        const lists = verb === 'watched' && (name === 'watch' || name === 'unwatch')
        expect(lists ? name : verb).toBe(isNamed ? name : 'show')
      }),
      { numRuns: 3000 },
    )
    expect(suggested).toBeGreaterThan(300)
  })

  it('keeps a number that was typed with spaces whole', () => {
    const pieces = fc.oneof(
      fc.stringMatching(/^BX \d{4} \d{6}$/),
      fc.stringMatching(/^bx \d{10}$/),
      fc.stringMatching(/^FB[A-Z]{1,2} \d{6} [A-Z]{2}$/),
      fc.stringMatching(/^(SP|XC|sp|xc) \d{8} \d{8}$/),
      fc.stringMatching(/^\d{4}( \d{4}){2,6}$/),
      fc.stringMatching(/^BX\d{4} \*{4} \d{2}$/),
    )
    fc.assert(
      fc.property(pieces, (typed) => {
        const joined = typed.replaceAll(' ', '')
        expect(parseCommand(typed)).toEqual(wrong({ kind: 'number_with_spaces', joined }))
        expect(parseCommand(`close ${typed}`)).toEqual(wrong({ kind: 'number_with_spaces', joined, verb: 'close' }))
      }),
    )
  })
})

describe('the grammar', () => {
  const word = fc.oneof(
    fc.constantFrom('show', 'list', 'link', 'unlink', 'digest', '摘要', '9:00', '9', 'am', 'mon-fri', 'berlin', 'now'),
    fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', '\u0000', '#', '/', 'Europe/../etc'),
    fc.string({ unit: 'binary' }),
  )

  it('answers every line with one of its verbs, and never throws', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((words) => words.join(' ')),
    )
    fc.assert(
      fc.property(line, (text) => {
        expect([...VERBS, 'wrong']).toContain(parseCommand(text).verb)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not care for case, spaces around, or what phones add unseen', () => {
    const noise = fc.string({ unit: fc.constantFrom(' ', '\t', '\u00a0', '\u200b', '\ufeff'), maxLength: 4 })
    const line = fc.constantFrom('list', 'digest 9:00 mon-fri', 'links', 'help', 'new')
    fc.assert(
      fc.property(noise, line, noise, (before, text, after) => {
        expect(parseCommand(before + text.toUpperCase() + after)).toEqual(parseCommand(text))
      }),
    )
  })

  it('takes every ticket number as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2}\d[A-Z0-9*_.-]{0,60}$/), (number) => {
        expect(parseCommand(number)).toEqual({ verb: 'show', number })
        expect(parseCommand(`show ${number}`)).toEqual({ verb: 'show', number })
      }),
    )
  })
})

it('Slack takes the command and every action id', () => {
  expect(COMMAND).toMatch(/^\/[a-z]{1,31}$/)
  for (const id of Object.values(ACTIONS)) expect(id).toMatch(/^[a-z_]{1,255}$/)
  expect(new Set(Object.values(ACTIONS)).size).toBe(Object.keys(ACTIONS).length)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Command, type CommandProblem, parseCommand } from '../../src/slack/command.ts'
import { ACTIONS, COMMAND } from '../../src/slack/ids.ts'

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
    ['Digset now', { kind: 'unknown_verb', text: 'Digset', better: 'digest' }],
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
    ['new lift', { kind: 'too_much', verb: 'new' }],
    ['link akubela', { kind: 'link_usage' }],
    ['unlink', { kind: 'unlink_usage' }],
  ])('"%s" is answered with what is wrong', (line, problem) => {
    expect(parseCommand(line)).toEqual(wrong(problem))
  })
})

describe('the grammar', () => {
  const VERBS = ['help', 'show', 'list', 'new', 'links', 'link', 'unlink', 'digest', 'wrong']
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
        expect(VERBS).toContain(parseCommand(text).verb)
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

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press, say } from './asking.ts'
import { AKUBELA, EVERYWHERE, KASTANIENALLEE, linksOf, NOW } from './places.ts'
import { actsIn } from './recorded.ts'

let bench: Bench
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  bench = await startBench({ links: [...linksOf(DESK, EVERYWHERE), ...linksOf(LINDENHOF, [KASTANIENALLEE])] })
})
afterAll(async () => {
  await bench.close()
  vi.useRealTimers()
})

/** The last file in somebody's direct messages with the app. */
const fileFor = async (someone: TestPerson): Promise<{ message: Message; name: string; lines: string[] }> => {
  const direct = bench.workspace.snapshot(someone.id).channels.find(({ kind }) => kind === 'im')
  const message = direct && someone.lastMessage(direct.id)
  const file = message?.files?.[0]
  if (!message || !file) throw new Error(`${someone.id} got no file`)
  const response = await fetch(`${bench.origin}/workspace/files/${file.id}?as=${someone.id}`)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
  expect(text.startsWith('\uFEFF')).toBe(true)
  return { message, name: file.name, lines: text.slice(1).split('\r\n').slice(0, -1) }
}

describe('an export', () => {
  it('is all pages of the list, as a file for the asker alone', async () => {
    const sofia = bench.person('U0SOFIA')
    expect(await say(sofia, DESK, '/ticket export')).toBe('I sent you 33 tickets as a file in your direct messages.')
    const { message, name, lines } = await fileFor(sofia)
    expect(name).toBe('tickets 2026-11-21.csv')
    expect(textOf(message)).toContain('Your export: 33 tickets, as of ')
    expect(lines[0]).toMatch(/^Number,Status,.*Created \(Europe\/Berlin\)/)
    expect(lines.join('\n')).toContain('BX')
    const jonas = bench.workspace.snapshot('U0JONAS').messages
    expect(jonas.flatMap(({ files = [] }) => files).filter((file) => file.name === name)).toEqual([])
  })

  it('keeps to the words and to the list that the button is under, in the reader’s language', async () => {
    const mei = bench.person('U0MEILIN')
    const list = await ask(mei, DESK, '/ticket list 处理中 海棠')
    const [, total] = /找到 (\d+) 个工单/.exec(textOf(list)) ?? []
    expect(textOf(await press(mei, list, '导出'))).toBe(`已把 ${total} 个工单以文件形式发到您的私信。`)
    const { message, name, lines } = await fileFor(mei)
    expect(name).toBe('工单 2026-11-21.csv')
    expect(textOf(message)).toContain('筛选条件：处理中 · 海棠湾花园')
    expect(lines[0]).toMatch(/^工单编号,状态,/)
    expect(lines.filter((line) => line.includes('海棠湾花园'))).toHaveLength(Number(total))
  })

  it('hides from a guest what is personal, and says so', async () => {
    const [tomasz, sofia] = [bench.person('U0TOMASZ'), bench.person('U0SOFIA')]
    await ask(sofia, LINDENHOF, '/ticket export')
    await ask(tomasz, LINDENHOF, '/ticket export')
    const [shown, masked] = [await fileFor(sofia), await fileFor(tomasz)]
    expect(shown.lines.join()).toMatch(/\+49/)
    expect(masked.lines.join()).not.toMatch(/\+49/)
    expect(textOf(masked.message)).toContain('Names, phones and addresses are hidden')
    expect(textOf(shown.message)).not.toContain('hidden')
  })

  it('says with the file what is missing in it, and goes on record', async () => {
    vi.setSystemTime(NOW + 120_000)
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
    const sofia = bench.person('U0SOFIA')
    await ask(sofia, DESK, '/ticket export')
    bench.sandbox(AKUBELA).misbehave(undefined)
    expect(textOf((await fileFor(sofia)).message)).toContain(
      'The file is not complete:\n⚠️ akubela does not answer at the moment.',
    )
    expect(await say(bench.person('U0JONAS'), DESK, '/ticket audit')).toMatch(/Sofia Rossi/)
  })

  it('from direct messages is on record in the channels by whose links it was read', async () => {
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const exportsIn = async (channel: string) =>
      (await actsIn(bench, channel)).filter(({ action, user }) => action === 'export' && user === 'U0SOFIA').length
    const before = [await exportsIn(DESK), await exportsIn(LINDENHOF)]
    expect(await say(sofia, 'D0SOFIA', `/ticket export ${KASTANIENALLEE.name}`)).toContain('as a file')
    expect([await exportsIn(DESK), await exportsIn(LINDENHOF)]).toEqual([Number(before[0]) + 1, before[1]])
    expect(await say(jonas, DESK, '/ticket audit')).toMatch(/\*Exported the list\*\nSofia/)
  })

  it('is none where there is nothing to export', async () => {
    const sofia = bench.person('U0SOFIA')
    const before = bench.workspace.snapshot(sofia.id).messages.length
    expect(await say(sofia, LINDENHOF, '/ticket export nowhere')).toBe(
      'There is nothing to export: no ticket fits this.',
    )
    expect(await say(sofia, LOBBY, '/ticket export')).toContain('not linked to any community')
    expect(bench.workspace.snapshot(sofia.id).messages.length).toBe(before + 2)
  })
})

describe('an export that Slack does not take', () => {
  it('goes to no other address than Slack’s, and is told in words', async () => {
    const slack = await startSlackProxy()
    const strange = await startBench({ links: linksOf(LINDENHOF, [KASTANIENALLEE]), env: { SLACK_API_URL: slack.url } })
    onTestFinished(async () => {
      await strange.close()
      await slack.close()
    })
    slack.forwardTo(strange.origin)
    const sofia = strange.person('U0SOFIA')
    // The workspace gives an address of its own, which is not where the API is said to be.
    expect(await say(sofia, LINDENHOF, '/ticket export')).toContain('Slack does not take my answer')
    expect(slack.calls.map(({ method }) => method)).not.toContain('files.completeUploadExternal')
    slack.refuse('files.getUploadURLExternal', 'missing_scope')
    expect(await say(sofia, LINDENHOF, '/ticket export')).toContain('lacks a permission in Slack')
  })
})

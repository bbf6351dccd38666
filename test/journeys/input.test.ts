import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, mrkdwnOf } from './asking.ts'
import { openForm } from './filing.ts'
import { EVERYWHERE, linksOf } from './places.ts'

let bench: Bench
/** A manager, for whom nothing ends at a refusal of rights. */
let jonas: TestPerson
let asked = 0
beforeAll(async () => {
  bench = await startBench({ links: linksOf(DESK, EVERYWHERE) })
  jonas = bench.person('U0JONAS')
})
afterAll(() => bench.close())

const answers = (): Message[] => jonas.messages(DESK).filter(({ ephemeralTo }) => ephemeralTo === jonas.id)

const type = (line: string): Promise<Message> => {
  asked += 1
  return ask(jonas, DESK, line)
}

/** A clear sentence, and nothing that pings, links or shows our insides. */
const expectCalm = ({ text: fallback, blocks = [] }: Pick<Message, 'text' | 'blocks'>): void => {
  const text = textOf(blocks)
  expect(text).toMatch(/^\S.{15,}/s)
  expect(text).not.toMatch(/\bundefined\b|\[object|\bNaN\b|Error\b|\bat \S+ \(|node:|\.ts:|Something went wrong/)
  const written = [fallback, ...mrkdwnOf(blocks)]
  for (const mrkdwn of written) expect(mrkdwn).not.toMatch(/<(?!!date\^)/)
  expect(JSON.stringify(blocks)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
}

const LONG = 10_000

describe.each<[string, string, string]>([
  ['nothing', '/ticket', 'Here I look after'],
  ['spaces', '/ticket      ', 'Here I look after'],
  ['control characters', '/ticket \u0000\u0001\u0008\u007f', 'Here I look after'],
  ['what cannot be seen', '/ticket \u200b\u200f\u2060\ufeff', 'Here I look after'],
  ['10 000 letters', `/ticket ${'a'.repeat(LONG)}`, 'I do not know *aaaa'],
  ['10 000 digits', `/ticket ${'9'.repeat(LONG)}`, 'is not a ticket number'],
  ['10 000 words', `/ticket ${'a1 '.repeat(LONG)}`, 'is not a ticket number'],
  ['a ping of everybody', '/ticket <!channel>', 'I do not know *<!channel>*'],
  ['a ping of one', '/ticket <@U0MEILIN>', '*<@U0MEILIN>* is not a ticket number'],
  ['@everyone', '/ticket @everyone', 'I do not know *@everyone*'],
  ['a link', '/ticket <https://evil.example|here>', 'I do not know'],
  ['emoji', '/ticket 🔥🔥🔥', 'I do not know *🔥🔥🔥*'],
  ['Chinese that is no verb', '/ticket 修电梯', 'I do not know *修电梯*'],
  ['text against the grain', '/ticket \u202etsil', 'I do not know *tsil*'],
  ['an unknown verb', '/ticket frobnicate', '`/ticket help` shows what can be done'],
  ['a slip of the finger', '/ticket lst', 'Did you mean `/ticket list`?'],
  ['another', '/ticket digets', 'Did you mean `/ticket digest`?'],
  ['two letters that changed places', '/ticket lsit', 'Did you mean `/ticket list`?'],
  ['one before a number', '/ticket shw 730211223', 'Did you mean `/ticket show 730211223`?'],
  ['one before a ping', '/ticket lsit <!channel> & lift', 'Did you mean `/ticket list <!channel> & lift`?'],
  ['a number and talk', '/ticket close BX20210917 asap', 'Did you mean `/ticket close BX20210917`?'],
  ['a number with spaces', '/ticket BX2021 0917 XXX', 'Did you mean `/ticket BX20210917XXX`?'],
  ['a number with spaces after show', '/ticket show BX 2021', 'Did you mean `/ticket show BX2021`?'],
  ['a huge number', '/ticket 99999999999999999999999999999999', '*99999999999999999999999999999999*'],
  ['a negative number', '/ticket -1', 'is not a ticket number'],
  ['a path', '/ticket ../../etc/passwd1', 'is not a ticket number'],
  ['show without a number', '/ticket show', 'Please add the ticket’s number'],
  ['show with what is no number', '/ticket show 🔥', 'is not a ticket number'],
  ['an edit without a number', '/ticket edit', '`/ticket edit BX2021…`'],
  ['links with more', '/ticket links foo', '`/ticket links` takes nothing after it.'],
  ['a time that does not exist', '/ticket digest 25:00', 'I could not read *25:00*.'],
  ['a day that does not exist', '/ticket digest 09:00 funday', 'I could not read *09:00 funday*.'],
  ['a zone that does not exist', '/ticket digest 09:00 daily Mars/Olympus', 'I could not read'],
  ['two times of day', '/ticket digest 09:00 10:00', 'I could not read *09:00 10:00*.'],
  ['10 000 days', `/ticket digest 09:00 ${'mon, '.repeat(LONG)}`, 'I could not read *09:00 mon, mon,'],
  ['now and then', '/ticket digest now please', 'I could not read *now please*.'],
  ['link without a community', '/ticket link akubela', 'Write `/ticket link VENDOR COMMUNITY-ID NAME`'],
  ['unlink without anything', '/ticket unlink', 'Write `/ticket unlink VENDOR COMMUNITY-ID`'],
])('%s', (_what, line, sentence) => {
  it('is answered once, with a sentence that helps', async () => {
    const answer = await type(line)
    expect(textOf(answer)).toContain(sentence)
    expectCalm(answer)
  })
})

const ANYTHING = [
  'x'.repeat(LONG),
  '<!channel>',
  '<!here|now>',
  '<@U0MEILIN>',
  '<https://evil.example|your bank>',
  '@everyone',
  '🔥',
  '电梯',
  '\u202egnp.exe\u202c',
  '`code` *bold* _it_ ~gone~',
  '&amp;&lt;!channel&gt;',
  '\u0000\u001b[31mred',
  '-- --help',
  `'; DROP TABLE links; --`,
]

const BEGINNINGS = [
  '/ticket',
  '/ticket show',
  '/ticket show BX20210917XXX232',
  '/ticket list',
  '/ticket links',
  '/ticket link',
  '/ticket link akubela',
  '/ticket unlink',
  '/ticket unlink akubela',
  '/ticket digest',
  '/ticket digest now',
  '/ticket digest 09:00',
]

it.each(BEGINNINGS)('"%s" with anything at all behind it is answered once, and calmly', async (beginning) => {
  const before = answers().length
  await Promise.all(ANYTHING.map((rest) => jonas.command(DESK, `${beginning} ${rest}`)))
  asked += ANYTHING.length
  await jonas.until(() => answers().length === before + ANYTHING.length, `${ANYTHING.length} answers`)
  for (const answer of answers().slice(before)) expectCalm(answer)
})

it('"/ticket new" with anything at all behind it opens the form with that in it, and calmly', async () => {
  for (const rest of ANYTHING) {
    await jonas.command(DESK, `/ticket new ${rest}`)
    const form = await openForm(jonas)
    expect(JSON.stringify(form.blocks), rest).toMatch(/"initial_value":"[^"]/)
    expectCalm({ text: textOf(form), blocks: form.blocks })
    await jonas.close()
  }
})

it('has answered each once, to the asker alone, and is as well as before', async () => {
  expect(asked).toBeGreaterThan(0)
  expect(answers()).toHaveLength(asked)
  expect(jonas.notices()).toEqual([])
  expect(jonas.view()).toBeUndefined()
  const posted = jonas.messages(DESK).filter(({ user, ephemeralTo }) => user === 'U0CARETAKER' && !ephemeralTo)
  expect(posted).toEqual([])
  const ready = await fetch(`${bench.origin}/readyz`)
  expect(ready.status).toBe(200)
  expect(textOf(await type('/ticket list'))).toContain('*33 open tickets*')
})

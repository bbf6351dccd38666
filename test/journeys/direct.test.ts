import { expect, it } from 'vitest'
import { LINDENHOF, MANAGERS } from '../../src/workspace/seed.ts'
import { textOf } from '../support/text-of.ts'
import { useBenches } from './benches.ts'
import { KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'

/* People who write to Caretaker in its direct messages, without a command. */

const { start } = useBenches({
  links: [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(MANAGERS, [XIXI_LAKE])],
})

it.each([
  ['U0SOFIA', 'D0SOFIA', 'Hello?', 'Caretaker', '/ticket list'],
  ['U0MEILIN', 'D0MEILIN', '你好', 'Caretaker 工单助手', '/ticket list'],
])('%s is told what there is to write, once', async (user, channel, text, title, command) => {
  const bench = await start()
  const someone = bench.person(user)
  const before = someone.messages(channel).length
  await someone.say(channel, text)
  const answer = await someone.until(() => {
    const [, said] = someone.messages(channel).slice(before)
    return said && textOf(said)
  }, 'an answer')
  expect(answer).toContain(title)
  expect(answer).toContain(command)
  await bench.caretaker.stop(5_000)
  expect(someone.messages(channel)).toHaveLength(before + 2)
})

it('nobody is answered in a channel, where people talk to each other', async () => {
  const bench = await start()
  const sofia = bench.person('U0SOFIA')
  const before = sofia.messages(LINDENHOF).length
  await sofia.say(LINDENHOF, 'Has anybody seen the key of house 7?')
  await sofia.until(() => sofia.messages(LINDENHOF).length === before + 1)
  await bench.caretaker.stop(5_000)
  expect(sofia.messages(LINDENHOF)).toHaveLength(before + 1)
})

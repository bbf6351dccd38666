import { expect, it } from 'vitest'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, minute } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf } from './places.ts'

/* Whom a ticket is about is not read by many, whatever the ticket says of them in its text. */

const { start } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

const TYPED = { Description: '业主陈志远报修：厨房漏水，电话 138_0000_5678', Contact: '陈志远' }
const PERSONAL = /陈志远|138_?0000/
const ABOUT = '业主陈'

/** What everybody in the channel reads. */
const readByAll = (someone: TestPerson): string[] =>
  someone.messages(LINDENHOF).flatMap((message) => (message.ephemeralTo ? [] : [JSON.stringify(message)]))

it('a name that the ticket knows stays out of what its channel and guests read', async () => {
  const bench = await start()
  const [sofia, tomasz] = [bench.person('U0SOFIA'), bench.person('U0TOMASZ')]
  await fileRepair(sofia, LINDENHOF, TYPED)
  const filed = textOf(await modalSaying(sofia, 'Filed as'))
  const number = /m[0-9a-f]{32}/.exec(filed)?.[0]
  expect(filed).toContain(TYPED.Description)

  await press(sofia, await ask(sofia, LINDENHOF, `/ticket ${number}`), 'Share to channel')
  await ask(sofia, LINDENHOF, `/ticket watch ${number}`)
  await sofia.command(LINDENHOF, '/ticket digest now')
  await sofia.until(() => readByAll(sofia).some((text) => text.includes('Asked for by')), 'a digest')
  bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
  await minute(bench, 5)
  await sofia.command(LINDENHOF, '/ticket digest now')
  await sofia.until(() => readByAll(sofia).filter((text) => text.includes('Asked for by')).length === 2, 'a stale one')
  bench.sandbox(AKUBELA).misbehave(undefined)
  const read = readByAll(sofia).filter((text) => text.includes(ABOUT))
  expect(read).toHaveLength(3)
  expect(readByAll(sofia).filter((text) => PERSONAL.test(text))).toEqual([])

  for (const line of [`/ticket ${number}`, '/ticket list 厨房漏水']) {
    const answer = await say(tomasz, LINDENHOF, line)
    expect(answer).toContain(ABOUT)
    expect(answer).not.toMatch(PERSONAL)
  }
  expect(await say(tomasz, LINDENHOF, '/ticket list 志远')).not.toContain(ABOUT)
})

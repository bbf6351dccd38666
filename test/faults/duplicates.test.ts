import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { ask, namesIn } from '../journeys/asking.ts'
import { AKUBELA, KASTANIENALLEE, XIXI_LAKE } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { digestsIn } from './digests.ts'
import { type Filing, fillForm } from './filing.ts'
import { useRedelivery } from './redelivery-scene.ts'
import { row } from './row.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT } from './subjects.ts'
import { WORDS } from './words.ts'

/** Slack delivers again what it had no answer to: at once, after a minute and after five. */
const FOUR_TIMES = 'delivered four times'
const TWICE = 'pressed twice'
const AFTER_RESTART = 'delivered again after a restart'
const TARGET = 'Slack'

const scene = useRedelivery([SUBJECT])
const { fourTimes, acrossRestart } = scene

const everything = (someone: TestPerson): readonly Message[] => someone.messages(DESK)

/** The messages that somebody sees after it and did not before. Resolves when all that it started has ended. */
const saidBy = async (someone: TestPerson, act: () => Promise<void>): Promise<Message[]> => {
  const before = new Set(everything(someone).map(({ ts }) => ts))
  await act()
  await scene.stop()
  // On a busy machine they are told first that it takes a moment.
  return everything(someone).filter(({ ts, text }) => !before.has(ts) && text !== WORDS.loading.slow)
}

const COMMANDS = [
  ['list', '/ticket list'],
  ['help', '/ticket help'],
  ['link', `/ticket link akubela ${XIXI_LAKE.community} Villa am See`],
  ['schedule', '/ticket digest 09:00 mon-fri'],
] as const

for (const [journey, line] of COMMANDS) {
  row({ fault: FOUR_TIMES, target: TARGET, journey }, async (note) => {
    const said = await saidBy(scene.jonas, () => fourTimes(() => ask(scene.jonas, DESK, line)))
    note({ outcome: `${said.length} answers`, told: textOf(said[0] ?? []) })
    expect(said).toHaveLength(1)
  })
}

const REPEATS = [
  [FOUR_TIMES, fourTimes],
  [AFTER_RESTART, acrossRestart],
] as const

for (const [fault, repeat] of REPEATS) {
  row({ fault, target: TARGET, journey: 'digest now' }, async (note) => {
    const before = digestsIn(scene.jonas).length
    await saidBy(scene.jonas, () =>
      repeat(async () => {
        await scene.jonas.command(DESK, '/ticket digest now')
        await scene.jonas.until(() => digestsIn(scene.jonas).length > before, 'a digest')
      }),
    )
    const posts = digestsIn(scene.jonas).length - before
    note({ outcome: 'posted', posts })
    expect(posts).toBe(1)
  })
}

const sending = async (send: (filing: Filing) => Promise<void>): Promise<{ tickets: number; posts: number }> => {
  // Like no other, so that none is held back for one that is open already.
  const text = `Letterbox ${randomUUID()}`
  const filing = await fillForm(scene.sofia, SUBJECT.form?.(text) ?? {})
  await saidBy(scene.sofia, async () => {
    await send(filing)
    await filing.hear()
  })
  await scene.open()
  return { tickets: await countTickets(SUBJECT, scene.running.driver(AKUBELA), text), posts: filing.posts() }
}

for (const [fault, repeat] of REPEATS) {
  row({ fault, target: TARGET, journey: 'create' }, async (note) => {
    const seen = await sending((filing) => repeat(() => filing.send()))
    note({ outcome: 'filed', ...seen })
    expect(seen).toEqual({ tickets: 1, posts: 1 })
  })
}

row({ fault: TWICE, target: TARGET, journey: 'create' }, async (note) => {
  const seen = await sending(async (filing) => {
    await Promise.allSettled([filing.send(), filing.send()])
  })
  note({ outcome: 'filed', ...seen })
  expect(seen).toEqual({ tickets: 1, posts: 1 })
})

/** Each time another ticket: one that was shared today is not posted again. */
let shares = 0
const share = async (press: (card: Message) => Promise<unknown>): Promise<Message[]> => {
  const list = textOf(await ask(scene.sofia, DESK, '/ticket list'))
  const numbers = [...new Set(list.match(/m[0-9a-f]{32}/g))]
  const card = await ask(scene.sofia, DESK, `/ticket ${numbers[shares++]}`)
  return saidBy(scene.jonas, async () => {
    await press(card)
    await scene.jonas.until(() => everything(scene.jonas).some(isShared), 'a shared ticket')
  })
}

const isShared = (message: Message): boolean => /Shared by sofia/i.test(textOf(message))

for (const [fault, repeat] of REPEATS) {
  row({ fault, target: TARGET, journey: 'share' }, async (note) => {
    const shared = (await share((card) => repeat(() => scene.sofia.click(card, 'Share to channel')))).filter(isShared)
    note({ outcome: 'shared', posts: shared.length })
    expect(shared).toHaveLength(1)
  })
}

row({ fault: TWICE, target: TARGET, journey: 'share' }, async (note) => {
  const press = (card: Message) =>
    Promise.all([scene.sofia.click(card, 'Share to channel'), scene.sofia.click(card, 'Share to channel')])
  const shared = (await share(press)).filter(isShared)
  note({ outcome: 'shared', posts: shared.length })
  expect(shared).toHaveLength(1)
})

row({ fault: FOUR_TIMES, target: TARGET, journey: 'unlink' }, async (note) => {
  const said = await saidBy(scene.jonas, () => fourTimes(() => ask(scene.jonas, DESK, '/ticket unlink Villa am See')))
  await scene.open()
  const names = await namesIn(scene.jonas, DESK)
  note({ outcome: `${said.length} answers`, told: textOf(said[0] ?? []) })
  expect(names).toEqual([KASTANIENALLEE.name])
  expect(said).toHaveLength(1)
})

row({ fault: AFTER_RESTART, target: TARGET, journey: 'link, unlink' }, async (note) => {
  const linked = `/ticket link akubela ${XIXI_LAKE.community} Villa am See`
  const seen: string[][] = []
  for (const line of [linked, '/ticket unlink Villa am See']) {
    await acrossRestart(() => ask(scene.jonas, DESK, line))
    await scene.open()
    seen.push(await namesIn(scene.jonas, DESK))
  }
  note({ outcome: 'the same' })
  expect(seen).toEqual([[KASTANIENALLEE.name, 'Villa am See'], [KASTANIENALLEE.name]])
})

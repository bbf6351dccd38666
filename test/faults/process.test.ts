import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import type { Misbehaviour, SandboxRequest } from '../../src/drivers/sandbox.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { namesIn, say } from '../journeys/asking.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, XIXI_LAKE } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { startChild } from './child.ts'
import { MINUTE_MS } from './clock.ts'
import { digestsIn } from './digests.ts'
import { expectTruth, fillForm } from './filing.ts'
import { digestIn, openLater } from './later.ts'
import { type Main, startMain } from './main.ts'
import { row } from './row.ts'
import { openStage, type Stage } from './stage.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT } from './subjects.ts'

const TARGET = 'process'

let stage: Stage
let sofia: TestPerson
let jonas: TestPerson

beforeEach(async () => {
  stage = await openStage([AKUBELA], linksOf(DESK, [KASTANIENALLEE]))
  sofia = stage.person('U0SOFIA')
  jonas = stage.person('U0JONAS')
  // The store is there, and so is the token, before the process that is looked at starts.
  const first = await stage.open()
  await say(sofia, DESK, '/ticket list')
  await first.stop()
})
afterEach(() => stage.close())

row({ fault: 'a second process on the store', target: TARGET, journey: 'start' }, async (note) => {
  const first = await stage.open()
  const { how, complaint } = await startMain(stage).ended
  note({ outcome: `exit ${how}`, told: complaint })
  expect(how).toBe('1')
  expect(complaint).toMatch(/^STORE_URL: .* another Caretaker is using it; stop that one first\n$/)
  expect(await say(sofia, DESK, '/ticket list')).toContain('open tickets')
  expect(await first.isReady()).toBe(true)
})

/** The vendor as it is when SIGTERM comes: it answers before the process has to end, or not. */
const PACES: readonly (readonly [string, Misbehaviour])[] = [
  ['SIGTERM, slow vendor', { kind: 'latency', ms: 500 }],
  ['SIGTERM, silent vendor', { kind: 'hang' }],
]

/** Not one for a token, before which nothing is asked. */
const isCommand = ({ path }: SandboxRequest): boolean => path.endsWith('-commands')
const isCreation = ({ body }: SandboxRequest): boolean => body.includes('create_maintenance_info')

describe.each(PACES)('%s', (fault, how) => {
  const isSlow = how.kind === 'latency'

  /** Does something that asks the vendor, and stops the process as soon as the vendor was asked. */
  const interrupted = async (main: Main, act: () => Promise<unknown>, isIt = isCommand): Promise<void> => {
    await main.ready
    const sandbox = stage.sandbox(AKUBELA)
    const asked = (): number => sandbox.requests.filter(isIt).length
    sandbox.misbehave(how, isIt)
    const before = asked()
    const acting = act()
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(before))
    expect(await main.terminate()).toBe('0')
    await acting
    sandbox.misbehave(undefined)
  }

  const reading = (journey: string, line: string, answered: string): void =>
    row({ fault, target: TARGET, journey }, async (note) => {
      const before = sofia.lastEphemeral(DESK)?.ts
      await interrupted(startMain(stage), () => sofia.command(DESK, line))
      const last = sofia.lastEphemeral(DESK)
      const told = last && last.ts !== before ? textOf(last) : ''
      note({ outcome: told.includes(answered) ? 'drained' : 'told why not', told })
      expect(told).toContain(isSlow ? answered : 'akubela does not answer at the moment')
    })

  reading('list', '/ticket list', 'open tickets')
  reading('show', `/ticket m${'0'.repeat(32)}`, 'There is no ticket')

  row({ fault, target: TARGET, journey: 'create' }, async (note) => {
    const text = 'The gate to the yard does not lock.'
    const main = startMain(stage)
    await main.ready
    const filing = await fillForm(sofia, SUBJECT.form?.(text) ?? {})
    await interrupted(main, () => filing.send(), isCreation)
    const before = filing.heard()
    const { driver, pass } = await openLater(stage)
    if (before) expectTruth(before, await countTickets(SUBJECT, driver(AKUBELA), text))
    if (isSlow) expect(before?.told).toBe('filed')
    await pass(1, 1, 5, 10, 30)
    const after = filing.heard()
    const tickets = await countTickets(SUBJECT, driver(AKUBELA), text)
    const outcome = `${before?.told ?? 'silent'} → ${after?.told ?? 'silent'}`
    note({ outcome, tickets, posts: filing.posts(), told: after?.text ?? '' })
    expect(after?.told).toBe('filed')
    expect([tickets, filing.posts()]).toEqual([1, 1])
  })

  row({ fault, target: TARGET, journey: 'link' }, async (note) => {
    const before = jonas.lastEphemeral(DESK)?.ts
    await interrupted(startMain(stage), () =>
      jonas.command(DESK, `/ticket link akubela ${XIXI_LAKE.community} Villa am See`),
    )
    const last = jonas.lastEphemeral(DESK)
    const told = last && last.ts !== before ? textOf(last) : ''
    await stage.open()
    const isLinked = (await namesIn(jonas, DESK)).includes('Villa am See')
    note({ outcome: isLinked ? 'linked' : 'not linked', told })
    expect(isLinked).toBe(isSlow)
    expect(told).toContain(isSlow ? 'is now linked to' : 'Not linked')
  })

  row({ fault, target: TARGET, journey: 'digest now' }, async (note) => {
    const before = digestsIn(sofia).length
    await interrupted(startMain(stage), () => sofia.command(DESK, '/ticket digest now'))
    const posted = digestsIn(sofia).slice(before)
    const told = posted.map(textOf).join('\n')
    note({ outcome: told.includes('open tickets') ? 'drained' : 'partial', posts: posted.length, told })
    expect(posted).toHaveLength(1)
    expect(told).toContain(isSlow ? 'open tickets' : 'akubela does not answer at the moment')
  })
})

row({ fault: 'SIGTERM, Slack does not answer', target: TARGET, journey: 'digest' }, async (note) => {
  const child = await startChild(stage)
  await say(jonas, DESK, digestIn(2))
  const before = digestsIn(jonas).length
  stage.slack.hold('chat.postMessage')
  void child.order({ do: 'tick', aheadMs: 3 * MINUTE_MS })
  await vi.waitFor(() => expect(stage.slack.calls.some(({ method }) => method === 'chat.postMessage')).toBe(true))
  await child.order({ do: 'stop', withinMs: 200 })
  child.kill('SIGKILL')
  await child.ended
  // It was under way all the time.
  stage.slack.release()

  const { pass } = await openLater(stage)
  await pass(4, 1, 5, 10, 30)
  const posts = digestsIn(jonas).length - before
  note({ outcome: posts === 0 ? 'missing' : 'posted', posts })
  expect(posts).toBe(1)
})

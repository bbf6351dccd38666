import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { VENDORS } from '../../src/drivers/index.ts'
import { messages } from '../../src/i18n/index.ts'
import { SHORTCUTS } from '../../src/slack/ids.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { type Forge, type Place, startForge } from './forge.ts'
import { type Did, doAll } from './gestures.ts'
import { NOW } from './places.ts'
import { furnish, LINKS, OWN } from './targets.ts'

/*
 * Slack gives three seconds. Here no vendor ever answers, nor does Slack's own Web API: whatever waited for one of them
 * before acknowledging would never be acknowledged. That goes for everything that can be done; ack.test.ts shows it of
 * what was really drawn.
 */

const JONAS: Place = { user: 'U0JONAS', channel: DESK }
const SLACKS_LIMIT_MS = 3_000
const { failure, loading } = messages('en')

let forge: Forge
let folder: string
let did: readonly Did[]

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  await furnish(folder)
  forge = await startForge({ folder, links: LINKS })
  for (const { vendor } of VENDORS) forge.bench.sandbox(vendor).misbehave({ kind: 'hang' })
  forge.slack.hold()
  did = [
    ...(await doAll(forge, JONAS, OWN)),
    { what: 'shortcut', isAlone: true, sent: await forge.shortcut(JONAS, SHORTCUTS.anywhere) },
    {
      what: 'message shortcut',
      isAlone: true,
      sent: await forge.shortcut(JONAS, SHORTCUTS.fromMessage, {
        ts: '1.1',
        text: 'The lift is stuck.',
        user: JONAS.user,
      }),
    },
  ]
}, 60_000)
afterAll(async () => {
  await forge.close()
  await rm(folder, { recursive: true })
  vi.useRealTimers()
})

it('everything is acknowledged, though nobody answers', () => {
  expect(did.length).toBeGreaterThan(100)
  expect(did.filter(({ sent }) => sent.status !== 200).map(({ what }) => what)).toEqual([])
  expect(did.filter(({ sent }) => sent.ms > SLACKS_LIMIT_MS).map(({ what }) => what)).toEqual([])
  expect(forge.slack.calls.length).toBeGreaterThan(50)
})

it('and is answered honestly once Slack speaks again and the vendors are gone', async () => {
  forge.slack.release()
  for (const { vendor } of VENDORS) await forge.bench.sandbox(vendor).close()
  await forge.settle()
  const answers = did.map(({ what, sent }) => ({ what, said: forge.said(sent).filter((one) => one !== loading.slow) }))
  expect(answers.filter(({ said }) => said.join().includes(failure.unexpected))).toEqual([])
  expect(answers.filter(({ what, said }) => said.length === 0 && !isQuiet(what)).map(({ what }) => what)).toEqual([])
}, 60_000)

/** What is shown elsewhere than in an answer, or may leave all as it is. */
const isQuiet = (what: string): boolean => /^(?:home|createField|editField|stepChoice|doctorDigest)|typed$/.test(what)

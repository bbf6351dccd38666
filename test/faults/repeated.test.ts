import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { VENDORS } from '../../src/drivers/index.ts'
import { REPEATABLE } from '../../src/slack/deliveries.ts'
import { ACTIONS, VIEWS } from '../../src/slack/ids.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { AICC_TENANT } from '../journeys/accounts.ts'
import { type Forge, type ForgeOptions, type Place, type Sent, startForge } from '../journeys/forge.ts'
import { FORMS, gesturesIn, LINES, type Target } from '../journeys/gestures.ts'
import { linksOf, NOW } from '../journeys/places.ts'
import { actsIn } from '../journeys/recorded.ts'
import { furnish, LINKS, OWN, OWN_CASE } from '../journeys/targets.ts'
import { MINUTE_MS } from './clock.ts'

/*
 * Slack delivers again what it had no answer to, and people press twice. Everything that can be done is done in three
 * ways, and what becomes of it is compared.
 */

const JONAS: Place = { user: 'U0JONAS', channel: DESK }

/** What is left of all that was done: in the channel, at the vendor, on record and in the store. */
interface Effects {
  readonly posts: readonly string[]
  readonly writes: readonly string[]
  readonly acts: readonly string[]
  readonly kept: readonly string[]
}

interface Step {
  readonly name: string
  /** When pressed twice it is done twice: it only draws its own message again. */
  readonly isRepeatable?: boolean
  act(): Promise<Sent>
}

/** What takes the community away from the channel comes last: after it there is nothing to be done to a ticket. */
const isLast = ({ name }: Step): boolean => ['unlink', 'linkMenu', 'linksImport'].includes(name)

const allOf = (forge: Forge, target: Target): Step[] => {
  const steps = [
    ...Object.entries(FORMS).flatMap(([name, form]) =>
      [form].flat().map((each) => {
        const sending = { ...each(DESK, target), callbackId: String(Reflect.get(VIEWS, name)) }
        return { name, act: () => forge.send(JONAS, sending) }
      }),
    ),
    ...Object.entries(LINES).map(([name, line]) => ({ name, act: () => forge.command(JONAS, line(target)) })),
    ...Object.entries(gesturesIn(DESK)).flatMap(([name, { uses, isTyped }]) => {
      const actionId = String(Reflect.get(ACTIONS, name))
      const used = isTyped === 'only' ? [] : uses(target)
      const isRepeatable = REPEATABLE.has(actionId)
      return used.map((use) => ({ name, isRepeatable, act: () => forge.use(JONAS, { ...use, actionId }) }))
    }),
  ]
  return [...steps.filter((step) => !isLast(step)), ...steps.filter(isLast)]
}

/** One thing after the other, each when the one before has ended. */
const effectsOf = async (repeat: ForgeOptions['repeat']): Promise<Effects> => {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  await furnish(folder)
  let passed = 0
  const forge = await startForge({
    folder,
    links: [...linksOf(DESK, [AICC_TENANT]), ...LINKS],
    monotonic: () => performance.now() + passed,
    ...(repeat ? { repeat } : {}),
  })
  for (const { name, isRepeatable, act } of [OWN, OWN_CASE].flatMap((target) => allOf(forge, target))) {
    const ends = forge.ended() + (isRepeatable && repeat === 'pressed' ? 2 : 1)
    await act()
    await vi.waitFor(() => expect(forge.ended(), name).toBeGreaterThanOrEqual(ends), { interval: 5, timeout: 20_000 })
    for (const minutes of LATER) {
      passed += minutes * MINUTE_MS
      if (repeat === 'delivered') await forge.again()
    }
  }
  await forge.settle()
  const acts = await actsIn(forge.bench, DESK)
  const store: Record<string, unknown> = JSON.parse(await readFile(join(folder, 'store.json'), 'utf8'))
  const effects = {
    posts: forge.slack.calls
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ args }) => `${args.channel} ${args.text?.replace(/m[0-9a-f]{32}/, 'm…')}`),
    writes: VENDORS.flatMap(({ vendor }) =>
      forge.bench
        .sandbox(vendor)
        .requests.filter(({ path, body }) => WRITES.test(path) || WRITES.test(body))
        .map(({ path }) => `${vendor} ${path}`),
    ),
    // The repeated one ends before the first, and then the next is under way beside it: their order is nobody's promise.
    acts: acts.map(({ action, outcome }) => `${action} ${outcome}`).sort(),
    kept: Object.entries(store).flatMap(([name, rows]) => (Array.isArray(rows) ? [`${name} ${rows.length}`] : [])),
  }
  await forge.close()
  await rm(folder, { recursive: true })
  return effects
}

/**
 * In minutes: what had no answer comes again after one, and after five. Only the clock moves by which one knows how long
 * ago something was: by the wall's, what is held would become due in between.
 */
const LATER = [1, 4]

/** What akubela is commanded, and where AICC is written to. */
const WRITES = /"(?:create|delete|update)_|\/case\/(?:create|modify|process|transfer|close|cancel|update)/

let once: Effects
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  once = await effectsOf(undefined)
}, 120_000)
afterAll(() => void vi.useRealTimers())

it('done once it has effects', () => {
  expect(once.posts.length).toBeGreaterThan(3)
  expect(once.writes.length).toBeGreaterThan(0)
  expect(once.acts.length).toBeGreaterThan(8)
})

it.each(['delivered', 'pressed'] as const)(
  '%s again it has the same effects',
  async (repeat) => {
    expect(await effectsOf(repeat)).toEqual(once)
  },
  60_000,
)

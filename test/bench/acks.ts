import { setTimeout as sleep } from 'node:timers/promises'
import { VENDORS } from '../../src/drivers/index.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { GestureAnswer, Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { ask } from '../journeys/asking.ts'
import { HEATING, openForm } from '../journeys/filing.ts'
import { EVERYWHERE, KASTANIENALLEE, linksOf } from '../journeys/places.ts'
import { startBench } from '../support/bench.ts'
import type { Typed } from '../support/input-state.ts'
import { person, type TestPerson } from '../support/person.ts'
import { BARE_BUTTON, startBareApp } from './bare-app.ts'
import { type Measured, type Row, repeated, timed } from './figures.ts'

const COMMANDS = [
  '/ticket help',
  '/ticket BX20261120102',
  '/ticket list',
  '/ticket new',
  '/ticket links',
  '/ticket link',
  `/ticket link akubela ${KASTANIENALLEE.community}`,
  '/ticket unlink akubela nothing',
  '/ticket digest now',
  '/ticket digest 09:00 mon-fri',
  '/ticket digest off',
  '/ticket what is this',
]

const ROUNDS = 20
/** Not counted: the first few of everything are compiled while they run. */
const WARM_UP = 5

/** Between two gestures, and between the two apps, which share this one process. */
const BREATH_MS = 20
const REST_MS = 100

/** How to come by a button and a form in an app. */
interface Ways {
  readonly button: { readonly line: string; readonly action: string }
  readonly form: { readonly line: string; readonly values: Readonly<Record<string, Typed>> }
}

const CARETAKER: Ways = {
  button: { line: '/ticket help', action: ACTIONS.list },
  form: { line: '/ticket new', values: HEATING },
}

const BARE: Ways = {
  button: { line: '/ticket button', action: BARE_BUTTON },
  form: { line: '/ticket form', values: { Description: HEATING.Description } },
}

/** Makes everything ready for the gesture of a round, and returns the gesture: from there on it is timed. */
type Gesture = (round: number) => Promise<() => Promise<GestureAnswer>>

/** What people do with one app, by name. The same names for every app, in the same order. */
interface Side {
  readonly gestures: ReadonlyMap<string, Gesture>
  /** How often Slack had to say that the app did not answer, or not well. */
  failures(): number
  leave(): void
}

const sideOf = async (workspace: Workspace, { button, form }: Ways): Promise<Side> => {
  const [jonas, priya, sofia] = [
    person(workspace, 'U0JONAS'),
    person(workspace, 'U0PRIYA'),
    person(workspace, 'U0SOFIA'),
  ]
  // Of a message each, because pressing the same button twice is a slip that may be passed over.
  const messages = await repeated(WARM_UP + ROUNDS, () => ask(priya, DESK, button.line))
  const commands = COMMANDS.map((line): [string, Gesture] => [line, async () => () => jonas.command(DESK, line)])
  const press: Gesture = async (round) => () => priya.click(nth(messages, round), button.action)
  return {
    gestures: new Map([...commands, ['a button', press], ['a form sent', (round) => filled(sofia, form, round)]]),
    failures: () => [jonas, priya, sofia].flatMap((someone) => someone.notices()).length,
    leave: () => {
      for (const someone of [jonas, priya, sofia]) someone.leave()
    },
  }
}

const filled = async (someone: TestPerson, { line, values }: Ways['form'], round: number) => {
  if (someone.view()) await someone.close()
  await someone.command(DESK, line)
  const view = await openForm(someone)
  await someone.fill(view.id, { ...values, Description: `${values.Description} (${round})` })
  return () => someone.submit()
}

const nth = (messages: readonly Message[], round: number): Message => {
  const message = messages[round]
  if (!message) throw new Error(`there is no message for round ${round}`)
  return message
}

/** How soon Slack has its 200 while no vendor answers anything: each command, a button, and a form that is kept first. */
export const measureAcks = async (): Promise<Measured> => {
  const bench = await startBench({ links: linksOf(DESK, EVERYWHERE) })
  const bare = await startBareApp()
  const caretakerSide = await sideOf(bench.workspace, CARETAKER)
  const bareSide = await sideOf(bare.workspace, BARE)
  for (const { vendor } of VENDORS) bench.sandbox(vendor).misbehave({ kind: 'hang' })

  const rounds = await repeated(WARM_UP + ROUNDS, async (round) => {
    const least = await playRound(bareSide, round)
    return { least, times: await playRound(caretakerSide, round) }
  })
  const counted = rounds.slice(WARM_UP)
  const rows = [...caretakerSide.gestures.keys()].map((name, i): Row => {
    const of = (times: readonly number[]): number => times[i] ?? Number.NaN
    const baseline = { name: 'bare Bolt app', values: counted.map(({ least }) => of(least)) }
    const shown = name.replace(KASTANIENALLEE.community, '…')
    return { name: `Ack of ${shown}`, unit: 'ms', values: counted.map(({ times }) => of(times)), baseline }
  })
  const failures = caretakerSide.failures()

  for (const side of [caretakerSide, bareSide]) side.leave()
  await bench.caretaker.stop(0)
  await Promise.all([bench.close(), bare.close()])
  return {
    rows: [...rows, { name: 'Not acknowledged, or after more than 3 s', unit: 'count', values: [failures] }],
    broken: [],
  }
}

/** Every gesture once. The work that follows a gesture has come to its end before the next, or the other app's. */
const playRound = async ({ gestures }: Side, round: number): Promise<number[]> => {
  const all = [...gestures.values()]
  const times = await repeated(all.length, async (i) => {
    const gesture = await all[i]?.(round)
    if (!gesture) throw new Error(`there is no gesture ${i}`)
    await sleep(BREATH_MS)
    return timed(gesture)
  })
  await sleep(REST_MS)
  return times
}

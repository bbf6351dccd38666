import { expect } from 'vitest'
import type { Message, View } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { openForm } from '../journeys/filing.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import type { Act } from './subjects.ts'
import { WORDS } from './words.ts'

/** What somebody was told of something that they did to a ticket. The last two are not the end of it. */
type Told = 'done' | 'not done' | 'unclear' | 'kept' | 'checking'

const SIGNS: readonly (readonly [Told, RegExp])[] = [
  ['done', /✅ (?:Ticket .+ is changed|Your comment .+ is sent|“.+” is done)/],
  ['not done', /Not done:/],
  ['unclear', /I could not find out/],
  ['kept', /I keep (?:your|“)|It is kept/],
  ['checking', /I am looking there and will tell you/],
]

export interface HeardOfAct {
  readonly told: Told
  readonly text: string
}

/** Something that somebody is about to do to a ticket. */
export interface Acting {
  /** Sends the form, until it is kept, and waits until the person is told how that ended, or that it is kept. */
  send(): Promise<HeardOfAct>
  /** Sends the form once. @throws Error when Slack had no answer */
  submit(): Promise<void>
  hear(): Promise<HeardOfAct>
  /** What they are told by now. */
  heard(): HeardOfAct | undefined
  /** Whether what was typed is in the open modal, or one button away. */
  isTypedKept(): boolean
}

/** Opens the form by its command in the desk's channel, and fills it in, up to the last question whether they are sure. */
export const openAct = async (someone: TestPerson, number: string, act: Act, text: string): Promise<Acting> => {
  while (someone.view()) await someone.close()
  await someone.command(DESK, `/ticket ${act.verb} ${number}`)
  const first = await openForm(someone)
  if (act.step !== undefined) await choose(someone, first, act.step)
  await someone.fill((await openForm(someone)).id, act.form(text))
  if (someone.view()?.submit === 'Continue') {
    await submitted(someone)
    await someone.until(() => someone.view()?.submit !== 'Continue', 'the last question')
  }
  const before = new Set(toldTo(someone).map(({ ts }) => ts))
  const since = (): Message[] => toldTo(someone).filter(({ ts }) => !before.has(ts))

  const heard = (): HeardOfAct | undefined => {
    const texts = [someone.view() ?? [], ...since()].map(textOf)
    const found = texts.flatMap((text) => {
      const told = SIGNS.find(([, sign]) => sign.test(text))?.[0]
      return told === undefined ? [] : [{ told, text }]
    })
    return found.find(({ told }) => told === 'done') ?? found.at(-1)
  }

  const submit = (): Promise<void> => submitted(someone)
  const hear = (): Promise<HeardOfAct> => someone.until(heard, 'how it ended')

  return {
    heard,
    submit,
    hear,
    send: async () => {
      do {
        await submit()
        await someone.until(() => heard() ?? isNotKept(someone), 'how it ended')
      } while (isNotKept(someone))
      return await hear()
    },
    isTypedKept: () =>
      JSON.stringify(someone.view()?.blocks ?? []).includes(act.shown ?? text) ||
      since().some((message) => textOf(message).includes('Open it again')),
  }
}

const choose = async (someone: TestPerson, { blocks }: View, step: string): Promise<void> => {
  await someone.select(await openForm(someone), 'What shall be done?', step)
  await someone.until(() => someone.view()?.blocks !== blocks, `the form of ${step}`)
}

const submitted = async (someone: TestPerson): Promise<void> => {
  const answer = await someone.submit()
  if (!answer.ok) throw new Error(answer.notice)
}

/** On a machine with much else to do it may take too long to keep; then people are asked to send it again. */
export const isNotKept = (someone: TestPerson): boolean => textOf(someone.view() ?? []).includes(WORDS.acts.notKept)

const toldTo = (someone: TestPerson): Message[] =>
  [DESK, directTo(someone)].flatMap((channel) =>
    someone.messages(channel).filter((message) => message.ephemeralTo === someone.id || channel !== DESK),
  )

const directTo = (someone: TestPerson): string => someone.id.replace('U', 'D')

/** Nobody may be told that something is done which is not, or is not done which is. */
export const expectActTruth = ({ told, text }: HeardOfAct, held: number): void => {
  expect(held, 'how often it is at the vendor').toBeLessThanOrEqual(1)
  if (told === 'done') expect(held, text).toBe(1)
  if (told === 'not done') expect(held, text).toBe(0)
}

/** A deletion that a manager is about to confirm. */
export interface Removing {
  /** Confirms it, and waits until it is told that it will be carried out. */
  send(): Promise<void>
  /** Confirms it. @throws Error when Slack had no answer */
  submit(): Promise<void>
  /** In a word. */
  told(): 'waits' | 'deleted' | 'not deleted' | 'kept' | 'unsettled'
  /** All that the manager reads of it. */
  text(): string
  /** Takes it back, or finds that it is too late. */
  undo(): Promise<void>
}

export const openRemoval = async (manager: TestPerson, number: string): Promise<Removing> => {
  while (manager.view()) await manager.close()
  await manager.command(DESK, `/ticket delete ${number}`)
  await openForm(manager)
  const before = manager.lastMessage(directTo(manager))?.ts
  const told = (): Message | undefined =>
    manager.messages(directTo(manager)).find(({ ts, text }) => ts > (before ?? '') && text.includes('delet'))
  // What was told in the channel came while the message could not be changed.
  const text = (): string => [told(), manager.lastEphemeral(DESK)].map((one) => textOf(one ?? [])).join('\n')
  const says = (sign: string): boolean =>
    text()
      .split('\n')
      .some((line) => line.includes(number) && line.includes(sign))
  return {
    submit: () => submitted(manager),
    send: async () => {
      await submitted(manager)
      await manager.until(told, 'that it will be deleted')
    },
    text,
    told: () => {
      if (says('✅') || says('☑️')) return 'deleted'
      if (says('↩️')) return 'kept'
      if (says('⚠️')) return 'not deleted'
      return says('•') ? 'waits' : 'unsettled'
    },
    undo: async () => {
      const message = told()
      if (message) await manager.click(message, WORDS.removal.undo)
    },
  }
}

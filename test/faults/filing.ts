import { expect } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { formOf } from '../journeys/filing.ts'
import type { Typed } from '../support/input-state.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { asksToSendAgain, type Told, toldIn } from './words.ts'

/** One ticket that somebody sends, and what they and the channel hear of it. */
export interface Filing {
  /** Sends the form, until it is kept. @throws Error when Slack had no answer */
  send(): Promise<void>
  /** Waits until the filer is told how it ended, or that it is kept. */
  hear(): Promise<Heard>
  /** What the filer is told by now. */
  heard(): Heard | undefined
  /** How many messages tell everybody of it. */
  posts(): number
  /** Whether what was typed is in the open modal, or one button away. */
  isTypedKept(text: string): boolean
}

export interface Heard {
  readonly told: Told
  readonly text: string
}

/** Opens the form in the desk's channel, by the command where it is not said otherwise, and fills it in. */
export const fillForm = async (
  filer: TestPerson,
  values: Readonly<Record<string, Typed>>,
  open: () => Promise<unknown> = () => formOf(filer, DESK),
): Promise<Filing> => {
  while (filer.view()) await filer.close()
  await open()
  await filer.fill(filer.view()?.id ?? '', values)
  const before = new Set(everythingSaid(filer).map(({ ts }) => ts))
  const since = (): Message[] => everythingSaid(filer).filter(({ ts }) => !before.has(ts))

  const heard = (): Heard | undefined => {
    const texts = [filer.view() ?? [], ...since().filter(isFor(filer))].map(textOf)
    const found = texts.flatMap((text) => {
      const told = toldIn(text)
      return told === undefined ? [] : [{ told, text }]
    })
    // That it is filed is the last that is ever told.
    return found.find(({ told }) => told === 'filed') ?? found.at(-1)
  }

  return {
    send: async () => {
      // Because it took too long to keep on a machine with much else to do, or looks like one that is there already.
      do {
        const answer = await filer.submit()
        if (!answer.ok) throw new Error(answer.notice)
      } while (asksToSendAgain(textOf(filer.view() ?? [])))
    },
    hear: () => filer.until(heard, 'how it ended'),
    heard,
    posts: () => since().filter(({ text, ephemeralTo }) => !ephemeralTo && text.includes('filed ticket')).length,
    isTypedKept: (text) =>
      JSON.stringify(filer.view()?.blocks ?? []).includes(text) ||
      since().some((message) => isFor(filer)(message) && textOf(message).includes('Open it again')),
  }
}

const everythingSaid = (someone: TestPerson): readonly Message[] =>
  [DESK, someone.id.replace('U', 'D')].flatMap((channel) => someone.messages(channel))

const isFor =
  (someone: TestPerson) =>
  ({ ephemeralTo, channel }: Message): boolean =>
    ephemeralTo === someone.id || channel === someone.id.replace('U', 'D')

/** Nobody may be told that a ticket is filed which is not, or is not filed which is. */
export const expectTruth = ({ told, text }: Heard, held: number): void => {
  expect(held, 'tickets at the vendor').toBeLessThanOrEqual(1)
  if (told === 'filed') expect(held, text).toBe(1)
  if (told === 'not filed') expect(held, text).toBe(0)
}

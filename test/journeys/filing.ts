import { join } from 'node:path'
import { vi } from 'vitest'
import { createJsonStore } from '../../src/store/json.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import type { GestureAnswer, View } from '../../src/workspace/protocol.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { Typed } from '../support/input-state.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AKUBELA, KASTANIENALLEE, NOW } from './places.ts'

/** What somebody types, by label. */
export const HEATING = {
  Description: 'Heating in the stairwell of house 4 stays cold since this morning.',
  Contact: 'Ms Okafor, house 4',
}

/** The topmost modal once it is one that can be sent. */
export const openForm = (someone: TestPerson): Promise<View> =>
  someone.until(() => {
    const view = someone.view()
    return view?.submit ? view : undefined
  }, 'a form')

/** `/ticket new`, and its form. */
export const formOf = async (someone: TestPerson, channel: string): Promise<View> => {
  await someone.command(channel, '/ticket new')
  return openForm(someone)
}

/** Types into the topmost modal and sends it. */
export const typedInto = async (
  someone: TestPerson,
  values: Readonly<Record<string, Typed>>,
): Promise<Extract<GestureAnswer, { ok: true }>> => {
  await someone.fill(someone.view()?.id ?? '', values)
  const answer = await someone.submit()
  if (!answer.ok) throw new Error(answer.notice)
  return answer
}

/** From the command to Slack's acknowledgement of the form. */
export const fileRepair = async (
  someone: TestPerson,
  channel: string,
  values: Readonly<Record<string, Typed>>,
): Promise<void> => {
  await formOf(someone, channel)
  await typedInto(someone, values)
}

/** The parameters of every ticket that the vendor was asked to create. */
export const created = (bench: Bench): unknown[] =>
  bench
    .sandbox(AKUBELA)
    .requests.flatMap(({ path, body }) => (path.endsWith('/user-commands') ? [JSON.parse(body)] : []))
    .flatMap(({ command, param }) => (command === 'create_maintenance_info' ? [param] : []))

/** For a sandbox that is to misbehave only when it is asked to take a ticket. */
export const isCreate = ({ body }: { readonly body: string }): boolean => body.includes('create_maintenance_info')

/** What a modal says outside of its fields. */
export const noticeOf = ({ blocks }: View): string => textOf(blocks.filter(({ type }) => type === 'section'))

/** So many minutes after the start of the test, the clock ticks. */
export const minute = async (bench: Bench, minutes: number): Promise<void> => {
  vi.setSystemTime(NOW + minutes * 60_000)
  await bench.caretaker.tick()
}

/** A ticket that a process accepted and was killed before it sent it. */
export const LEFTOVER: Submission = {
  id: 'V0LEFTOVER.1',
  channel: LINDENHOF,
  user: 'U0SOFIA',
  vendor: AKUBELA,
  community: KASTANIENALLEE.community,
  write: {
    kind: 'create',
    fields: {
      description: HEATING.Description,
      contact: HEATING.Contact,
      start_time: '2026-11-23T07:30:00.000Z',
      finish_time: '2026-11-23T09:00:00.000Z',
    },
  },
  language: 'en',
  acceptedAt: new Date(NOW).toISOString(),
  state: 'queued',
}

/** Leaves behind what a process that was killed would have. */
export const leave = async (folder: string, submission: Submission): Promise<void> => {
  const store = await createJsonStore({ path: join(folder, 'store.json'), now: () => NOW })
  await store.accept(submission)
  await store.close()
}

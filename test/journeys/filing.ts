import type { GestureAnswer, View } from '../../src/workspace/protocol.ts'
import type { Bench } from '../support/bench.ts'
import type { Typed } from '../support/input-state.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AKUBELA } from './places.ts'

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

/** What a modal says outside of its fields. */
export const noticeOf = ({ blocks }: View): string => textOf(blocks.filter(({ type }) => type === 'section'))

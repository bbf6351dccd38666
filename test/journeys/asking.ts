import type { Block, Message, View } from '../../src/workspace/protocol.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'

/** Runs a command and waits for the answer that only the asker sees. `line` is all of it, `/ticket list`. */
export const ask = (someone: TestPerson, channel: string, line: string): Promise<Message> =>
  nextEphemeral(someone, channel, () => someone.command(channel, line))

/** As `ask`, for what can be read in the answer. */
export const say = async (someone: TestPerson, channel: string, line: string): Promise<string> =>
  textOf(await ask(someone, channel, line))

/** What the channel's links are called, in their order. */
export const namesIn = async (someone: TestPerson, channel: string): Promise<string[]> => {
  const text = await say(someone, channel, '/ticket links')
  return [...text.matchAll(/^\*(.+?)\* · /gm)].map(([, name = '']) => name)
}

/** Presses a button and waits for a new message that only the presser sees. */
export const press = (someone: TestPerson, message: Message, label: string): Promise<Message> =>
  nextEphemeral(someone, message.channel, () => someone.click(message, label))

/** Presses a button and waits until the message itself has changed. */
export const turn = async (someone: TestPerson, message: Message, label: string): Promise<Message> => {
  await someone.click(message, label)
  return someone.until(() => {
    const now = someone.messages(message.channel).find(({ ts }) => ts === message.ts)
    return now && now.blocks !== message.blocks && now
  }, `a change after "${label}"`)
}

/** Waits until the topmost modal says this. */
export const modalSaying = (someone: TestPerson, text: string): Promise<View> =>
  someone.until(() => {
    const view = someone.view()
    return view !== undefined && textOf(view).includes(text) && view
  }, `a modal that says "${text}"`)

/** The name by which to click an element in the block that says this. */
export const elementBeside = (message: Message, text: string, actionId: string): string => {
  const block = message.blocks?.find((each) => JSON.stringify(each).includes(text))
  if (!block) throw new Error(`no block says ${text}`)
  return `${block.block_id}/${actionId}`
}

/** Every text that Slack would read as mrkdwn, where `<!channel>` pings. */
export const mrkdwnOf = (blocks: readonly Block[] | undefined): string[] => (blocks ?? []).flatMap(mrkdwnIn)

const mrkdwnIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)]
  return Object.values(value).flatMap(mrkdwnIn)
}

const nextEphemeral = async (someone: TestPerson, channel: string, act: () => Promise<unknown>): Promise<Message> => {
  const before = someone.lastEphemeral(channel)?.ts
  await act()
  return someone.until(() => {
    const last = someone.lastEphemeral(channel)
    return last && last.ts !== before && last
  }, `an answer in ${channel}`)
}

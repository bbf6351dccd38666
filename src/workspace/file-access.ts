import type { Conversation } from './conversations.ts'
import type { ElementState, FileInfo, Person, StateValues } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { toFile } from './wire.ts'
import type { World } from './world.ts'

/** Where a file was shared. */
export const sharesOf = ({ conversations }: World, id: string): readonly Conversation[] =>
  conversations
    .all()
    .filter((channel) =>
      conversations.messages(channel.id).some(({ files = [] }) => files.some((file) => file.id === id)),
    )

/** A file that this user may see: their own, what was shared where they are, and for the app what came in its forms. */
export const visibleFile = (world: World, user: string, id: string): FileInfo | undefined => {
  const file = world.files.find(id)
  if (!file || file.user === user) return file
  if (user === world.directory.bot.id && world.files.wasHandedOver(id)) return file
  return sharesOf(world, id).some(({ members }) => members.includes(user)) ? file : undefined
}

/** @throws Refusal `file_not_found` unless it is one that this person has uploaded */
export const ownFile = ({ files }: World, person: Person, id: string): FileInfo => {
  const file = files.find(id)
  if (file?.user !== person.id) throw new Refusal('file_not_found')
  return file
}

/**
 * The state of a form with whole file objects where the page names files, which the app may read from then on.
 * @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
 */
export const withFiles = (world: World, person: Person, values: StateValues): StateValues =>
  mapEach(values, (elements) => mapEach(elements, (state) => filesIn(world, person, state)))

const mapEach = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const filesIn = (world: World, person: Person, state: ElementState): ElementState => {
  if (state.type !== 'file_input' || !Array.isArray(state.files)) return state
  const files = state.files.map(({ id }) => {
    const file = ownFile(world, person, String(id))
    world.files.handOver(file.id)
    return toFile(file, world.directory)
  })
  return { ...state, files }
}

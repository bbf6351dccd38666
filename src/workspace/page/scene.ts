import type { Gesture, GestureAnswer, Place } from '../protocol.ts'
import { createFields } from './fields.ts'
import { jsonOf } from './json.ts'
import type { Reader } from './reader.ts'
import { optionGroupsOf } from './selects.ts'
import type { Scene, Upload } from './slot.ts'

type WithoutActor<G> = G extends unknown ? Omit<G, 'as'> : never

/** A gesture before it is said whose it is. */
export type Deed = WithoutActor<Gesture>

/** What the parts of the page can do for the person. */
export interface Hands {
  /** Never rejects: what cannot be sent is answered with a notice that says so. */
  send(deed: Deed): Promise<GestureAnswer>
  readonly upload: Upload
  /** Shows a line of Slack's own at a channel, a view or `home`. */
  tell(text: string, place: string): void
}

/** The scene of a message or a view; `key` tells it from the others on the page, `noticeAt` is where trouble is shown. */
export const createScene = (reader: Reader, hands: Hands, place: Place, key: string, noticeAt: string): Scene => {
  const fields = createFields()
  return {
    reader,
    place,
    key,
    fields,
    upload: hands.upload,
    act: async (blockId, actionId, element) => {
      const answer = await hands.send({ do: 'act', place, blockId, actionId, element, state: fields.values() })
      if (!answer.ok) hands.tell(answer.notice, noticeAt)
    },
    look: async (blockId, actionId, value) => {
      const answer = await hands.send({ do: 'look', place, blockId, actionId, value })
      if (answer.ok) return optionGroupsOf(jsonOf({ options: answer.options, option_groups: answer.optionGroups }))
      hands.tell(answer.notice, noticeAt)
      return []
    },
  }
}

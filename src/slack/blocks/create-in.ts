import type { ModalView } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { ACTIONS, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { channelText } from './home-community.ts'
import { button, context, escapedName, fitting, LIMITS, plain, section } from './kit.ts'

/** A channel in which tickets can be filed, and what for. */
export interface CreatePlace {
  readonly channel: string
  readonly communities: readonly string[]
}

/** Nobody looks through more of them; in any of the others `/ticket new` does the same. */
const MAX_SHOWN = 40
const MAX_NAMED = 8
const MAX_NAMES = 300

/** Asks for which channel a ticket is to be filed. */
export const createInView = (places: readonly CreatePlace[], metadata: ModalMetadata, words: Messages): ModalView => {
  const { create, home, comma } = words
  const shown = places.slice(0, MAX_SHOWN)
  const rows = shown.map(({ channel, communities }) => {
    const names = fitting(
      communities.slice(0, MAX_NAMED).map((name) => escapedName(name)),
      MAX_NAMES,
    )
    const rest = communities.length - names.length
    const text = rest > 0 ? words.help.andMore(names.join(comma), rest) : names.join(comma)
    const choose = button(create.title, ACTIONS.homeCreateIn, channel)
    return section(`${channelText(channel)}\n${text}`, choose)
  })
  return {
    type: 'modal',
    callback_id: VIEWS.plain,
    title: plain(create.title, LIMITS.viewTitle),
    close: plain(words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      section(`*${home.chooseChannel}*`),
      ...rows,
      ...(places.length > shown.length ? [context(home.shown(shown.length, places.length))] : []),
    ],
  }
}

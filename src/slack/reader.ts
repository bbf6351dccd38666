import { messages } from '../i18n/index.ts'
import type { Language } from '../tickets/words.ts'
import type { ErrorReader } from './blocks/error.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { scheduleOf } from './digest-content.ts'
import type { Viewer } from './viewer.ts'

/**
 * Everything that renderers need to know of who reads: one person, or a channel with its language and zone. With the
 * journey that they read of, what failed in it is told with its reference.
 */
export const readerOf = (
  who: Pick<Viewer, 'language' | 'zone'>,
  deps: Pick<Deps, 'desk'>,
  journey: Pick<ErrorReader, 'reference'> = {},
): ListReader => ({
  words: messages(who.language),
  language: who.language,
  zone: who.zone,
  driver: deps.desk.driver,
  ...(journey.reference === undefined ? {} : { reference: journey.reference }),
})

/**
 * For what everybody in a channel reads: in the language and the zone of its digest, and where it has none in those of
 * whoever caused it.
 */
export const channelReader = async (
  channel: string,
  by: Pick<Viewer, 'language' | 'zone'>,
  deps: Pick<Deps, 'desk' | 'store'>,
): Promise<ListReader> => readerOf((await scheduleOf(channel, deps)) ?? by, deps)

/** For where only the language matters. */
export const readerIn = (
  language: Language,
  deps: Pick<Deps, 'desk'>,
  journey: Pick<ErrorReader, 'reference'> = {},
): ListReader => readerOf({ language, zone: 'UTC' }, deps, journey)

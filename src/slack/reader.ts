import { messages } from '../i18n/index.ts'
import type { Language } from '../tickets/words.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import type { Viewer } from './viewer.ts'

/** Everything that renderers need to know of who reads: one person, or a channel with its language and zone. */
export const readerOf = (who: Pick<Viewer, 'language' | 'zone'>, deps: Pick<Deps, 'desk'>): ListReader => ({
  words: messages(who.language),
  language: who.language,
  zone: who.zone,
  driver: deps.desk.driver,
})

/** For where only the language matters. */
export const readerIn = (language: Language, deps: Pick<Deps, 'desk'>): ListReader =>
  readerOf({ language, zone: 'UTC' }, deps)

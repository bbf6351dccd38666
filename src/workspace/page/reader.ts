import type { Channel, Person, Snapshot } from '../protocol.ts'
import type { DateReader } from './dates.ts'
import { type PageWords, pageWords } from './words.ts'

/** Who looks at the page, and what ids, dates and words mean to them. */
export interface Reader {
  readonly person: Person
  readonly words: PageWords
  readonly dates: DateReader
  readonly people: readonly Person[]
  readonly channels: readonly Channel[]
  personOf(id: string): Person | undefined
  channelOf(id: string): Channel | undefined
  /** Shows a channel. */
  go(channel: string): void
}

/** `latest` is the snapshot as it is now: the channels in it change while the page stays. */
export const createReader = (
  latest: () => Snapshot,
  person: Person,
  now: () => number,
  go: (channel: string) => void,
): Reader => ({
  person,
  words: pageWords(person.locale),
  dates: { locale: person.locale, zone: person.tz, now },
  get people() {
    return latest().people
  },
  get channels() {
    return latest().channels
  },
  personOf: (id) => latest().people.find((candidate) => candidate.id === id),
  channelOf: (id) => latest().channels.find((candidate) => candidate.id === id),
  go,
})

/** `#name` or, for a direct message, whom it is with. */
export const placeName = ({ kind, name }: Channel): string => (kind === 'im' ? name : `#${name}`)

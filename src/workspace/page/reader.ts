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

export const createReader = (
  snapshot: Snapshot,
  person: Person,
  now: () => number,
  go: (channel: string) => void,
): Reader => ({
  person,
  words: pageWords(person.locale),
  dates: { locale: person.locale, zone: person.tz, now },
  people: snapshot.people,
  channels: snapshot.channels,
  personOf: (id) => snapshot.people.find((candidate) => candidate.id === id),
  channelOf: (id) => snapshot.channels.find((candidate) => candidate.id === id),
  go,
})

/** `#name` or, for a direct message, whom it is with. */
export const placeName = ({ kind, name }: Channel): string => (kind === 'im' ? name : `#${name}`)

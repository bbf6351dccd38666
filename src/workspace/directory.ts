import type { Person } from './protocol.ts'
import type { Seed } from './seed.ts'

/** Who and what there is for as long as the workspace runs. */
export interface Directory {
  readonly team: Seed['team']
  readonly app: Seed['app']
  /** The app's own user. */
  readonly bot: Person
  /** The bot's included. */
  readonly people: readonly Person[]
  person(id: string): Person | undefined
  /** Where the workspace is reached, without a slash at the end. */
  origin(): string
}

export const createDirectory = ({ team, app, people }: Seed, origin: () => string): Directory => {
  const bot: Person = {
    id: app.botUser,
    name: app.name.toLowerCase(),
    realName: app.name,
    title: 'App',
    locale: 'en-US',
    tz: 'Etc/UTC',
    isAdmin: false,
    isOwner: false,
    isGuest: false,
    color: app.color,
    isBot: true,
  }
  const byId = new Map([...people, bot].map((person) => [person.id, person]))
  return { team, app, bot, people: [...byId.values()], person: (id) => byId.get(id), origin }
}

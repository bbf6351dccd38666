import type { Channel, Person } from './protocol.ts'
import { leakPhoto } from './seed-photo.ts'

export interface SeedMessage {
  readonly channel: string
  readonly user: string
  readonly text: string
  /** How long before the start it was written. */
  readonly minutesAgo: number
  readonly photo?: { readonly name: string; readonly content: () => Uint8Array }
}

/** What a workspace starts with. */
export interface Seed {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string }
  readonly app: {
    readonly id: string
    readonly name: string
    readonly botId: string
    /** The user id of the app's bot; listed as a member where the app is in the channel. */
    readonly botUser: string
    readonly color: string
  }
  /** Without the bot. */
  readonly people: readonly Person[]
  readonly channels: readonly (Channel & { readonly archived?: boolean })[]
  readonly messages: readonly SeedMessage[]
}

const BOT = 'U0CARETAKER'
export const MEI = 'U0MEILIN'
const JONAS = 'U0JONAS'
const HAO = 'U0HAOWANG'
const SOFIA = 'U0SOFIA'
const PRIYA = 'U0PRIYA'
const TOMASZ = 'U0TOMASZ'
const YAN = 'U0YANCHEN'

type Trait = 'isAdmin' | 'isOwner' | 'isGuest'

const person = (given: Omit<Person, Trait> & Partial<Pick<Person, Trait>>): Person => ({
  isAdmin: false,
  isOwner: false,
  isGuest: false,
  ...given,
})

const PEOPLE: readonly Person[] = [
  person({
    id: MEI,
    name: 'mei',
    realName: '林梅 Mei Lin',
    title: 'Property manager, Shenzhen Bay Garden',
    locale: 'zh-CN',
    tz: 'Asia/Shanghai',
    color: '#2f7d6b',
  }),
  person({
    id: JONAS,
    name: 'jonas',
    realName: 'Jonas Brandt',
    title: 'Head of property management',
    locale: 'en-GB',
    tz: 'Europe/Berlin',
    isAdmin: true,
    isOwner: true,
    color: '#3a5fa8',
  }),
  person({
    id: HAO,
    name: 'hao',
    realName: '王浩 Hao Wang',
    title: 'Dispatcher, field service',
    locale: 'zh-CN',
    tz: 'Asia/Shanghai',
    color: '#a8563a',
  }),
  person({
    id: SOFIA,
    name: 'sofia',
    realName: 'Sofia Rossi',
    title: 'Service desk',
    locale: 'en-GB',
    tz: 'Europe/Berlin',
    color: '#8a3f73',
  }),
  person({
    id: PRIYA,
    name: 'priya',
    realName: 'Priya Nair',
    title: 'Integrations',
    locale: 'en-US',
    tz: 'Europe/London',
    isAdmin: true,
    color: '#5b4bb0',
  }),
  person({
    id: TOMASZ,
    name: 'tomasz',
    realName: 'Tomasz Zielinski',
    title: 'Lift contractor',
    locale: 'en-GB',
    tz: 'Europe/Warsaw',
    isGuest: true,
    color: '#7a7038',
  }),
  person({
    id: YAN,
    name: 'yan',
    realName: '陈燕 Yan Chen',
    title: 'Resident services',
    locale: 'zh-CN',
    tz: 'Asia/Shanghai',
    color: '#b0455a',
  }),
]

export const REPAIRS = 'C0SZREPAIRS'
export const LINDENHOF = 'C0LINDENHOF'
export const DESK = 'C0FACDESK'
export const MANAGERS = 'G0MANAGERS'
export const LOBBY = 'C0LOBBY'

const CHANNELS: readonly Channel[] = [
  {
    id: DESK,
    name: 'facility-desk',
    kind: 'public',
    topic: 'Requests from everywhere, sorted every morning',
    members: [SOFIA, PRIYA, MEI, JONAS, HAO, BOT],
  },
  {
    id: REPAIRS,
    name: 'shenzhen-bay-repairs',
    kind: 'public',
    topic: '深圳湾花园 · 报修与派单',
    members: [MEI, HAO, YAN, JONAS, BOT],
  },
  {
    id: LINDENHOF,
    name: 'berlin-lindenhof',
    kind: 'public',
    topic: 'Lindenhof, houses 1 to 14: heating, lifts, doors',
    members: [JONAS, SOFIA, TOMASZ, BOT],
  },
  {
    id: MANAGERS,
    name: 'property-managers',
    kind: 'private',
    topic: 'Budgets, contractors, complaints that went higher',
    members: [JONAS, MEI, BOT],
  },
  {
    id: LOBBY,
    name: 'lobby',
    kind: 'public',
    topic: 'Everything else (Caretaker is not in here: /invite @caretaker)',
    members: [MEI, JONAS, HAO, SOFIA, PRIYA, YAN],
  },
]

const APP_NAME = 'Caretaker'

const MESSAGES: readonly SeedMessage[] = [
  { channel: REPAIRS, user: YAN, text: '早上好！3栋的业主说电梯又停在12楼了。', minutesAgo: 95 },
  { channel: REPAIRS, user: HAO, text: '收到，我先看看有没有已经派的单。', minutesAgo: 91 },
  {
    channel: REPAIRS,
    user: YAN,
    text: '海棠湾的业主刚发来照片：地下车库入口的天花板在漏水，地面已经积水，车都绕着走。请尽快派人来看！',
    minutesAgo: 58,
    photo: { name: 'garage-ceiling.png', content: leakPhoto },
  },
  { channel: REPAIRS, user: MEI, text: '地下车库B2的照明也请一起查一下，谢谢。', minutesAgo: 40 },
  { channel: LINDENHOF, user: SOFIA, text: 'House 7 called: no hot water since six this morning.', minutesAgo: 130 },
  {
    channel: LINDENHOF,
    user: SOFIA,
    text: 'The front door of house 11 no longer locks since last night. The resident on the 2nd floor asks for somebody today, after 14:00.',
    minutesAgo: 75,
  },
  { channel: LINDENHOF, user: TOMASZ, text: 'I am at the lift in house 3 until noon.', minutesAgo: 62 },
  {
    channel: DESK,
    user: PRIYA,
    text: 'The door stations report their faults again since last night.',
    minutesAgo: 200,
  },
  { channel: DESK, user: SOFIA, text: 'Thank you! I will go through the open ones before lunch.', minutesAgo: 196 },
  { channel: MANAGERS, user: JONAS, text: 'Please have the open complaints ready for Thursday.', minutesAgo: 300 },
  { channel: LOBBY, user: PRIYA, text: 'Cake in the Berlin office. 深圳的同事，抱歉！', minutesAgo: 25 },
]

/** The workspace of the demo: a company that looks after homes in Shenzhen and Berlin. */
export const DEMO_SEED: Seed = {
  team: { id: 'T0HARBOUR', name: 'Harbour & Linden', domain: 'harbour-linden' },
  app: { id: 'A0CARETAKER', name: APP_NAME, botId: 'B0CARETAKER', botUser: BOT, color: '#d07a1f' },
  people: PEOPLE,
  channels: [
    ...CHANNELS,
    ...PEOPLE.map(
      ({ id }): Channel => ({
        id: id.replace('U', 'D'),
        name: APP_NAME,
        kind: 'im',
        topic: '',
        members: [id, BOT],
      }),
    ),
  ],
  messages: MESSAGES,
}

import { DESK } from '../../src/workspace/seed.ts'

/** What digests at scale are about: many channels, each linked to a few of fewer communities, at two vendors. */

const COMMUNITIES = 60
const PER_CHANNEL = 3

/** Half of them at Tuya, half at akubela. */
const communityOf = (n: number) =>
  n % 2 === 0
    ? { vendor: 'tuya-community', community: `15449635788427${10_000 + n}`, name: `翠湖花园 ${n} 期` }
    : { vendor: 'akubela', community: `r${String(n).padStart(32, '0')}`, name: `Lindenhof ${n}` }

export const CHANNELS = Array.from({ length: 200 }, (_, n) => `C0HOMES${1_000 + n}`)

const CHANNEL_LINKS = CHANNELS.flatMap((channel, n) =>
  Array.from({ length: PER_CHANNEL }, (_, k) => ({ channel, ...communityOf((n * PER_CHANNEL + k) % COMMUNITIES) })),
)

/** Two communities of the desk, where people go on asking: in none of the digests. */
const DESK_LINKS = [1_000, 1_001].map((n) => ({ channel: DESK, ...communityOf(n) }))

export const LINKS = [...CHANNEL_LINKS, ...DESK_LINKS]

/** What is asked at the desk: something that Caretaker knows by itself, and something that a vendor must be asked for. */
export const QUESTIONS = [
  { what: 'links', as: 'U0JONAS', line: '/ticket links' },
  { what: 'a ticket at Tuya', as: 'U0PRIYA', line: '/ticket BX20261120102' },
  { what: 'a ticket at akubela', as: 'U0SOFIA', line: `/ticket m${'7'.repeat(32)}` },
]

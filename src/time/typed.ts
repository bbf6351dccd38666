import { DateTime, IANAZone, Info } from 'luxon'

/** Whether this is a zone that luxon and Intl can reckon with, in any case: `Europe/Berlin`, `utc`. */
export const isZone = (text: string): boolean => IANAZone.isValidZone(text)

/** `Europe`, `America/Indiana`: everything that can stand before a city. */
const AREAS = [...new Set(Intl.supportedValuesOf('timeZone').map((zone) => zone.slice(0, zone.lastIndexOf('/'))))]

/** Node answers with the name that a zone had first (https://github.com/tc39/ecma402/issues/988); people know these. */
const RENAMED: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
}

/**
 * The IANA zone that somebody typed, in any case: in full, by its city alone (`berlin`, `new york`), or `UTC`.
 * Abbreviations and offsets are undefined: to the zone data `EST` is Panama's, and `GMT+8` lies west of Greenwich.
 */
export const canonicalZone = (text: string): string | undefined => {
  const name = text.normalize('NFKC').trim().replace(/\s+/g, '_')
  if (/^(utc|gmt)$/i.test(name)) return 'UTC'
  const candidates = name.includes('/') ? [name] : AREAS.map((area) => `${area}/${name}`)
  const [zone, ...others] = new Set(candidates.filter(isZone).map(intlName))
  if (zone === undefined || others.length > 0) return undefined
  return RENAMED[zone] ?? zone
}

const intlName = (zone: string): string => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone

/** What people write, in order, and what it becomes. */
type Rules = readonly (readonly [RegExp, string])[]

const rewrite = (text: string, rules: Rules): string =>
  rules.reduce((rewritten, [word, plain]) => rewritten.replace(word, plain), text)

/** Chinese times in the signs that `CLOCK` reads. Twelve in the evening is left out: it belongs to the next day. */
const CHINESE_TIME: Rules = [
  [/^(?:上午|早上|凌晨)(.+)$/, '$1am'],
  [/^(?:下午|晚上(?!12))(.+)$/, '$1pm'],
  [/[点點时時]半/, ':30'],
  [/[点點时時](\d{2})分?/, ':$1'],
  [/[点點时時]整?/, ':00'],
]

/** A number alone is no time: 9 may be meant for the morning or the evening. */
const CLOCK = /^(?<hours>\d{1,2})(?!$)(?:[:.](?<minutes>\d{2}))?(?<half>am|pm)?$/

/** A time of day as `HH:mm`, from `9:00`, `21.30`, `9am`, `9:30 p.m.`, `９：００`, `上午9点`, `下午3点半`. */
export const parseTime = (text: string): string | undefined => {
  const typed = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/([ap])\.m\.?$/, '$1m')
  const { hours, minutes = '00', half } = CLOCK.exec(rewrite(typed, CHINESE_TIME))?.groups ?? {}
  const hour = half ? Number(hours) % 12 : Number(hours)
  const readable = half ? Number(hours) >= 1 && Number(hours) <= 12 : hour <= 23
  if (!readable || Number(minutes) > 59) return undefined
  return `${String(half === 'pm' ? hour + 12 : hour).padStart(2, '0')}:${minutes}`
}

const MAX_TIMES = 12

/** Times of day in their order, from `9:00`, `9am, 4:30 pm`, `09:00 and 16:30`, `上午9点、下午3点半`; at most twelve. */
export const parseTimes = (text: string): readonly string[] | undefined => {
  const times = text
    .normalize('NFKC')
    .split(/[,、;&和]|\band\b/i)
    .map(parseTime)
  if (times.length > MAX_TIMES) return undefined
  const known = times.filter((time) => time !== undefined)
  return known.length === times.length ? [...new Set(known)].sort() : undefined
}

const MAX_DATES = 100

/** Dates in their order, from `2026-12-25, 2027-01-01` or one a line; at most a hundred. Nothing is no dates. */
export const parseDates = (text: string): readonly string[] | undefined => {
  const dates = text
    .normalize('NFKC')
    .split(/[,、;\s]+/)
    .filter(Boolean)
  const isDate = (date: string) => /^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date).isValid
  return dates.length <= MAX_DATES && dates.every(isDate) ? [...new Set(dates)].sort() : undefined
}

const MAX_BANDS = 5
const MAX_BAND = 365

/** Numbers of days in their order, from `3, 7, 14`, `3、7、14天`; one to five of them, none above a year. */
export const parseBands = (text: string): readonly number[] | undefined => {
  const bands = text
    .normalize('NFKC')
    .replace(/days?|d|[天日]/gi, ' ')
    .split(/[,、;\s]+/)
    .filter(Boolean)
  const isBand = (band: string) => /^\d{1,3}$/.test(band) && Number(band) >= 1 && Number(band) <= MAX_BAND
  if (bands.length === 0 || !bands.every(isBand)) return undefined
  const days = [...new Set(bands.map(Number))].sort((a, b) => a - b)
  return days.length <= MAX_BANDS ? days : undefined
}

const DAY_GROUPS: ReadonlyMap<string, readonly number[]> = new Map([
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['weekends', [6, 7]],
])

/** What remains are names of days, those groups, `-` for a range and `,` between the parts. */
const DAY_WORDS: Rules = [
  [/\bevery ?day\b|每[天日]/g, 'daily'],
  [/\b(?:week|work)days?\b|工作日/g, 'weekdays'],
  [/\bweekends?\b|[周週]末/g, 'weekends'],
  [/\s*(?:[-–—~至到]|\bto\b)\s*/g, '-'],
  [/(?:[,、;&\s和]|\band\b)+/g, ','],
]

/**
 * ISO weekdays (1 is Monday) in their order, from `daily`, `weekdays`, `mon-fri`, `Mon, Wed and Fri`, `sat-mon` (over
 * the end of the week), `每天`, `工作日`, `周一至周五`, `周一、三、五`. Undefined when any part is not understood.
 */
export const parseDays = (text: string): readonly number[] | undefined => {
  const parts = rewrite(text.normalize('NFKC').toLowerCase().trim(), DAY_WORDS).split(',').map(daysOf)
  if (parts.some((days) => days.length === 0)) return undefined
  return [...new Set(parts.flat())].sort()
}

/** The days of one part of a list: a group, a day or a range. None when it is neither. */
const daysOf = (part: string): readonly number[] => {
  const group = DAY_GROUPS.get(part)
  if (group) return group
  const ends = part.split('-').map(dayOf)
  const [from = 0, to = from] = ends
  if (ends.length > 2 || from === 0 || to === 0) return []
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => ((from - 1 + index) % 7) + 1)
}

const ENGLISH_DAYS = Info.weekdays('long', { locale: 'en' }).map((day) => day.toLowerCase())

/** The ISO weekday of a name, or of its beginning where English; 0 when there is none. */
const dayOf = (name: string): number => {
  const chinese = /^(?:[周週]|星期|礼拜|禮拜)?([一二三四五六日天])$/.exec(name)?.[1]
  if (chinese) return '一二三四五六日'.indexOf(chinese.replace('天', '日')) + 1
  return name.length < 2 ? 0 : ENGLISH_DAYS.findIndex((day) => day.startsWith(name)) + 1
}

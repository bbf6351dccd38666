import { DateTime, Info } from 'luxon'
import type { Instant } from '../tickets/ticket.ts'
import type { Language } from '../tickets/words.ts'

const INSTANT_FORMATS: Readonly<Record<Language, string>> = {
  en: 'd LLL yyyy, HH:mm',
  'zh-CN': 'yyyy年M月d日 HH:mm',
}

/** An instant in plain text, by the clocks of an IANA zone: `21 Nov 2026, 10:05`, `2026年11月21日 10:05`. */
export const formatInstant = (instant: Instant, zone: string, language: Language): string =>
  DateTime.fromISO(instant, { zone, locale: language }).toFormat(INSTANT_FORMATS[language])

/** An instant as ISO 8601 by the clocks of an IANA zone, `2026-11-21T10:05:00+01:00`; as it is where it cannot be read. */
export const isoInZone = (instant: Instant, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toISO({ suppressMilliseconds: true }) ?? instant

export interface Age {
  readonly unit: 'minute' | 'hour' | 'day'
  readonly count: number
}

/** The time passed in the largest unit that fits, rounded down. A moment still to come counts as no time at all. */
export const ageOf = (from: Instant, now: Instant): Age => {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(from)) / 60_000))
  if (minutes < 60) return { unit: 'minute', count: minutes }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return { unit: 'hour', count: hours }
  return { unit: 'day', count: Math.floor(hours / 24) }
}

const DAY_WORDS: Readonly<Record<Language, { daily: string; range: string; list: string }>> = {
  en: { daily: 'daily', range: '–', list: ', ' },
  'zh-CN': { daily: '每天', range: '至', list: '、' },
}

/** ISO weekdays in words: `daily`, `Mon–Fri`, `Sat–Mon`, `Mon, Wed`; `每天`, `周一至周五`, `周一、周三`. */
export const formatDays = (days: readonly number[], language: Language): string => {
  const words = DAY_WORDS[language]
  const nameOf = (day: number): string => Info.weekdays('short', { locale: language })[day - 1] ?? String(day)
  if (days.length === 7) return words.daily
  const starts = days.filter((day) => !days.includes(day === 1 ? 7 : day - 1))
  const ends = days.filter((day) => !days.includes(day === 7 ? 1 : day + 1))
  const isRange = days.length >= 3 && starts.length === 1
  return isRange ? [...starts, ...ends].map(nameOf).join(words.range) : days.map(nameOf).join(words.list)
}

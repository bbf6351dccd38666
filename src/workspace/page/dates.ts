import { own } from './json.ts'

/** Who reads a date: in which language, in which IANA zone, and when. */
export interface DateReader {
  readonly locale: string
  readonly zone: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Whether there is such an instant: an app can send any number. */
export const isInstant = (unix: number): boolean => !Number.isNaN(new Date(unix * 1000).getTime())

const pad = (value: number): string => String(value).padStart(2, '0')

/** What clocks in `zone` show, as if it were UTC, in milliseconds. */
const shownBy = (milliseconds: number, zone: string): number => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Unix seconds as the value of an `<input type="datetime-local">` in `zone`: `2026-11-21T09:30`. */
export const toWallClock = (unix: number, zone: string): string =>
  new Date(shownBy(unix * 1000, zone)).toISOString().slice(0, 16)

/**
 * The value of an `<input type="datetime-local">` in `zone` as unix seconds; undefined when it is not a date and time.
 * An hour that clocks skip in spring counts from the time before the change, so it lands after the gap; an hour that
 * they repeat in autumn is the first of the two.
 */
export const fromWallClock = (wallClock: string, zone: string): number | undefined => {
  const wanted = Date.parse(`${wallClock}Z`)
  if (Number.isNaN(wanted)) return undefined
  const day = 86_400_000
  const offsets = [wanted - day, wanted + day].map((instant) => shownBy(instant, zone) - instant)
  const candidates = offsets.map((offset) => wanted - offset).sort((one, other) => one - other)
  const exact = candidates.find((candidate) => shownBy(candidate, zone) === wanted)
  return (exact ?? wanted - (offsets[0] ?? 0)) / 1000
}

const intl = (unix: number, { locale, zone }: DateReader, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(unix * 1000)

export const timeOfDay = (unix: number, reader: DateReader): string => intl(unix, reader, { timeStyle: 'short' })

/** `2026-11-21` in the reader's zone. */
export const dayOf = (unix: number, reader: DateReader): string => toWallClock(unix, reader.zone).slice(0, 10)

/** `today`, `yesterday` or `tomorrow` in the reader's language; undefined for any other day. */
const nearDay = (unix: number, reader: DateReader): string | undefined => {
  const days = (Date.parse(dayOf(unix, reader)) - Date.parse(dayOf(reader.now() / 1000, reader))) / 86_400_000
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day')
}

const ago = (unix: number, { locale, now }: DateReader): string => {
  const seconds = unix - now() / 1000
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(seconds) < 3600) return format.format(Math.round(seconds / 60), 'minute')
  if (Math.abs(seconds) < 86_400) return format.format(Math.round(seconds / 3600), 'hour')
  return format.format(Math.round(seconds / 86_400), 'day')
}

const DATE_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  day_divider: { month: 'long', day: 'numeric', weekday: 'long' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
}

const token = (name: string, unix: number, reader: DateReader): string | undefined => {
  if (name === 'date_num') return dayOf(unix, reader)
  if (name === 'ago') return ago(unix, reader)
  const style = own(DATE_STYLES, name.replace(/_pretty$/, ''))
  if (!style) return undefined
  return (name.endsWith('_pretty') ? nearDay(unix, reader) : undefined) ?? intl(unix, reader, style)
}

/**
 * Slack's date format, `Due {date_short_pretty} at {time}`, in the reader's zone and language.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export const formatSlackDate = (unix: number, format: string, reader: DateReader): string =>
  format.replace(/\{(\w+)\}/g, (whole, name: string) => token(name, unix, reader) ?? whole)

/** The line between two days of a conversation. */
export const dayDivider = (unix: number, reader: DateReader): string => {
  const words = formatSlackDate(unix, '{day_divider_pretty}', reader)
  return words.charAt(0).toLocaleUpperCase(reader.locale) + words.slice(1)
}

/** How far a zone's clocks are from UTC now: `UTC+8`, `UTC+5:30`. */
export const zoneName = (reader: DateReader): string => {
  const now = Math.floor(reader.now() / 1000) * 1000
  const minutes = (shownBy(now, reader.zone) - now) / 60_000
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${pad(rest)}`}`
}

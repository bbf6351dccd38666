import { messages } from '../i18n/index.ts'
import type { DigestSchedule } from '../store/store.ts'
import type { Instant } from '../tickets/ticket.ts'
import { nextRuns } from '../time/slots.ts'
import { formatDays, formatInstant } from '../time/words.ts'

/** Times, days and zone as they are said in the schedule's language. */
export const whenText = ({ times, days, zone, language }: DigestSchedule): [string, string, string] => [
  times.join(messages(language).comma),
  formatDays(days, language),
  zone,
]

/** The next three runs, by the channel's clock: what is meant by "09:00 mon-fri" is seen before it happens. */
export const nextText = (schedule: DigestSchedule, now: Instant): string =>
  nextRuns(schedule, now, 3)
    .map(({ at }) => formatInstant(at, schedule.zone, schedule.language))
    .join(' · ')

import { z } from 'zod'
import type { Fields, Form } from '../../tickets/driver.ts'
import { type Problem, TicketError } from '../../tickets/errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import { isSameText } from '../filling.ts'
import { toWireTime } from './map.ts'
import { VENDOR } from './words.ts'

const MAX_DESCRIPTION = 2000
const MAX_CONTACT = 64
const MINUTE_MS = 60_000
/** A form takes a while to fill. */
const GRACE_MS = 5 * MINUTE_MS
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS

const START_IN_PAST: Words = { en: 'Choose a time that is still to come.', 'zh-CN': '请选择将来的时间。' }
const FINISH_BEFORE_START: Words = { en: 'Choose a time after the start.', 'zh-CN': '请选择晚于开始时间的时间。' }
const FINISH_TOO_FAR: Words = { en: 'Choose a time within a year from now.', 'zh-CN': '请选择一年以内的时间。' }
const NOT_FILLED: Words = { en: 'Fill this in as the form says.', 'zh-CN': '请按表单说明填写此项。' }

/** The vendor has no lengths in its document: these are ours. */
export const createForm: Form = {
  fields: [
    {
      name: 'description',
      kind: 'long_text',
      label: { en: 'Description', 'zh-CN': '问题描述' },
      hint: { en: 'What is wrong, and where.', 'zh-CN': '请描述故障现象和具体位置。' },
      required: true,
      maxLength: MAX_DESCRIPTION,
    },
    {
      name: 'contact',
      kind: 'text',
      label: { en: 'Contact', 'zh-CN': '联系人' },
      hint: { en: 'A phone number, or a name.', 'zh-CN': '电话号码或姓名。' },
      required: true,
      maxLength: MAX_CONTACT,
    },
    {
      name: 'start_time',
      kind: 'instant',
      label: { en: 'Visit from', 'zh-CN': '预约开始时间' },
      required: true,
      fromNow: 60,
    },
    {
      name: 'finish_time',
      kind: 'instant',
      label: { en: 'Visit until', 'zh-CN': '预约结束时间' },
      required: true,
      fromNow: 180,
    },
  ],
  check: (fields, now) => {
    const present = Date.parse(now)
    const start = millis(fields.start_time)
    const finish = millis(fields.finish_time)
    const rules: [boolean, Problem][] = [
      [start < present - GRACE_MS, { field: 'start_time', words: START_IN_PAST }],
      [finish <= start, { field: 'finish_time', words: FINISH_BEFORE_START }],
      [finish > present + YEAR_MS, { field: 'finish_time', words: FINISH_TOO_FAR }],
    ]
    return rules.flatMap(([broken, problem]) => (broken ? [problem] : []))
  },
  about: ['description'],
  // A residence is one household's.
  beside: 'community',
  made: (fields, { description, reporter, window }) =>
    isSameText(fields.description, description) &&
    isSameText(fields.contact, reporter?.phone ?? reporter?.name) &&
    isSameTime(fields.start_time, window?.start) &&
    isSameTime(fields.finish_time, window?.end),
}

/** The vendor keeps whole seconds. */
const isSameTime = (sent: Fields[string] | undefined, kept: Instant | undefined): boolean =>
  kept !== undefined && Math.floor(millis(sent) / 1000) === Math.floor(Date.parse(kept) / 1000)

/** NaN when it is not filled, and then no rule is broken: that it is required is checked for every form alike. */
const millis = (value: Fields[string] | undefined): number =>
  typeof value === 'string' ? Date.parse(value) : Number.NaN

const wireTime = z.iso.datetime().transform((at: Instant) => toWireTime(at))
const fileId = z.string().trim().min(1)

const createSchema = z.object({
  description: z.string().trim().min(1).max(MAX_DESCRIPTION),
  contact: z.string().trim().min(1).max(MAX_CONTACT),
  start_time: wireTime,
  finish_time: wireTime,
  /** Ids that the vendor's SDK gave for uploaded pictures. The form cannot ask for them, but a caller may have them. */
  filename: z.union([fileId.transform((one) => [one]), z.array(fileId)]).optional(),
})

/**
 * What was typed, as `create_maintenance_info` takes it.
 * @throws TicketError `invalid` with a problem for every field that is missing, too long or not a time
 */
export const toCreateParam = (fields: Fields): z.output<typeof createSchema> => {
  const parsed = createSchema.safeParse(fields)
  if (parsed.success) return parsed.data
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
  throw new TicketError('invalid', `${VENDOR}: cannot create with this ${names.join(', ')}`, {
    vendor: VENDOR,
    problems: names.map((field) => ({ field, words: NOT_FILLED })),
  })
}

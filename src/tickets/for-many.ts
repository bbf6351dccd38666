import { isDeepStrictEqual } from 'node:util'
import type { TimelineEntry } from './driver.ts'
import { maskName, maskPhone, maskPlace } from './mask.ts'
import { type Secret, textMask } from './secrets.ts'
import type { Attachment, DetailField, DetailValue, Person, TicketDetail } from './ticket.ts'

/*
 * What more than one person may read of a ticket. This alone decides it: whoever draws a ticket for many, or keeps
 * something of it, takes it from here, and has to hide nothing.
 */

/** What may be read by more than one person, or by the one who asked. */
export type Audience = 'one' | 'many'

/** A ticket as far as it is known: from a list, in detail, or only in part. */
export type Known = Partial<TicketDetail>

export const forAudience = <T extends Known>(ticket: T, audience: Audience): T =>
  audience === 'many' ? forMany(ticket) : ticket

/** The same ticket without what is personal, also where its texts say that. */
export const forMany = <T extends Known>(ticket: T): T => {
  const text = textMask(secretsOf(ticket))
  const { vendorStatus, title, description, category, place, reporter, worker, more, attachments } = ticket
  return {
    ...ticket,
    ...(vendorStatus === undefined ? {} : { vendorStatus: text(vendorStatus) }),
    ...(title === undefined ? {} : { title: text(title) }),
    ...(description === undefined ? {} : { description: text(description) }),
    ...(category === undefined ? {} : { category: text(category) }),
    ...(place === undefined ? {} : { place: maskPlace(place) }),
    ...(reporter ? { reporter: maskPerson(reporter) } : {}),
    ...(worker ? { worker: maskPerson(worker) } : {}),
    ...(more ? { more: more.map((field) => maskField(field, text)) } : {}),
    ...(attachments ? { attachments: maskFiles(attachments, text) } : {}),
  }
}

/** What happened to a ticket, and all that its vendor tells of it. `ticket` is what is known of it, if anything. */
export const entryForMany = (entry: TimelineEntry, ticket: Known = {}): TimelineEntry => {
  const { at, who, what, more } = entry
  const told = [what, ...more.map(({ value }) => value)].flatMap(personalOf)
  const text = textMask([...secretsOf(ticket), ...(who === undefined ? [] : [{ value: who, mask: maskName }]), ...told])
  return {
    ...(at === undefined ? {} : { at }),
    ...(who === undefined ? {} : { who: maskName(who) }),
    what: maskValue(what, text),
    more: more.map((field) => maskField(field, text)),
  }
}

/** Whether anything in it is hidden from those who read it together. */
export const isPersonal = (ticket: Known): boolean => !isDeepStrictEqual(forMany(ticket), ticket)

const secretsOf = ({ place = '', reporter = {}, worker = {}, more = [] }: Known): Secret[] => [
  ...[reporter, worker].flatMap(({ name = '', phone = '' }) => [
    { value: name, mask: maskName },
    { value: phone, mask: maskPhone },
  ]),
  { value: place, mask: maskPlace },
  ...more.flatMap(({ value }) => personalOf(value)),
]

/** An age or the number of a choice says nothing of a person where it stands in a text. */
const personalOf = (value: DetailValue): Secret[] =>
  value.kind === 'personal' && !/^\s*\d{0,4}\s*$/.test(value.text) ? [{ value: value.text, mask: maskName }] : []

const maskPerson = ({ name, phone }: Person): Person => ({
  ...(name === undefined ? {} : { name: maskName(name) }),
  ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
})

type Masking = (text: string) => string

const maskField = (field: DetailField, text: Masking): DetailField => ({
  ...field,
  value: maskValue(field.value, text),
})

const maskValue = (value: DetailValue, text: Masking): DetailValue => {
  switch (value.kind) {
    case 'text':
      return { ...value, text: text(value.text) }
    case 'personal':
      return { ...value, text: value.text === '' ? '' : maskName(value.text) }
    case 'word': {
      const { word, raw } = value
      return { ...value, word: { en: text(word.en), 'zh-CN': text(word['zh-CN']) }, raw: text(raw) }
    }
    case 'unreadable':
      return { ...value, raw: text(value.raw) }
    case 'links':
      return { ...value, links: maskFiles(value.links, text) }
    default:
      return value
  }
}

const maskFiles = (files: readonly Attachment[], text: Masking): Attachment[] =>
  files.map((file) => ({ ...file, ...(file.name === undefined ? {} : { name: text(file.name) }) }))

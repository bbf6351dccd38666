import type { DetailValue, Person, Ticket, TicketDetail } from '../../tickets/ticket.ts'

/** What may be read by more than one person, or by the one who asked. */
export type Audience = 'one' | 'many'

/** The first character stays: enough to tell two people apart who both know them. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return rest.length === 0 ? '*' : `${first}${'*'.repeat(Math.min(rest.length, 3))}`
}

/** The last two digits stay. */
export const maskPhone = (phone: string): string => {
  const characters = [...phone]
  return characters.length <= 4 ? '****' : `****${characters.slice(-2).join('')}`
}

export const maskPlace = (place: string): string => (place === '' ? '' : '***')

/** `2026-11-21 09:00`, `21.11.2026`: as many digits as a phone number. */
const DATE = String.raw`(?<!\p{N})(?:(?:19|20)\d\d(?<a>[-./])[01]?\d\k<a>[0-3]?\d|[0-3]?\d(?<b>[-./])[0-3]?\d\k<b>(?:19|20)\d\d)`
const TIME = String.raw`(?:[T ,]{1,2}\d{1,2}:\d\d)?(?!\p{N})`

/** What people write between the digits of a number. */
const GAP = String.raw`[\s().·/\u2010-\u2015-]{0,3}`

/**
 * A Chinese mobile number, whatever it is attached to; a number with a country code; any other of 7 to 15 digits that
 * is not part of a word, as ticket numbers are (`BX2026112100017`). Chinese puts no space around a number.
 */
const PHONES = [
  String.raw`(?<!\p{N})1[3-9](?:${GAP}\d){9}(?!\p{N})`,
  String.raw`\+\p{Nd}(?:${GAP}\p{Nd}){6,14}`,
  String.raw`(?<![\p{Script=Latin}\p{N}])\p{Nd}(?:${GAP}\p{Nd}){6,14}(?![\p{Script=Latin}\p{N}])`,
]
const DATE_OR_PHONE = new RegExp(`(${DATE}${TIME})|${PHONES.join('|')}`, 'gu')

/** Free text without its phone numbers. Dates stay. */
export const maskText = (text: string): string =>
  text.replace(DATE_OR_PHONE, (found: string, date?: string) => date ?? maskPhone(found))

/** A ticket of a list without what is personal. */
export const maskTicket = (ticket: Ticket): Ticket => {
  const { title, description, category, place, reporter, worker } = ticket
  return {
    ...ticket,
    ...(title === undefined ? {} : { title: maskText(title) }),
    ...(description === undefined ? {} : { description: maskText(description) }),
    ...(category === undefined ? {} : { category: maskText(category) }),
    ...(place === undefined ? {} : { place: maskPlace(place) }),
    ...(reporter ? { reporter: maskPerson(reporter) } : {}),
    ...(worker ? { worker: maskPerson(worker) } : {}),
  }
}

const maskPerson = ({ name, phone }: Person): Person => ({
  ...(name === undefined ? {} : { name: maskName(name) }),
  ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
})

/** A ticket whose files are not called by anybody's phone number. */
export const maskFileNames = (ticket: TicketDetail): TicketDetail => ({
  ...ticket,
  attachments: ticket.attachments.map((file) => ({ ...file, ...(file.name ? { name: maskText(file.name) } : {}) })),
})

/** Whether anything in it is hidden from those who read it together. */
export const isPersonal = (ticket: Ticket | TicketDetail): boolean => {
  const { title = '', description = '', category = '', place, reporter, worker } = ticket
  const people = [place, reporter?.name, reporter?.phone, worker?.name, worker?.phone]
  const details = 'more' in ticket ? [...ticket.more.map(({ value }) => value), links(ticket)] : []
  return people.some(Boolean) || [title, description, category].some(hasPhone) || details.some(isPersonalValue)
}

const links = ({ attachments }: TicketDetail): DetailValue => ({ kind: 'links', links: attachments })

const hasPhone = (text: string): boolean => maskText(text) !== text

const isPersonalValue = (value: DetailValue): boolean => {
  switch (value.kind) {
    case 'personal':
      return value.text !== ''
    case 'text':
      return hasPhone(value.text)
    case 'word':
    case 'unreadable':
      return hasPhone(value.raw)
    case 'links':
      return value.links.some(({ name = '' }) => hasPhone(name))
    default:
      return false
  }
}

import { replaceFolded, UNSEEN } from './folded.ts'

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

/** `2026-11-21 09:00`, `21.11.2026`: as many digits as a phone number. All patterns here are for folded text. */
const DATE = String.raw`(?<!\p{N})(?:(?:19|20)\d\d(?<a>[-./])[01]?\d\k<a>[0-3]?\d|[0-3]?\d(?<b>[-./])[0-3]?\d\k<b>(?:19|20)\d\d)`
const TIME = String.raw`(?:[t ,]{1,2}\d{1,2}:\d\d)?(?!\p{N})`
export const WHEN = `(?<when>${DATE}${TIME})`

/** What people write between the digits of a number. */
const BETWEEN = String.raw`().·/ \u2010-\u2015-`
const gapOf = (signs: string): string => `${UNSEEN}*(?:[${signs}]${UNSEEN}*){0,3}`
const NARROW_GAP = gapOf(BETWEEN)
export const GAP = gapOf(`${BETWEEN}_`)

/** What stands right before a number that would otherwise be taken for one of a ticket. */
const PHONE_WORDS = 'tel|telefon|telephone|phone|mobile|mobil|cell|handy|call|ring|fax'

/**
 * A Chinese mobile number, whatever it is attached to; a number with a country code, or with a word for phone before it;
 * any other of 7 to 15 digits that is not part of a word, as ticket numbers are (`BX2026112100017`, `WO_2026_00017`).
 * Chinese puts no space around a number.
 */
const PHONES = [
  String.raw`(?<!\p{N})1[3-9](?:${GAP}\d){9}(?!\p{N})`,
  String.raw`\+\p{Nd}(?:${GAP}\p{Nd}){6,14}`,
  String.raw`(?<=(?<!\p{L})(?:${PHONE_WORDS})${UNSEEN}*)\p{Nd}(?:${GAP}\p{Nd}){6,14}(?!\p{N})`,
  String.raw`(?<![\p{Script=Latin}\p{N}]_{0,3})\p{Nd}(?:${GAP}\p{Nd}){6,14}(?!_{0,3}[\p{Script=Latin}\p{N}])`,
  String.raw`(?<![\p{Script=Latin}\p{N}])\p{Nd}(?:${NARROW_GAP}\p{Nd}){6,14}(?![\p{Script=Latin}\p{N}])`,
]
const WHEN_OR_PHONE = new RegExp([WHEN, ...PHONES].join('|'), 'gu')

/** Free text without its phone numbers. Dates stay. */
export const maskPhones = (text: string): string =>
  replaceFolded(text, (folded) =>
    [...folded.matchAll(WHEN_OR_PHONE)].flatMap(({ 0: found, index, groups }) =>
      groups?.when === undefined ? [{ start: index, end: index + found.length, replace: maskPhone }] : [],
    ),
  )

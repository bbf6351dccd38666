import type { Person } from '../protocol.ts'
import { h } from './dom.ts'

/** One Han character for a Chinese name, else the first letters of the first and last word. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = [words.at(0), words.length > 1 ? words.at(-1) : '']
  if (/^\p{Script=Han}/u.test(first)) return [...first][0] ?? ''
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

/** Says nothing to a screen reader: the name stands beside it. */
export const drawAvatar = (person: Pick<Person, 'realName'> & Partial<Person>): HTMLElement =>
  h(
    'span',
    { class: 'avatar', 'aria-hidden': 'true', style: { '--avatar': person.color ?? 'gray' } },
    initialsOf(person.realName),
  )

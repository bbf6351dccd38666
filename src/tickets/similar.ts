import type { Ticket } from './ticket.ts'

/*
 * Whether an open ticket is about what somebody is filing. Two texts are alike by the share of what they say that both
 * say: words of an alphabet, and pairs of neighbouring signs where a script has no blanks between its words.
 */

/** `alike` from 0 to 1. */
export interface Similar {
  readonly ticket: Ticket
  readonly alike: number
}

/** From here on a ticket may be the same: another look costs a moment, a second plumber a day. */
const ALIKE = 0.5
const LONG_ENOUGH = 4
const SHOWN = 3

/** The open tickets that look the same, the likest first. */
export const similarTo = (text: string, tickets: readonly Ticket[]): Similar[] => {
  const said = piecesOf(text)
  return tickets
    .map((ticket) => ({ ticket, alike: likeness(said, piecesOf(textOf(ticket))) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, SHOWN)
}

/** Whether what is alike it should be looked at before it is filed. Shorter texts, "水管漏水" say, are alike by accident. */
export const isTelling = (text: string): boolean => piecesOf(text).size >= LONG_ENOUGH

const textOf = ({ title = '', description = '' }: Ticket): string =>
  title === description ? title : `${title}\n${description}`

/** Dice's coefficient: twice what both say, by what each says. */
const likeness = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const both = [...one].filter((piece) => other.has(piece)).length
  return both === 0 ? 0 : (2 * both) / (one.size + other.size)
}

/** Runs of a script without blanks, and words of all others. */
const RUNS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]]+/gv
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/v

const piecesOf = (text: string): ReadonlySet<string> => {
  const runs = text.normalize('NFKC').toLowerCase().match(RUNS) ?? []
  return new Set(runs.flatMap((run) => (UNSPACED.test(run) ? pairsOf([...run]) : [run])))
}

const pairsOf = (signs: readonly string[]): string[] =>
  signs.length === 1 ? [...signs] : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`)

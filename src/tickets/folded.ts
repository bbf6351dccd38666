/*
 * Texts as they are compared: without case and width, white space as one blank, and with what nobody sees (zero-width
 * signs, marks of direction) as one sign. What is found there is replaced where it stands in the original.
 */

/** What nobody sees, in a folded text. */
export const UNSEEN = '\u200b'

export const fold = (text: string): string =>
  text
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, UNSEEN)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .normalize('NFKD')
    // Upper case first: some letters have two in lower case (`σ` and `ς`), or one only there (`ß`).
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')

/** Where something stands in a folded text, from and up to, and what takes its place. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly replace: (original: string) => string
}

/** Replaces what `search` finds in the folded text, in its order: where it stands in the original, and not what overlaps. */
export const replaceFolded = (text: string, search: (folded: string) => readonly Found[]): string => {
  // Most texts hold nothing to replace, and of these no place needs to be known.
  if (search(fold(text)).length === 0) return text
  const { folded, from, to } = foldInPlace(text)
  let replaced = ''
  let done = 0
  for (const { start, end, replace } of search(folded)) {
    const first = Math.max(done, from[start] ?? 0)
    const last = Math.max(first, to[end - 1] ?? 0)
    replaced += text.slice(done, first) + replace(text.slice(first, last))
    done = last
  }
  return replaced + text.slice(done)
}

/** Most of what people write, and folded by its case alone. */
const PLAIN = /^[!-~\u4e00-\u9fff]/

/** The folded text, with the place in the original of each of its units. */
const foldInPlace = (text: string): { readonly folded: string; readonly from: number[]; readonly to: number[] } => {
  const [from, to]: [number[], number[]] = [[], []]
  let folded = ''
  let place = 0
  for (const sign of text) {
    const end = place + sign.length
    const piece = PLAIN.test(sign) ? sign.toLowerCase() : fold(sign)
    if ((piece === ' ' || piece === UNSEEN) && folded.endsWith(piece)) to[to.length - 1] = end
    else {
      folded += piece
      for (let unit = 0; unit < piece.length; unit++) {
        from.push(place)
        to.push(end)
      }
    }
    place = end
  }
  return { folded, from, to }
}

/** The one that a slip of the finger or two would have turned into this word. */
export const nearest = <T extends string>(word: string, known: readonly T[]): T | undefined => {
  const typed = word.toLowerCase()
  if (typed.length > 12) return undefined
  const near = known
    .map((one) => ({ one, slips: distance(typed, one) }))
    .filter(({ one, slips }) => slips <= mostSlips(typed, one))
  return near.sort((a, b) => a.slips - b.slips)[0]?.one
}

/**
 * One in three letters, for with more of them in their place a short word is another one: `door` is no `doctor`. A
 * Chinese character is as much as some letters.
 */
const mostSlips = (typed: string, one: string): number =>
  Math.min(2, Math.floor(Math.min(typed.length, one.length) / (/\p{Script=Han}/u.test(one) ? 4 : 3)))

/** Levenshtein's, in which two letters that changed places are one slip. */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, y] of [...b].entries()) {
      const swapped = x === b[j - 1] && a[i - 1] === y ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min((row[j] ?? 0) + (x === y ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, swapped))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

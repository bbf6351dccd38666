import type { Reporter, TestCase } from 'vitest/node'
import type { Row } from './row.ts'

const COLUMNS = ['fault', 'target', 'journey', 'outcome', 'at the vendor', 'posts', 'told'] as const

/** Long enough for the sentence that matters. */
const MAX_TOLD = 90

/** Prints what every row came to, before vitest's own summary. */
export const createTable = (): Reporter => ({
  onTestRunEnd: (modules) => {
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const lines = [[...COLUMNS], ...cases.flatMap((test) => lineOf(test) ?? [])]
    if (lines.length > 1) process.stdout.write(`\n${aligned(lines).join('\n')}\n`)
  },
})

const lineOf = (test: TestCase): [string[]] | undefined => {
  const { row } = test.meta()
  if (!row) return undefined
  const { fault, target, journey, tickets, posts } = row
  const outcome = test.result().state === 'passed' ? row.outcome : `${row.outcome} ✗ BROKEN`
  return [[fault, target, journey, outcome, shown(tickets), shown(posts), toldIn(row)]]
}

const shown = (count: number | undefined): string => (count === undefined ? '–' : String(count))

const toldIn = ({ told = '–' }: Row): string => {
  const line = told.replace(/\s+/g, ' ').trim()
  return line.length > MAX_TOLD ? `${line.slice(0, MAX_TOLD - 1)}…` : line
}

const aligned = (lines: readonly (readonly string[])[]): string[] => {
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const draw = (line: readonly string[]): string =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return lines.map(draw)
}

export type Unit = 'ms' | 'MB' | 'times' | 'count'

/** Several measurements of one thing, or a single one. */
export interface Row {
  readonly name: string
  readonly unit: Unit
  readonly values: readonly number[]
  /** The least that it could cost, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly values: readonly number[] }
}

export interface Measured {
  readonly rows: readonly Row[]
  /** One sentence for each promise that did not hold. */
  readonly broken: readonly string[]
  /** One for each of them that was not held in time, as far as that can be told from a slow machine. */
  readonly slow?: readonly string[]
}

/** How long it took, in milliseconds. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Runs `work` again and again. */
export const repeated = async <T>(rounds: number, work: (round: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = []
  for (let round = 0; round < rounds; round += 1) results.push(await work(round))
  return results
}

/** Something to compare with, measured in the same way. */
interface Baseline {
  readonly name: string
  readonly work: () => Promise<number>
}

/** Measures both by turns, so that whatever else the machine is doing meets both alike. */
export const byTurns = async (
  rounds: number,
  work: () => Promise<number>,
  baseline: Baseline,
): Promise<Required<Pick<Row, 'values' | 'baseline'>>> => {
  const pairs = await repeated(rounds, async () => [await work(), await baseline.work()] as const)
  const values = pairs.map(([, value]) => value)
  return { values: pairs.map(([value]) => value), baseline: { name: baseline.name, values } }
}

/** The value that so large a share (0 to 1) of all values does not exceed. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

export const HEADING = '| | median | p95 | max | against | ratio |\n| :-- | --: | --: | --: | :-- | --: |'

/** The row as a line of a Markdown table. */
export const formatRow = ({ name, unit, values, baseline }: Row): string => {
  const several = values.length > 1
  const cells = [
    name,
    format(median(values), unit),
    several ? format(quantile(values, 0.95), unit) : '',
    several ? format(Math.max(...values), unit) : '',
    baseline ? `${baseline.name}: ${format(median(baseline.values), unit)}${tail(baseline.values, unit)}` : '',
    baseline ? `${(median(values) / median(baseline.values)).toFixed(1)} ×` : '',
  ]
  return `| ${cells.join(' | ')} |`
}

/** What of the slowness is the machine's can be seen in how slow the baseline was at times. */
const tail = (values: readonly number[], unit: Unit): string =>
  values.length > 1 ? ` (p95 ${format(quantile(values, 0.95), unit)})` : ''

const format = (value: number, unit: Unit): string => {
  if (unit === 'count') return String(value)
  if (unit === 'times') return value.toFixed(2)
  if (unit === 'ms' && value >= 10_000) return `${(value / 1_000).toFixed(1)} s`
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`
}

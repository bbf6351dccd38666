import { arch, availableParallelism, cpus, platform } from 'node:os'
import { z } from 'zod'
import { measureAcks } from './acks.ts'
import { measureDigests } from './digests.ts'
import { formatRow, HEADING, type Measured } from './figures.ts'
import { measureLists } from './lists.ts'
import { measureStart } from './start.ts'
import { measureStore } from './store.ts'
import { measureKills } from './store-kills.ts'

// Prints figures, each beside what it would cost at best. Ends with 1 when a promise is broken, and with 2 when all that
// is wrong is that people waited for more than a second while digests were posted: a machine that is busy with something
// else does that too, so whoever asks may ask once more.
// Without arguments everything; `npm run bench -- acks store` for some.

const kills = z.coerce.number().int().positive().default(50).parse(process.env.BENCH_KILLS)

const BENCHES: ReadonlyMap<string, () => Promise<Measured>> = new Map([
  ['start', measureStart],
  ['acks', measureAcks],
  ['digests', measureDigests],
  ['store', measureStore],
  ['kills', () => measureKills(kills)],
  ['lists', measureLists],
])

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !BENCHES.has(name))
if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}, only ${[...BENCHES.keys()].join(', ')}`)

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const broken: string[] = []
const slow: string[] = []

print(`Node ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} × ${cpus()[0]?.model}\n`)
print(HEADING)
for (const [name, measure] of BENCHES) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const measured = await measure()
  for (const row of measured.rows) print(formatRow(row))
  broken.push(...measured.broken)
  slow.push(...(measured.slow ?? []))
}
const wrong = [...broken.map((what) => `BROKEN: ${what}`), ...slow.map((what) => `SLOW: ${what}`)]
print(`\n${wrong.length === 0 ? 'Every promise held.' : wrong.join('\n')}`)
process.exitCode = broken.length > 0 ? 1 : slow.length > 0 ? 2 : 0

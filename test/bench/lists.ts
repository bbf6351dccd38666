import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { configureDrivers } from '../../src/drivers/index.ts'
import { createDesk, type Scope } from '../../src/tickets/desk.ts'
import { byTurns, type Measured, timed } from './figures.ts'
import { startVendors, type Vendors } from './vendors.ts'

const SCOPES: readonly Scope[] = [
  { vendor: 'tuya-community', community: '1544963578842701824', name: '翠湖花园' },
  { vendor: 'akubela', community: 'r31adc223cc4b3bedb6bd4742dedcfa52', name: 'Lindenhof' },
]

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What the result of the work keeps of the heap once it is there, in MB. */
const growthOf = async (work: () => Promise<unknown>): Promise<number> => {
  const held: unknown[] = []
  collect()
  const before = process.memoryUsage().heapUsed
  held.push(await work())
  collect()
  const growth = process.memoryUsage().heapUsed - before
  // Held until here: what is no longer used would have been collected.
  held.length = 0
  return growth / 1e6
}

/** All pending tickets of two communities at two vendors, read by the desk, beside the bare requests for the same pages. */
export const measureLists = async (): Promise<Measured> => {
  const short = await measureList(1_000)
  const long = await measureList(10_000)
  return { rows: [...short.rows, ...long.rows], broken: [...short.broken, ...long.broken] }
}

const measureList = async (count: number): Promise<Measured> => {
  const vendors = await startVendors({ tickets: count / SCOPES.length, latencyMs: 0 })
  const configured = configureDrivers(vendors.env)
  if (!('open' in configured)) throw new Error(configured.problems.join('; '))
  const drivers = configured.open({ now: Date.now })
  const list = () => createDesk({ drivers, now: () => new Date().toISOString() }).pending(SCOPES)

  const { tickets } = await list()
  const pages = await pagesOf(vendors)
  const name = 'same pages, undici alone'
  const times = await byTurns(7, () => timed(list), { name, work: () => timed(pages) })
  const growths = await byTurns(3, () => growthOf(list), { name, work: () => growthOf(pages) })

  await Promise.all(drivers.map((driver) => driver.close()))
  await vendors.close()
  const found = new Set(tickets.map(({ ticket }) => JSON.stringify(ticket.ref))).size
  return {
    rows: [
      { name: `List of ${count} tickets`, unit: 'ms', ...times },
      { name: `Heap kept by a list of ${count}`, unit: 'MB', ...growths },
    ],
    broken: found === count ? [] : [`a list of ${count} tickets held ${found}`],
  }
}

/** Fetches what was read so far once more: the vendors side by side, the pages of each one after another. */
const pagesOf = async (vendors: Vendors): Promise<() => Promise<unknown[]>> => {
  const reads = await vendors.reads()
  const perVendor = ['GET', 'POST'].map((method) => reads.filter((read) => read.method === method))
  return () => Promise.all(perVendor.map((pages) => vendors.replay(pages, 1)))
}

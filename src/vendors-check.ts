import { existsSync } from 'node:fs'
import type { VendorDriver } from './drivers/define.ts'
import { VENDORS } from './drivers/index.ts'
import type { Driver } from './tickets/driver.ts'
import { toTicketError } from './tickets/errors.ts'

/*
 * `npm run vendors:check -- <vendor> [community]`: makes one real read against the configured account and prints what
 * the driver can do there, so that credentials are proven in a minute and without Slack.
 */

/** @returns the exit code: 0 when the vendor answered, 1 when it did not, 2 when nothing could be asked of it */
const check = async (name: string | undefined, community: string | undefined): Promise<number> => {
  const vendor = VENDORS.find((one) => one.vendor === name)
  if (!vendor) {
    return fail(
      `Usage: npm run vendors:check -- <vendor> [community]\nVendors: ${VENDORS.map((one) => one.vendor).join(', ')}`,
    )
  }
  const configured = vendor.configure(process.env)
  if ('off' in configured)
    return fail(`${vendor.vendor} is off: none of its variables is set. It has ${variablesOf(vendor)}.`)
  if ('problems' in configured) return fail(configured.problems.join('\n'))

  const driver = configured.open({ now: Date.now })
  print(`${driver.name.en} (${driver.vendor})\nOperations: ${Object.keys(driver.operations).join(', ') || 'none'}`)
  try {
    const read = await readOnce(driver, community)
    if ('answered' in read) return print(read.answered)
    return fail(`Nothing was read, so the credentials are not proven: ${read.unasked}`, 2)
  } catch (thrown) {
    const error = toTicketError(thrown, driver.vendor)
    const said = error.vendorMessage ? ` The vendor says: ${error.vendorCode ?? ''} ${error.vendorMessage}` : ''
    return fail(`The read failed: ${error.code} (${error.message}).${said}`)
  } finally {
    await driver.close()
  }
}

/** What the vendor answered, or why it was asked nothing. */
type Read = { readonly answered: string } | { readonly unasked: string }

/** The cheapest read that proves the credentials: the communities, or one page of tickets. */
const readOnce = async (driver: Driver, community: string | undefined): Promise<Read> => {
  const { communities, list } = driver.operations
  if (communities && !community) {
    const found = await communities()
    const rows = found.map(({ id, name }) => `  ${id}  ${name ?? ''}`)
    return { answered: [`It answers. Communities of this account: ${found.length}`, ...rows].join('\n') }
  }
  const place = community ?? ((driver.scope ?? 'ids') === 'ids' ? undefined : '*')
  if (!list) {
    return {
      unasked: `${driver.name.en} documents no call that lists anything. Look a ticket up in Slack to try them.`,
    }
  }
  if (!place) return { unasked: `name a community: npm run vendors:check -- ${driver.vendor} <community>` }
  const { items, total } = await list({ community: place })
  return {
    answered: `It answers. Tickets on the first page: ${items.length}, of ${total ?? 'an untold number'} in all.`,
  }
}

const variablesOf = (vendor: VendorDriver): string => vendor.variables.join(', ')

const print = (text: string): number => {
  process.stdout.write(`${text}\n`)
  return 0
}

const fail = (text: string, exitCode = 1): number => {
  process.stderr.write(`${text}\n`)
  return exitCode
}

if (existsSync('.env')) process.loadEnvFile()
const [name, community] = process.argv.slice(2)
process.exitCode = await check(name, community)

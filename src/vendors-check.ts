import { existsSync } from 'node:fs'
import type { VendorDriver } from './drivers/define.ts'
import { VENDORS } from './drivers/index.ts'
import type { Driver } from './tickets/driver.ts'
import { toTicketError } from './tickets/errors.ts'

/*
 * `npm run vendors:check -- <vendor> [community]`: makes one real read against the configured account and prints what
 * the driver can do there, so that credentials are proven in a minute and without Slack.
 */

/** @returns the exit code: 0 when the vendor answered */
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
    print(await readOnce(driver, community))
    return 0
  } catch (thrown) {
    const error = toTicketError(thrown, driver.vendor)
    const said = error.vendorMessage ? ` The vendor says: ${error.vendorCode ?? ''} ${error.vendorMessage}` : ''
    return fail(`The read failed: ${error.code} (${error.message}).${said}`)
  } finally {
    await driver.close()
  }
}

/** The cheapest read that proves the credentials: the communities, or one page of tickets. */
const readOnce = async (driver: Driver, community: string | undefined): Promise<string> => {
  const { communities, list } = driver.operations
  if (communities && !community) {
    const found = await communities()
    const rows = found.map(({ id, name }) => `  ${id}  ${name ?? ''}`)
    return [`It answers. Communities of this account: ${found.length}`, ...rows].join('\n')
  }
  const place = community ?? ((driver.scope ?? 'ids') === 'ids' ? undefined : '*')
  if (!list) return 'It has no read that could be tried without a ticket: look one up in Slack.'
  if (!place) return `Name a community to read: npm run vendors:check -- ${driver.vendor} <community>`
  const page = await list({ community: place })
  return `It answers. Tickets on the first page: ${page.items.length}, of ${page.total ?? 'an untold number'} in all.`
}

const variablesOf = (vendor: VendorDriver): string => vendor.variables.join(', ')

const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const fail = (text: string): number => {
  process.stderr.write(`${text}\n`)
  return 1
}

if (existsSync('.env')) process.loadEnvFile()
const [name, community] = process.argv.slice(2)
process.exitCode = await check(name, community)

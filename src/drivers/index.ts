import type { Driver } from '../tickets/driver.ts'
import { aicc } from './aicc/index.ts'
import { akubela } from './akubela/index.ts'
import { dayu } from './dayu/index.ts'
import type { Environment, Tools, VendorDriver } from './define.ts'
import { createShared } from './shared.ts'
import { tuyaCommunity } from './tuya-community/index.ts'
import { tuyaFeedback } from './tuya-feedback/index.ts'

/** Every vendor that Caretaker can stand in front of. A new one is a folder beside this file and a line here. */
export const VENDORS: readonly VendorDriver[] = [tuyaCommunity, tuyaFeedback, akubela, dayu, aicc]

/** The drivers that the environment switches on, or every problem with their variables at once. */
export const configureDrivers = (
  env: Environment,
  vendors: readonly VendorDriver[] = VENDORS,
): { problems: string[] } | { open: (tools: Tools) => Driver[] } => {
  const configured = vendors.map((vendor) => vendor.configure(env))
  const problems = configured.flatMap((one) => ('problems' in one ? one.problems : []))
  if (problems.length > 0) return { problems: [...new Set(problems)] }
  return {
    open: (tools) => {
      const together = { shared: createShared(), ...tools }
      return configured.flatMap((one) => ('open' in one ? [one.open(together)] : []))
    },
  }
}

import { onTestFinished } from 'vitest'
import type { Environment } from '../../../src/drivers/define.ts'
import type { Sandbox } from '../../../src/drivers/sandbox.ts'
import { tuyaCommunity } from '../../../src/drivers/tuya-community/index.ts'
import { createTuyaCommunitySandbox } from '../../../src/drivers/tuya-community/sandbox.ts'
import { type Driver, demand } from '../../../src/tickets/driver.ts'
import { fakeClock } from '../tuya/vendor.ts'

export const openDriver = (env: Environment, now: () => number): Driver => {
  const configured = tuyaCommunity.configure(env)
  if (!('open' in configured)) throw new Error(`not configured: ${JSON.stringify(configured)}`)
  const driver = configured.open({ now })
  onTestFinished(() => driver.close())
  return driver
}

export const open = async () => {
  const clock = fakeClock()
  const sandbox = await createTuyaCommunitySandbox({ now: clock.now })
  onTestFinished(() => sandbox.close())
  const driver = openDriver(sandbox.env, clock.now)
  return { clock, sandbox, list: demand(driver, 'list'), detail: demand(driver, 'detail'), driver }
}

export const communityIn = (sandbox: Sandbox, name: string): string => {
  const found = sandbox.communities.find((community) => community.name === name)
  if (!found) throw new Error(`no community ${name}`)
  return found.id
}

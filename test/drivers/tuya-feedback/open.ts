import { onTestFinished } from 'vitest'
import type { Environment } from '../../../src/drivers/define.ts'
import type { SandboxRequest } from '../../../src/drivers/sandbox.ts'
import type { TuyaAnswer } from '../../../src/drivers/tuya/sandbox.ts'
import { tuyaFeedback } from '../../../src/drivers/tuya-feedback/index.ts'
import { createTuyaFeedbackSandbox } from '../../../src/drivers/tuya-feedback/sandbox.ts'
import { type Driver, demand } from '../../../src/tickets/driver.ts'
import { fakeClock, openVendor } from '../tuya/vendor.ts'

export const openDriver = (env: Environment, now: () => number): Driver => {
  const configured = tuyaFeedback.configure(env)
  if (!('open' in configured)) throw new Error(`not configured: ${JSON.stringify(configured)}`)
  const driver = configured.open({ now })
  onTestFinished(() => driver.close())
  return driver
}

export const open = async () => {
  const clock = fakeClock()
  const sandbox = await createTuyaFeedbackSandbox({ now: clock.now })
  onTestFinished(() => sandbox.close())
  const driver = openDriver(sandbox.env, clock.now)
  return { clock, sandbox, driver, list: demand(driver, 'list'), detail: demand(driver, 'detail') }
}

/** A vendor that answers as told, behind Tuya's gate. */
export const openOdd = async (answer: (request: SandboxRequest) => TuyaAnswer | undefined) => {
  const clock = fakeClock()
  const vendor = await openVendor(answer, clock.now)
  const driver = openDriver({ ...vendor.env, TUYA_SUB_UID: 'sub' }, clock.now)
  return { ...vendor, driver, list: demand(driver, 'list'), detail: demand(driver, 'detail') }
}

export const FEEDBACKS = '/v1.0/iot-01/ticket/feedbacks'

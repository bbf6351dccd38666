import { expect, it } from 'vitest'
import { configureDrivers, VENDORS } from '../../../src/drivers/index.ts'
import { describeDriver } from '../contract.ts'
import { toy } from './index.ts'

describeDriver({ vendor: toy, fixedToken: true })

it('stands beside the others by one line', async () => {
  const sandbox = await toy.sandbox()
  const configured = configureDrivers(sandbox.env, [...VENDORS, toy])
  if (!('open' in configured)) throw new Error(JSON.stringify(configured))
  const drivers = configured.open({ now: Date.now })
  expect(drivers.map(({ vendor }) => vendor)).toEqual(['toy'])
  await Promise.all([...drivers.map((driver) => driver.close()), sandbox.close()])
})

import { expect, it } from 'vitest'
import { demand } from '../../../src/tickets/driver.ts'
import { openVendor, REPAIR, RESIDENCE, success } from './vendor.ts'

it('lists 10 000 repairs of one residence, which come in one answer, each once', async () => {
  const ids = Array.from({ length: 10_000 }, (_, i) => `m${String(i).padStart(32, '0')}`)
  await using vendor = await openVendor(() => success(ids.map((id) => ({ ...REPAIR, maintenance_id: id }))))
  const { items, next, unreadable } = await demand(vendor.driver, 'list')({ community: RESIDENCE })
  expect(items.map(({ ref }) => ref.id)).toEqual(ids)
  expect([next, unreadable]).toEqual([undefined, 0])
})

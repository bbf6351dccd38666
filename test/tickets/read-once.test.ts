import { expect, it, vi } from 'vitest'
import type { Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { readOnce } from '../../src/tickets/read-once.ts'
import { driverOf } from './fakes.ts'

const page = { items: [], unreadable: 0 }

it.each([
  ['once, whatever the language', undefined, 3],
  ['once in each language where the vendor translates', true, 4],
] as const)('asks for each page of each community %s', async (_how, translates, calls) => {
  const list = vi.fn<Operations['list']>(async () => page)
  const driver = driverOf('akubela', { list })
  const { operations } = readOnce(translates ? { ...driver, translates } : driver)
  const queries = [{ community: 'r-1' }, { community: 'r-1' }, { community: 'r-1', cursor: '2' }, { community: 'r-2' }]
  await Promise.all(queries.map((query) => operations.list?.(query, { language: 'en' })))
  await operations.list?.({ community: 'r-1' }, { language: 'zh-CN' })
  expect(list).toHaveBeenCalledTimes(calls)
})

it('asks once how many are pending in a community, in whichever language', async () => {
  const pendingCount = vi.fn<Operations['pendingCount']>(async (community) => community.length)
  const { operations } = readOnce({ ...driverOf('tuya-feedback', { pendingCount }), translates: true })
  const asked = (['en', 'zh-CN', 'en'] as const).map((language) => operations.pendingCount?.('r-1', { language }))
  expect(await Promise.all(asked)).toEqual([3, 3, 3])
  expect(await operations.pendingCount?.('longer')).toBe(6)
  expect(pendingCount).toHaveBeenCalledTimes(2)
})

it('shares a failure too, and leaves a driver without lists as it is', async () => {
  const list = vi.fn<Operations['list']>(() => Promise.reject(new TicketError('unreachable', 'down')))
  const { operations } = readOnce(driverOf('akubela', { list }))
  for (const _ of [1, 2]) await expect(operations.list?.({ community: 'r-1' })).rejects.toThrow('down')
  expect(list).toHaveBeenCalledTimes(1)
  expect(readOnce(driverOf('dayu', {})).operations).toEqual({})
})

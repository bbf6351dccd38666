import { expect, it, vi } from 'vitest'
import type { Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { readOnce } from '../../src/tickets/read-once.ts'
import { driverOf } from './fakes.ts'

const page = { items: [], unreadable: 0 }

it('asks for each page of each community once, in each language', async () => {
  const list = vi.fn<Operations['list']>(async () => page)
  const { operations } = readOnce(driverOf('akubela', { list }))
  const queries = [{ community: 'r-1' }, { community: 'r-1' }, { community: 'r-1', cursor: '2' }, { community: 'r-2' }]
  await Promise.all(queries.map((query) => operations.list?.(query, { language: 'en' })))
  await operations.list?.({ community: 'r-1' }, { language: 'zh-CN' })
  expect(list).toHaveBeenCalledTimes(4)
})

it('shares a failure too, and leaves a driver without lists as it is', async () => {
  const list = vi.fn<Operations['list']>(() => Promise.reject(new TicketError('unreachable', 'down')))
  const { operations } = readOnce(driverOf('akubela', { list }))
  for (const _ of [1, 2]) await expect(operations.list?.({ community: 'r-1' })).rejects.toThrow('down')
  expect(list).toHaveBeenCalledTimes(1)
  expect(readOnce(driverOf('dayu', {})).operations.list).toBeUndefined()
})

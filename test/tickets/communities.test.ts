import { expect, it } from 'vitest'
import { createCommunities } from '../../src/tickets/communities.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { driverOf } from '../slack/blocks/samples.ts'

const LAKE = [{ id: '1384', name: '翠湖花园' }]

/** Counts how often the vendor is asked, and answers what it is told to. */
const book = () => {
  const told = { at: Date.parse('2026-11-21T09:00:00Z'), asked: [] as unknown[], fails: false }
  const driver = {
    ...driverOf('lake'),
    operations: {
      communities: async (call?: { language?: string }) => {
        told.asked.push(call?.language)
        if (told.fails) throw new TicketError('unreachable', 'down', { vendor: 'lake' })
        return LAKE
      },
    },
  }
  const communities = createCommunities({ now: () => new Date(told.at).toISOString() })
  return { told, driver, of: (language: 'en' | 'zh-CN') => communities.of(driver, { language }), communities }
}

it('asks a vendor once in five minutes, for each language', async () => {
  const { told, of } = book()
  expect(await Promise.all([of('en'), of('en'), of('zh-CN')])).toEqual([LAKE, LAKE, LAKE])
  told.at += 5 * 60_000 - 1
  await of('en')
  expect(told.asked).toEqual(['en', 'zh-CN'])
  told.at += 1
  await of('en')
  expect(told.asked).toEqual(['en', 'zh-CN', 'en'])
})

it('keeps no failure', async () => {
  const { told, of } = book()
  told.fails = true
  await expect(of('en')).rejects.toMatchObject({ code: 'unreachable' })
  told.fails = false
  expect(await of('en')).toEqual(LAKE)
})

it('knows nothing of a vendor that does not tell', async () => {
  const { communities } = book()
  expect(await communities.of(driverOf('silent'))).toBeUndefined()
})

import { describe, expect, it } from 'vitest'
import { digestContent, linksFor } from '../../src/slack/digest-content.ts'
import { createChanges } from '../../src/store/changes.ts'
import { createRows } from '../../src/store/rows.ts'
import { EMPTY } from '../../src/store/schema.ts'
import type { Link } from '../../src/store/store.ts'
import type { Pending } from '../../src/tickets/desk.ts'
import type { Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { driverOf, NOW, ticketOf } from '../tickets/fakes.ts'

const CHANNEL = 'C0DESK'
const VENDOR = 'tuya-feedback'

const linkOf = (community: string, given: Partial<Link> = {}): Link => ({
  channel: CHANNEL,
  vendor: VENDOR,
  community,
  name: `Product ${community}`,
  createdBy: 'U0JONAS',
  createdAt: NOW,
  ...given,
})

/** What a digest says of two communities with two tickets each, of which the first could not be read to its end. */
const contentWith = async (operations: Partial<Operations>) => {
  const links = [linkOf('p1'), linkOf('p2')]
  const rows = links.flatMap((scope) =>
    ['a', 'b'].map((id) => ({ scope, ticket: ticketOf(VENDOR, scope.community, `${scope.community}${id}`) })),
  )
  const pending: Pending = {
    readAt: NOW,
    tickets: rows,
    failures: [],
    unlistable: [],
    cut: links.slice(0, 1),
    unreadable: [],
  }
  const desk = { pending: async () => pending, driver: () => driverOf(VENDOR, operations) }
  const store = {
    ...createRows(createChanges(EMPTY, async (data) => data)),
    check: async () => {},
    close: async () => {},
  }
  const warned: string[] = []
  const log = { warn: (_details: object, message: string) => void warned.push(message), error: () => {} }
  const { content } = await digestContent({ channel: CHANNEL, links }, { language: 'en' }, desk, {
    store,
    now: () => NOW,
    log,
  })
  return { content, warned }
}

describe('where more is pending than can be read', () => {
  it('the vendor’s own count is said, of that community alone', async () => {
    const { content } = await contentWith({ pendingCount: async (community) => (community === 'p1' ? 41_000 : 99) })
    expect(content.counted.map(({ scope, count }) => [scope.name, count])).toEqual([['Product p1', 41_000]])
  })

  it('nothing is said where the vendor does not count, cannot just now, or counts no more than was read', async () => {
    expect((await contentWith({})).content.counted).toEqual([])
    expect((await contentWith({ pendingCount: async () => 2 })).content.counted).toEqual([])
    const failing = await contentWith({ pendingCount: () => Promise.reject(new TicketError('unreachable', 'down')) })
    expect([failing.content.counted, failing.content.pending.tickets.length, failing.warned.length]).toEqual([[], 4, 1])
  })
})

describe('the links that a digest is about', () => {
  const paused = linkOf('p1', { paused: { reason: 'archived', at: NOW } })
  const off = linkOf('p2', { digest: false })
  const links = [paused, off, linkOf('p3'), linkOf('p4')]
  const communities = (only?: readonly Pick<Link, 'vendor' | 'community'>[]) =>
    linksFor(only ? { only } : {}, links).map(({ community }) => community)

  it('are all of them, or those that were chosen, but none that is paused or left out', () => {
    expect(communities()).toEqual(['p3', 'p4'])
    expect(communities([linkOf('p4'), linkOf('p1')])).toEqual(['p4'])
    expect(communities([linkOf('gone')])).toEqual(['p3', 'p4'])
  })

  it('are none where all that were chosen rest: the others were not asked for', () => {
    expect(communities([linkOf('p1'), linkOf('p2')])).toEqual([])
  })
})

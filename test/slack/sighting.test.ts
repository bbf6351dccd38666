import type { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lookFor } from '../../src/slack/sighting.ts'
import { createClocks, SLACK } from '../../src/tickets/clocks.ts'

const NINE = Date.parse('2026-11-23T08:00:00.000Z')
const MINUTE = 60_000

/** A channel with one message of ours, which Slack's clock says was posted then. */
const channelWith = (postedAt: number) => {
  const ts = `${postedAt / 1000}.000100`
  const metadata = { event_type: 'caretaker_test', event_payload: { id: 'one' } }
  const history = async ({ oldest, latest }: { oldest: string; latest: string }) => ({
    messages: Number(ts) >= Number(oldest) && Number(ts) <= Number(latest) ? [{ ts, metadata }] : [],
  })
  return { conversations: { history } } as unknown as WebClient
}

/** What is seen of it by one who claimed it at nine of our clock, with Slack's clock so far ahead. */
const seenWith = async (postedAt: number, aheadMs?: number, since?: string): Promise<string> => {
  const clocks = createClocks(() => NINE)
  if (aheadMs !== undefined) clocks.note(SLACK, NINE + aheadMs)
  const sought = {
    channel: 'C0LINDENHOF',
    claimedAt: new Date(NINE).toISOString(),
    ...(since ? { since } : {}),
    event: 'caretaker_test',
    payload: z.object({ id: z.string() }),
    isIt: ({ id }: { id: string }) => id === 'one',
  }
  return (await lookFor(sought, { client: channelWith(postedAt), self: { clocks } })).seen
}

describe('a message that may have been posted', () => {
  it.each([
    [-4, undefined],
    [9, undefined],
    [9, 5],
    [40, 40],
    [49, 40],
    [-40, -40],
    [-44, -40],
    // The clock may have been set right since.
    [0, 40],
    [0, -40],
  ])('is found %i minutes from its claim by a clock of Slack that is %s minutes ahead', async (posted, ahead) => {
    expect(await seenWith(NINE + posted * MINUTE, ahead === undefined ? undefined : ahead * MINUTE)).toBe('posted')
  })

  it('is looked for as far back as it can have been posted', async () => {
    const since = new Date(NINE - 60 * MINUTE).toISOString()
    const posted = [-64, -30, 9].map((minutes) => seenWith(NINE + minutes * MINUTE, 0, since))
    expect(await Promise.all(posted)).toEqual(['posted', 'posted', 'posted'])
    expect(await seenWith(NINE - 66 * MINUTE, 0, since)).toBe('absent')
  })

  it('is not looked for long before and after', async () => {
    for (const minutes of [-6, 11]) expect(await seenWith(NINE + minutes * MINUTE, 0)).toBe('absent')
  })
})

import { describe, expect, it } from 'vitest'
import { createTurns } from '../../src/slack/turns.ts'

/** Turns by a clock that stands still, and how long each had to wait. */
const setUp = () => {
  const clock = { now: 5_000 }
  const waits: number[] = []
  const sleep = async (ms: number) => void waits.push(ms)
  return { clock, waits, turn: createTurns({ now: () => clock.now, sleep }) }
}

describe('turns', () => {
  it('come one a second in a channel, the first at once', async () => {
    const { clock, waits, turn } = setUp()
    for (let n = 0; n < 4; n++) await turn('C0DESK')
    expect(waits).toEqual([1_000, 2_000, 3_000])
    clock.now += 3_400
    await turn('C0DESK')
    expect(waits.at(-1)).toBe(600)
  })

  it('are not waited for in a channel that was quiet, nor because of another channel', async () => {
    const { clock, waits, turn } = setUp()
    for (const channel of ['C0DESK', 'C0LOBBY', 'C0REPAIRS']) await turn(channel)
    clock.now += 1_000
    for (const channel of ['C0DESK', 'C0LOBBY', 'C0REPAIRS']) await turn(channel)
    expect(waits).toEqual([])
  })

  it('are still kept apart where there are thousands of channels', async () => {
    const { clock, waits, turn } = setUp()
    await turn('C0QUIET')
    clock.now += 60_000
    await turn('C0DESK')
    for (let n = 0; n < 3_000; n++) await turn(`C${n}`)
    await turn('C0DESK')
    expect(waits).toEqual([1_000])
  })
})

import { describe, expect, it } from 'vitest'
import { createMemory } from '../../src/tickets/memory.ts'

describe('the memory', () => {
  const at = { now: 0 }
  const memory = (max: number) => createMemory<number>({ keepMs: 1_000, max, now: () => at.now })

  it('forgets after its time, counted from when it was told', () => {
    at.now = 5_000
    const kept = memory(10)
    kept.set('a', 1)
    at.now += 999
    expect(kept.get('a')).toBe(1)
    kept.set('a', 2)
    at.now += 999
    expect(kept.get('a')).toBe(2)
    at.now += 1
    expect(kept.get('a')).toBeUndefined()
  })

  it('forgets the oldest when there are too many', () => {
    const kept = memory(2)
    for (const key of ['a', 'b', 'a', 'c']) kept.set(key, 1)
    expect(['a', 'b', 'c'].map(kept.get)).toEqual([1, undefined, 1])
  })

  it('forgets the oldest when all together are too large, also one that is too large by itself', () => {
    const kept = createMemory<number>({ keepMs: 1_000, max: 10, sizeOf: (value) => value, now: () => at.now })
    for (const [key, size] of Object.entries({ a: 4, b: 6, c: 1 })) kept.set(key, size)
    expect(['a', 'b', 'c'].map(kept.get)).toEqual([undefined, 6, 1])
    // What is put in the place of something else, or taken away, makes room.
    kept.set('b', 2)
    kept.delete('c')
    kept.set('d', 8)
    expect(['b', 'd'].map(kept.get)).toEqual([2, 8])
    kept.set('e', 11)
    expect(['b', 'd', 'e'].map(kept.get)).toEqual([undefined, undefined, undefined])
  })
})

import { describe, expect } from 'vitest'
import type { Step } from '../../src/store/durable-file.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { linksOf } from '../journeys/places.ts'
import { type Child, startChild } from './child.ts'
import { type Later, openLater } from './later.ts'
import { type Note, row } from './row.ts'
import { openStage, type Stage, type StageLink } from './stage.ts'

/*
 * A process that is killed after a given step of a write of its store. Here everything goes by the real clock, because
 * the killed process does.
 */

export interface Killed {
  readonly name: string
  /** What the desk's channel is linked to. Two at least where it unlinks: a store without links is taken for a new one. */
  readonly places: readonly Omit<StageLink, 'channel'>[]
  /** Comes before the first write that counts. */
  prepare(stage: Stage, child: Child): Promise<Prepared>
}

export interface Prepared {
  /** What somebody does, or the clock. Resolves when it is done, or will never be: the process may be gone by then. */
  act(child: Child): Promise<void>
  /** What must be true in the next process. */
  judge(next: Later, note: Note): Promise<void>
}

/**
 * After which steps of a write the process is killed. What is on the disk changes between these two and at no other
 * step: up to the first the next process finds the store as it was before the write (this is the poorest moment, without
 * a previous version), from the last on as it is after it. That it finds it after each of the five steps is shown by
 * test/store/kill.test.ts.
 */
const ENDS: readonly Step[] = ['made room', 'flushed']

/** Each of these is done again and again, and killed before and after every write that it makes. */
export const killRows = async (journeys: readonly Killed[]): Promise<void> => {
  const counted: { journey: Killed; steps: readonly Step[] }[] = []
  for (const journey of journeys) counted.push({ journey, steps: await stepsOf(journey) })

  describe.concurrent.each(counted)('$journey.name', ({ journey, steps }) => {
    for (const [index, step] of steps.entries()) {
      if (!ENDS.includes(step)) continue
      const write = steps.slice(0, index).filter((one) => one === 'staged').length
      row({ fault: `killed at write ${write}, ${step}`, target: 'kill -9', journey: journey.name }, (note) =>
        killAfter(journey, index + 1, note),
      )
    }
  })
}

/** Does it in a process of its own, which lives. @returns the steps of the store's writes, in their order */
const stepsOf = (journey: Killed): Promise<readonly Step[]> =>
  onStage(journey, async (child, { act }) => {
    await child.order({ do: 'note steps' })
    await act(child)
    const stopped = await child.order({ do: 'stop', withinMs: STOP_MS })
    return stopped?.done === 'stop' ? stopped.steps : []
  })

/** Does it in a process of its own, which is killed after so many steps, and looks what the next one makes of it. */
const killAfter = (journey: Killed, steps: number, note: Note): Promise<void> =>
  onStage(journey, async (child, { act, judge }, stage) => {
    await child.order({ do: 'note steps', killAfter: steps })
    const acted = act(child).then(() => child.order({ do: 'stop', withinMs: STOP_MS }))
    await Promise.race([acted, child.ended])
    // Changes that come together share a write, so there may be fewer this once: then it is killed at its end.
    child.kill('SIGKILL')
    expect(await child.ended).toEqual({ how: 'SIGKILL', complaint: '' })
    await judge(await openLater(stage), note)
  })

const STOP_MS = 5_000

const onStage = async <T>(
  { places, prepare }: Killed,
  run: (child: Child, prepared: Prepared, stage: Stage) => Promise<T>,
): Promise<T> => {
  const vendors = [...new Set(places.map(({ vendor }) => vendor))]
  const stage = await openStage(vendors, linksOf(DESK, places))
  try {
    const child = await startChild(stage)
    return await run(child, await prepare(stage, child), stage)
  } finally {
    await stage.close()
  }
}

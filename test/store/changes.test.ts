import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Step } from '../../src/store/durable-file.ts'
import { createJsonStore } from '../../src/store/json.ts'
import type { Store } from '../../src/store/store.ts'
import { createFolder, type Folder } from './place.ts'
import { LAKE, LINDEN, NOW, SUBMISSION } from './samples.ts'

describe('changes that come together', () => {
  let place: Folder
  let store: Store
  let onStep: (step: Step) => void
  let writes: number

  beforeEach(async () => {
    place = await createFolder()
    onStep = () => {}
    store = await createJsonStore({ path: place.path, now: () => NOW, onStep: (step) => onStep(step) })
    await store.putLink(LAKE)
    writes = 0
    onStep = (step) => {
      if (step === 'flushed') writes += 1
    }
  })
  afterEach(async () => {
    await store.close()
    await place.remove()
  })

  test('share their writes', async () => {
    const links = Array.from({ length: 100 }, (_, n) => ({ ...LINDEN, community: `res-${n}` }))
    await Promise.all(links.map(store.putLink))
    expect(await store.links()).toHaveLength(101)
    expect(writes).toBeLessThanOrEqual(2)
  })

  test('do not wait for those that come after them, however many', async () => {
    let over = false
    const keepChanging = async (channel: string): Promise<void> => {
      for (let n = 0; !over; n += 1) await store.putLink({ ...LINDEN, channel, name: `Les Tilleuls ${n}` })
    }
    const load = ['C0A', 'C0B', 'C0C'].map(keepChanging)
    for (let n = 0; n < 20; n += 1) {
      const before = writes
      await store.accept({ ...SUBMISSION, id: `V${n}` })
      expect(writes - before).toBeLessThanOrEqual(2)
    }
    over = true
    await Promise.all(load)
  })

  test('are seen by nobody before they are kept', async () => {
    const seen: Promise<unknown>[] = []
    onStep = () => seen.push(store.links())
    await store.putLink(LINDEN)
    expect(seen).not.toEqual([])
    for (const links of seen) expect(await links).toEqual([LAKE])
    expect(await store.links()).toEqual([LAKE, LINDEN])
  })

  test('do not suffer from one among them that cannot be made', async () => {
    await store.accept(SUBMISSION)
    const first = store.putLink(LINDEN)
    const impossible = store.changeSubmission(SUBMISSION.id, () => {
      throw new Error('cannot be made')
    })
    const last = store.accept({ ...SUBMISSION, id: 'V2' })
    await expect(impossible).rejects.toThrow('cannot be made')
    await Promise.all([first, last])
    expect(await store.links()).toEqual([LAKE, LINDEN])
    expect(await store.submissions()).toEqual([SUBMISSION, { ...SUBMISSION, id: 'V2' }])
  })

  test('are all in the file when the store has been closed upon them', async () => {
    const made = [store.putLink(LINDEN), store.accept(SUBMISSION)]
    await store.close()
    const file: unknown = JSON.parse(await readFile(place.path, 'utf8'))
    expect(file).toMatchObject({ links: [LAKE, LINDEN], submissions: [SUBMISSION] })
    await Promise.all(made)
  })
})

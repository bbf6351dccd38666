import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonStore } from '../../src/store/json.ts'
import { startWriter } from './child.ts'
import { createFolder, type Folder, seed } from './place.ts'
import { NOW, SUBMISSION } from './samples.ts'

/** Opens the store as the next process would, and looks around. */
const inspect = async (path: string) => {
  const warnings: string[] = []
  const store = await createJsonStore({ path, now: () => NOW, log: (message) => warnings.push(message) })
  const ids = (await store.submissions()).map(({ id }) => id)
  await store.close()
  return { ids, warnings }
}

/** The contents of every file of the folder. */
const contents = async (folder: string): Promise<string[]> =>
  Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))

describe('a store whose process is killed with SIGKILL', () => {
  let place: Folder
  beforeEach(async () => {
    place = await createFolder()
  })
  afterEach(() => place.remove())

  test('opens with every change that was acknowledged, round after round', async () => {
    const kept: string[] = []
    for (const count of [0, 1, 2, 3, 5, 8, 13, 21, 34, 4, 6, 7, 9, 11, 17]) {
      const writer = startWriter(place.path, `after-${count}`)
      await writer.saidKept(count)
      writer.kill()
      expect(await writer.ended).toEqual({ signal: 'SIGKILL', complaint: '' })
      expect(writer.kept.length).toBeGreaterThanOrEqual(count)

      kept.push(...writer.kept)
      const { ids, warnings } = await inspect(place.path)
      expect(ids).toEqual(expect.arrayContaining(kept))
      expect(warnings).toEqual([])
    }
  })

  // The first write of all has three steps, for there is nothing to keep; those after it have five.
  test('opens with them whichever step of a write was the last', async () => {
    const killAfter = async (lastStep: number): Promise<void> => {
      const path = join(place.folder, String(lastStep), 'caretaker.json')
      const writer = startWriter(path, 'step', lastStep)
      expect(await writer.ended).toEqual({ signal: 'SIGKILL', complaint: '' })
      expect(writer.kept.length > 0).toBe(lastStep > 3)
      const { ids, warnings } = await inspect(path)
      expect(ids).toEqual(expect.arrayContaining([...writer.kept]))
      expect(warnings).toEqual([])
    }
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map(killAfter))
  })

  test('opens with the previous version, and loses no file, when it was replacing one that cannot be read', async () => {
    const killAfter = async (lastStep: number): Promise<void> => {
      const path = join(place.folder, String(lastStep), 'caretaker.json')
      await mkdir(dirname(path))
      await writeFile(path, '{"version":1,"links":[{"chan')
      await seed(`${path}.previous`, { submissions: [SUBMISSION] })
      const writer = startWriter(path, 'step', lastStep)
      expect(await writer.ended).toEqual({ signal: 'SIGKILL', complaint: '' })
      expect((await inspect(path)).ids).toContain(SUBMISSION.id)
      expect(await contents(dirname(path))).toContain('{"version":1,"links":[{"chan')
    }
    await Promise.all([1, 2, 3, 4, 5].map(killAfter))
  })
})

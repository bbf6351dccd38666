import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, storeUrlProblem } from '../../src/store/index.ts'
import { createFolder, type Folder } from './place.ts'
import { LAKE, NOW } from './samples.ts'

describe('STORE_URL', () => {
  let place: Folder
  beforeEach(async () => {
    place = await createFolder()
  })
  afterEach(() => place.remove())

  test.each<[string, (path: string) => string]>([
    ['from the working directory', (path) => `file:${relative('.', path)}`],
    ['with one slash', (path) => `file:${path}`],
    ['with three slashes', (path) => `file://${path}`],
    ['on localhost', (path) => `file://localhost${path}`],
    ['percent-encoded', (path) => pathToFileURL(path).href],
  ])('names a file %s', async (_, urlOf) => {
    const path = `${place.folder}/物业 data/翠湖.json`
    const url = urlOf(path)
    expect(storeUrlProblem(url)).toBeUndefined()
    const store = await openStore(url, { now: () => NOW })
    await store.putLink(LAKE)
    await store.close()
    expect((await stat(path)).isFile()).toBe(true)
  })

  test.each([
    ['', 'must begin with file:'],
    ['./data/caretaker.json', 'must begin with file:'],
    ['postgres://caretaker:hunter2@db/caretaker', 'must begin with file:'],
    ['file:', 'must name a file, not a folder'],
    ['file:./data/', 'must name a file, not a folder'],
    ['file:..', 'must name a file, not a folder'],
    ['file:./data/caretaker.json?mode=hunter2', 'must not hold ? or #'],
    ['file:./data/unit #2.json', 'must not hold ? or #'],
    ['file://fileserver/hunter2.json', 'must be a valid file URL of this machine'],
    ['file://[hunter2', 'must be a valid file URL of this machine'],
    ['file:./data/%zz.json', 'must be a valid file URL of this machine'],
  ])('%j is refused', async (url, why) => {
    expect(storeUrlProblem(url)).toMatch(/^STORE_URL .*, for example file:\.\/data\/caretaker\.json$/)
    expect(storeUrlProblem(url)).toContain(why)
    expect(storeUrlProblem(url)).not.toContain('hunter2')
    await expect(openStore(url, { now: () => NOW })).rejects.toThrow(why)
  })
})

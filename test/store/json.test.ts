import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonStore } from '../../src/store/json.ts'
import { EMPTY } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { describeStore } from './contract.ts'
import { createFolder, createJsonPlace, type Folder, formatData, seed } from './place.ts'
import { at, LAKE, LINDEN, NOW, SCHEDULE, SUBMISSION } from './samples.ts'

describeStore('the JSON store keeps what every store promises', createJsonPlace)

let place: Folder
let path: string
let warnings: { message: string; details: Readonly<Record<string, unknown>> }[]
let opened: Store[]

beforeEach(async () => {
  place = await createFolder()
  path = place.path
  warnings = []
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()))
  await place.remove()
})

const open = async (): Promise<Store> => {
  const log = (message: string, details: Readonly<Record<string, unknown>>) => warnings.push({ message, details })
  const store = await createJsonStore({ path, now: () => NOW, log })
  opened.push(store)
  return store
}

describe('its files', () => {
  test('are for nobody else to read', async () => {
    path = join(place.folder, 'var', 'lib', 'caretaker.json')
    const store = await open()
    await store.putLink(LAKE)
    await store.putLink(LINDEN)
    for (const folder of ['var', 'var/lib']) expect(await modeOf(join(place.folder, folder))).toBe('700')
    for (const file of [path, `${path}.previous`]) expect(await modeOf(file)).toBe('600')
  })

  test('are the store, the version before it and the lock, and nothing else', async () => {
    const store = await open()
    await store.putLink(LAKE)
    await store.putLink(LINDEN)
    await store.check()
    const names = ['caretaker.json', 'caretaker.json.lock', 'caretaker.json.previous']
    expect((await readdir(place.folder)).sort()).toEqual(names)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      version: expect.any(Number),
      links: [LAKE, LINDEN],
    })
    expect(JSON.parse(await readFile(`${path}.previous`, 'utf8'))).toMatchObject({
      version: expect.any(Number),
      links: [LAKE],
    })
  })

  test('may be reached by a symbolic link, which stays one', async () => {
    const real = join(place.folder, 'volume.json')
    await seed(real, { links: [LAKE] })
    await symlink(real, path)
    const store = await open()
    await store.putLink(LINDEN)
    expect(await readFile(real, 'utf8')).toContain(LINDEN.name)
    await expect(createJsonStore({ path: real, now: () => NOW })).rejects.toThrow('another Caretaker')
  })

  test('are not written for a change that changes nothing', async () => {
    const store = await open()
    await store.accept(SUBMISSION)
    const before = await stat(path)
    expect(await store.accept(SUBMISSION)).toBe(false)
    expect((await stat(path)).ino).toBe(before.ino)
  })

  test('of a first write that was cut off are no store yet', async () => {
    await writeFile(`${path}.next`, '{"version":1,"li')
    const store = await open()
    expect(await store.links()).toEqual([])
    await store.putLink(LAKE)
    expect(await store.links()).toEqual([LAKE])
  })
})

/** What may be found where the store should be. */
const UNREADABLE = {
  'an empty file': '',
  'a blank file': '\n\n',
  'a file of zeros': '\0'.repeat(4096),
  'half a file': '{"version":1,"links":[{"channel":"C0LAKESIDE","name":"翠湖',
  'a list': '[]',
  'JSON null': 'null',
  'the JSON of something else': '{"name":"caretaker","version":"0.1.0"}',
  'a store without its lists': '{"version":1}',
  'a store with a list we do not know': formatData({ ...EMPTY, ...{ wishes: [] } }),
  'a link without its channel': formatData({ ...EMPTY, links: [LAKE] }).replace('"channel"', '"chanel"'),
}

describe.each(Object.entries(UNREADABLE))('%s in its place', (_, text) => {
  beforeEach(() => writeFile(path, text))

  test('makes it go on from the previous version, loudly, and is kept', async () => {
    await seed(`${path}.previous`, { links: [LAKE] })
    const store = await open()
    expect(await store.links()).toEqual([LAKE])
    expect(await readFile(path, 'utf8')).toBe(text)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.details).toMatchObject({ path, why: expect.any(String) })
    expect(JSON.stringify(warnings)).not.toContain('翠湖')

    await store.putLink(LINDEN)
    await store.putLink({ ...LINDEN, name: 'Les Tilleuls' })
    const keptAs = String(warnings[0]?.details.willBeKeptAs)
    expect(await readFile(keptAs, 'utf8')).toBe(text)
    await store.close()
    expect(await (await open()).links()).toEqual([LAKE, { ...LINDEN, name: 'Les Tilleuls' }])
    expect(warnings).toHaveLength(1)
  })

  test('stops it when there is no previous version, and stays as it is', async () => {
    await expect(open()).rejects.toThrow(`STORE_URL: ${path} cannot be used`)
    expect(await readFile(path, 'utf8')).toBe(text)
    expect(await readdir(place.folder)).not.toContain('caretaker.json.next')
  })

  test('stops it when the previous version is no better', async () => {
    await writeFile(`${path}.previous`, text)
    await expect(open()).rejects.toThrow(`${path}.previous`)
    expect(await readFile(path, 'utf8')).toBe(text)
    expect(await readFile(`${path}.previous`, 'utf8')).toBe(text)
  })
})

describe('its previous version', () => {
  test('takes the place of a store that is gone', async () => {
    await seed(`${path}.previous`, { links: [LAKE] })
    const store = await open()
    expect(warnings[0]?.details).toMatchObject({ path, why: 'it does not exist' })
    await store.putLink(LINDEN)
    expect(await store.links()).toEqual([LAKE, LINDEN])
    expect((await readdir(place.folder)).filter((name) => name.includes('unreadable'))).toEqual([])
  })

  test('cannot say whether what it has queued was sent', async () => {
    await seed(`${path}.previous`, { submissions: [SUBMISSION, { ...SUBMISSION, id: 'V2', state: 'done' }] })
    const store = await open()
    expect(await store.submission(SUBMISSION.id)).toEqual({ ...SUBMISSION, state: 'checking', reason: 'unclear' })
    expect(await store.submission('V2')).toMatchObject({ state: 'done' })
  })

  test('cannot say which digests were posted, and so says until when', async () => {
    await seed(`${path}.previous`, { schedules: [SCHEDULE] })
    expect(await (await open()).schedules()).toEqual([{ ...SCHEDULE, doubtedAt: at(NOW) }])
  })

  test('is no way around a newer release', async () => {
    const newer = JSON.stringify({ version: 99, links: [], watches: [] })
    await writeFile(path, newer)
    await seed(`${path}.previous`, { links: [LAKE] })
    await expect(open()).rejects.toThrow(/it has version 99, and this release knows \d+. Start that release again/)
    expect(await readFile(path, 'utf8')).toBe(newer)

    await rm(path)
    await writeFile(`${path}.previous`, newer)
    await expect(open()).rejects.toThrow('it has version 99')
    expect(await readFile(`${path}.previous`, 'utf8')).toBe(newer)
  })
})

test('opens nothing where its path is a folder, and says so', async () => {
  await mkdir(path)
  await expect(open()).rejects.toThrow(`STORE_URL: ${path} cannot be used`)
})

const modeOf = async (file: string): Promise<string> => ((await stat(file)).mode & 0o777).toString(8)

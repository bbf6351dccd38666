import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJsonStore } from '../../src/store/json.ts'
import { startWriter } from './child.ts'
import { asOrdinaryUser, createFolder, type Folder, seed } from './place.ts'
import { NOW } from './samples.ts'

describe('the lock of a store', () => {
  let place: Folder
  beforeEach(async () => {
    place = await createFolder()
  })
  afterEach(() => place.remove())

  const open = (path = place.path) => createJsonStore({ path, now: () => NOW })

  test('refuses a second process, and is free when the first is killed', async () => {
    const first = startWriter(place.path, 'first')
    await first.saidKept(1)
    await expect(open()).rejects.toThrow(
      `STORE_URL: ${place.path} cannot be used: another Caretaker is using it; stop that one first`,
    )
    const second = startWriter(place.path, 'second')
    expect((await second.ended).complaint).toContain('another Caretaker is using it')

    first.kill()
    await first.ended
    const store = await open()
    expect((await store.submissions()).map(({ id }) => id)).toEqual(expect.arrayContaining([...first.kept]))
    await store.close()
  })

  test('refuses a second use in one process, which does not free it for others', async () => {
    const store = await open()
    await expect(open()).rejects.toThrow('another Caretaker')
    const other = startWriter(place.path, 'other')
    expect((await other.ended).complaint).toContain('another Caretaker')
    await store.close()
    await (await open()).close()
  })

  test('goes to one of many that start at once', async () => {
    const writers = ['a', 'b', 'c', 'd'].map((prefix) => startWriter(place.path, prefix))
    await Promise.all(writers.map((writer) => writer.saidKept(0)))
    for (const writer of writers) writer.kill()
    const ends = await Promise.all(writers.map(({ ended }) => ended))
    expect(ends.filter(({ signal }) => signal === 'SIGKILL')).toHaveLength(1)
    expect(ends.filter(({ complaint }) => complaint.includes('another Caretaker'))).toHaveLength(3)
  })

  test('is let go when the store turns out to be unreadable, and when it is closed twice', async () => {
    await writeFile(place.path, 'not a store')
    await expect(open()).rejects.toThrow('it is not JSON')
    await seed(place.path, {})
    const store = await open()
    await store.close()
    await store.close()
    await (await open()).close()
  })

  test('holds where a path is too long for a socket', async () => {
    const path = join(
      place.folder,
      '翠湖花园物业服务中心'.repeat(4),
      'résidence-les-tilleuls-'.repeat(4),
      'caretaker.json',
    )
    const store = await open(path)
    await expect(open(path)).rejects.toThrow('another Caretaker')
    await store.close()
  })

  test('is not taken on a lock file that is read-only for us', async () => {
    await writeFile(`${place.path}.lock`, '')
    await chmod(`${place.path}.lock`, 0o444)
    await chmod(place.folder, 0o777)
    await asOrdinaryUser(() => expect(open()).rejects.toThrow(`cannot write and lock ${place.path}.lock`))
  })
})

import { chmod, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Step } from '../../src/store/durable-file.ts'
import { createJsonStore } from '../../src/store/json.ts'
import type { Store } from '../../src/store/store.ts'
import { startWriterOnSmallDisk } from './child.ts'
import { asOrdinaryUser, createFolder, type Folder } from './place.ts'
import { LAKE, LINDEN, NOW, SCHEDULE, SUBMISSION } from './samples.ts'

describe('a store whose disk fails', () => {
  let place: Folder
  let store: Store
  let onStep: (step: Step) => void

  const open = () => createJsonStore({ path: place.path, now: () => NOW, onStep: (step) => onStep(step) })

  beforeEach(async () => {
    place = await createFolder()
    onStep = () => {}
    store = await open()
    await store.putLink(LAKE)
  })
  afterEach(async () => {
    await store.close()
    await place.remove()
  })

  /** Every change is refused and seen by nobody. */
  const expectRefusal = async (why: string): Promise<void> => {
    const changes = [store.putLink(LINDEN), store.putSchedule(SCHEDULE), store.accept(SUBMISSION)]
    for (const change of await Promise.allSettled(changes)) {
      expect(change).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(why) } })
    }
    await expect(store.check()).rejects.toThrow(why)
    expect(await store.links()).toEqual([LAKE])
    expect(await store.schedules()).toEqual([])
    expect(await store.submission(SUBMISSION.id)).toBeUndefined()
  }

  /** Changes are kept again, and of those that were refused none turns up. */
  const expectRecovery = async (): Promise<void> => {
    await store.check()
    expect(await store.accept(SUBMISSION)).toBe(true)
    await store.close()
    store = await open()
    expect(await store.links()).toEqual([LAKE])
    expect(await store.schedules()).toEqual([])
    expect(await store.submissions()).toEqual([SUBMISSION])
  }

  test('refuses changes while it is full', async () => {
    for (const name of ['next', 'check']) await symlink('/dev/full', `${place.path}.${name}`)
    await expectRefusal('ENOSPC')
    await rm(`${place.path}.next`)
    await expectRecovery()
  })

  test('refuses changes while it is gone', async () => {
    const away = `${place.folder}-away`
    await rename(place.folder, away)
    await expectRefusal('ENOENT')
    await rename(away, place.folder)
    await expectRecovery()
  })

  test('refuses changes while its folder is read-only', async () => {
    await chmod(place.folder, 0o555)
    await asOrdinaryUser(() => expectRefusal('EACCES'))
    await chmod(place.folder, 0o755)
    await expectRecovery()
  })

  test('is not opened at all where its folder is read-only', async () => {
    const path = join(place.folder, 'other.json')
    await chmod(place.folder, 0o555)
    await asOrdinaryUser(async () => {
      await expect(createJsonStore({ path, now: () => NOW })).rejects.toThrow(`STORE_URL: ${path} cannot be used`)
    })
  })

  const STEPS: readonly Step[] = ['staged', 'made room', 'kept current', 'replaced', 'flushed']
  test.each(STEPS)('takes back a change whose write fails when it has %s', async (failing) => {
    onStep = (step) => {
      if (step === failing) throw new Error('EIO: i/o error')
    }
    await expect(store.putLink(LINDEN)).rejects.toThrow('EIO')
    await expect(store.accept(SUBMISSION)).rejects.toThrow('EIO')
    expect(await store.links()).toEqual([LAKE])
    expect(await store.submission(SUBMISSION.id)).toBeUndefined()
    onStep = () => {}
    await expectRecovery()
  })

  test('does not take the half of a write that still had room for the whole', async () => {
    const path = join(place.folder, 'small.json')
    const writer = startWriterOnSmallDisk(path)
    expect((await writer.ended).complaint).toContain('EFBIG')
    const reopened = await createJsonStore({ path, now: () => NOW })
    expect((await reopened.submissions()).map(({ id }) => id).sort()).toEqual([...writer.kept].sort())
    expect(writer.kept.length).toBeGreaterThan(0)
    await reopened.close()
  })
})

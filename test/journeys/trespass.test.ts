import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ACTIONS, VIEWS } from '../../src/slack/ids.ts'
import { VERBS } from '../../src/slack/verbs.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { AICC } from './accounts.ts'
import { type Forge, type Place, startForge } from './forge.ts'
import {
  type Did,
  doAll,
  FORMS,
  gesturesIn,
  LINES,
  ONLY_TOLD,
  sayAll,
  sendAll,
  type Target,
  useAll,
} from './gestures.ts'
import { AKUBELA, NOW, XIXI_LAKE } from './places.ts'
import { furnish, GHOSTS, LINKS, PERSONAL, SECRET, SECRETS, TYPED } from './targets.ts'

/*
 * Nobody sees or does what they should not. A manager of one channel, who may do the most, does everything that can be
 * done, with what belongs to a channel that they are not in. It is answered as what does not exist is, to the letter.
 */

/** Not in that channel, and a manager. */
const PRIYA: Place = { user: 'U0PRIYA', channel: DESK }
const GUEST: Place = { user: 'U0TOMASZ', channel: SECRET }
const MEMBER: Place = { user: 'U0SOFIA', channel: SECRET }
const folders: string[] = []
const startFurnished = async (): Promise<{ forge: Forge; path: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  folders.push(folder)
  await furnish(folder)
  return { forge: await startForge({ folder, links: LINKS }), path: join(folder, 'store.json') }
}

/** What the store holds of a channel that nobody here is to touch. */
const keptOf = async (path: string, channel: string): Promise<readonly unknown[]> => {
  const held: Record<string, unknown> = JSON.parse(await readFile(path, 'utf8'))
  return Object.values(held)
    .filter(Array.isArray)
    .flat()
    .filter((row) => Object(row).channel === channel)
}

beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterAll(async () => {
  vi.useRealTimers()
  for (const folder of folders) await rm(folder, { recursive: true })
})

describe('everything that can be done', () => {
  it('is in the tables', () => {
    expect(Object.keys(ACTIONS).filter((name) => !(name in gesturesIn(DESK)))).toEqual([])
    expect(Object.keys(VIEWS).filter((name) => !(name in FORMS || ONLY_TOLD.some((one) => one === name)))).toEqual([])
    expect(VERBS.filter((verb) => !(verb in LINES))).toEqual([])
  })
})

describe('with what belongs to another channel', () => {
  let forge: Forge
  let path: string
  let before: readonly unknown[]
  const did = new Map<Target, Did[]>()

  beforeAll(async () => {
    ;({ forge, path } = await startFurnished())
    before = await keptOf(path, SECRET)
    for (const target of [...SECRETS, ...GHOSTS]) did.set(target, await doAll(forge, PRIYA, target))
    await forge.settle()
  }, 60_000)
  afterAll(() => forge.close())

  it.each([
    ['a repair', SECRETS[0], GHOSTS[0]],
    ['a case', SECRETS[1], GHOSTS[1]],
  ])('%s is answered as what does not exist', (_what, secret, ghost) => {
    if (!secret || !ghost) throw new Error('no target')
    const answersTo = (target: Target) =>
      (did.get(target) ?? [])
        .filter(({ isAlone }) => !isAlone)
        .map(({ what, sent }) => [what, anonymous(forge.said(sent), target)])
    expect(answersTo(secret).length).toBeGreaterThan(50)
    expect(answersTo(secret)).toEqual(answersTo(ghost))
  })

  it('shows nothing of it to anybody', () => {
    const everything = forge.everything()
    expect(everything).not.toContain(TYPED)
  })

  it('reads nothing of it at a vendor', () => {
    expect(forge.bench.sandbox(AICC).requests).toEqual([])
    const read = forge.bench.sandbox(AKUBELA).requests.map((request) => JSON.stringify(request))
    expect(read.filter((request) => request.includes(XIXI_LAKE.community))).toEqual([])
  })

  it('changes nothing of it', async () => {
    expect(before.length).toBeGreaterThan(8)
    expect(await keptOf(path, SECRET)).toEqual(before)
  })
})

/** What is kept of the channel, but for what was sent and not carried out. */
const lasting = async (path: string): Promise<readonly unknown[]> =>
  (await keptOf(path, SECRET)).filter((row) => Object(row).state !== 'discarded')

describe('with modals that were opened while one was in the channel', () => {
  it('nothing is shown, read or changed, by whatever stands in them', async () => {
    const { forge, path } = await startFurnished()
    const before = await lasting(path)
    const left: Place = { ...PRIYA, channel: SECRET }
    const did: Did[] = []
    for (const target of SECRETS) {
      did.push(...(await sendAll(forge, left, target)))
      did.push(...(await useAll(forge, left, target, () => true, { inModal: true })))
    }
    await forge.settle()
    expect(did.length).toBeGreaterThan(200)
    expect(forge.everything()).not.toContain(TYPED)
    expect(forge.bench.sandbox(AICC).requests).toEqual([])
    const read = forge.bench.sandbox(AKUBELA).requests.map((request) => JSON.stringify(request))
    expect(read.filter((request) => request.includes(XIXI_LAKE.community))).toEqual([])
    expect(await lasting(path)).toEqual(before)
    await forge.close()
  }, 60_000)
})

describe('without the role for it', () => {
  it('a guest changes nothing, and sees nobody’s name, phone or address', async () => {
    const { forge, path } = await startFurnished()
    const before = await lasting(path)
    for (const target of SECRETS) await doAll(forge, GUEST, target)
    await forge.settle()
    expect(await lasting(path)).toEqual(before)
    const everything = forge.everything()
    expect(everything).toContain('hidden from guests')
    expect(PERSONAL.length).toBeGreaterThan(5)
    expect(PERSONAL.filter((text) => everything.includes(text))).toEqual([])
    await forge.close()
  }, 60_000)

  it('a member manages nothing', async () => {
    const { forge, path } = await startFurnished()
    const before = await lasting(path)
    for (const target of SECRETS) {
      await useAll(forge, MEMBER, target, ({ forManagers }) => forManagers === true)
      await sendAll(forge, MEMBER, target, ['remove', 'link', 'linkRename', 'linksImport', 'digest'])
      await sayAll(forge, MEMBER, target, ['delete', 'unlink', 'audit', 'digest 09:00', 'digest off'])
    }
    const shown = await Promise.all(SECRETS.map((target) => forge.command(MEMBER, target.number)))
    await forge.settle()
    expect(await lasting(path)).toEqual(before)
    // Names are there to be read, though: that is what is hidden from guests.
    for (const sent of shown) expect(PERSONAL.some((text) => forge.said(sent).join().includes(text))).toBe(true)
    await forge.close()
  }, 60_000)
})

/** Answers without what was typed or carried, and without the reference that each failure has of its own. */
const anonymous = (said: readonly string[], { ref, number, channel, submissions }: Target): string[] =>
  said.map((text) => {
    const own = [number, ref.id, ref.community, channel, ...Object.values(submissions)].filter((one) => one.length > 1)
    return own
      .reduce((rest, one) => rest.replaceAll(one, '#'), text)
      .replace(/(?:Reference|参考编号)[\s:：]*[0-9A-F]{6}/g, 'Reference')
  })

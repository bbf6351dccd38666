import { appendFile, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAudit } from '../../src/store/audit.ts'
import { openAudit } from '../../src/store/index.ts'
import type { Act, Audit } from '../../src/tickets/audit.ts'
import { createFolder, type Folder } from './place.ts'
import { at, DAY_MS, LAKE, LINDEN, NOW } from './samples.ts'

const { channel, vendor, community, name } = LAKE

const ACT: Act = { user: 'U0LIWEI', channel, action: 'link', what: { vendor, community, name }, outcome: 'done' }

/** An act that can be told from others. */
const act = (reference: string, change: Partial<Act> = {}): Act => ({ ...ACT, reference, ...change })

let place: Folder
let path: string
let now: number
let audit: Audit
let complaints: string[]

const start = (): Audit =>
  createAudit({ path, now: () => now, keepDays: 365, log: (message) => void complaints.push(message) })

beforeEach(async () => {
  place = await createFolder()
  path = `${place.path}.audit.jsonl`
  now = NOW
  complaints = []
  audit = start()
})
afterEach(async () => {
  await audit.close()
  await place.remove()
})

const references = async (query: { channel?: string; limit?: number; before?: string } = {}) =>
  (await audit.read({ limit: 100, ...query })).map(({ reference }) => reference)

describe('the audit', () => {
  test('tells what was done, the newest first, also to a later process', async () => {
    expect(await audit.read({ limit: 10 })).toEqual([])
    const second: Act = { action: 'digest_off', outcome: 'done' }
    await audit.record(ACT)
    now += DAY_MS
    await audit.record(second)
    audit = start()
    expect(await audit.read({ limit: 10 })).toEqual([
      { ...second, id: expect.any(String), at: at(NOW + DAY_MS) },
      { ...ACT, id: expect.any(String), at: at(NOW) },
    ])
  })

  test('is one line of JSON for each act, for nobody else to read', async () => {
    await Promise.all(['1', '2', '3'].map((n) => audit.record(act(n))))
    const lines = (await readFile(path, 'utf8')).split('\n')
    expect(lines.map((line) => line && JSON.parse(line).reference)).toEqual(['1', '2', '3', ''])
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600')
  })

  test('tells of one channel, page by page, while more is done', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await audit.record(act(`${n}`))
      await audit.record(act(`${n} elsewhere`, { channel: LINDEN.channel }))
    }
    const first = await audit.read({ channel, limit: 2 })
    expect(first.map(({ reference }) => reference)).toEqual(['5', '4'])
    await audit.record(act('6'))
    expect(await references({ channel, limit: 2, before: first.at(-1)?.id ?? '' })).toEqual(['3', '2'])
    expect(await references({ channel, before: 'gone' })).toEqual([])
  })

  test('tells of a channel only what was done there, not what names it', async () => {
    await audit.record(act('elsewhere', { channel: LINDEN.channel, what: { vendor, community, name: channel } }))
    expect(await references({ channel })).toEqual([])
  })

  test('comes back whole from far more than one block, whatever the characters between blocks', async () => {
    const named = (n: number) => act(`${n}`, { what: { vendor, community, name: '翠湖花园\u2028🏡'.repeat(n % 50) } })
    const acts = Array.from({ length: 1_500 }, (_, n) => named(n))
    const lines = acts.map((one, n) => `${JSON.stringify({ id: `${n}`, at: at(NOW + n), ...one })}\n`)
    await writeFile(path, lines.join(''))
    const read = await audit.read({ limit: 2_000 })
    expect(read.map(({ id: _id, at: _at, ...one }) => one)).toEqual(acts.toReversed())
  })
})

describe('a line that was cut off', () => {
  test.each([1, 20, 60])(
    'after all but %i bytes is passed over, and harms neither its neighbours nor the next',
    async (cut) => {
      await audit.record(act('1'))
      await audit.record(act('2'))
      const { size } = await stat(path)
      await truncate(path, size - cut)
      audit = start()
      const left = cut === 1 ? ['2', '1'] : ['1']
      expect(await references()).toEqual(left)
      await audit.record(act('3'))
      await audit.record(act('4'))
      expect(await references()).toEqual(['4', '3', ...left])
    },
  )

  test('is no reason to keep what is too old', async () => {
    await writeFile(path, '{"id":"1","at":"2020-01')
    await audit.record(act('1'))
    await audit.tidy()
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2)
    expect(await references()).toEqual(['1'])
  })
})

describe('a disk that is full', () => {
  test('fails no act, is reported, and takes later acts once there is room', async () => {
    await symlink('/dev/full', path)
    await expect(audit.record(act('lost'))).resolves.toBeUndefined()
    expect(complaints).toEqual(['an act could not be kept in the audit'])
    await rm(path)
    await audit.record(act('kept'))
    expect(await references()).toEqual(['kept'])
    expect(complaints).toHaveLength(1)
  })

  test('leaves the file as it is when what is too old cannot be dropped', async () => {
    await audit.record(act('old'))
    now += 366 * DAY_MS
    await audit.record(act('new'))
    await symlink('/dev/full', `${path}.next`)
    await audit.tidy()
    expect(complaints).toEqual(['the audit could not be rid of what is too old'])
    expect(await references()).toEqual(['new', 'old'])
    expect(await readdir(place.folder)).toHaveLength(1)
  })
})

describe('what is too old', () => {
  const seedDays = async (days: readonly number[]): Promise<void> => {
    for (const day of days) {
      now = NOW + day * DAY_MS
      await audit.record(act(`${day}`))
    }
  }

  test('is dropped at the start, and once a day from then on', async () => {
    await seedDays([0, 1, 2, 300])
    now = NOW + 366 * DAY_MS
    const opened = await openAudit(`file:${place.path}`, { now: () => now, keepDays: 365, log: () => {} })
    expect(await references()).toEqual(['300', '2', '1'])
    now += DAY_MS - 1
    await opened.tidy()
    expect(await references()).toEqual(['300', '2', '1'])
    now += 1
    await opened.tidy()
    expect(await references()).toEqual(['300', '2'])
    await opened.close()
  })

  test('may be all there is, and goes while new acts come', async () => {
    await seedDays([0, 1])
    now = NOW + 800 * DAY_MS
    await Promise.all([audit.record(act('before')), audit.tidy(), audit.record(act('after'))])
    expect(await references()).toEqual(['after', 'before'])
    now += 800 * DAY_MS
    await audit.tidy()
    expect(await readFile(path, 'utf8')).toBe('')
  })

  test('is not what an act of a wrong clock or of a later release seems to make of it', async () => {
    await seedDays([300, -3000, 301])
    const later = { id: 'x', at: at(NOW + 302 * DAY_MS), action: 'teleport', outcome: 'done', reference: 'later' }
    await appendFile(path, `${JSON.stringify(later)}\n`)
    now = NOW + 366 * DAY_MS
    await audit.tidy()
    expect(await references()).toEqual(['301', '-3000', '300'])
    expect(await readFile(path, 'utf8')).toContain('teleport')
  })
})

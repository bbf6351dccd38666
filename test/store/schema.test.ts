import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Migration } from '../../src/store/migrations.ts'
import { createFormat, type Data, EMPTY, parseData } from '../../src/store/schema.ts'
import { formatData } from './place.ts'
import { LAKE, SCHEDULE, SUBMISSION } from './samples.ts'

const DATA: Data = { ...EMPTY, links: [LAKE], submissions: [SUBMISSION] }

/** A file as an invented first release may have left it: links by channel, no submissions. */
const OLDEST = JSON.stringify({ version: 1, byChannel: { [LAKE.channel]: [LAKE] }, schedules: [], slots: [] })

const listLinks: Migration = (old) => {
  const { byChannel, ...rest } = z.looseObject({ byChannel: z.record(z.string(), z.array(z.unknown())) }).parse(old)
  return { ...rest, links: Object.values(byChannel).flat() }
}
const addSubmissions: Migration = (old) => ({ ...z.looseObject({}).parse(old), submissions: [SUBMISSION] })

describe('the text of a store file', () => {
  test('reads back as what was written', () => {
    expect(parseData(formatData(DATA))).toEqual({ kind: 'good', data: DATA })
  })

  test('is JSON as a person would indent it, however often and in which pieces it was written', () => {
    const format = createFormat()
    for (const data of [DATA, { ...DATA, links: [] }, { ...DATA, links: [LAKE, LAKE] }, DATA]) {
      const text = Buffer.concat(format(data)).toString()
      const { version } = z.object({ version: z.int() }).parse(JSON.parse(text))
      expect(text).toBe(`${JSON.stringify({ version, ...data }, undefined, 2)}\n`)
    }
  })

  test('is brought up to date from whichever version it has', () => {
    const migrations = [listLinks, addSubmissions]
    expect(parseData(OLDEST, migrations)).toEqual({ kind: 'good', data: DATA })
    const second = JSON.stringify({ version: 2, ...EMPTY, links: [LAKE], submissions: undefined })
    expect(parseData(second, migrations)).toEqual({ kind: 'good', data: DATA })
    const third = JSON.stringify({ version: 3, ...DATA })
    expect(parseData(third, migrations)).toEqual({ kind: 'good', data: DATA })
  })

  test('of the first release brings its schedules along: once a day, on every date, always posted', () => {
    const {
      times: _times,
      holidays: _holidays,
      only: _only,
      skipEmpty: _empty,
      onlyChanged: _changed,
      ...old
    } = SCHEDULE
    const first = JSON.stringify({
      version: 1,
      links: [LAKE],
      schedules: [{ ...old, time: '09:00' }],
      slots: [],
      submissions: [],
    })
    expect(parseData(first)).toEqual({
      kind: 'good',
      data: {
        ...EMPTY,
        links: [LAKE],
        schedules: [{ ...old, times: ['09:00'], holidays: [], skipEmpty: false, onlyChanged: false }],
      },
    })
  })

  test('of a later version is nothing to guess at', () => {
    const later = JSON.stringify({ version: 4, ...DATA })
    expect(parseData(later, [listLinks, addSubmissions])).toEqual({
      kind: 'newer',
      why: 'it has version 4, and this release knows 3',
    })
  })

  test('of the release before channels followed tickets opens, and that release does not open ours', () => {
    const { watches: _w, cards: _c, snoozes: _s, filed: _f, preferences: _p, deliveries: _d, ...known } = DATA
    expect(parseData(JSON.stringify({ version: 3, ...known }))).toEqual({ kind: 'good', data: DATA })
    const ours = z.object({ version: z.int() }).parse(JSON.parse(formatData(DATA)))
    expect(ours.version).toBeGreaterThan(3)
  })

  test('of the release before readings named nobody loses them alone', () => {
    const ticket = { community: '1', id: 'BX1', number: 'BX1', status: 'new', about: '业主陈志远报修' }
    const reading = { vendor: 'lakeside', community: '1', readAt: LAKE.createdAt, total: 1, tickets: [ticket] }
    const old = JSON.stringify({ version: 5, ...DATA, readings: [reading] })
    expect(parseData(old)).toEqual({ kind: 'good', data: DATA })
  })

  test('that does not fit is described by place and never quoted', () => {
    const wrong = formatData(DATA).replace('"queued"', '"13800138000"')
    expect(parseData(wrong)).toEqual({ kind: 'unreadable', why: 'it does not fit at submissions.0.state' })
    expect(parseData('{"phone": "13800138000')).toEqual({ kind: 'unreadable', why: 'it is not JSON' })
  })
})

describe('what was submitted before there was anything but new tickets', () => {
  const { write, ...rest } = SUBMISSION
  const old = (version: number, schedules: unknown[] = []) => {
    const states = ['queued', 'sending', 'unclear', 'filed', 'failed']
    const submissions = states.map((state) => ({ ...rest, id: state, fields: FIELDS, state }))
    return JSON.stringify({ version, ...EMPTY, schedules, submissions })
  }
  const FIELDS = write.kind === 'create' ? write.fields : {}

  test.each([1, 2])(
    'in version %i is a submission of that kind, and who had been told is not told again',
    (version) => {
      const parsed = parseData(old(version))
      expect(parsed.kind === 'good' && parsed.data.submissions).toEqual([
        { ...SUBMISSION, id: 'queued', state: 'queued' },
        { ...SUBMISSION, id: 'sending', state: 'sending' },
        { ...SUBMISSION, id: 'unclear', state: 'unclear' },
        { ...SUBMISSION, id: 'filed', state: 'done', told: 'done' },
        { ...SUBMISSION, id: 'failed', state: 'failed', told: 'failed' },
      ])
    },
  )
})

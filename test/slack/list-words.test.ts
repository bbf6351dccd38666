import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYTHING, type ListState, MAX_PLACES, placeKey, vendorKey } from '../../src/slack/blocks/list-state.ts'
import { type NamedPlace, parseListWords } from '../../src/slack/list-words.ts'
import { PENDING, STATUSES } from '../../src/tickets/ticket.ts'

const place = (vendor: string, community: string, name: string): NamedPlace => ({
  ...{ vendor, community, name },
  vendorNames: vendor === 'lakeside' ? ['Lakeside Homes', '翠湖物业'] : ['Linden & Sons', '椴树'],
})
const BAY = place('lakeside', '1544963578', '海棠湾花园')
const QUAY = place('lakeside', '1544963579', 'Harbour Quay Residences')
const LINDENHOF = place('linden', 'r-4407', 'Lindenhof, Berlin')
const PLACES = [BAY, QUAY, LINDENHOF]

const parse = (line: string, places: readonly NamedPlace[] = PLACES): ListState =>
  parseListWords(line.split(' ').filter(Boolean), places)

describe('the words of a list', () => {
  it.each<[string, Partial<ListState>]>([
    ['', {}],
    ['overdue', { overdue: true }],
    ['超时', { overdue: true }],
    ['Mine', { mine: true }],
    ['我的', { mine: true }],
    ['urgent', { sort: 'urgent' }],
    ['最新', { sort: 'newest' }],
    ['oldest newest', { sort: 'newest' }],
    ['待处理', { statuses: ['pending'] }],
    ['In Progress', { statuses: ['in_progress'] }],
    ['in progress done', { statuses: ['in_progress', 'done'] }],
    ['Waiting for the resident', { statuses: ['waiting_user'] }],
    ['已完成 已关闭', { statuses: ['done', 'closed'] }],
    ['canceled', { statuses: ['cancelled'] }],
    ['open', {}],
    ['未完成 已完成', { statuses: [...PENDING.slice(0, 4), 'done', 'unknown'] }],
    ['全部', { statuses: STATUSES }],
    ['ＯＶＥＲＤＵＥ', { overdue: true }],
    ['overdue,', { overdue: true }],
    ['lakeside', { places: [vendorKey('lakeside')] }],
    ['Lakeside Homes', { places: [vendorKey('lakeside')] }],
    ['翠湖物业', { places: [vendorKey('lakeside')] }],
    ['翠湖', { places: [vendorKey('lakeside')] }],
    ['海棠', { places: [placeKey(BAY)] }],
    ['花园', { places: [placeKey(BAY)] }],
    ['harbour quay residences', { places: [placeKey(QUAY)] }],
    ['Quay', { places: [placeKey(QUAY)] }],
    ['berlin', { places: [placeKey(LINDENHOF)] }],
    ['r-4407', { places: [placeKey(LINDENHOF)] }],
    ['海棠 berlin', { places: [placeKey(BAY), placeKey(LINDENHOF)] }],
    ['lift', { text: ['lift'] }],
    ['arbour', { text: ['arbour'] }],
    ['2', { text: ['2'] }],
    ['海', { text: ['海'] }],
    ['"overdue"', { text: ['overdue'] }],
    ['“in progress” lift', { text: ['in progress', 'lift'] }],
    [
      'overdue 海棠湾 lift urgent 电梯',
      { overdue: true, places: [placeKey(BAY)], sort: 'urgent', text: ['lift', '电梯'] },
    ],
  ])('%s', (line, state) => {
    expect(parse(line)).toEqual({ ...EVERYTHING, ...state })
  })

  it('are searched for where a name is that of too many', () => {
    const many = Array.from({ length: MAX_PLACES + 1 }, (_, i) => place('linden', `r-${i}`, `Birch ${i}`))
    expect(parse('birch', many)).toMatchObject({ places: [], text: ['birch'] })
    expect(parse('birch', many.slice(1)).places).toHaveLength(MAX_PLACES)
    expect(parse('birch 3', many).places).toEqual(many.slice(3, 4).map(placeKey))
  })

  it('name only what is linked', () => {
    expect(parse('lakeside 海棠湾', [LINDENHOF])).toMatchObject({ places: [], text: ['lakeside', '海棠湾'] })
  })

  it('never fail, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 60 }), (words) => {
        expect(parseListWords(words, PLACES).places.length).toBeLessThanOrEqual(MAX_PLACES)
      }),
    )
  })
})

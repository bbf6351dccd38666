import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../src/slack/csv.ts'
import { ticketsCsv } from '../../src/slack/list-csv.ts'
import { forAudience } from '../../src/tickets/for-many.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'
import { NOW, readerOf, scopeOf, ticketOf } from './blocks/samples.ts'

/** RFC 4180, read as strictly as it is written. */
const parse = (csv: string): string[][] => {
  const rows: string[][] = [[]]
  for (const [, quoted, bare = '', end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '\r\n') rows.push([])
  }
  expect(rows.pop()).toEqual([])
  return rows
}

describe('a table', () => {
  it('is UTF-8 for a spreadsheet, with the line ends of the standard', () => {
    expect(
      csvOf([
        ['a', '电梯'],
        ['1', ''],
      ]),
    ).toBe('\uFEFFa,电梯\r\n1,\r\n')
  })

  it('quotes what would part cells or lines', () => {
    expect(csvOf([['a,b', 'say "hi"', 'one\ntwo', 'one\r\ntwo']])).toBe(
      '\uFEFF"a,b","say ""hi""","one\ntwo","one\r\ntwo"\r\n',
    )
  })

  it.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', '=cmd|"/c calc"!A1'])(
    'runs no formula: %j',
    (text) => {
      expect(parse(csvOf([[text, 'x']]))).toEqual([[`'${text}`, 'x']])
    },
  )

  it('gives back every cell that is no formula', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => !/^[=+\-@\t\r＝＋－＠]/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        expect(parse(csvOf(rows))).toEqual(rows)
      }),
    )
  })
})

describe('tickets as a table', () => {
  const ticket = ticketOf({
    status: 'in_progress',
    vendorStatus: 'Processing',
    title: '=HYPERLINK("https://evil.example")',
    description: 'Call 13800138000,\nafter "noon"',
    place: '3栋 2单元',
    reporter: { name: '王小梅', phone: '+86 138 0013 8000' },
    worker: { name: 'Tomasz' },
    createdAt: '2026-10-25T00:30:00.000Z',
    updatedAt: 'yesterday',
    window: { start: '2026-11-20T08:00:00.000Z', end: '2026-11-21T08:00:00.000Z' },
  })
  const tableFor = (audience: 'one' | 'many', language: (typeof LANGUAGES)[number] = 'en') => {
    const [headers = [], cells = []] = parse(
      ticketsCsv([{ ticket: forAudience(ticket, audience), scope: scopeOf(0, '翠湖花园') }], NOW, readerOf(language)),
    )
    return { headers, cell: (header: string) => cells[headers.indexOf(header)] }
  }

  it('have a header for each column in the reader’s language', () => {
    for (const language of LANGUAGES) {
      const { headers, cell } = tableFor('one', language)
      expect(new Set(headers).size).toBe(18)
      expect(headers.map(cell).filter((one) => one === undefined)).toEqual([])
    }
    expect(tableFor('one', 'zh-CN').headers[0]).toBe('工单编号')
    expect(tableFor('one', 'zh-CN').cell('状态')).toBe('处理中')
  })

  it('say everything to the one who may read it', () => {
    const { cell } = tableFor('one')
    expect(cell('Number')).toBe('BX2026112100017')
    expect(cell('Status at the vendor')).toBe('Processing')
    expect(cell('Overdue')).toBe('yes')
    expect(cell('Title')).toBe('\'=HYPERLINK("https://evil.example")')
    expect(cell('Description')).toBe('Call 13800138000,\nafter "noon"')
    expect([cell('Reporter'), cell('Reporter’s phone')]).toEqual(['王小梅', "'+86 138 0013 8000"])
    expect([cell('Worker'), cell('Worker’s phone')]).toEqual(['Tomasz', ''])
    expect([cell('Community'), cell('Vendor')]).toEqual(['翠湖花园', 'Vendor & Sons lakeside'])
  })

  it('tell times by the reader’s clocks and how far these are ahead, also in the hour that comes twice', () => {
    const { cell } = tableFor('one')
    expect(cell('Created (Europe/Berlin)')).toBe('2026-10-25T02:30:00+02:00')
    expect(cell('Visit until (Europe/Berlin)')).toBe('2026-11-21T09:00:00+01:00')
    expect(cell('Updated (Europe/Berlin)')).toBe('yesterday')
  })

  it('hide from guests what is personal', () => {
    const { cell } = tableFor('many')
    expect(cell('Reporter')).toBe('王**')
    expect([cell('Reporter’s phone'), cell('Worker'), cell('Place')]).toEqual(['****00', 'T***', '***'])
    expect(cell('Description')).toBe('Call ****00,\nafter "noon"')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '../../src/tickets/driver.ts'
import { entryForMany, forAudience, forMany, isPersonal } from '../../src/tickets/for-many.ts'
import type { DetailValue, TicketDetail } from '../../src/tickets/ticket.ts'
import { detailOf as emptyDetail } from './fakes.ts'

const label = { en: 'Field', 'zh-CN': '字段' }
const fieldOf = (value: DetailValue) => ({ name: 'field', label, value })

const detailOf = (given: Partial<TicketDetail>): TicketDetail => ({ ...emptyDetail('lakeside', '1', 'BX1'), ...given })

/** A ticket that says the same in every text of its own. */
const saying = (text: string): Partial<TicketDetail> => ({
  title: text,
  description: text,
  category: text,
  vendorStatus: text,
  attachments: [{ url: 'https://files.example/1', name: text }],
  more: [
    fieldOf({ kind: 'text', text }),
    fieldOf({ kind: 'unreadable', raw: text }),
    fieldOf({ kind: 'word', word: { en: text, 'zh-CN': text }, raw: text }),
    fieldOf({ kind: 'links', links: [{ url: 'https://files.example/2', name: text }] }),
  ],
})

/** What many read of a ticket that says this. */
const shown = (text: string, given: Partial<TicketDetail>): string => {
  const { raw: _raw, ...all } = forMany(detailOf({ ...saying(text), ...given }))
  return JSON.stringify(all)
}

const titleFor = (title: string, given: Partial<TicketDetail>): string | undefined =>
  forMany(detailOf({ title, ...given })).title

const CHEN = { reporter: { name: '陈志远', phone: '+86 138 0013 8000' }, place: '5 栋 1201 室' }

describe('what many read of a ticket', () => {
  it('names nobody and no place that the ticket knows', () => {
    expect(titleFor('业主陈志远报修：5 栋 1201 室厨房漏水', CHEN)).toBe('业主陈**报修：***厨房漏水')
    expect(forMany(detailOf(CHEN))).toMatchObject({
      reporter: { name: '陈**', phone: '****00' },
      place: '***',
    })
  })

  it.each([
    ['陈志远', '业主 陈 志 远 报修'],
    ['陈志远', '陈\u200b志\u2060远在家'],
    ['Elif Yıldız', 'ELIF  YILDIZ rang'],
    ['Elif Yıldız', 'Elif\u00a0\nYıldız rang'],
    ['José Núñez', 'Jose\u0301 Nun\u0303ez rang'],
    ['Ｌｉ Ｗｅｉ', 'li wei rang'],
    ['Schmidt', 'Schmidts Wohnung'],
    ['STRAẞE', 'strasse'],
    ['Li', 'Li, ring first'],
    ['Li', '业主Li报修'],
  ])('hides %s in “%s”', (name, text) => {
    const compact = (some: string): string =>
      some
        .normalize('NFKD')
        .toUpperCase()
        .replace(/[^\p{L}\p{M}*]/gu, '')
    const more = [fieldOf({ kind: 'personal', text: name })]
    for (const given of [{ reporter: { name } }, { worker: { name } }, { place: name }, { more }]) {
      expect(compact(titleFor(text, given) ?? '')).not.toContain(compact(name))
    }
  })

  it.each([
    ['80-12', 'Tel. 8012, extension 8 0 1 2', 'Tel. ****, extension **** 2'],
    ['138****8000', 'ring 138****8000', 'ring ****00'],
    ['110', 'ring 110 or (110)', 'ring **** or (****)'],
  ])('hides the phone %s however it is written', (phone, text, masked) => {
    expect(titleFor(text, { reporter: { phone } })).toBe(masked)
  })

  it.each([
    ['the lift was lifted', { reporter: { name: 'Li' } }],
    ['room 12012 or 51201, 1201.50 or 3.1201', { place: '1201' }],
    ['¥1201, 1201 元, 1201 EUR', { place: '1201' }],
    ['21.11.2026 at 21:00, 2026-11-21, 11月21日', { place: '21' }],
    ['see BX2026112100017', { place: '2026' }],
    ['5 men, room 5', { place: '5' }],
    ['35 lamps', { more: [fieldOf({ kind: 'personal', text: '35' })] }],
    ['a * b', { place: '**' }],
  ])('keeps “%s”', (text, given) => {
    expect(titleFor(text, given)).toBe(text)
  })

  it('keeps nothing of what a longer secret hides for a shorter one', () => {
    const given = { reporter: { name: 'Anna' }, place: 'Anna Court 5' }
    expect(titleFor('Anna at Anna Court 5', given)).toBe('A*** at ***')
  })

  it('says no name in any of its texts, in whatever form', () => {
    const letter = fc.constantFrom(...'陈志远王小明ÉéßŁşıΣabzK')
    const name = fc.string({ unit: letter, minLength: 4, maxLength: 12 })
    const form = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.normalize('NFD'),
      (text) => [...text].join('\u200b'),
      (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    )
    const around = fc.string({ unit: fc.constantFrom('业主', '，', ' ', '\n', '.', '5', '🏚️'), maxLength: 5 })
    fc.assert(
      fc.property(name, form, around, around, (secret, write, before, after) => {
        const written = write(secret)
        for (const given of [{ reporter: { name: secret } }, { worker: { name: secret } }, { place: secret }]) {
          expect(shown(before + written + after, given)).not.toContain(JSON.stringify(written).slice(1, -1))
        }
      }),
    )
  })

  it('takes a ticket of any size', () => {
    for (const text of ['&'.repeat(20_000), '电梯异响'.repeat(5_000), '1 '.repeat(10_000), '🏚️'.repeat(7_000)]) {
      const place = text
      expect(shown(text, { place, reporter: { name: text, phone: text } }).length).toBeGreaterThan(0)
    }
  })

  it('is hidden from many only', () => {
    const ticket = detailOf(CHEN)
    expect(forAudience(ticket, 'one')).toBe(ticket)
    expect(forAudience(ticket, 'many')).toEqual(forMany(ticket))
    expect([isPersonal(ticket), isPersonal(detailOf({ title: 'Lift' }))]).toEqual([true, false])
  })
})

describe('what many read of what happened', () => {
  const entry: TimelineEntry = {
    who: 'Maja Lindqvist',
    what: { kind: 'text', text: 'Maja Lindqvist rang 陈志远 (5栋1201室)，见 BX2026112100017' },
    more: [fieldOf({ kind: 'personal', text: 'Tomasz' }), fieldOf({ kind: 'text', text: 'with Tomasz' })],
  }

  it('names neither who did it nor anybody whom the ticket or the entry knows', () => {
    expect(entryForMany(entry, CHEN)).toEqual({
      who: 'M***',
      what: { kind: 'text', text: 'M*** rang 陈** (***)，见 BX2026112100017' },
      more: [fieldOf({ kind: 'personal', text: 'T***' }), fieldOf({ kind: 'text', text: 'with T***' })],
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CardOptions, type CardReader, ticketReply } from '../../../src/slack/blocks/ticket.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { everyTextIn, expectGoodMessage, expectIntact, mrkdwnIn, tokensIn } from './markup.ts'
import { detailOf, fullTicket, LONGEST, readerOf, ticketOf } from './samples.ts'

const options: CardOptions = { vendorName: 'Vendor &amp; Sons', communityName: 'Résidence Les Tilleuls' }
const reader = (audience: CardReader['audience'], language: CardReader['language'] = 'en'): CardReader => ({
  ...readerOf(language),
  audience,
})
const textOf = (shown: unknown): string => everyTextIn(shown).join('\n')

describe.each(LANGUAGES)('a card in %s', (language) => {
  it.each(Object.entries(LONGEST))('holds the longest %s, folded and expanded, for one and for many', (_, text) => {
    const footer = 'Shared by <@U0MEILIN>.'
    for (const audience of ['one', 'many'] as const) {
      for (const expanded of [false, true]) {
        const long = { ...options, communityName: text, footer, expanded }
        expectGoodMessage(ticketReply(fullTicket(text), reader(audience, language), long))
      }
    }
  })

  it('holds a ticket of which only the number is known', () => {
    expectGoodMessage(ticketReply(ticketOf(), reader('one', language), options))
  })
})

describe('a card', () => {
  it('says the vendor’s own word for the status only where it is another', () => {
    const headOf = (vendorStatus: string, language: CardReader['language']) =>
      textOf(ticketReply(ticketOf({ status: 'pending', vendorStatus }), reader('one', language), options))
    expect(headOf('pending', 'en')).toContain('🟡 Pending\n')
    expect(headOf('Assigned', 'en')).toContain('🟡 Pending (_Assigned_)')
    expect(headOf('pending', 'zh-CN')).toContain('🟡 待处理 (_pending_)')
    const suspended = {
      status: 'pending',
      vendorStatus: 'Processing',
      statusWord: { en: 'Suspended', 'zh-CN': '已暂停' },
    } as const
    expect(textOf(ticketReply(ticketOf(suspended), reader('one', 'zh-CN'), options))).toContain('🟡 待处理 (_已暂停_)')
  })

  it('says that it matters more than others, where it does and while it is open', () => {
    const headOf = (given: Partial<Ticket>, language: CardReader['language'] = 'en') =>
      textOf(ticketReply(ticketOf(given), reader('one', language), options))
    expect(headOf({ priority: 'critical' })).toContain('🆕 New  ·  🔺 *Critical*\n')
    expect(headOf({ priority: 'high' }, 'zh-CN')).toContain('🔺 *高优先级*\n')
    for (const given of [
      { priority: 'medium' },
      { priority: 'low' },
      {},
      { priority: 'high', status: 'done' },
    ] as const)
      expect(headOf(given)).not.toContain('🔺')
  })

  it.each(LANGUAGES)('says in %s that its visit is overdue, and only then', (language) => {
    const headOf = (isOverdue: boolean): string =>
      textOf(ticketReply(ticketOf({ status: 'new' }), reader('many', language), { ...options, isOverdue }))
    expect(headOf(true)).toMatch(
      language === 'en' ? /🆕 New {2}· {2}⏰ \*overdue\*/ : /🆕 新工单 {2}· {2}⏰ \*已超时\*/,
    )
    expect(headOf(false)).not.toContain('⏰')
  })

  it('shows every field behind "More", short ones whole even beside the longest', () => {
    const label = { en: 'Remark', 'zh-CN': '备注' }
    const more = [
      { name: 'long', label, value: { kind: 'text' as const, text: '&'.repeat(20_000) } },
      ...Array.from({ length: 59 }, (_, i) => ({
        name: `f${i}`,
        label,
        value: { kind: 'text' as const, text: `value ${i} <whole>` },
      })),
    ]
    const shown = textOf(ticketReply(detailOf({ more }), reader('one'), { ...options, expanded: true }))
    for (let i = 0; i < 59; i++) expect(shown).toContain(`value ${i} &lt;whole&gt;`)
    expect(shown).toContain('too long for Slack')
    expect(textOf(ticketReply(detailOf({ more }), reader('one'), options))).not.toContain('value 1')
  })

  it('links whole addresses only, and says how many files it leaves out', () => {
    const attachments = Array.from({ length: 50 }, (_, i) => ({
      url: `https://files.example/${i}?sig=${'a'.repeat(400)}&x=1`,
      name: `photo ${i}.jpg`,
    }))
    const reply = ticketReply(detailOf({ attachments }), reader('one'), options)
    const links = tokensIn(reply).filter((token) => token.startsWith('https:'))
    expect(links.length).toBeGreaterThan(3)
    for (const [i, token] of links.entries()) {
      expect(token).toBe(`https://files.example/${i}?sig=${'a'.repeat(400)}&amp;x=1|photo ${i}.jpg`)
    }
    expect(textOf(reply)).toContain(`${50 - links.length} more files`)
  })

  it.each(['javascript:alert(1)', 'ftp://files.example/a', 'not an address', 'slack://open', '//files.example/x'])(
    'makes no link of %s',
    (url) => {
      const reply = ticketReply(detailOf({ attachments: [{ url, name: 'lift.jpg' }] }), reader('one'), options)
      expect(tokensIn(reply).filter((token) => !token.startsWith('!date^'))).toEqual([])
      expect(textOf(reply)).toContain('lift.jpg')
    },
  )

  it('shows money exactly, in the language of the reader', () => {
    const label = { en: 'Price', 'zh-CN': '价格' }
    const priced = (minor: bigint, currency: string) =>
      detailOf({ more: [{ name: 'price', label, value: { kind: 'money', money: { minor, currency } } }] })
    const shown = (minor: bigint, currency: string) =>
      textOf(ticketReply(priced(minor, currency), reader('one'), { ...options, expanded: true }))
    expect(shown(9_007_199_254_740_993n, 'EUR')).toContain('€90,071,992,547,409.93')
    expect(shown(-5n, 'EUR')).toContain('-€0.05')
    expect(shown(1310n, 'JPY')).toContain('¥1,310')
  })

  it('escapes the vendor and the community once', () => {
    const shown = mrkdwnIn(ticketReply(ticketOf(), reader('one'), { ...options, communityName: 'A & B' })).join('\n')
    expect(shown).toContain('A &amp; B · Vendor &amp; Sons')
  })

  it('says in its fallback text which ticket it is, escaped', () => {
    const { text } = ticketReply(ticketOf({ number: '<!channel>' }), reader('one'), options)
    expect(text).toBe('Ticket &lt;!channel&gt;: New')
  })

  it('offers no button whose value Slack would refuse', () => {
    const ref = { vendor: 'lakeside', community: 'c'.repeat(1000), id: 'i'.repeat(1000) }
    const reply = ticketReply(detailOf({ ref }), reader('one'), options)
    expectGoodMessage(reply)
    expect(reply.blocks.some((block) => block.type === 'actions')).toBe(false)
  })
})

const foreign = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<!channel>',
    '<!here|x>',
    '<@U0MEILIN>',
    '<#C0DESK>',
    '<https://evil.example|x>',
    '|>',
    '&lt;!here>',
  ),
  fc
    .array(fc.constantFrom('<', '>', '!', '&', '|', '@', 'U0MEILIN', '\u202e', '\u0000', '\ud83d', '🏚️', '\n'))
    .map((a) => a.join('')),
)

describe('foreign text on a card', () => {
  it('neither pings nor links nor breaks what surrounds it', () => {
    fc.assert(
      fc.property(foreign, fc.boolean(), fc.constantFrom('one', 'many'), (text, expanded, audience) => {
        const ticket = { ...fullTicket(text), attachments: [{ url: text, name: text }] }
        const reply = ticketReply(ticket, reader(audience), { ...options, communityName: text, expanded })
        const strange = tokensIn(reply).filter(
          (token) =>
            !/^!date\^\d+\^\{date_short_pretty\} \{time\}\|[^|]+$/.test(token) &&
            !token.startsWith('https://files.example/1|'),
        )
        expect(strange).toEqual([])
        expectIntact(reply)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a card for many', () => {
  const resident = { name: '欧阳小明', phone: '+86 138-0013-8000' }
  const worker = { name: 'Håkon Weber', phone: '0171 2345678' }
  const personal = {
    place: '3 号楼 2 单元 1802 室',
    title: '电话13800138000，电梯坏了',
    description: 'Call 0171 2345678 or (030) 901820-12 after 21.11.2026 14:30, see BX2026112100017',
    category: 'Lift 0171 2345678',
    reporter: resident,
    worker,
    attachments: [{ url: 'https://files.example/1', name: 'from 0171 2345678.jpg' }],
    more: [
      {
        name: 'owner',
        label: { en: 'Owner', 'zh-CN': '业主' },
        value: { kind: 'personal' as const, text: '诸葛亮亮' },
      },
      {
        name: 'tel',
        label: { en: 'Phone', 'zh-CN': '电话' },
        value: { kind: 'personal' as const, text: '&&&13800138000&' },
      },
      {
        name: 'odd',
        label: { en: 'Odd', 'zh-CN': '其他' },
        value: { kind: 'unreadable' as const, raw: '13800138000' },
      },
    ],
  }
  const shownTo = (audience: CardReader['audience']): string =>
    textOf(ticketReply(detailOf(personal), reader(audience), { ...options, expanded: true }))

  it('shows no name, phone or place in full', () => {
    const shown = shownTo('many')
    for (const secret of [resident.name, worker.name, personal.place, '诸葛亮亮', 'Weber']) {
      expect(shown).not.toContain(secret)
    }
    const digits = shown.replace(/\P{N}/gu, '')
    for (const phone of ['13800138000', '01712345678', '03090182012']) expect(digits).not.toContain(phone)
  })

  it('is opened with a record of it only where something is hidden', () => {
    const opener = (given: Parameters<typeof detailOf>[0]): string | undefined =>
      /ticket_(?:open|reveal)/.exec(JSON.stringify(ticketReply(detailOf(given), reader('many'), options)))?.[0]
    expect(
      opener({ title: 'The lift is stuck since 21.11.2026', attachments: [{ url: 'https://a.example/1.jpg' }] }),
    ).toBe('ticket_open')
    for (const [name, value] of Object.entries(personal)) expect(opener({ [name]: value }), name).toBe('ticket_reveal')
  })

  it('keeps what tells nothing about people', () => {
    expect(shownTo('many')).toContain('21.11.2026 14:30, see BX2026112100017')
  })

  it('hides none of it from the one who asked', () => {
    const shown = shownTo('one')
    for (const known of [resident.name, resident.phone, worker.name, personal.place, '诸葛亮亮', personal.title]) {
      expect(shown).toContain(known)
    }
  })
})

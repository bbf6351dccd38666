import { describe, expect, it } from 'vitest'
import { type AuditRow, auditReply } from '../../../src/slack/blocks/audit.ts'
import { ACTIONS } from '../../../src/slack/ids.ts'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditEntry } from '../../../src/tickets/audit.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { everyTextIn, expectGoodMessage, mrkdwnIn } from './markup.ts'
import { LONGEST, NOW, readerOf, scopeOf } from './samples.ts'

const { vendor, community } = scopeOf()

const entryOf = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'a',
  at: NOW,
  user: 'U0JONAS',
  action: 'update',
  what: { vendor, community, ids: ['7'], number: 'BX-7', name: '翠湖花园' },
  outcome: 'done',
  ...given,
})

const textIn = (row: AuditRow): string =>
  mrkdwnIn(auditReply({ rows: [row], isFirst: true }, readerOf('en')).blocks)[1] ?? ''

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(Object.entries(LONGEST))('ten acts with the longest %s keep the limits', (_, text) => {
    for (const ids of [[text], Array.from({ length: 12 }, () => text)]) {
      const what = { vendor, community: text, ids, number: text, name: text }
      const rows = Array.from({ length: 10 }, () => ({ entry: entryOf({ what }), who: text, community: text }))
      expectGoodMessage(auditReply({ rows, isFirst: false, older: 'a' }, readerOf(language)))
    }
  })

  it('every act and every end has its words', () => {
    for (const action of AUDIT_ACTIONS) {
      for (const outcome of AUDIT_OUTCOMES) {
        const reply = auditReply({ rows: [{ entry: entryOf({ action, outcome }) }], isFirst: true }, readerOf(language))
        expectGoodMessage(reply)
        expect(everyTextIn(reply).join('')).not.toContain('undefined')
      }
    }
  })
})

describe('an act', () => {
  it('of several tickets says which, ten at most and how many more, and opens none', () => {
    const ofMany = (count: number) => ({ vendor, community, ids: Array.from({ length: count }, (_, i) => `m${i}`) })
    const said = (count: number) => textIn({ entry: entryOf({ what: ofMany(count) }), who: 'Jonas', community: 'Lake' })
    expect(said(2)).toMatch(/· m0, m1 · Lake\nJonas · /)
    expect(said(10)).toMatch(/· m0, [^·]*, m8, m9 · Lake\n/)
    expect(said(12)).toMatch(/· m0, [^·]*, m9 and 2 more · Lake\n/)
    expect(said(12)).not.toContain('m10')
    const what = ofMany(2)
    const reply = auditReply({ rows: [{ entry: entryOf({ what }), community: 'Lake' }], isFirst: true }, readerOf('en'))
    expect(JSON.stringify(reply)).not.toContain(ACTIONS.open)
  })

  it('in a community that is linked no more is named by what it was called, or by its vendor', () => {
    expect(textIn({ entry: entryOf(), who: 'Jonas' })).toContain('· BX-7 · 翠湖花园\n')
    expect(textIn({ entry: entryOf({ what: { vendor, community } }), who: 'Jonas' })).toContain('* · Vendor &amp; Sons')
  })

  it('that nobody did is Caretaker’s own', () => {
    const { user: _user, ...entry } = entryOf({ action: 'pause' })
    expect(textIn({ entry })).toContain('\nCaretaker, by itself · ')
  })

  it('pings nobody', () => {
    const name = '<!channel> <@U0SOFIA>'
    const row = { entry: entryOf({ what: { vendor, community, number: name, name } }), who: name, community: name }
    expect(textIn(row)).not.toMatch(/<[@#]|<!(?!date)/)
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { AuditEntry } from '../../src/tickets/audit.ts'
import { LINDENHOF, MEI, REPAIRS } from '../../src/workspace/seed.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, mrkdwnOf, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, HEATING, isCreate, LEFTOVER, leave } from './filing.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, HAITANG_BAY, HARBOUR_QUAY, KASTANIENALLEE, linksOf, NOW, TUYA } from './places.ts'

const { start, folder } = useBenches({ links: linksOf(LINDENHOF, [{ ...KASTANIENALLEE, name: 'Lindenhof' }]) })

/** As many tickets shared in a channel, a minute apart, as an earlier process put them on record. */
const sharesIn = (channel: string, count: number): AuditEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${channel}-${n}`,
    at: new Date(NOW - (count - n) * 60_000).toISOString(),
    user: 'U0SOFIA',
    channel,
    action: 'share',
    what: { vendor: TUYA, community: HAITANG_BAY.community, ids: [`${n}`], number: `BX-${n + 1}.` },
    outcome: 'done',
  }))

const seedAudit = (place: string, entries: readonly AuditEntry[]): Promise<void> =>
  writeFile(join(place, 'store.json.audit.jsonl'), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))

describe('/ticket audit', () => {
  it('tells a manager what was linked, set and filed here: the newest first, by whom, how it ended', async () => {
    const bench = await start()
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toContain('Nothing is on record for this channel yet.')

    await ask(jonas, LINDENHOF, `/ticket link ${TUYA} ${HARBOUR_QUAY.community} The Quay`)
    await ask(jonas, LINDENHOF, `/ticket link ${TUYA} ${HARBOUR_QUAY.community} Quay`)
    await ask(jonas, LINDENHOF, '/ticket unlink Quay')
    await ask(jonas, LINDENHOF, '/ticket digest 10:30 sat')
    await ask(jonas, LINDENHOF, '/ticket digest off')
    await sofia.command(LINDENHOF, '/ticket digest now')
    await sofia.until(() => textOf(sofia.lastMessage(LINDENHOF) ?? []).includes('Sofia'), 'a digest')
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))

    const audit = await ask(jonas, LINDENHOF, '/ticket audit')
    const rows = mrkdwnOf(audit.blocks).map((text) => text.replaceAll(/<!date[^>]*>/g, 'DATE').replace('\n', ' | '))
    expect(rows).toEqual([
      '*What was done in this channel, newest first*',
      expect.stringMatching(/^\*New ticket\* · m[0-9a-f]{32} · Lindenhof \| Sofia \S+ · DATE · done$/),
      expect.stringMatching(/^\*Posted a digest\* \| Sofia \S+ · DATE · done$/),
      expect.stringMatching(/^\*Switched the digest off\* \| Jonas \S+ · DATE · done$/),
      expect.stringMatching(/^\*Set the digest\* · 10:30 Sat \(Europe\/Berlin\) \| Jonas \S+ · DATE · done$/),
      expect.stringMatching(/^\*Unlinked a community\* · Quay \| Jonas/),
      expect.stringMatching(/^\*Renamed a community here\* · Quay \| Jonas/),
      expect.stringMatching(/^\*Linked a community\* · The Quay \| Jonas/),
    ])
    expect(JSON.stringify(audit.blocks)).toContain(`<!date^${NOW / 1000}^`)
    expect(JSON.stringify(audit.blocks)).not.toMatch(/Okafor|stairwell|<@/)
  })

  it('opens the ticket that was filed, while the channel is linked to its community', async () => {
    const bench = await start()
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    const audit = await ask(jonas, LINDENHOF, '/ticket audit')
    const card = await press(jonas, audit, elementBeside(audit, 'New ticket', ACTIONS.open))
    expect(textOf(card)).toContain(HEATING.Description)

    await ask(jonas, LINDENHOF, '/ticket unlink Lindenhof')
    const later = await ask(jonas, LINDENHOF, '/ticket audit')
    expect(textOf(later)).toContain('New ticket')
    expect(JSON.stringify(later.blocks)).not.toContain(ACTIONS.open)
  })

  it('says what a vendor refused, and nothing else of it', async () => {
    const bench = await start()
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => textOf(sofia.view() ?? []).includes('not filed'))
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toMatch(/\*New ticket\* · Lindenhof\nSofia .* · ⚠️ failed/)
  })

  it('names who filed, and whoever else had it sent again', async () => {
    const place = await folder()
    await leave(place, { ...LEFTOVER, state: 'failed', reason: 'forbidden' })
    const bench = await start({ folder: place })
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    const again = { channel: LINDENHOF, actionId: ACTIONS.submissionRetry, value: LEFTOVER.id }
    await pressForged(bench, { ...again, user: 'U0JONAS' })
    await sofia.until(() => textOf(sofia.lastEphemeral(LINDENHOF) ?? []).includes('Your ticket is filed'))
    const audit = await say(jonas, LINDENHOF, '/ticket audit')
    expect(audit.match(/^(?:Sofia|Jonas) .*$/gm)).toEqual([
      expect.stringMatching(/^Jonas .* · done$/),
      expect.stringMatching(/^Sofia .* · ⚠️ failed$/),
    ])
  })

  it('turns its pages in place, in Chinese, and shows one channel’s record in no other', async () => {
    const place = await folder()
    await seedAudit(place, [...sharesIn(LINDENHOF, 3), ...sharesIn(REPAIRS, 21)])
    const bench = await start({ folder: place, env: { MANAGER_USER_IDS: MEI } })
    const mei = bench.person(MEI)
    const numbers = (shown: string): string[] => shown.match(/BX-\d+/g) ?? []

    const first = await ask(mei, REPAIRS, '/ticket 审计')
    expect(textOf(first)).toContain('本频道的操作记录，最新的在前')
    expect(textOf(first)).toMatch(/\*把工单分享到频道\* · BX-21\. · .*\nSofia .* · 已完成/)
    expect(numbers(textOf(first))).toEqual(Array.from({ length: 10 }, (_, n) => `BX-${21 - n}`))
    await expect(mei.click(first, '最新')).rejects.toThrow('there is no "最新"')

    const second = await turn(mei, first, '更早')
    expect(numbers(textOf(second))).toEqual(Array.from({ length: 10 }, (_, n) => `BX-${11 - n}`))
    const last = await turn(mei, second, '更早')
    expect(numbers(textOf(last))).toEqual(['BX-1'])
    await expect(mei.click(last, '更早')).rejects.toThrow('there is no "更早"')
    expect(textOf(await turn(mei, last, '最新'))).toBe(textOf(first))
  })

  it('says so when what it would go on with was dropped meanwhile', async () => {
    const bench = await start()
    const gone = { user: 'U0JONAS', channel: LINDENHOF, actionId: ACTIONS.auditOlder, value: 'gone' }
    expect(await pressForged(bench, gone)).toMatchObject({
      text: 'Nothing older is on record.',
      replace_original: true,
    })
  })

  it('is for managers, and for channels', async () => {
    const place = await folder()
    await seedAudit(place, sharesIn(LINDENHOF, 3))
    const bench = await start({ folder: place })
    const managersOnly = 'Only managers can do this'
    for (const user of ['U0SOFIA', 'U0TOMASZ']) {
      expect(await say(bench.person(user), LINDENHOF, '/ticket audit')).toContain(managersOnly)
      for (const actionId of [ACTIONS.auditOlder, ACTIONS.auditNewest]) {
        const forged = await pressForged(bench, { user, channel: LINDENHOF, actionId, value: `${LINDENHOF}-2` })
        expect(forged.text).toContain(managersOnly)
      }
    }
    expect(await say(bench.person('U0JONAS'), 'D0JONAS', '/ticket audit')).toContain(
      'write `/ticket audit` in the channel',
    )
  })
})

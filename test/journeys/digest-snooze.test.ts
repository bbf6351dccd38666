import { describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, modalSaying, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { KASTANIENALLEE, linksOf, RESIDENCES, XIXI_LAKE } from './places.ts'

const { start } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

const digestsIn = (someone: TestPerson, channel: string): Message[] =>
  someone.messages(channel).filter(({ ephemeralTo, blocks }) => !ephemeralTo && blocks?.[0]?.type === 'header')

const digestNow = async (someone: TestPerson, channel = LINDENHOF): Promise<Message> => {
  const before = digestsIn(someone, channel).length
  await someone.command(channel, '/ticket digest now')
  return someone.until(() => digestsIn(someone, channel)[before], 'a digest')
}

const status = (someone: TestPerson): Promise<string> => say(someone, LINDENHOF, '/ticket digest status')

/** Chooses in the menu of the row that says this, and waits for the answer. */
const choose = async (someone: TestPerson, digest: Message, about: string, choice: string): Promise<Message> => {
  const before = someone.lastEphemeral(digest.channel)?.ts
  await someone.select(digest, elementBeside(digest, about, 'digest_row'), choice)
  return someone.until(() => {
    const last = someone.lastEphemeral(digest.channel)
    return last && last.ts !== before && last
  }, `an answer to "${choice}"`)
}

const STAIN = 'Water stain'
const TOMORROW = 'Snooze until tomorrow'

const tickAt = async ({ caretaker }: Bench, at: string): Promise<void> => {
  vi.setSystemTime(Date.parse(at))
  await caretaker.tick()
}

describe('the menu of a row', () => {
  it('opens the ticket', async () => {
    const sofia = (await start()).person('U0SOFIA')
    const card = await choose(sofia, await digestNow(sofia), STAIN, 'Open')
    expect(textOf(card)).toContain(STAIN)
    expect(textOf(card)).toContain('Reporter')
  })

  it('leaves the ticket out until tomorrow, by the clocks of the digest, and counts it', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await say(jonas, LINDENHOF, '/ticket digest 00:30 daily Asia/Shanghai')
    const answer = textOf(await choose(sofia, await digestNow(jonas), STAIN, TOMORROW))
    expect(answer).toContain('is left out of this channel’s digest until 22 Nov 2026, 00:00.')
    const after = textOf(await digestNow(jonas))
    expect(after).toMatch(/^4 open tickets\n.*💤 1 snoozed/)
    expect(after).not.toContain(STAIN)
    expect(await status(jonas)).toMatch(
      /Snoozed, and so left out.*\n💤 \*.+\* until 22 Nov 2026, 00:00 · by Sofia Rossi\nWake/,
    )
    await tickAt(bench, '2026-11-21T16:30:00Z')
    const next = textOf(digestsIn(sofia, LINDENHOF).at(-1) ?? [])
    expect(next).toMatch(/^5 open tickets\n(?!.*snoozed)/)
    expect(next).toContain(STAIN)
    expect(await status(jonas)).not.toContain('Snoozed')
  })

  it('says in the next digest that a ticket is no longer snoozed, though nothing else has changed', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await say(jonas, LINDENHOF, '/ticket digest 09:00')
    await choose(sofia, await digestNow(sofia), STAIN, TOMORROW)
    vi.setSystemTime(Date.parse('2026-11-21T10:00:00Z'))
    await say(jonas, LINDENHOF, '/ticket digest 12:00 daily')
    await tickAt(bench, '2026-11-21T11:00:00Z')
    await tickAt(bench, '2026-11-22T11:00:00Z')
    const texts = digestsIn(sofia, LINDENHOF).map(textOf)
    expect(texts[1]).toContain('💤 1 snoozed')
    expect(texts[2]).toMatch(/^5 open tickets\n.*\nSince .*: 1 no longer snoozed/)
  })

  it('can be undone by the answer and by the status, by any member', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const digest = await digestNow(sofia)
    const answer = await choose(sofia, digest, STAIN, 'Snooze for a week')
    expect(textOf(answer)).toContain('until 28 Nov 2026, 00:00')
    expect(textOf(await press(sofia, answer, 'Wake'))).toContain('is in this channel’s digest again')
    await choose(sofia, digest, STAIN, 'Snooze until it changes')
    const listed = await ask(jonas, LINDENHOF, '/ticket digest status')
    expect(textOf(listed)).toContain('until it changes · by Sofia Rossi')
    expect(textOf(await digestNow(sofia))).toContain('💤 1 snoozed')
    await press(jonas, listed, 'Wake')
    expect(textOf(await digestNow(sofia))).toMatch(/^5 open tickets\n(?!.*snoozed)/)
    const audit = await say(jonas, LINDENHOF, '/ticket audit')
    expect(audit.match(/Snoozed a ticket|Ended a ticket’s snooze/g)).toHaveLength(4)
    expect(audit.match(/Jonas/g)).toHaveLength(1)
  })

  /** Chooses "until a date" in the row that says this, and waits for the form. */
  const openDay = async (someone: TestPerson, digest: Message, about: string) => {
    await someone.select(digest, elementBeside(digest, about, 'digest_row'), 'Snooze until a date…')
    return someone.until(() => {
      const view = someone.view()
      return view && view.callbackId === 'snooze' && view
    }, 'the form that asks for the day')
  }
  const DAY = 'Until'

  it('leaves the ticket out until a day of one’s choice, a week from now unless another is chosen', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    // It is Sunday there when the days are counted.
    await say(jonas, LINDENHOF, '/ticket digest 00:30 daily Pacific/Auckland')
    vi.setSystemTime(Date.parse('2026-11-21T12:00:00Z'))
    const digest = await digestNow(sofia)
    const form = await openDay(sofia, digest, STAIN)
    expect(JSON.stringify(form.blocks)).toContain('"initial_date":"2026-11-29"')
    for (const day of ['2026-11-22', '2026-11-21', '1999-01-01']) {
      await sofia.fill(form.id, { [DAY]: day })
      expect(await sofia.submit()).toMatchObject({ errors: { 'field.day': 'Please choose a day after today.' } })
    }
    expect(await status(jonas)).not.toContain('Snoozed')
    await sofia.fill(form.id, { [DAY]: '2026-12-24' })
    await sofia.submit()
    const done = /is left out of this channel’s digest until 24 Dec 2026, 00:00\./
    await sofia.until(() => done.test(textOf(sofia.view() ?? [])), 'that it is snoozed')
    expect(await status(jonas)).toMatch(/💤 \*.+\* until 24 Dec 2026, 00:00 · by Sofia Rossi/)
    expect(textOf(await digestNow(jonas))).toMatch(/^4 open tickets\n.*💤 1 snoozed/)
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toMatch(/Sofia Rossi/)
    await tickAt(bench, '2026-12-23T11:30:00Z')
    expect(textOf(digestsIn(jonas, LINDENHOF).at(-1) ?? [])).toContain(STAIN)
  })

  it('asks nobody for a day who may not snooze, nor takes the form from them', async () => {
    const bench = await start()
    const [sofia, jonas, tomasz] = [bench.person('U0SOFIA'), bench.person('U0JONAS'), bench.person('U0TOMASZ')]
    const digest = await digestNow(sofia)
    await tomasz.select(digest, elementBeside(digest, STAIN, 'digest_row'), 'Snooze until a date…')
    await tomasz.until(() => textOf(tomasz.view() ?? []).includes('As a guest'), 'a refusal')
    await openDay(sofia, digest, STAIN)
    await say(jonas, LINDENHOF, `/ticket unlink ${KASTANIENALLEE.name}`)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('too old to be used'), 'a refusal')
    expect(await status(sofia)).not.toContain('Snoozed')
  })

  it('can be undone in the window of /ticket digest too, which then shows it no more', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await choose(sofia, await digestNow(sofia), STAIN, TOMORROW)
    await sofia.command(LINDENHOF, '/ticket digest')
    await sofia.click(await modalSaying(sofia, 'Snoozed, and so left out'), 'Wake')
    const after = await modalSaying(sofia, 'is in this channel’s digest again')
    expect(textOf(after)).not.toContain('Snoozed')
    expect(textOf(await digestNow(sofia))).toMatch(/^5 open tickets\n(?!.*snoozed)/)
  })

  it('is not for guests, and not for what the channel no longer looks after', async () => {
    const bench = await start()
    const [sofia, jonas, tomasz] = ['U0SOFIA', 'U0JONAS', 'U0TOMASZ'].map(bench.person)
    if (!sofia || !jonas || !tomasz) throw new Error('somebody is missing')
    const digest = await digestNow(sofia)
    expect(textOf(await choose(tomasz, digest, STAIN, TOMORROW))).toContain('As a guest')
    await choose(sofia, digest, STAIN, TOMORROW)
    const listed = await ask(tomasz, LINDENHOF, '/ticket digest status')
    expect(textOf(await press(tomasz, listed, 'Wake'))).toContain('As a guest')
    expect(textOf(await digestNow(sofia))).toContain('💤 1 snoozed')
    await say(jonas, LINDENHOF, `/ticket unlink ${KASTANIENALLEE.name}`)
    expect(textOf(await choose(sofia, digest, STAIN, 'Snooze for a week'))).toContain('too old to be used')
    expect(await status(sofia)).not.toContain('Snoozed')
  })

  it('takes two rows that are chosen in quickly for two', async () => {
    const sofia = (await start()).person('U0SOFIA')
    const digest = await digestNow(sofia)
    await Promise.all(
      [STAIN, 'Intercom panel'].map((about) =>
        sofia.select(digest, elementBeside(digest, about, 'digest_row'), TOMORROW),
      ),
    )
    await sofia.until(() => sofia.messages(LINDENHOF).filter(({ ephemeralTo }) => ephemeralTo).length === 2)
    expect(textOf(await digestNow(sofia))).toMatch(/^3 open tickets\n.*💤 2 snoozed/)
  })

  it('is in Chinese for who reads Chinese', async () => {
    const bench = await start({ links: linksOf(REPAIRS, [XIXI_LAKE]) })
    const mei = bench.person('U0MEILIN')
    const digest = await digestNow(mei, REPAIRS)
    const [row] = (digest.blocks ?? []).filter(({ accessory }) => accessory)
    expect(textOf(row ?? [])).toContain('查看\n暂缓到明天\n暂缓一周\n暂缓到某一天……\n暂缓到有变化时')
    await mei.select(digest, `${row?.block_id}/digest_row`, '暂缓到明天')
    await mei.until(() => textOf(mei.lastEphemeral(REPAIRS) ?? []).includes('到 2026年11月22日 00:00 为止'))
    expect(textOf(await digestNow(mei, REPAIRS))).toContain('💤 暂缓 1 个')
  })
})

describe('what the digest leaves out', () => {
  it('is not read: communities that rest, and those that people left out, with the reason in the status', async () => {
    const [paused, off, ...rest] = linksOf(DESK, RESIDENCES)
    if (!paused || !off) throw new Error('there are too few residences')
    const pause = { reason: 'by_person', by: 'U0JONAS', at: '2026-11-20T09:00:00.000Z' } as const
    const links = [{ ...paused, paused: pause }, { ...off, digest: false as const }, ...rest]
    const bench = await start({ links })
    const sofia = bench.person('U0SOFIA')
    const digest = textOf(await digestNow(sofia, DESK))
    for (const { name } of rest) expect(digest).toContain(name)
    for (const { name } of [paused, off]) expect(digest).not.toContain(name)
    const said = await say(sofia, DESK, '/ticket digest status')
    expect(said).toMatch(new RegExp(`⏸️ \\*${paused.name}\\* is not in the digest: paused by Jonas`))
    expect(said).toContain(`Left out of the digest: ${off.name}.`)
  })

  it('leaves nothing to be posted where it is everything', async () => {
    const everything = linksOf(LINDENHOF, [KASTANIENALLEE]).map((link) => ({ ...link, digest: false as const }))
    const bench = await start({ links: everything })
    const jonas = bench.person('U0JONAS')
    await say(jonas, LINDENHOF, '/ticket digest 09:00')
    await tickAt(bench, '2026-11-23T08:00:00Z')
    expect(digestsIn(jonas, LINDENHOF)).toEqual([])
    expect(await status(jonas)).toContain('nothing posted: all its communities are paused or left out')
    expect(await say(jonas, LINDENHOF, '/ticket digest now')).toContain('there is nothing to post')
  })
})

import { describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { crowd } from './crowd.ts'
import { AKUBELA, EVERYWHERE, KASTANIENALLEE, linksOf, RESIDENCES, TUYA } from './places.ts'

const {
  start,
  closeAfter,
  startBehind,
  folder: newFolder,
} = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

/** What everybody in the channel reads of digests, oldest first. */
const digestsIn = (someone: TestPerson, channel: string): Message[] =>
  someone.messages(channel).filter(({ ephemeralTo, blocks }) => !ephemeralTo && blocks?.[0]?.type === 'header')

const digestNow = async (asker: TestPerson, reader: TestPerson, channel: string): Promise<Message> => {
  const before = digestsIn(reader, channel).length
  await asker.command(channel, '/ticket digest now')
  return reader.until(() => digestsIn(reader, channel)[before], 'a digest')
}

describe('now', () => {
  it('posts once for everybody: how many, in which state, how old, and each by its community', async () => {
    const bench = await start({ links: linksOf(DESK, [KASTANIENALLEE]) })
    const [sofia, priya] = [bench.person('U0SOFIA'), bench.person('U0PRIYA')]
    const digest = await digestNow(sofia, priya, DESK)
    const lines = textOf(digest).split('\n')
    expect(lines[0]).toBe('5 open tickets')
    expect(lines[1]).toBe('🆕 New: 2 · 🔵 In progress: 3 · 1 older than 3 d · ⏰ 3 overdue')
    expect(lines[2]).toBe('*Kastanienallee 27, Berlin*')
    const oldestFirst = ['Intercom panel', 'Aufzug hält', 'Water stain', 'Türöffner', 'Heating in the living room']
    const places = oldestFirst.map((words) => lines.findIndex((line) => line.includes(words)))
    expect(places.toSorted((a, b) => a - b)).toEqual(places)
    for (const age of ['3 h', '11 h', '1 d', '2 d']) expect(textOf(digest)).toContain(age)
    expect(textOf(digest)).toContain('Asked for by Sofia Rossi')
    expect(digestsIn(priya, DESK)).toHaveLength(1)
    expect(priya.lastEphemeral(DESK)).toBeUndefined()
  })

  it('tells nobody the phone, the name or the address of a resident', async () => {
    const bench = await start({ links: linksOf(DESK, [KASTANIENALLEE]) })
    await crowd(bench, ['Lamp over the door is broken, please ring +49 30 5550 1007 first.'])
    const digest = JSON.stringify(await digestNow(bench.person('U0SOFIA'), bench.person('U0PRIYA'), DESK))
    expect(digest).toContain('please ring ∗∗∗∗07 first')
    for (const personal of ['5550', 'Neumann', 'Yıldız', 'Hausmeisterei']) {
      expect(digest).not.toContain(personal)
    }
  })

  it('names the vendor that does not answer, beside the tickets of the others', async () => {
    const bench = await start({ links: linksOf(DESK, EVERYWHERE) })
    bench.sandbox(TUYA).misbehave({ kind: 'status', status: 500 })
    const digest = textOf(await digestNow(bench.person('U0SOFIA'), bench.person('U0PRIYA'), DESK))
    expect(digest).toContain('12 open tickets')
    expect(digest.match(/does not answer at the moment/g)).toHaveLength(1)
    expect(digest).toContain('Its tickets are missing here')
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 })
    const empty = textOf(await digestNow(bench.person('U0SOFIA'), bench.person('U0PRIYA'), DESK))
    expect(empty).toContain('Nothing is open in what I could read')
    expect(empty.match(/does not answer at the moment/g)).toHaveLength(2)
  })

  it('shows the thirty oldest of many, and the whole list to whoever wants it', async () => {
    const bench = await start({ links: linksOf(DESK, EVERYWHERE) })
    await crowd(
      bench,
      Array.from({ length: 25 }, (_, house) => `House ${house}: the lamp over the door is broken.`),
    )
    const [sofia, priya] = [bench.person('U0SOFIA'), bench.person('U0PRIYA')]
    const digest = await digestNow(sofia, priya, DESK)
    const total = Number(/^(\d+) open tickets/.exec(textOf(digest))?.[1])
    expect(total).toBeGreaterThan(30)
    expect(textOf(digest)).toContain(`30 of ${total} shown.`)
    const all = await press(priya, digest, 'Show all')
    expect(textOf(all)).toContain(`${total} open tickets`)
    expect(textOf(all)).toContain(`1–10 of ${total}`)
    expect(all.ephemeralTo).toBe('U0PRIYA')
  })

  it('is not for guests, and needs a community', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const tomasz = bench.person('U0TOMASZ')
    expect(textOf(await ask(tomasz, LINDENHOF, '/ticket digest now'))).toContain('As a guest')
    const sofia = bench.person('U0SOFIA')
    expect(textOf(await ask(sofia, DESK, '/ticket digest now'))).toContain('not linked to any community')
    expect([...digestsIn(sofia, LINDENHOF), ...digestsIn(sofia, DESK)]).toEqual([])
  })

  it('belongs to a channel, which a direct message is not', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const jonas = bench.person('U0JONAS')
    for (const line of ['/ticket digest', '/ticket digest 09:00', '/ticket digest now', '/ticket digest status']) {
      expect(textOf(await ask(jonas, 'D0JONAS', line))).toContain('A digest is posted in a channel.')
    }
    expect(jonas.view()).toBeUndefined()
  })

  it('says how to invite the app where it cannot post', async () => {
    const slack = await startSlackProxy()
    closeAfter(slack.close)
    slack.refuse('conversations.join', 'missing_scope')
    const bench = await start({ links: linksOf(LOBBY, [KASTANIENALLEE]), env: { SLACK_API_URL: slack.url } })
    slack.forwardTo(bench.origin)
    const sofia = bench.person('U0SOFIA')
    expect(textOf(await ask(sofia, LOBBY, '/ticket digest now'))).toContain('Invite me with `/invite @Caretaker`')
    await sofia.say(LOBBY, 'Come in, please.')
    await sofia.command(LOBBY, '/invite @caretaker')
    expect(textOf(await digestNow(sofia, sofia, LOBBY))).toContain('5 open tickets')
  })
})

describe('by the clock', () => {
  /** Monday, nine in Berlin. */
  const MONDAY_NINE = '2026-11-23T08:00:00Z'

  const tickAt = async ({ caretaker }: Bench, at: string): Promise<void> => {
    vi.setSystemTime(Date.parse(at))
    await caretaker.tick()
  }

  it.each([
    ['09:00', '*09:00* daily (Europe/Berlin)', '22 Nov 2026, 09:00 · 23 Nov 2026, 09:00 · 24 Nov 2026, 09:00'],
    ['9am mon-fri', '*09:00* Mon–Fri (Europe/Berlin)', '23 Nov 2026, 09:00 · 24 Nov 2026, 09:00 · 25 Nov 2026, 09:00'],
    [
      '18:30 sat Asia/Shanghai',
      '*18:30* Sat (Asia/Shanghai)',
      '21 Nov 2026, 18:30 · 28 Nov 2026, 18:30 · 5 Dec 2026, 18:30',
    ],
    [
      '9 am mon,wed london',
      '*09:00* Mon, Wed (Europe/London)',
      '23 Nov 2026, 09:00 · 25 Nov 2026, 09:00 · 30 Nov 2026, 09:00',
    ],
    [
      '下午3点半 工作日',
      '*15:30* Mon–Fri (Europe/Berlin)',
      '23 Nov 2026, 15:30 · 24 Nov 2026, 15:30 · 25 Nov 2026, 15:30',
    ],
  ])('is set with "%s", and says when it comes', async (typed, timing, next) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    const answer = textOf(await ask(jonas, LINDENHOF, `/ticket digest ${typed}`))
    expect(answer).toContain(timing)
    expect(answer).toContain(`Next: ${next}`)
    const status = textOf(await ask(bench.person('U0SOFIA'), LINDENHOF, '/ticket digest status'))
    expect(status).toContain(timing)
    expect(status).toContain(`Next: ${next}`)
  })

  it('is set in Chinese, in the zone of who asks, and is written in Chinese', async () => {
    const bench = await start({ links: linksOf(REPAIRS, RESIDENCES), env: { MANAGER_USER_IDS: 'U0MEILIN' } })
    const mei = bench.person('U0MEILIN')
    const answer = textOf(await ask(mei, REPAIRS, '/ticket 摘要 上午9点 周一至周五'))
    expect(answer).toContain('周一至周五 *09:00*（Asia/Shanghai）')
    expect(answer).toContain('2026年11月23日 09:00 · 2026年11月24日 09:00 · 2026年11月25日 09:00')
    await tickAt(bench, '2026-11-23T01:00:00Z')
    const [digest] = digestsIn(mei, REPAIRS)
    expect(textOf(digest ?? [])).toContain('12 个未完成工单')
  })

  it('is for managers to set and to end', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    expect(textOf(await ask(sofia, LINDENHOF, '/ticket digest 09:00'))).toContain('Only managers')
    expect(textOf(await ask(jonas, LINDENHOF, '/ticket digest off'))).toContain('no digest to switch off')
    await ask(jonas, LINDENHOF, '/ticket digest 09:00')
    expect(textOf(await ask(sofia, LINDENHOF, '/ticket digest off'))).toContain('Only managers')
    expect(textOf(await ask(jonas, LINDENHOF, '/ticket digest off'))).toContain('no digest any more')
    const status = textOf(await ask(sofia, LINDENHOF, '/ticket digest status'))
    expect(status).toContain('has no digest yet. Managers can set one')
    expect(status).not.toContain('09:00')
    await tickAt(bench, MONDAY_NINE)
    expect(digestsIn(sofia, LINDENHOF)).toEqual([])
  })

  it('comes at its minute on its days, once however often the clock ticks, and late within two hours', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon,wed')
    const countAt = async (at: string): Promise<number> => {
      await tickAt(bench, at)
      await tickAt(bench, at)
      return digestsIn(sofia, LINDENHOF).length
    }
    expect(await countAt('2026-11-22T08:00:00Z')).toBe(0)
    expect(await countAt('2026-11-23T07:59:00Z')).toBe(0)
    expect(await countAt(MONDAY_NINE)).toBe(1)
    expect(await countAt('2026-11-23T08:01:00Z')).toBe(1)
    expect(await countAt('2026-11-24T08:00:00Z')).toBe(1)
    expect(await countAt('2026-11-25T09:59:00Z')).toBe(2)
    expect(await countAt('2026-11-30T10:01:00Z')).toBe(2)
    expect(textOf(digestsIn(sofia, LINDENHOF)[0] ?? [])).toContain('Digest at 09:00 Mon, Wed (Europe/Berlin)')
  })

  it('carries its slot, by which a later process can find it', async () => {
    const { bench, slack } = await startBehind()
    await ask(bench.person('U0JONAS'), LINDENHOF, '/ticket digest 09:00')
    await tickAt(bench, MONDAY_NINE)
    const posts = slack.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts.map(({ args }) => JSON.parse(args.metadata ?? 'null'))).toEqual([
      { event_type: 'caretaker_digest', event_payload: { channel: LINDENHOF, slot: '2026-11-23T08:00:00.000Z' } },
    ])
  })

  it('goes on after a restart, and does not come again for a time that it has come for', async () => {
    const folder = await newFolder()
    const first = await start({ folder })
    await ask(first.person('U0JONAS'), LINDENHOF, '/ticket digest 09:00')
    await tickAt(first, '2026-11-22T08:00:00Z')
    expect(digestsIn(first.person('U0SOFIA'), LINDENHOF)).toHaveLength(1)
    await first.caretaker.stop(1_000)

    const bench = await start({ folder })
    const sofia = bench.person('U0SOFIA')
    await tickAt(bench, '2026-11-22T08:30:00Z')
    expect(digestsIn(sofia, LINDENHOF)).toEqual([])
    await tickAt(bench, MONDAY_NINE)
    expect(digestsIn(sofia, LINDENHOF)).toHaveLength(1)
  })
})

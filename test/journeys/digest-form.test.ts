import { describe, expect, it, vi } from 'vitest'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { EVERYWHERE, HAITANG_BAY, KASTANIENALLEE, linksOf } from './places.ts'

const { start } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE, HAITANG_BAY]) })

const tickAt = async ({ caretaker }: Bench, at: string): Promise<void> => {
  vi.setSystemTime(Date.parse(at))
  await caretaker.tick()
}

const digestsIn = (someone: TestPerson): string[] =>
  someone
    .messages(LINDENHOF)
    .filter(({ ephemeralTo, blocks }) => !ephemeralTo && blocks?.[0]?.type === 'header')
    .map(textOf)

const openForm = async (someone: TestPerson) => {
  await someone.command(LINDENHOF, '/ticket digest')
  return await modalSaying(someone, 'Time zone')
}

describe('the form of a digest', () => {
  it('sets several times, days, zone, holidays, language and communities, and shows the next three runs', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    expect(textOf(form)).toContain('This channel has no digest yet')
    await jonas.fill(form.id, {
      At: '4:30 pm, 09:00',
      On: ['Mon', 'Tue'],
      'Time zone': 'shanghai',
      'Not on': '2026-11-24\n2026-12-25',
      Language: 'Chinese (simplified)',
      Communities: [KASTANIENALLEE.name],
    })
    await jonas.submit()
    const saved = textOf(await modalSaying(jonas, 'gets its digest'))
    expect(saved).toContain('*09:00, 16:30* Mon, Tue (Asia/Shanghai)')
    expect(saved).toContain('Next: 23 Nov 2026, 09:00 · 23 Nov 2026, 16:30 · 30 Nov 2026, 09:00')
    await tickAt(bench, '2026-11-23T01:00:00Z')
    const [digest = ''] = digestsIn(jonas)
    expect(digest).toContain('5 个未完成工单')
    expect(digest).toContain(KASTANIENALLEE.name)
    expect(digest).not.toContain(HAITANG_BAY.name)
  })

  it('opens with what is set, and one line afterwards changes nothing but when', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    const first = await openForm(jonas)
    await jonas.fill(first.id, { 'Not on': '2026-11-23', Communities: [HAITANG_BAY.name] })
    await jonas.submit()
    await modalSaying(jonas, 'gets its digest')
    await jonas.close()
    await ask(jonas, LINDENHOF, '/ticket digest 07:15 mon london')
    const again = await openForm(jonas)
    const drawn = JSON.stringify(again.blocks)
    for (const value of ['07:15', 'Europe/London', '2026-11-23']) expect(drawn).toContain(`"initial_value":"${value}"`)
    expect(drawn).toContain('"initial_options":[{"text":{"type":"plain_text","text":"Mon"')
    expect(textOf(again)).toContain('Next: 30 Nov 2026, 07:15')
    await jonas.submit()
    expect(textOf(await modalSaying(jonas, 'gets its digest'))).toContain('*07:15* Mon (Europe/London)')
  })

  it('limits a digest to some statuses, with ageing bands of one’s own', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    await jonas.fill(form.id, { Statuses: ['In progress'], 'Count what is older than, in days': '2 days, 1' })
    await jonas.submit()
    expect(textOf(await modalSaying(jonas, 'gets its digest'))).toContain('🔎 Only In progress')
    await jonas.close()
    await jonas.command(LINDENHOF, '/ticket digest now')
    const [digest = ''] = await jonas.until(() => digestsIn(jonas).length > 0 && digestsIn(jonas), 'a digest')
    expect(digest).toContain('3 open tickets')
    expect(digest).toContain('🔎 Only In progress · 2 with another status are left out')
    expect(digest).toContain('3 older than 1 d · 2 older than 2 d')
    expect(await say(jonas, LINDENHOF, '/ticket digest status')).toContain('🔎 Only In progress')
    const again = await openForm(jonas)
    expect(JSON.stringify(again.blocks)).toContain('"initial_value":"1, 2"')
    await jonas.fill(again.id, { Statuses: ['New', 'Pending', 'In progress', 'Waiting for the resident'] })
    await jonas.submit()
    expect(textOf(await modalSaying(jonas, 'gets its digest'))).not.toContain('🔎')
  })

  it.each([
    ['what it holds', { Statuses: ['In progress'] }, 1],
    ['its times', { At: '09:00, 16:30' }, 0],
  ])('sends what was due a minute ago when %s is changed before it went out', async (_what, typed, expected) => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const jonas = bench.person('U0JONAS')
    await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon-fri')
    vi.setSystemTime(Date.parse('2026-11-23T08:00:30Z'))
    const form = await openForm(jonas)
    await jonas.fill(form.id, typed)
    await jonas.submit()
    await modalSaying(jonas, 'gets its digest')
    await tickAt(bench, '2026-11-23T08:01:00Z')
    expect(digestsIn(jonas)).toHaveLength(expected)
  })

  it('says under each field what is wrong, and keeps what was typed', async () => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    await jonas.fill(form.id, {
      At: 'nine',
      'Time zone': 'GMT+8',
      'Not on': '25.12.2026',
      'Count what is older than, in days': 'a week',
    })
    const answer = await jonas.submit()
    expect(answer).toMatchObject({
      ok: true,
      errors: {
        'field.times': expect.stringContaining('09:00, 16:30'),
        'field.zone': expect.stringContaining('no such time zone'),
        'field.holidays': expect.stringContaining('2026-12-25'),
        'field.bands': expect.stringContaining('3, 7, 14'),
      },
    })
    expect(await say(jonas, LINDENHOF, '/ticket digest status')).toContain('has no digest yet')
  })

  it('is for managers; others see when it comes and what became of the last ones', async () => {
    const bench = await start()
    const [jonas, sofia] = [bench.person('U0JONAS'), bench.person('U0SOFIA')]
    await ask(jonas, LINDENHOF, '/ticket digest 09:00 mon-fri')
    await tickAt(bench, '2026-11-23T08:00:00Z')
    await sofia.command(LINDENHOF, '/ticket digest')
    const seen = textOf(await modalSaying(sofia, 'Digest at'))
    expect(seen).toContain('*09:00* Mon–Fri (Europe/Berlin)')
    expect(seen).toContain('23 Nov 2026, 09:00: sent')
    expect(seen).not.toContain('Time zone')
  })
})

describe('a digest that would say nothing', () => {
  it('is not posted when nothing has changed and that is what was asked for; the status says so', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, EVERYWHERE) })
    const jonas = bench.person('U0JONAS')
    const form = await openForm(jonas)
    await jonas.fill(form.id, { 'Post nothing': ['when nothing has changed since the last one'] })
    await jonas.submit()
    await modalSaying(jonas, 'gets its digest')
    for (const day of ['23', '24']) await tickAt(bench, `2026-11-${day}T08:00:00Z`)
    expect(digestsIn(jonas)).toHaveLength(1)
    expect(await say(jonas, LINDENHOF, '/ticket digest status')).toContain(
      '24 Nov 2026, 09:00: nothing posted: nothing had changed',
    )
  })

  it('is not posted where no community is linked any more', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })
    const jonas = bench.person('U0JONAS')
    await ask(jonas, LINDENHOF, '/ticket digest 09:00')
    await ask(jonas, LINDENHOF, `/ticket unlink ${KASTANIENALLEE.name}`)
    await tickAt(bench, '2026-11-23T08:00:00Z')
    expect(digestsIn(jonas)).toEqual([])
    expect(await say(jonas, LINDENHOF, '/ticket digest status')).toContain('not linked to any community')
  })
})

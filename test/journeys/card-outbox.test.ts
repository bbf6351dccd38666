import { describe, expect, it } from 'vitest'
import type { Submission } from '../../src/tickets/submission.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { DOOR_LOCKS, FEEDBACK } from './accounts.ts'
import { ask, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { LEFTOVER, leave, minute } from './filing.ts'
import { linksOf } from './places.ts'

/* A ticket's card says what was sent for it and has not come to its end. */

const { start, folder: newFolder } = useBenches({
  links: [...linksOf(LINDENHOF, [DOOR_LOCKS]), ...linksOf(DESK, [DOOR_LOCKS])],
})

const LOCK = 'FBAY202611211101'
const ABOUT = 'The front door lock of building C went offline'
const TYPED = 'A technician comes on Monday.'

/** Sofia has commented on the ticket in Lindenhof, and an earlier process has left her comment so. */
const startWith = async (left: Partial<Submission>) => {
  const folder = await newFolder()
  const { community, vendor } = DOOR_LOCKS
  const write = { kind: 'comment', id: LOCK, text: TYPED } as const
  const told = left.state ?? 'queued'
  const about = { vendor, community, write, numbers: [LOCK] }
  await leave(folder, { ...LEFTOVER, ...about, told, recorded: told, ...left })
  const bench = await start({ folder })
  return { bench, sofia: bench.person('U0SOFIA') }
}

const WAITING = { state: 'queued', reason: 'unreachable', nextTryAt: '2026-11-30T00:00:00.000Z' } as const
const FAILED = { state: 'failed', reason: 'rate_limited' } as const

const cardOf = (someone: TestPerson, channel = LINDENHOF): Promise<Message> => ask(someone, channel, `/ticket ${LOCK}`)
const comments = (bench: Bench): number =>
  bench.sandbox(FEEDBACK).requests.filter(({ body }) => body.includes(TYPED)).length
/** What is there now. */
const inPlace = (someone: TestPerson, { ts }: Message): string =>
  textOf(someone.messages(LINDENHOF).find((each) => each.ts === ts) ?? [])

describe('the card of whoever sent something for the ticket', () => {
  it.each([
    [WAITING, '⏳ *your comment on ticket', 'waits for the vendor'],
    [FAILED, '⚠️ *your comment on ticket', 'not done\nTuya user feedback is being asked too often'],
    [{ state: 'unclear', reason: 'unclear' }, '❔ *your comment on ticket', 'may have arrived or not'],
  ] as const)('says that it is %j', async (left, what, how) => {
    const { sofia } = await startWith(left)
    const card = textOf(await cardOf(sofia))
    expect(card).toContain(what)
    expect(card).toContain(how)
    expect(card).toContain('Discard')
    expect(card.includes('Send it again')).toBe(left !== WAITING)
  })

  it('sends it again, and no longer says so in its place', async () => {
    const { bench, sofia } = await startWith(FAILED)
    const card = await cardOf(sofia)
    await sofia.click(card, 'Send it again')
    await sofia.until(() => comments(bench) === 1 && !inPlace(sofia, card).includes('your comment'), 'the card')
    expect(inPlace(sofia, card)).toContain(ABOUT)
  })

  it('discards it, says that beside it, and no longer says so in its place', async () => {
    const { bench, sofia } = await startWith(WAITING)
    const card = await cardOf(sofia)
    expect(textOf(await press(sofia, card, 'Discard'))).toBe('Discarded. It will not be sent.')
    await sofia.until(() => !inPlace(sofia, card).includes('your comment'), 'the card')
    expect(inPlace(sofia, card)).toContain(ABOUT)
    await minute(bench, 20_000)
    expect(comments(bench)).toBe(0)
  })

  it('lets it be discarded also while the vendor is away', async () => {
    const { bench, sofia } = await startWith(WAITING)
    const card = await cardOf(sofia)
    bench.sandbox(FEEDBACK).misbehave({ kind: 'status', status: 500 })
    expect(textOf(await press(sofia, card, 'Discard'))).toBe('Discarded. It will not be sent.')
  })

  it('says it in another channel too, and leaves the decision to its own', async () => {
    const { sofia } = await startWith(FAILED)
    const card = textOf(await cardOf(sofia, DESK))
    expect(card).toContain('your comment on ticket')
    expect(card).not.toContain('Send it again')
  })
})

describe('the cards of others', () => {
  it('say that something is on its way, and neither what nor whose', async () => {
    const { bench } = await startWith(WAITING)
    const card = textOf(await cardOf(bench.person('U0JONAS')))
    expect(card).toContain('A comment on it, by somebody else, is on its way')
    for (const hidden of [TYPED, 'Sofia', 'Discard', 'waits for']) expect(card).not.toContain(hidden)
  })

  it('say nothing of what is for its filer to decide', async () => {
    const { bench } = await startWith(FAILED)
    expect(textOf(await cardOf(bench.person('U0JONAS')))).not.toMatch(/on its way|not done/)
  })

  it('in the channel say it until it is over', async () => {
    const { sofia } = await startWith(WAITING)
    const card = await cardOf(sofia)
    await press(sofia, card, 'Share to channel')
    const shared = sofia.messages(LINDENHOF).find((each) => !each.ephemeralTo && textOf(each).includes(ABOUT))
    if (!shared) throw new Error('nothing was shared')
    expect(textOf(shared)).toContain('Something that was sent for this ticket is on its way')
    expect(textOf(shared)).not.toContain('your comment')
    await sofia.click(card, 'Discard')
    await sofia.until(() => !inPlace(sofia, shared).includes('is on its way'), 'the shared card')
    expect(inPlace(sofia, shared)).toContain(ABOUT)
  })
})

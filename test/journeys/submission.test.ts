import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { Submission, Write } from '../../src/tickets/submission.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench, BenchOptions } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { modalSaying, press, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, formOf, HEATING, isCreate, LEFTOVER, leave, minute, openForm, typedInto } from './filing.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, NOW } from './places.ts'

const { start, folder: newFolder } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

/** Sofia is told of a submission that an earlier process has left so. */
const startWith = async (left: Partial<Submission>, options?: BenchOptions) => {
  const folder = await newFolder()
  await leave(folder, { ...LEFTOVER, ...left })
  const bench = await start({ folder, ...options })
  const sofia = bench.person('U0SOFIA')
  const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
  return { bench, sofia, told }
}

const UNCLEAR = { state: 'unclear', reason: 'unclear' } as const
const REFUSED = { state: 'failed', reason: 'forbidden' } as const

describe.each([
  ['unclear', UNCLEAR, 'Looking whether akubela has your ticket', 'akubela may have taken your ticket already'],
  ['failed', REFUSED, 'Sending it to akubela', 'Discarded. It will not be sent.'],
])('what is %s', (_how, left, sending, discarded) => {
  it('can be sent again as it is', async () => {
    const { bench, sofia, told } = await startWith(left)
    const card = await press(sofia, told, 'Send it again')
    expect(textOf(card)).toContain('Your ticket is filed')
    expect(created(bench)).toMatchObject([{ description: HEATING.Description }])
    expect(textOf(sofia.messages(LINDENHOF).find(({ ts }) => ts === told.ts) ?? [])).toContain(sending)
  })

  it('can be discarded, and is then never sent', async () => {
    const { bench, sofia, told } = await startWith(left)
    expect(textOf(await turn(sofia, told, 'Discard'))).toContain(discarded)
    const answer = await pressForged(bench, { ...HERS, actionId: ACTIONS.submissionRetry })
    expect(answer.text).toContain(discarded)
    await minute(bench, 200)
    expect(created(bench)).toEqual([])
  })

  it('can be corrected, and is then not sent as it was', async () => {
    const { bench, sofia, told } = await startWith(left)
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    await sofia.fill(form.id, { Contact: '+49 30 5550 100' })
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    const answer = await pressForged(bench, { ...HERS, actionId: ACTIONS.submissionRetry })
    expect(answer.text).toContain('done already')
    expect(created(bench)).toMatchObject([{ contact: '+49 30 5550 100' }])
  })

  it('is told again when it fails again', async () => {
    const { bench, sofia, told } = await startWith(left)
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, isCreate)
    expect(textOf(await press(sofia, told, 'Send it again'))).toContain('was not filed')
  })
})

describe('what is unclear and was taken', () => {
  /** Sofia files a ticket; it is taken, the answer is lost, and akubela cannot be read until `isRead`. */
  const startTaken = async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const box = bench.sandbox(AKUBELA)
    await formOf(sofia, LINDENHOF)
    box.misbehave({ kind: 'reset', when: 'after' }, ({ path }) => path.endsWith('-commands'))
    await typedInto(sofia, HEATING)
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF), 'that it is looked for')
    const isRead = () => box.misbehave(undefined)
    return { bench, sofia, told, isRead }
  }
  /** After two hours of looking in vain. */
  const startUnclear = async () => {
    const started = await startTaken()
    for (const minutes of [60, 125]) await minute(started.bench, minutes)
    const isUnclear = (each: Message) => textOf(each).includes('may be filed or not')
    const told = started.sofia.messages(LINDENHOF).findLast(isUnclear)
    if (!told) throw new Error('nobody was told')
    return { ...started, told }
  }

  it('is found, and not sent again, when it is to be sent again', async () => {
    const { bench, sofia, told, isRead } = await startUnclear()
    isRead()
    expect(textOf(await press(sofia, told, 'Send it again'))).toContain('Your ticket is filed')
    expect(created(bench)).toHaveLength(1)
  })

  it('is not sent again while nobody can look, which is said', async () => {
    const { bench, sofia, told } = await startUnclear()
    expect(textOf(await press(sofia, told, 'Send it again'))).toContain('I could not look at akubela just now')
    expect(created(bench)).toHaveLength(1)
  })

  it('is found, and nothing else sent, when it is opened again', async () => {
    const { bench, sofia, told, isRead } = await startUnclear()
    isRead()
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    const visit = { 'Visit from': NOW / 1000 + 86_400, 'Visit until': NOW / 1000 + 90_000 }
    await sofia.fill(form.id, { Contact: '+49 30 5550 100', ...visit })
    await sofia.submit()
    await modalSaying(sofia, 'This may be open already')
    await sofia.submit()
    await modalSaying(sofia, 'akubela had taken the first one after all')
    await minute(bench, 126)
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(created(bench)).toHaveLength(1)
  })

  it('is told, and the channel too, though it was discarded while it was looked for', async () => {
    const { bench, sofia, told, isRead } = await startTaken()
    const discarded = textOf(await turn(sofia, told, 'Discard'))
    expect(discarded).toContain('akubela may have taken your ticket already')
    expect(discarded).toContain('tell you if I find it')
    isRead()
    await minute(bench, 5)
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(sofia.messages(LINDENHOF).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
  })
})

it('a deletion that nobody knows the end of is not called undone when it is discarded', async () => {
  const write = { kind: 'remove', ids: ['m1'] } as const
  const { sofia, told } = await startWith({ write, ...UNCLEAR }, { env: { MANAGER_USER_IDS: 'U0SOFIA' } })
  expect(textOf(await turn(sofia, told, 'Discard'))).toContain('it is not known whether it is deleted at akubela')
})

const HERS = { user: 'U0SOFIA', channel: LINDENHOF, value: LEFTOVER.id }

describe.each([ACTIONS.submissionRetry, ACTIONS.submissionDiscard])('a press of %s', (actionId) => {
  const refusedWith = async (bench: Bench, forged: Partial<typeof HERS>, words: string): Promise<void> => {
    const answer = await pressForged(bench, { ...HERS, ...forged, actionId })
    expect(answer.text).toContain(words)
    await minute(bench, 1)
    expect(created(bench)).toEqual([])
  }

  it('by somebody else is refused', async () => {
    const { bench } = await startWith(UNCLEAR)
    await refusedWith(bench, { user: 'U0HAOWANG' }, '只有提交人本人或管理员')
  })

  it('in another channel is answered as what is not kept', async () => {
    const { bench } = await startWith(UNCLEAR)
    await refusedWith(bench, { channel: DESK }, 'no longer kept')
    await refusedWith(bench, { user: 'U0JONAS', channel: 'D0JONAS' }, 'no longer kept')
  })

  it('for what is not kept is refused', async () => {
    const { bench } = await startWith(UNCLEAR)
    await refusedWith(bench, { value: 'V0FORGED.1' }, 'no longer kept')
  })

  it('by a manager is taken', async () => {
    const { bench } = await startWith(UNCLEAR)
    const answer = await pressForged(bench, { ...HERS, user: 'U0JONAS', actionId })
    expect(answer.text).toMatch(/Looking whether akubela has|may have taken/)
  })
})

it('does not send to a community that the channel is no longer linked to', async () => {
  const { bench, sofia, told } = await startWith(UNCLEAR, { links: linksOf(DESK, [KASTANIENALLEE]) })
  expect(textOf(await press(sofia, told, 'Send it again'))).toContain('no longer linked')
  expect(created(bench)).toEqual([])
})

describe('the end of something else than a new ticket', () => {
  const id = `m${'7'.repeat(32)}`

  it.each<[Write, Partial<Submission>, string]>([
    [{ kind: 'update', id, fields: {} }, { state: 'done' }, `Ticket ${id} is changed.`],
    [{ kind: 'comment', id, text: 'Tomorrow.' }, UNCLEAR, `whether it took your comment on ticket ${id}`],
    [{ kind: 'transition', id, step: 'finish', fields: {} }, REFUSED, `Not done:* your step on ticket ${id}`],
    [{ kind: 'remove', ids: [id] }, { state: 'done', removals: ['removed'] }, `✅ *${id}* is deleted at akubela.`],
    [{ kind: 'remove', ids: ['m1', id] }, { state: 'done', removals: ['removed', 'failed'] }, `*${id}* is still there`],
    [{ kind: 'remove', ids: [id] }, { state: 'done', removals: ['not_found'] }, `*${id}* was gone at akubela already`],
    [{ kind: 'remove', ids: [id] }, UNCLEAR, `*${id}*: akubela did not say whether it is deleted`],
    [{ kind: 'remove', ids: [id] }, REFUSED, `*${id}* was not deleted. Caretaker’s account at akubela`],
  ])('is told: %j', async (write, left, words) => {
    const { bench, told } = await startWith({ write, ...left })
    expect(textOf(told)).toContain(words)
    expect(created(bench)).toEqual([])
  })

  it('is told under the number that people know', async () => {
    const { told } = await startWith({ write: { kind: 'comment', id, text: 'Hello' }, numbers: ['4711'], ...UNCLEAR })
    expect(textOf(told)).toContain('your comment on ticket 4711')
  })

  it('comes after a restart: what was to be removed is', async () => {
    const { bench, told } = await startWith(
      { write: { kind: 'remove', ids: [id] } },
      { env: { MANAGER_USER_IDS: 'U0SOFIA' } },
    )
    expect(textOf(told)).toContain(`☑️ *${id}* was gone at akubela already.`)
    expect((await pressForged(bench, { ...HERS, actionId: ACTIONS.submissionDiscard })).text).toContain('done already')
  })
})

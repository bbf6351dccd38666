import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../src/log.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench, BenchOptions } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, HEATING, isCreate, minute } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf } from './places.ts'

/* Whoever reads that something failed reads a reference, and the log knows by it what happened. */

const { start, closeAfter } = useBenches({
  links: [...linksOf(DESK, [KASTANIENALLEE]), ...linksOf(LINDENHOF, [KASTANIENALLEE])],
})

/** Of another community, so that the channel's own must be asked. */
const SOME_TICKET = 'm31adc223cc4b3bedb6bd4742dedcfa52'

type Entry = Readonly<Record<string, unknown>>
let entries: Entry[]
beforeEach(() => {
  entries = []
})

const startLogged = (options: BenchOptions = {}): Promise<Bench> =>
  start({ log: createLog('info', { write: (line) => void entries.push(JSON.parse(line)) }), ...options })

/** The reference in a text that a person reads. */
const referenceIn = (text: string): string => /(?:Reference|参考编号) ([0-9A-F]{6})/.exec(text)?.[1] ?? `none: ${text}`

const entriesOf = (reference: string): Entry[] => entries.filter((entry) => entry.reference === reference)

/** How the journey of this reference ended, once it has. */
const endOf = (journey: string, reference: string): Promise<Entry> =>
  vi.waitFor(() => {
    const end = entriesOf(reference).find((entry) => entry.journey === journey && 'outcome' in entry)
    expect(end, journey).toBeDefined()
    return end ?? {}
  })

const counted = async ({ origin }: Bench, journey: string): Promise<string[]> => {
  const text = await (await fetch(`${origin}/metrics`)).text()
  return text.split('\n').filter((line) => line.startsWith(`caretaker_journeys_total{journey="${journey}"`))
}

/** What the topmost modal says, once it tells of a failure. */
const failureIn = (someone: TestPerson): Promise<string> =>
  someone.until(() => {
    const text = textOf(someone.view() ?? [])
    return /Reference|参考编号/.test(text) && text
  }, 'a reference')

const whispered = (someone: TestPerson, channel: string, about: RegExp): Promise<string> =>
  someone.until(() => {
    const text = textOf(someone.lastEphemeral(channel) ?? [])
    return about.test(text) && text
  }, String(about))

describe('what a vendor does not take', () => {
  it('is refused with a reference, and the journey ends so', async () => {
    const bench = await startLogged()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const reference = referenceIn(await failureIn(sofia))
    expect(await endOf('create_submitted', reference)).toMatchObject({ outcome: 'forbidden' })
    expect(entriesOf(reference)).toContainEqual(
      expect.objectContaining({
        vendor: AKUBELA,
        operation: 'create',
        code: 'forbidden',
        submission: expect.any(String),
      }),
    )
    expect(await counted(bench, 'create_submitted')).toEqual([
      'caretaker_journeys_total{journey="create_submitted",outcome="forbidden"} 1',
    ])
    expect(JSON.stringify(entries)).not.toContain('Okafor')
  })

  it('has the same reference when it is told only later how it ended, and another one when it is sent again', async () => {
    const bench = await startLogged()
    const sofia = bench.person('U0SOFIA')
    const repairs = bench.sandbox(AKUBELA)
    repairs.misbehave({ kind: 'status', status: 429 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const first = referenceIn(await whispered(sofia, LINDENHOF, /Reference/))
    expect(referenceIn(await failureIn(sofia))).toBe(first)
    expect(await endOf('create_submitted', first)).toMatchObject({ outcome: 'queued' })

    repairs.misbehave({ kind: 'status', status: 403 }, isCreate)
    await minute(bench, 30)
    const refused = await whispered(sofia, LINDENHOF, /not filed/)
    expect(referenceIn(refused)).toBe(first)
    expect(await endOf('outbox_create', first)).toMatchObject({ outcome: 'forbidden' })
    expect(await counted(bench, 'outbox_create')).toEqual([
      'caretaker_journeys_total{journey="outbox_create",outcome="forbidden"} 1',
    ])

    const told = sofia.lastEphemeral(LINDENHOF)
    if (told) await sofia.click(told, ACTIONS.submissionRetry)
    const again = await sofia.until(() => {
      const reference = referenceIn(textOf(sofia.lastEphemeral(LINDENHOF) ?? []))
      return /^[0-9A-F]{6}$/.test(reference) && reference !== first && reference
    }, 'another reference')
    expect(await endOf('submission_retry', again)).toMatchObject({ outcome: 'forbidden' })
    expect(entriesOf(again)).toContainEqual(expect.objectContaining({ operation: 'create', code: 'forbidden' }))
  })

  it('is known by its reference to the doctor and in the Home tab', async () => {
    const bench = await startLogged()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const reference = referenceIn(await failureIn(sofia))
    await ask(sofia, LINDENHOF, '/ticket doctor')
    expect(await whispered(sofia, LINDENHOF, /Reference/)).toContain(`Reference ${reference}`)
    await sofia.openHome()
    expect(await sofia.until(() => textOf(sofia.home() ?? []).includes(`Reference ${reference}`), 'it')).toBe(true)
  })
})

describe('a vendor that cannot be read', () => {
  const broken = async (options?: BenchOptions) => {
    const bench = await startLogged(options)
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 403 })
    return bench
  }

  it.each([
    ['/ticket list', 'ticket_list'],
    [`/ticket ${SOME_TICKET}`, 'ticket_show'],
    ['/ticket doctor', 'ticket_doctor'],
    [`/ticket link akubela ${KASTANIENALLEE.community}`, 'ticket_link'],
  ])('is missed in the answer to %s with a reference', async (line, journey) => {
    const bench = await broken()
    const jonas = bench.person('U0JONAS')
    await jonas.command(DESK, line)
    const reference = referenceIn(await whispered(jonas, DESK, /Reference/))
    expect(await endOf(journey, reference)).toMatchObject({ outcome: 'partial' })
    expect(entriesOf(reference)).toContainEqual(
      expect.objectContaining({ journey, vendor: AKUBELA, code: 'forbidden', level: 40 }),
    )
    expect(await counted(bench, journey)).toEqual([
      `caretaker_journeys_total{journey="${journey}",outcome="partial"} 1`,
    ])
  })

  it('is missed in Chinese too', async () => {
    const bench = await broken()
    const mei = bench.person('U0MEILIN')
    await mei.command(DESK, '/ticket list')
    const reference = referenceIn(await whispered(mei, DESK, /参考编号/))
    expect(await endOf('ticket_list', reference)).toMatchObject({ outcome: 'partial' })
  })

  it('is missed in a digest, whoever wanted it', async () => {
    const bench = await broken()
    const jonas = bench.person('U0JONAS')
    const posted = (n: number) =>
      jonas.until(() => {
        const texts = jonas.messages(DESK).map((message) => textOf(message))
        return texts.filter((text) => /Reference/.test(text) && !/Reference.*Reference/s.test(text))[n]
      }, 'a digest')
    await jonas.command(DESK, '/ticket digest now')
    expect(await endOf('ticket_digest', referenceIn(await posted(0)))).toMatchObject({ outcome: 'partial' })
    await ask(jonas, DESK, '/ticket digest 10:30 sat')
    await minute(bench, 30)
    const reference = referenceIn(await posted(1))
    expect(entriesOf(reference)).toContainEqual(
      expect.objectContaining({ journey: 'digest', vendor: AKUBELA, code: 'forbidden', channel: DESK }),
    )
  })
})

describe('a failure of Slack', () => {
  it.each([
    ['fatal_error', /Slack does not take/, 'slack'],
    ['missing_scope', /lacks a permission/, 'slack'],
    ['not_in_channel', /Reference/, 'not_in_channel'],
  ])('%s is told with a reference', async (error, about, outcome) => {
    const slack = await startSlackProxy()
    closeAfter(slack.close)
    const bench = await startLogged({ env: { SLACK_API_URL: slack.url } })
    slack.forwardTo(bench.origin)
    const sofia = bench.person('U0SOFIA')
    const [number] = /m[0-9a-f]{32}/.exec(textOf(await ask(sofia, DESK, '/ticket list'))) ?? []
    const card = await ask(sofia, DESK, `/ticket ${number}`)
    slack.refuse('chat.postMessage', error)
    slack.refuse('conversations.join', 'method_not_supported_for_channel_type')
    await sofia.click(card, ACTIONS.share)
    const reference = referenceIn(await whispered(sofia, DESK, about))
    expect(await endOf(ACTIONS.share, reference)).toMatchObject({ outcome })
  })
})

import { describe, expect, it } from 'vitest'
import type { Misbehaviour } from '../../src/drivers/sandbox.ts'
import { besideFields, besideOf } from '../../src/tickets/beside.ts'
import { changeOf, checkChange, isSame, marksOf } from '../../src/tickets/change.ts'
import {
  type Driver,
  demand,
  type FormField,
  type Operations,
  type Page,
  type TimelineEntry,
} from '../../src/tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../../src/tickets/errors.ts'
import {
  PENDING,
  PRIORITIES,
  refKey,
  STATUSES,
  type Status,
  type Ticket,
  type TicketRef,
} from '../../src/tickets/ticket.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'
import {
  type Bench,
  CALLS,
  everythingSaid,
  isWrite,
  listAll,
  openBench,
  type Subject,
  sampleFields,
  secretsOf,
  strangerTo,
  takeStep,
  vendorChoiceFields,
} from './bench.ts'

/** Short enough to wait for, long enough for a busy machine to answer in. */
const SHORT_LIMIT_MS = 500

/** How the vendor can fail, and what reading and writing make of it. */
type Fault = readonly [string, Misbehaviour, read: TicketErrorCode, write: TicketErrorCode]

/** Those that have to be waited for. */
const SLOW_FAULTS: readonly Fault[] = [
  ['answers too late', { kind: 'latency', ms: SHORT_LIMIT_MS * 2 }, 'unreachable', 'unclear'],
  ['never answers', { kind: 'hang' }, 'unreachable', 'unclear'],
]

const FAULTS: readonly Fault[] = [
  ['answers 500', { kind: 'status', status: 500 }, 'unreachable', 'unclear'],
  ['answers 503', { kind: 'status', status: 503 }, 'unreachable', 'unclear'],
  ['answers 429', { kind: 'status', status: 429, retryAfter: 7 }, 'rate_limited', 'rate_limited'],
  ['answers 401', { kind: 'status', status: 401 }, 'unauthorized', 'unauthorized'],
  ['answers 403', { kind: 'status', status: 403 }, 'forbidden', 'forbidden'],
  ['breaks the connection before', { kind: 'reset', when: 'before' }, 'unreachable', 'unclear'],
  ['breaks the connection after', { kind: 'reset', when: 'after' }, 'unreachable', 'unclear'],
  ['answers HTML', { kind: 'malformed' }, 'bad_response', 'unclear'],
  ['says that we ask too often', { kind: 'rate_limit' }, 'rate_limited', 'rate_limited'],
]

/** What every driver promises, for those operations that it has. */
export const describeDriver = (subject: Subject): void => {
  describe(subject.vendor.vendor, async () => {
    const operations = await operationsOf(subject)
    describeTickets(subject)
    describeForms(subject)
    if (operations.includes('list')) describeList(subject)
    if (operations.includes('create')) describeCreate(subject)
    if (operations.includes('update')) describeUpdate(subject)
    if (operations.includes('update')) describeValues(subject)
    if (operations.includes('remove')) describeRemove(subject)
    if (operations.includes('timeline')) describeTimeline(subject)
    if (operations.includes('comment')) describeComment(subject)
    if (operations.includes('choices')) describeChoices(subject)
    if (operations.includes('communities')) describeCommunities(subject)
    if (operations.includes('pendingCount')) describePendingCount(subject)
    describeSteps(subject)
    describe.each(operations)('%s, on a bad day', (operation) => describeFaults(subject, operation))
  })
}

const operationsOf = async (subject: Subject): Promise<(keyof Operations)[]> => {
  await using bench = await openBench(subject)
  const names = Object.keys(CALLS) as (keyof Operations)[]
  return names.filter((operation) => bench.driver.operations[operation] !== undefined)
}

const describeTickets = (subject: Subject): void => {
  it('finds no ticket under an unknown id', async () => {
    await using bench = await openBench(subject)
    await expectFailure(bench, demand(bench.driver, 'detail')(strangerTo(bench.ticket)), 'not_found')
  })

  it('keeps the whole ref, whatever the vendor returns', async () => {
    await using bench = await openBench(subject)
    const detail = await demand(bench.driver, 'detail')(bench.ticket)
    expect(detail.ref).toEqual(bench.ticket)
    expect(detail.raw).toBeTypeOf('object')
  })

  it('knows its own numbers from other words', async () => {
    await using bench = await openBench(subject)
    const { number } = await demand(bench.driver, 'detail')(bench.ticket)
    expect(bench.driver.recognise(number)).toBe(true)
    expect(['', 'list', 'help', '42', '漏水'].filter(bench.driver.recognise)).toEqual([])
  })
}

/** Whatever of a request names a language. */
const languageIn = (named: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(named).filter(([name]) => /lang|locale/i.test(name)))

const describeList = (subject: Subject): void => {
  const everything = async ({ driver, sandbox }: Bench): Promise<Ticket[]> =>
    (await Promise.all(sandbox.communities.map(({ id }) => listAll(driver, { community: id })))).flat()

  it('lists each ticket of a community once, over all pages', async () => {
    await using bench = await openBench(subject)
    for (const { id } of bench.sandbox.communities) {
      const tickets = await listAll(bench.driver, { community: id })
      expect(tickets).not.toHaveLength(0)
      expect(new Set(tickets.map(({ ref }) => refKey(ref))).size).toBe(tickets.length)
      for (const { ref } of tickets) {
        expect(ref).toEqual({ vendor: bench.driver.vendor, community: id, id: expect.any(String) })
      }
    }
  })

  it('says no priority but those that there are', async () => {
    await using bench = await openBench(subject)
    const said = (await everything(bench)).flatMap(({ priority }) => priority ?? [])
    expect(said.filter((priority) => !PRIORITIES.includes(priority))).toEqual([])
    // A vendor that has any has not only one.
    expect(new Set(said).size).not.toBe(1)
  })

  it('asks the vendor in a language if it says that it translates, and only then', async () => {
    await using bench = await openBench(subject)
    const asked = bench.sandbox.requests.length
    for (const language of LANGUAGES) await CALLS.list(bench, { language })
    const named = bench.sandbox.requests
      .slice(asked)
      .map(({ headers, query }) => languageIn({ ...headers, ...Object.fromEntries(query) }))
    expect([...new Set(named)]).toHaveLength(bench.driver.translates ? LANGUAGES.length : 1)
  })

  it('recognises every number that it lists', async () => {
    await using bench = await openBench(subject)
    const numbers = (await everything(bench)).map(({ number }) => number)
    expect(numbers.filter((number) => !bench.driver.recognise(number))).toEqual([])
  })

  it('honours the statuses asked for', async () => {
    await using bench = await openBench(subject)
    const { community } = bench.ticket
    const all = await listAll(bench.driver, { community })
    for (const statuses of statusQueries()) {
      const asked = await listAll(bench.driver, { community, statuses })
      const expected = all.filter(({ status }) => statuses.includes(status))
      expect(keysOf(asked), statuses.join()).toEqual(keysOf(expected))
    }
  })

  it('honours the times of creation asked for, the first included and the last not', async () => {
    await using bench = await openBench(subject)
    const { community } = bench.ticket
    const all = await listAll(bench.driver, { community })
    const times = all.flatMap(({ createdAt }) => createdAt ?? []).sort()
    const [createdFrom = '', createdBefore = ''] = [times.at(times.length / 4), times.at((times.length * 3) / 4)]
    const from = all.filter(({ createdAt = '' }) => createdAt >= createdFrom)
    const before = all.filter(({ createdAt }) => createdAt !== undefined && createdAt < createdBefore)
    expect(keysOf(await listAll(bench.driver, { community, createdFrom }))).toEqual(keysOf(from))
    expect(keysOf(await listAll(bench.driver, { community, createdBefore }))).toEqual(keysOf(before))
    const both = await listAll(bench.driver, { community, createdFrom, createdBefore })
    expect(keysOf(both)).toEqual(keysOf(from.filter((ticket) => before.includes(ticket))))
    expect(both).not.toHaveLength(all.length)
  })

  it('honours each of its filters', async () => {
    await using bench = await openBench(subject)
    const { community } = bench.ticket
    const all = keysOf(await listAll(bench.driver, { community }))
    for (const field of bench.driver.filters?.fields ?? []) {
      const found = await Promise.all(
        (await filterValues(bench, field)).map((value) =>
          listAll(bench.driver, { community, filters: { [field.name]: value } }),
        ),
      )
      for (const tickets of found) expect(all).toEqual(expect.arrayContaining(keysOf(tickets)))
      expect(Math.min(...found.map((tickets) => tickets.length)), field.name).toBeLessThan(all.length)
    }
  })

  it('tells in the detail what it tells in the list', async () => {
    await using bench = await openBench(subject)
    for (const row of await everything(bench)) {
      expect(await demand(bench.driver, 'detail')(row.ref)).toMatchObject(row)
    }
  })
}

/** Each status alone, all but each, and the pending ones. */
const statusQueries = (): (readonly Status[])[] => [
  ...STATUSES.map((status) => [status]),
  ...STATUSES.map((status) => STATUSES.filter((other) => other !== status)),
  PENDING,
]

/** Every choice there is, or something that no ticket says. */
const filterValues = async ({ driver }: Bench, field: FormField): Promise<string[]> => {
  if (field.kind === 'choice') return field.choices.map(({ value }) => value)
  if (field.kind !== 'vendor_choice') return ['nobody-says-this']
  return (await demand(driver, 'choices')(field.name)).map(({ value }) => value)
}

const keysOf = (tickets: readonly Ticket[]): string[] => tickets.map(({ ref }) => refKey(ref)).sort()

const describeCreate = (subject: Subject): void => {
  const known = ({ driver, ticket }: Bench): Promise<Ticket[]> => listAll(driver, { community: ticket.community })

  it('creates a ticket that is listed once and reads back as it was returned', async () => {
    await using bench = await openBench(subject)
    const before = keysOf(await known(bench))
    const fields = sampleFields(bench, bench.driver.forms.create)
    const created = await demand(bench.driver, 'create')(bench.ticket.community, fields)
    expect(PENDING).toContain(created.status)
    expect(keysOf(await known(bench))).toEqual([...before, refKey(created.ref)].sort())
    expect(await demand(bench.driver, 'detail')(created.ref)).toMatchObject(created)
  })

  it('finds a ticket beside the next one like it, by what its form says of place and kind', async () => {
    await using bench = await openBench(subject)
    const form = demandForm(bench.driver)
    if (!form.beside) return
    const fields = sampleFields(bench, form)
    const { ref } = await demand(bench.driver, 'create')(bench.ticket.community, fields)
    const open = await known(bench)
    expect(keysOf(besideOf(form, fields, {}, open))).toContain(refKey(ref))
    const none = Object.fromEntries(besideFields(form).map((name) => [name, '']))
    expect(besideOf(form, { ...fields, ...none }, {}, open)).toHaveLength(form.beside === 'community' ? open.length : 0)
  })

  it('has created one ticket when the answer was lost', async () => {
    await using bench = await openBench(subject)
    const before = await known(bench)
    bench.sandbox.misbehave({ kind: 'reset', when: 'after' })
    await expectFailure(bench, CALLS.create(bench), 'unclear')
    bench.sandbox.misbehave(undefined)
    expect(await known(bench)).toHaveLength(before.length + 1)
  })

  it('accepts what its form proposes, and refuses a form that lacks a required field', async () => {
    await using bench = await openBench(subject)
    const form = demandForm(bench.driver)
    const before = await known(bench)
    expect(form.check?.(sampleFields(bench, form), new Date().toISOString()) ?? []).toEqual([])
    for (const { name } of form.fields.filter((field) => field.required)) {
      const { [name]: _, ...others } = sampleFields(bench, form)
      await expectFailure(bench, demand(bench.driver, 'create')(bench.ticket.community, others), 'invalid')
    }
    expect(await known(bench)).toHaveLength(before.length)
  })
}

const demandForm = ({ forms }: Driver) => {
  expect(forms.create).toBeDefined()
  return forms.create ?? { fields: [] }
}

const describeUpdate = (subject: Subject): void => {
  it('changes a ticket that reads back as it was returned', async () => {
    await using bench = await openBench(subject)
    const before = await demand(bench.driver, 'detail')(bench.ticket)
    expect(bench.driver.forms.update?.check?.(bench.change, new Date().toISOString()) ?? []).toEqual([])
    const changed = await demand(bench.driver, 'update')(bench.ticket, bench.change)
    const after = await demand(bench.driver, 'detail')(bench.ticket)
    expect(after).toMatchObject(changed)
    expect(after.raw).not.toEqual(before.raw)
  })

  it('changes no ticket under an unknown id', async () => {
    await using bench = await openBench(subject)
    const update = demand(bench.driver, 'update')(strangerTo(bench.ticket), bench.change)
    await expectFailure(bench, update, 'not_found')
  })
}

const describeForms = (subject: Subject): void => {
  it('has forms whose rules are about fields that they have', async () => {
    await using bench = await openBench(subject)
    const { forms, steps = [] } = bench.driver
    for (const form of [forms.create, forms.update, ...steps.map((step) => step.form)]) {
      const fields = new Map(form?.fields.map((field) => [field.name, field]))
      expect(fields.size).toBe(form?.fields.length ?? 0)
      const named = [form?.together ?? [], form?.about ?? [], form ? besideFields(form) : []].flat(2)
      expect(named.filter((name) => !fields.has(name))).toEqual([])
      for (const { when } of fields.values()) {
        if (!when) continue
        const steering = fields.get(when.field)
        if (steering?.kind !== 'choice') throw new Error(`${when.field} is no choice of the form`)
        expect(steering.when).toBeUndefined()
        expect(steering.choices.map(({ value }) => value)).toEqual(expect.arrayContaining([...when.is]))
      }
    }
  })
}

const describeValues = (subject: Subject): void => {
  it('fills the form with what the ticket holds, and changes what is changed in it and nothing else', async () => {
    await using bench = await openBench(subject)
    const { form, values } = valuesIn(bench)
    const before = values(await demand(bench.driver, 'detail')(bench.ticket))
    const opened = marksOf(form.fields, before)
    expect(changeOf(form, opened, before)).toEqual({})
    const change = changeOf(form, opened, { ...before, ...bench.change })
    expect(change).not.toEqual({})
    expect(checkChange(form, opened, change, new Date().toISOString())).toEqual([])
    await demand(bench.driver, 'update')(bench.ticket, change)
    const after = values(await demand(bench.driver, 'detail')(bench.ticket))
    const wanted = { ...before, ...bench.change }
    const held = form.fields.filter(({ name }) => name in before)
    expect(held.filter((field) => !isSame(field, after[field.name], wanted[field.name]))).toEqual([])
  })

  it('changes nothing that is frozen, and the rest', async () => {
    const { frozen: ticket } = subject
    await using bench = await openBench(ticket ? { ...subject, ticket } : subject)
    const { form } = valuesIn(bench)
    const frozen = form.frozen?.(await demand(bench.driver, 'detail')(bench.ticket)) ?? []
    expect(frozen.length > 0).toBe(ticket !== undefined)
    const names = frozen.map(({ field }) => field)
    expect(form.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    const update = demand(bench.driver, 'update')
    await update(bench.ticket, bench.change)
    const [first] = form.fields.filter(({ name }) => names.includes(name))
    if (first) await expectFailure(bench, update(bench.ticket, sampleFields(bench, { fields: [first] })), 'frozen')
  })
}

const valuesIn = ({ driver: { forms } }: Bench) => {
  const form = forms.update
  if (!form?.values) throw new Error('the form for changes does not tell what a ticket holds')
  return { form, values: form.values }
}

const describeRemove = (subject: Subject): void => {
  it('removes what is there and says what is not', async () => {
    await using bench = await openBench(subject)
    const { community } = bench.ticket
    const all = await listAll(bench.driver, { community })
    const [first, second, third] = all.map(({ ref }) => ref)
    if (!first || !second || !third)
      throw new Error('the first community of the sandbox holds fewer than three tickets')

    const stranger = strangerTo(first)
    expect(await demand(bench.driver, 'remove')([first, stranger, second])).toEqual([
      { ref: first, outcome: 'removed' },
      { ref: stranger, outcome: 'not_found' },
      { ref: second, outcome: 'removed' },
    ])
    expect(await demand(bench.driver, 'remove')([third])).toEqual([{ ref: third, outcome: 'removed' }])
    expect(await demand(bench.driver, 'remove')([third])).toEqual([{ ref: third, outcome: 'not_found' }])
    expect(keysOf(await listAll(bench.driver, { community }))).toEqual(keysOf(all.slice(3)))
  })
}

/** All pages together, each entry with all that is said in it. */
const timelineOf = async ({ driver }: Bench, ref: TicketRef): Promise<TimelineEntry[]> => {
  const entries: TimelineEntry[] = []
  let cursor: string | undefined
  do {
    const page: Page<TimelineEntry> = await demand(driver, 'timeline')(ref, cursor)
    entries.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return entries
}

const describeTimeline = (subject: Subject): void => {
  it('tells what happened to a ticket, the newest first, each once', async () => {
    await using bench = await openBench(subject)
    const entries = await timelineOf(bench, bench.ticket)
    expect(entries).not.toHaveLength(0)
    const times = entries.flatMap(({ at }) => at ?? [])
    expect(times).toEqual(times.toSorted().reverse())
    expect(new Set(entries.map((entry) => JSON.stringify(entry))).size).toBe(entries.length)
  })

  it('tells nothing of an unknown ticket', async () => {
    await using bench = await openBench(subject)
    await expectFailure(bench, demand(bench.driver, 'timeline')(strangerTo(bench.ticket)), 'not_found')
  })
}

const describeComment = (subject: Subject): void => {
  it('keeps what was said, once', async () => {
    await using bench = await openBench(subject)
    const words = `水管工十点到 — the plumber comes at ten ${crypto.randomUUID()}`
    await demand(bench.driver, 'comment')(bench.ticket, words)
    const sent = bench.sandbox.requests.filter(({ body }) => body.includes(words))
    expect(sent).toHaveLength(1)
    if (!bench.driver.operations.timeline) return
    const [newest] = await timelineOf(bench, bench.ticket)
    expect(JSON.stringify(newest)).toContain(words)
  })

  it('says nothing to an unknown ticket', async () => {
    await using bench = await openBench(subject)
    await expectFailure(bench, demand(bench.driver, 'comment')(strangerTo(bench.ticket), 'Hello?'), 'not_found')
  })
}

const describeChoices = (subject: Subject): void => {
  it('offers choices for each field that has the vendor’s, all different and with a name', async () => {
    await using bench = await openBench(subject)
    const fields = vendorChoiceFields(bench.driver)
    expect(fields).not.toHaveLength(0)
    for (const field of fields) {
      const choices = await demand(bench.driver, 'choices')(field, bench.ticket)
      expect(choices, field).not.toHaveLength(0)
      expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length)
      for (const { label } of choices) expect(Object.values(label).every((word) => word.trim() !== '')).toBe(true)
    }
  })

  it('offers none for a field that it does not have', async () => {
    await using bench = await openBench(subject)
    await expectFailure(bench, demand(bench.driver, 'choices')('no_such_field'), 'unsupported')
  })
}

const describeCommunities = (subject: Subject): void => {
  it('knows every community there is, each once', async () => {
    await using bench = await openBench(subject)
    const found = await demand(bench.driver, 'communities')()
    expect(found).toEqual(expect.arrayContaining([...bench.sandbox.communities]))
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  })
}

const describePendingCount = (subject: Subject): void => {
  it('counts as many pending tickets as it lists', async () => {
    await using bench = await openBench(subject)
    for (const { id: community } of bench.sandbox.communities) {
      const listed = await listAll(bench.driver, { community, statuses: PENDING })
      expect(await demand(bench.driver, 'pendingCount')(community)).toBe(listed.length)
    }
  })
}

const describeSteps = (subject: Subject): void => {
  it('has steps when it lets a ticket be moved, and takes each of them and no other', async () => {
    await using opened = await openBench(subject)
    const { operations, steps = [] } = opened.driver
    expect(steps.length > 0).toBe(operations.transition !== undefined)
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length)
    if (!operations.transition) return
    await expectFailure(opened, operations.transition(opened.ticket, 'no_such_step', {}), 'unsupported')
    for (const { name } of steps) {
      await using bench = await openBench(subject)
      const before = await demand(bench.driver, 'detail')(bench.ticket)
      await takeStep(
        bench,
        bench.driver.steps?.find((step) => step.name === name),
      )
      expect((await demand(bench.driver, 'detail')(bench.ticket)).raw, name).not.toEqual(before.raw)
    }
  })
}

const describeFaults = (subject: Subject, operation: keyof Operations): void => {
  const write = isWrite(operation)

  const fail = async ([, how, readCode, writeCode]: Fault, timeLimitMs?: number) => {
    const { decisive } = await countRequests(subject, operation)
    await using bench = await openBench(subject, timeLimitMs)
    bench.sandbox.misbehave(how, fromRequest(decisive))
    const error = await expectFailure(bench, CALLS[operation](bench), write ? writeCode : readCode)
    if (how.kind === 'status' && how.retryAfter) expect(error.retryAfterMs).toBe(how.retryAfter * 1000)
  }

  it.concurrent.each(SLOW_FAULTS)('%s', (...fault) => fail(fault, SHORT_LIMIT_MS))
  it.each(FAULTS)('%s', (...fault) => fail(fault))

  it('reads what it can of an answer of other types, or says that it cannot', async () => {
    const { decisive } = await countRequests(subject, operation)
    await using bench = await openBench(subject)
    bench.sandbox.misbehave({ kind: 'wrong_types' }, fromRequest(decisive))
    const thrown = await CALLS[operation](bench).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (thrown === undefined) return
    if (!(thrown instanceof TicketError)) throw thrown
    expect(['bad_response', write ? 'unclear' : 'not_found']).toContain(thrown.code)
  })

  it('after a failure that passes, reads again and does not write twice', async () => {
    const { all, decisive } = await countRequests(subject, operation)
    await using bench = await openBench(subject)
    const before = bench.sandbox.requests.length
    bench.sandbox.misbehave({ kind: 'reset', when: 'before' }, onlyRequest(decisive))
    if (write) await expectFailure(bench, CALLS[operation](bench), 'unclear')
    else await CALLS[operation](bench)
    expect(bench.sandbox.requests.length - before).toBe(write ? decisive : all + 1)
  })

  it(subject.fixedToken ? 'says that the token is refused' : 'renews an expired token once and goes on', async () => {
    const { all, decisive } = await countRequests(subject, operation)
    await using bench = await openBench(subject)
    const before = bench.sandbox.requests.length
    bench.sandbox.misbehave({ kind: 'expired_token' }, fromRequest(decisive))
    if (subject.fixedToken) return void (await expectFailure(bench, CALLS[operation](bench), 'unauthorized'))
    await CALLS[operation](bench)
    // The refused request, and one for the token.
    expect(bench.sandbox.requests.length - before).toBe(all + 2)
  })

  it('sends nothing when it was aborted before', async () => {
    await using bench = await openBench(subject)
    const before = bench.sandbox.requests.length
    await expectFailure(bench, CALLS[operation](bench, { signal: AbortSignal.abort() }), 'unreachable')
    expect(bench.sandbox.requests).toHaveLength(before)
  })

  it('ends when it is aborted meanwhile', async () => {
    const { decisive } = await countRequests(subject, operation)
    await using bench = await openBench(subject, 60_000)
    const caller = new AbortController()
    const reached = fromRequest(decisive)
    bench.sandbox.misbehave({ kind: 'hang' }, () => {
      const hangs = reached()
      if (hangs) caller.abort()
      return hangs
    })
    const call = CALLS[operation](bench, { signal: caller.signal })
    await expectFailure(bench, call, write ? 'unclear' : 'unreachable')
  })
}

/**
 * How many requests the operation sends on a good day, and which of them decides, where the faults begin: the last one,
 * or of a write the last one that may change something. (A write may look at its work with a GET afterwards.)
 */
const countRequests = async (
  subject: Subject,
  operation: keyof Operations,
): Promise<{ all: number; decisive: number }> => {
  await using bench = await openBench(subject)
  const before = bench.sandbox.requests.length
  await CALLS[operation](bench)
  const sent = bench.sandbox.requests.slice(before)
  const decisive = isWrite(operation) ? sent.findLastIndex(({ method }) => method !== 'GET') + 1 : sent.length
  return { all: sent.length, decisive }
}

const fromRequest = (first: number): (() => boolean) => {
  let seen = 0
  return () => {
    seen += 1
    return seen >= first
  }
}

const onlyRequest = (which: number): (() => boolean) => {
  let seen = 0
  return () => {
    seen += 1
    return seen === which
  }
}

/** The call fails as a TicketError with this code, and says no secret. */
const expectFailure = async (bench: Bench, call: Promise<unknown>, code: TicketErrorCode): Promise<TicketError> => {
  const error = await call.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TicketError)) throw error
  expect(error).toMatchObject({ code, vendor: bench.driver.vendor })
  const said = everythingSaid(error)
  expect(secretsOf(bench.sandbox).filter((secret) => said.includes(secret))).toEqual([])
  return error
}

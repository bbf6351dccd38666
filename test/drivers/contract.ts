import { describe, expect, it } from 'vitest'
import type { Misbehaviour } from '../../src/drivers/sandbox.ts'
import { type Driver, demand, type Operations } from '../../src/tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../../src/tickets/errors.ts'
import { PENDING, refKey, STATUSES, type Status, type Ticket } from '../../src/tickets/ticket.ts'
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
} from './bench.ts'

/** Short enough to wait for, long enough for a busy machine to answer in. */
const SHORT_LIMIT_MS = 200

/** How the vendor can fail, and what reading and writing make of it. */
const FAULTS: readonly (readonly [string, Misbehaviour, read: TicketErrorCode, write: TicketErrorCode])[] = [
  ['answers too late', { kind: 'latency', ms: SHORT_LIMIT_MS * 2 }, 'unreachable', 'unclear'],
  ['never answers', { kind: 'hang' }, 'unreachable', 'unclear'],
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
    if (operations.includes('list')) describeList(subject)
    if (operations.includes('create')) describeCreate(subject)
    if (operations.includes('remove')) describeRemove(subject)
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

const keysOf = (tickets: readonly Ticket[]): string[] => tickets.map(({ ref }) => refKey(ref)).sort()

const describeCreate = (subject: Subject): void => {
  const known = ({ driver, ticket }: Bench): Promise<Ticket[]> => listAll(driver, { community: ticket.community })

  it('creates a ticket that is listed once and reads back as it was returned', async () => {
    await using bench = await openBench(subject)
    const before = keysOf(await known(bench))
    const fields = sampleFields(bench.driver.forms.create)
    const created = await demand(bench.driver, 'create')(bench.ticket.community, fields)
    expect(created.status).toBe('new')
    expect(keysOf(await known(bench))).toEqual([...before, refKey(created.ref)].sort())
    expect(await demand(bench.driver, 'detail')(created.ref)).toMatchObject(created)
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
    expect(form.check?.(sampleFields(form), new Date().toISOString()) ?? []).toEqual([])
    for (const { name } of form.fields.filter((field) => field.required)) {
      const { [name]: _, ...others } = sampleFields(form)
      await expectFailure(bench, demand(bench.driver, 'create')(bench.ticket.community, others), 'invalid')
    }
    expect(await known(bench)).toHaveLength(before.length)
  })
}

const demandForm = ({ forms }: Driver) => {
  expect(forms.create).toBeDefined()
  return forms.create ?? { fields: [] }
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

const describeFaults = (subject: Subject, operation: keyof Operations): void => {
  const write = isWrite(operation)

  it.each(FAULTS)('%s', async (_, how, readCode, writeCode) => {
    const last = await countRequests(subject, operation)
    const waits = how.kind === 'latency' || how.kind === 'hang'
    await using bench = await openBench(subject, waits ? SHORT_LIMIT_MS : undefined)
    bench.sandbox.misbehave(how, fromRequest(last))
    const error = await expectFailure(bench, CALLS[operation](bench), write ? writeCode : readCode)
    if (how.kind === 'status' && how.retryAfter) expect(error.retryAfterMs).toBe(how.retryAfter * 1000)
  })

  it('renews an expired token once and goes on', async () => {
    const usual = await countRequests(subject, operation)
    await using bench = await openBench(subject)
    const before = bench.sandbox.requests.length
    bench.sandbox.misbehave({ kind: 'expired_token' }, fromRequest(usual))
    await CALLS[operation](bench)
    // The refused request, and one for the token.
    expect(bench.sandbox.requests.length - before).toBe(usual + 2)
  })

  it('sends nothing when it was aborted before', async () => {
    await using bench = await openBench(subject)
    const before = bench.sandbox.requests.length
    await expectFailure(bench, CALLS[operation](bench, { signal: AbortSignal.abort() }), 'unreachable')
    expect(bench.sandbox.requests).toHaveLength(before)
  })

  it('ends when it is aborted meanwhile', async () => {
    const last = await countRequests(subject, operation)
    await using bench = await openBench(subject, 60_000)
    const caller = new AbortController()
    const reached = fromRequest(last)
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
 * How many requests the operation sends on a good day. The last one is the one that changes something, if any does, so
 * the faults begin there.
 */
const countRequests = async (subject: Subject, operation: keyof Operations): Promise<number> => {
  await using bench = await openBench(subject)
  const before = bench.sandbox.requests.length
  await CALLS[operation](bench)
  return bench.sandbox.requests.length - before
}

const fromRequest = (first: number): (() => boolean) => {
  let seen = 0
  return () => {
    seen += 1
    return seen >= first
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

import type { VendorDriver } from '../../src/drivers/define.ts'
import type { Sandbox } from '../../src/drivers/sandbox.ts'
import {
  type Call,
  type Driver,
  demand,
  type Fields,
  type Form,
  type FormField,
  type ListQuery,
  type Operations,
} from '../../src/tickets/driver.ts'
import type { Ticket, TicketRef } from '../../src/tickets/ticket.ts'

/** What the contract suite needs of a vendor. */
export interface Subject {
  readonly vendor: VendorDriver
  /** A ticket that the sandbox holds, where the vendor has no list to find one in. */
  readonly ticket?: TicketRef
}

/** A fresh sandbox and a driver that points to it and has its token already. */
export interface Bench extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly driver: Driver
  /** One that the sandbox holds. */
  readonly ticket: TicketRef
}

export const openBench = async (subject: Subject, timeLimitMs = 10_000): Promise<Bench> => {
  const sandbox = await subject.vendor.sandbox()
  const configured = subject.vendor.configure(sandbox.env)
  if (!('open' in configured)) throw new Error(`the sandbox's env is not enough: ${JSON.stringify(configured)}`)
  const driver = configured.open({ now: Date.now, timeLimitMs })
  const ticket = subject.ticket ?? (await firstListed(driver, sandbox))
  if (subject.ticket) await demand(driver, 'detail')(ticket)
  return {
    sandbox,
    driver,
    ticket,
    [Symbol.asyncDispose]: async () => {
      await driver.close()
      await sandbox.close()
    },
  }
}

const firstListed = async (driver: Driver, sandbox: Sandbox): Promise<TicketRef> => {
  const page = await demand(driver, 'list')({ community: sandbox.communities[0]?.id ?? '' })
  const first = page.items[0]
  if (!first) throw new Error('the first community of the sandbox holds no ticket')
  return first.ref
}

/** Every operation with good arguments. */
export const CALLS: { readonly [K in keyof Operations]: (bench: Bench, call?: Call) => Promise<unknown> } = {
  list: ({ driver, ticket }, call) => demand(driver, 'list')({ community: ticket.community }, call),
  detail: ({ driver, ticket }, call) => demand(driver, 'detail')(ticket, call),
  create: ({ driver, ticket }, call) =>
    demand(driver, 'create')(ticket.community, sampleFields(driver.forms.create), call),
  update: ({ driver, ticket }, call) => demand(driver, 'update')(ticket, sampleFields(driver.forms.update), call),
  remove: ({ driver, ticket }, call) => demand(driver, 'remove')([ticket], call),
  comment: ({ driver, ticket }, call) => demand(driver, 'comment')(ticket, 'The plumber comes at ten.', call),
  transition: ({ driver, ticket }, call) => demand(driver, 'transition')(ticket, { status: 'closed' }, call),
  communities: ({ driver }, call) => demand(driver, 'communities')(call),
}

const READS: readonly (keyof Operations)[] = ['list', 'detail', 'communities']

export const isWrite = (operation: keyof Operations): boolean => !READS.includes(operation)

/** What somebody may type into a form, every field filled. */
export const sampleFields = (form: Form | undefined): Fields =>
  Object.fromEntries((form?.fields ?? []).map((field) => [field.name, sampleValue(field)]))

const sampleValue = (field: FormField): string => {
  switch (field.kind) {
    case 'instant':
      return new Date(Date.now() + (field.fromNow ?? 60) * 60_000).toISOString()
    case 'choice':
      return field.choices[0]?.value ?? ''
    case 'phone':
      return '13800005678'
    default:
      return `Water under the sink, flat 12 — 水槽漏水 ${crypto.randomUUID()}`.slice(0, field.maxLength)
  }
}

/** All pages together. A list that never ends fails. */
export const listAll = async (driver: Driver, query: ListQuery): Promise<Ticket[]> => {
  const tickets: Ticket[] = []
  let cursor = query.cursor
  for (let pages = 0; pages < 200; pages += 1) {
    const page = await demand(driver, 'list')({ ...query, ...(cursor === undefined ? {} : { cursor }) })
    tickets.push(...page.items)
    cursor = page.next
    if (cursor === undefined) return tickets
  }
  throw new Error('200 pages and still no end')
}

/** Like this ref, and of no ticket. */
export const strangerTo = (ref: TicketRef): TicketRef => ({
  ...ref,
  id: ref.id.replace(/\d/g, (digit) => String(9 - Number(digit))),
})

/** What must never be said aloud: the settings, and the tokens they were exchanged for. */
export const secretsOf = (sandbox: Sandbox): string[] => {
  const settings = Object.values(sandbox.env).filter((value) => !URL.canParse(value))
  const sent = sandbox.requests.flatMap((request) =>
    ['authorization', 'access_token', 'access-token', 'sign'].flatMap((name) => request.headers[name] ?? []),
  )
  return [...settings, ...sent.map((value) => value.replace(/^Bearer /, ''))].filter((value) => value.length >= 8)
}

/** Everything that a log could print of an error. */
export const everythingSaid = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown)
  return [
    thrown.stack,
    JSON.stringify({ ...thrown }),
    thrown.cause === undefined ? '' : everythingSaid(thrown.cause),
  ].join('\n')
}

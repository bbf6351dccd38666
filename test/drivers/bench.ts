import type { Tools, VendorDriver } from '../../src/drivers/define.ts'
import type { HttpOptions } from '../../src/drivers/http.ts'
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
  type Step,
} from '../../src/tickets/driver.ts'
import type { Ticket, TicketRef } from '../../src/tickets/ticket.ts'

/** What the contract suite needs of a vendor. */
export interface Subject {
  readonly vendor: VendorDriver
  /** A ticket that the sandbox holds, where the vendor has no list to find one in. */
  readonly ticket?: TicketRef
  /** A ticket of which something can no longer be changed, where the vendor freezes anything. */
  readonly frozen?: TicketRef
  /** A change of a ticket, where not every field of the form can be filled at once. */
  readonly change?: Fields
  /** The token is a setting, and nothing gives another. */
  readonly fixedToken?: boolean
}

/** A fresh sandbox and a driver that points to it and has its token already. */
export interface Bench extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly driver: Driver
  /** One that the sandbox holds. */
  readonly ticket: TicketRef
  /** One of the vendor's own choices for each field that has such, by field name. */
  readonly chosen: Fields
  /** A good change of the ticket. */
  readonly change: Fields
}

export const openBench = async (subject: Subject, timeLimitMs = 10_000): Promise<Bench> => {
  const sandbox = await subject.vendor.sandbox()
  const configured = subject.vendor.configure(sandbox.env)
  if (!('open' in configured)) throw new Error(`the sandbox's env is not enough: ${JSON.stringify(configured)}`)
  // Nobody waits here before a read is tried again.
  const tools: Tools & Pick<HttpOptions, 'sleep'> = { now: Date.now, timeLimitMs, sleep: async () => undefined }
  const driver = configured.open(tools)
  const ticket = subject.ticket ?? (await firstListed(driver, sandbox))
  if (subject.ticket) await demand(driver, 'detail')(ticket)
  const chosen = await firstChoices(driver, ticket)
  return {
    sandbox,
    driver,
    ticket,
    chosen,
    change: subject.change ?? sampleFields({ chosen }, driver.forms.update),
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

/** The fields of all the driver's forms whose choices only the vendor knows. */
export const vendorChoiceFields = ({ forms, filters, steps = [] }: Driver): string[] => {
  const all = [forms.create, forms.update, filters, ...steps.map((step) => step.form)]
  const fields = all.flatMap((form) => form?.fields ?? []).filter(({ kind }) => kind === 'vendor_choice')
  return [...new Set(fields.map(({ name }) => name))]
}

const firstChoices = async (driver: Driver, ticket: TicketRef): Promise<Fields> => {
  const chosen: Record<string, string> = {}
  for (const field of vendorChoiceFields(driver)) {
    const [first] = await demand(driver, 'choices')(field, ticket)
    if (first) chosen[field] = first.value
  }
  return chosen
}

/** Every operation with good arguments. */
export const CALLS: { readonly [K in keyof Operations]: (bench: Bench, call?: Call) => Promise<unknown> } = {
  list: ({ driver, ticket }, call) => demand(driver, 'list')({ community: ticket.community }, call),
  detail: ({ driver, ticket }, call) => demand(driver, 'detail')(ticket, call),
  create: (bench, call) =>
    demand(bench.driver, 'create')(bench.ticket.community, sampleFields(bench, bench.driver.forms.create), call),
  update: ({ driver, ticket, change }, call) => demand(driver, 'update')(ticket, change, call),
  remove: ({ driver, ticket }, call) => demand(driver, 'remove')([ticket], call),
  comment: ({ driver, ticket }, call) => demand(driver, 'comment')(ticket, 'The plumber comes at ten.', call),
  transition: (bench, call) => takeStep(bench, bench.driver.steps?.[0], call),
  timeline: ({ driver, ticket }, call) => demand(driver, 'timeline')(ticket, undefined, call),
  communities: ({ driver }, call) => demand(driver, 'communities')(call),
  choices: ({ driver, ticket }, call) =>
    demand(driver, 'choices')(vendorChoiceFields(driver)[0] ?? 'no such field', ticket, call),
  pendingCount: ({ driver, ticket }, call) => demand(driver, 'pendingCount')(ticket.community, call),
}

/** The step with its form filled. */
export const takeStep = async (bench: Bench, step: Step | undefined, call?: Call): Promise<void> => {
  if (!step) throw new Error(`${bench.driver.vendor} has a transition but no steps`)
  await demand(bench.driver, 'transition')(bench.ticket, step.name, sampleFields(bench, step.form), call)
}

const READS: readonly (keyof Operations)[] = ['list', 'detail', 'timeline', 'communities', 'choices', 'pendingCount']

export const isWrite = (operation: keyof Operations): boolean => !READS.includes(operation)

/** What somebody may type into a form, every field filled. */
export const sampleFields = ({ chosen }: Pick<Bench, 'chosen'>, form: Form | undefined): Fields =>
  Object.fromEntries((form?.fields ?? []).map((field) => [field.name, sampleValue(field, chosen)]))

const sampleValue = (field: FormField, chosen: Fields): Fields[string] => {
  switch (field.kind) {
    case 'instant':
      return new Date(Date.now() + (field.fromNow ?? 60) * 60_000).toISOString()
    case 'choice':
      return field.choices[0]?.value ?? ''
    case 'vendor_choice':
      return chosen[field.name] ?? ''
    case 'phone':
      return '13800005678'
    case 'money':
      return '13.10'
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

import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { Driver } from '../tickets/driver.ts'
import type { Sleep } from './retries.ts'
import type { Sandbox } from './sandbox.ts'
import { createShared, type Shared } from './shared.ts'

/** Keeps what a vendor renews for us, a refresh token say, over restarts. Never rejects. */
export interface Keep {
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
}

/** What a driver gets besides its settings. */
export interface Tools {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Absent when a driver is opened without a store: what is renewed is then lost with the process. */
  readonly keep?: Keep
  /** For drivers that are one client to their vendor. Absent when a driver is opened alone. */
  readonly shared?: Shared
  /** Hears what time it is at a vendor, in milliseconds since the epoch; not a number where it does not say. */
  readonly onVendorTime?: (vendor: string, at: number) => void
  /** Only tests bring their own. */
  readonly dispatcher?: Dispatcher
  readonly timeLimitMs?: number
  /** Waits before a retry. */
  readonly sleep?: Sleep
}

/** A vendor as `drivers/index.ts` lists it, its settings not yet read. */
export interface VendorDriver {
  readonly vendor: string
  /** The environment variables that belong to it. */
  readonly variables: readonly string[]
  /** What the environment says: off, wrong (every problem, by variable), or how to open it. */
  configure(env: Environment): { off: true } | { problems: string[] } | { open: (tools: Tools) => Driver }
  /**
   * Starts the vendor's stand-in, for the local workspace. Sandboxes started with the same `shared` can serve at once:
   * those of vendors that have variables in common are then one server, and closing one of them closes it.
   */
  sandbox(shared?: Shared): Promise<Sandbox>
}

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * A driver from its settings. None of its variables set (or all empty): off. Otherwise they must pass `settings`, an
 * object schema keyed by variable.
 */
export const defineDriver = <S extends z.ZodObject>(definition: {
  vendor: string
  settings: S
  /** Rules between variables: returns the problems, each beginning with the variable's name. */
  check?: (settings: z.output<S>) => string[]
  open: (settings: z.output<S>, tools: Tools) => Driver
  /** Imports the sandbox only when it is asked for: it has no place in production. */
  sandbox: (shared: Shared) => Promise<Sandbox>
}): VendorDriver => {
  const variables = Object.keys(definition.settings.shape)
  return {
    vendor: definition.vendor,
    variables,
    sandbox: (shared = createShared()) => definition.sandbox(shared),
    configure: (env) => {
      const present = variables.filter((name) => env[name]?.trim())
      if (present.length === 0) return { off: true }
      const parsed = definition.settings.safeParse(Object.fromEntries(present.map((name) => [name, env[name]?.trim()])))
      if (!parsed.success) return { problems: parsed.error.issues.map((issue) => problemOf(issue)) }
      const problems = definition.check?.(parsed.data) ?? []
      if (problems.length > 0) return { problems }
      return { open: (tools) => definition.open(parsed.data, tools) }
    },
  }
}

/** A base URL of a vendor: http or https, nothing else, and without credentials in it. */
export const baseUrl = z.string().superRefine((value, context) => {
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    context.addIssue({ code: 'custom', message: 'must be an http or https URL' })
  } else if (url.username || url.password || url.search || url.hash) {
    context.addIssue({ code: 'custom', message: 'must hold no credentials, query or fragment' })
  }
})

/** Never repeats the value: it may be a secret. */
const problemOf = (issue: z.core.$ZodIssue): string => {
  const name = String(issue.path[0])
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  return missing ? `${name} is missing: other variables of its vendor are set` : `${name} ${issue.message}`
}

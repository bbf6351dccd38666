import { z } from 'zod'
import { Refusal, refusalOf } from '../refusal.ts'
import { problemsOf } from '../validate/problems.ts'
import type { World } from '../world.ts'

export type Answer = Readonly<Record<string, unknown>>

/** One method of the Web API. */
export interface Method {
  readonly token: 'bot' | 'app' | 'none'
  readonly scope?: string
  /** @throws Refusal */
  call(args: Readonly<Record<string, unknown>>, world: World): Answer
}

interface Rules {
  /** The scope that every call needs. */
  readonly scope?: string
  readonly token?: Method['token']
}

/** A method whose arguments are parsed first: what does not fit is `invalid_arguments`, what is not known is ignored. */
export const method = <S extends z.ZodType>(
  schema: S,
  run: (args: z.output<S>, world: World) => Answer,
  { token = 'bot', scope }: Rules = {},
): Method => ({
  token,
  ...(scope === undefined ? {} : { scope }),
  call: (given, world) => {
    const { data, success } = schema.safeParse(given)
    if (!success) throw refusalOf(problemsOf(schema, given), 'invalid_arguments')
    return run(data, world)
  },
})

/** Everything comes as text in a form; a JSON body brings the value itself. */
export const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })])

const decode = (given: unknown): unknown => {
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    return given
  }
}

/** JSON inside a form; text that is no JSON stays text. */
export const json = <S extends z.ZodType>(schema: S) => z.preprocess(decode, schema)

export const names = z.string().transform((list) => list.split(',').map((name) => name.trim()))

/** How many to return, and from where on. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().default(''),
}

interface Slice<T> {
  readonly items: readonly T[]
  /** Empty on the last page. */
  readonly next: string
}

/**
 * One page of a list. The cursor is opaque to the app.
 * @throws Refusal `invalid_cursor`
 */
export const slice = <T>(all: readonly T[], { limit, cursor }: { limit: number; cursor: string }): Slice<T> => {
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Number.isSafeInteger(from) || from < 0) throw new Refusal('invalid_cursor')
  const end = from + limit
  return {
    items: all.slice(from, end),
    next: end < all.length ? Buffer.from(String(end)).toString('base64url') : '',
  }
}

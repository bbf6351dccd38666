import type { z } from 'zod'

/** One thing that Slack would refuse. `pointer` is a JSON pointer into what was checked, `/blocks/0/text/text`. */
export interface Problem {
  /** `failed_constraint`, or the error of the whole call: `no_text`, `msg_too_long`, `msg_blocks_too_long`, `view_too_large`. */
  readonly code: string
  /** In Slack's words, `must be less than 3001 characters`. */
  readonly message: string
  readonly pointer: string
}

type Path = readonly PropertyKey[]

const toPointer = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export const problem = (message: string, path: Path, code = 'failed_constraint'): Problem => ({
  code,
  message,
  pointer: toPointer(path),
})

/**
 * What is wrong with a value, in the words that Slack answers with.
 * @see https://docs.slack.dev/reference/methods/blocks.validate
 */
export const problemsOf = (schema: z.ZodType, value: unknown, base: Path = []): Problem[] => {
  const { error } = schema.safeParse(value, { reportInput: true })
  return error ? error.issues.flatMap((issue) => toProblems(issue, base)) : []
}

/** As Slack lists them in `response_metadata.messages`. */
export const asMessage = ({ message, pointer }: Problem): string => `${message} [json-pointer:${pointer}]`

const toProblems = (issue: z.core.$ZodIssue, base: Path): Problem[] => {
  const path = [...base, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem(`invalid additional property: ${key}`, path))
    case 'too_big':
      return [problem(tooBig(issue), path)]
    case 'too_small':
      return [problem(tooSmall(issue), path)]
    case 'invalid_union':
      return [ofUnion(issue, path)]
    case 'invalid_type':
      return [issue.input === undefined ? missing(path) : problem(`must be a valid ${issue.expected}`, path)]
    case 'invalid_value':
      return [issue.input === undefined ? missing(path) : problem(notAmong(issue), path)]
    case 'invalid_format':
      return [problem(issue.format === 'regex' ? issue.message : `invalid ${issue.format}`, path)]
    default:
      return [problem(issue.message, path)]
  }
}

/** Slack points at the object that lacks the field. */
const missing = (path: Path): Problem => problem(`missing required field: ${String(path.at(-1))}`, path.slice(0, -1))

const tooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig): string => {
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`
  if (origin === 'array') return `no more than ${maximum} items allowed`
  return `must be at most ${maximum}`
}

const tooSmall = ({ origin, minimum }: z.core.$ZodIssueTooSmall): string => {
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`
  if (origin === 'array') return `must provide at least ${minimum} items`
  return `must be at least ${minimum}`
}

const ofUnion = (issue: z.core.$ZodIssueInvalidUnion, path: Path): Problem => {
  const { discriminator, input } = issue
  const kind = discriminator && typeof input === 'object' && input !== null ? Reflect.get(input, discriminator) : input
  return kind === undefined ? missing(path) : problem(`unsupported type: ${String(kind)}`, path)
}

const notAmong = ({ path, input, values }: z.core.$ZodIssueInvalidValue): string =>
  path.at(-1) === 'type' ? `unsupported type: ${String(input)}` : `must be one of: ${values.map(String).join(', ')}`

import { asMessage, type Problem } from './validate/problems.ts'

/** What Slack answers with `ok: false`: its error code, and what else the answer carries. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/**
 * The refusal that problems come to. One with the error of a whole call (`no_text`, `view_too_large`) names it; all
 * others come as `code`, each with its JSON pointer behind `at`.
 */
export const refusalOf = (problems: readonly Problem[], code: string, at = ''): Refusal => {
  const whole = problems.find((each) => each.code !== 'failed_constraint')
  const errors = problems.map((each) => asMessage({ ...each, pointer: at + each.pointer }))
  return new Refusal(whole?.code ?? code, {
    errors,
    response_metadata: { messages: errors.map((each) => `[ERROR] ${each}`) },
  })
}

/** @throws Refusal as by `refusalOf`, when there is a problem */
export const refuseIfAny = (problems: readonly Problem[], code: string, at = ''): void => {
  if (problems.length > 0) throw refusalOf(problems, code, at)
}

import type { Call, Driver } from './driver.ts'

/**
 * The driver with every page, and every count, asked for once: whoever asks for the same again gets the same answer, or
 * the same failure. In another language it is the same, unless the vendor translates. For one round of work that should
 * see one state of things; it forgets nothing.
 */
export const readOnce = (driver: Driver): Driver => {
  const { list, pendingCount } = driver.operations
  const operations = {
    ...driver.operations,
    ...(list ? { list: once(list, ({ language }) => driver.translates && language) } : {}),
    ...(pendingCount ? { pendingCount: once(pendingCount) } : {}),
  }
  return { ...driver, operations }
}

/** `more` is what of the call makes another question. */
const once = <Query, Answer>(
  ask: (query: Query, call?: Call) => Promise<Answer>,
  more: (call: Call) => unknown = () => undefined,
): typeof ask => {
  const asked = new Map<string, Promise<Answer>>()
  return (query, call) => {
    const key = JSON.stringify([query, more(call ?? {})])
    const answer = asked.get(key) ?? ask(query, call)
    asked.set(key, answer)
    return answer
  }
}

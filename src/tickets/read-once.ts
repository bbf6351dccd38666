import type { Driver, Operations } from './driver.ts'

/**
 * The driver with every page asked for once: whoever asks for the same again gets the same answer, or the same failure.
 * For one round of work that should see one state of things; it forgets nothing.
 */
export const readOnce = (driver: Driver): Driver => {
  const { list } = driver.operations
  if (!list) return driver
  const asked = new Map<string, ReturnType<Operations['list']>>()
  const listOnce: Operations['list'] = (query, call) => {
    const key = JSON.stringify([query, call?.language])
    const answer = asked.get(key) ?? list(query, call)
    asked.set(key, answer)
    return answer
  }
  return { ...driver, operations: { ...driver.operations, list: listOnce } }
}

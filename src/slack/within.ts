/** The promise's value, or undefined when it takes longer. Rejects as the promise does. */
export const within = async <T>(ms: number, promise: Promise<T>): Promise<T | undefined> => {
  const limit = AbortSignal.timeout(ms)
  const late = new Promise<undefined>((resolve) => limit.addEventListener('abort', () => resolve(undefined)))
  return await Promise.race([promise, late])
}

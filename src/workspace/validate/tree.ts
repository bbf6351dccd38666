/** One object or list inside a block, with where it is. */
interface Visit {
  readonly path: readonly PropertyKey[]
  readonly node: Readonly<Record<string, unknown>>
}

/** Every object inside a JSON value, from outside to inside. */
export function* objectsIn(value: unknown, path: readonly PropertyKey[] = []): Generator<Visit> {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* objectsIn(each, [...path, index])
    return
  }
  const node = Object.fromEntries(Object.entries(value))
  yield { path, node }
  for (const [key, each] of Object.entries(node)) yield* objectsIn(each, [...path, key])
}

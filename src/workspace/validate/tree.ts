type Path = readonly PropertyKey[]
type Node = Readonly<Record<string, unknown>>

/** One object or list inside a block, with where it is. */
interface Visit {
  readonly path: Path
  readonly node: Node
}

/** Every object inside a JSON value, from outside to inside. It is asked of every message: one list, no generators. */
export const objectsIn = (value: unknown, path: Path = []): readonly Visit[] => {
  const found: Visit[] = []
  visit(value, path, found)
  return found
}

const visit = (value: unknown, path: Path, found: Visit[]): void => {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) if (isObject(each)) visit(each, [...path, index], found)
    return
  }
  if (!isObject(value)) return
  found.push({ path, node: value })
  for (const [key, each] of Object.entries(value)) if (isObject(each)) visit(each, [...path, key], found)
}

const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createJsonStore } from '../../src/store/json.ts'
import { createFormat, type Data, EMPTY } from '../../src/store/schema.ts'
import type { Place } from './contract.ts'

export interface Folder {
  readonly folder: string
  /** Of a store file in it, which does not exist yet. */
  readonly path: string
  remove(): Promise<void>
}

export const createFolder = async (): Promise<Folder> => {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-store-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  return { folder, path: join(folder, 'caretaker.json'), remove }
}

/** A place for a JSON store. */
export const createJsonPlace = async (): Promise<Place> => {
  const { path, remove } = await createFolder()
  return { open: (now) => createJsonStore({ path, now }), remove }
}

/** The text of a store file. */
export const formatData = (data: Data): string => Buffer.concat(createFormat()(data)).toString()

/** Puts a store file there without a store. */
export const seed = (path: string, data: Partial<Data>): Promise<void> =>
  writeFile(path, formatData({ ...EMPTY, ...data }))

/** Runs it with the rights of nobody in particular: to root, nothing is read-only. */
export const asOrdinaryUser = async (run: () => Promise<void>): Promise<void> => {
  if (process.geteuid?.() !== 0) return run()
  process.seteuid?.(65534)
  try {
    await run()
  } finally {
    process.seteuid?.(0)
  }
}

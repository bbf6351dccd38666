import { realpath, stat } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Audit } from '../tickets/audit.ts'
import { type AuditOptions, createAudit } from './audit.ts'
import { createJsonStore, type JsonStoreOptions } from './json.ts'
import type { Store } from './store.ts'

/**
 * The store that `STORE_URL` names: `file:` and a path, taken from the working directory where it is relative. What has
 * a meaning in URLs is percent-encoded, as in every file URL.
 * @throws Error with the words of `storeUrlProblem`, or saying why the store cannot be opened
 */
export const openStore = async (url: string, options: Omit<JsonStoreOptions, 'path'>): Promise<Store> => {
  const parsed = parseFileUrl(url)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return createJsonStore({ ...options, path: parsed.path })
}

/** The audit beside the store that `STORE_URL` names, which is open already: its lock serves both. */
export const openAudit = async (url: string, options: Omit<AuditOptions, 'path'>): Promise<Audit> => {
  const parsed = parseFileUrl(url)
  if ('problem' in parsed) throw new Error(parsed.problem)
  const store = await realpath(parsed.path).catch(() => parsed.path)
  const audit = createAudit({ ...options, path: `${store}.audit.jsonl` })
  await audit.tidy()
  return audit
}

/** How many bytes the store that `STORE_URL` names takes on the disk. Rejects where that cannot be told. */
export const storeSize = async (url: string): Promise<number> => {
  const parsed = parseFileUrl(url)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return (await stat(parsed.path)).size
}

/** What is wrong with a `STORE_URL`, found without opening it. Does not repeat the value: it may hold a password. */
export const storeUrlProblem = (url: string): string | undefined => {
  const parsed = parseFileUrl(url)
  return 'problem' in parsed ? parsed.problem : undefined
}

const parseFileUrl = (text: string): { path: string } | { problem: string } => {
  const problem = (what: string) => ({ problem: `STORE_URL ${what}, for example file:./data/caretaker.json` })
  if (!/^file:/i.test(text)) return problem('must begin with file: and name a JSON file')
  const url = URL.parse(text, pathToFileURL('./').href)
  if (url?.search || url?.hash) return problem('must not hold ? or # other than as %3F and %23')
  if (url?.pathname.endsWith('/')) return problem('must name a file, not a folder')
  try {
    return { path: fileURLToPath(url?.href ?? text) }
  } catch {
    return problem('must be a valid file URL of this machine')
  }
}

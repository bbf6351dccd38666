import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditEntry } from '../../src/tickets/audit.ts'
import type { Bench } from '../support/bench.ts'

/** What was put on record in a channel, oldest first. */
export const actsIn = async ({ folder }: Bench, channel: string): Promise<AuditEntry[]> => {
  const text = await readFile(join(folder, 'store.json.audit.jsonl'), 'utf8')
  const entries: AuditEntry[] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return entries.filter((entry) => entry.channel === channel)
}

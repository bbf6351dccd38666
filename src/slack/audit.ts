import type { Link } from '../store/store.ts'
import type { AuditEntry } from '../tickets/audit.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { type AuditPage, type AuditRow, auditReply } from './blocks/audit.ts'
import { sentence } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring } from './roles.ts'

const PAGE_SIZE = 10

/** `/ticket audit`: who did what in this channel, for managers. */
export const showAudit = (asked: Asked, deps: Deps): Promise<void> => tell(asked, asked.say, deps)

/** The buttons that turn its pages in place. */
export const registerAudit = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.auditNewest, 'audit_page', (asked) => tell(asked, asked.replace, deps))
  guard.button(app, ACTIONS.auditOlder, 'audit_page', (asked) => tell(asked, asked.replace, deps, asked.value))
}

const tell = async (asked: Asked, answer: Asked['say'], deps: Deps, before?: string): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  if (isPlaceless(asked.channel)) return await asked.say(sentence(reader.words.audit.inChannel))
  const page = await readPage(asked.channel, before, deps)
  await answer(auditReply(page, reader))
}

const readPage = async (channel: string, before: string | undefined, deps: Deps): Promise<AuditPage> => {
  const query = { channel, limit: PAGE_SIZE + 1, ...(before === undefined ? {} : { before }) }
  const [entries, links] = await Promise.all([deps.audit.read(query), deps.store.links(channel)])
  const shown = entries.slice(0, PAGE_SIZE)
  const names = await namesOf(shown, deps)
  const rows = shown.map((entry) => rowOf(entry, names, links))
  const last = entries.length > shown.length ? shown.at(-1) : undefined
  return { rows, isFirst: before === undefined, ...(last ? { older: last.id } : {}) }
}

/** Slack is asked once for each person. */
const namesOf = async (entries: readonly AuditEntry[], { viewers }: Deps): Promise<ReadonlyMap<string, string>> => {
  const users = new Set(entries.flatMap(({ user }) => user ?? []))
  return new Map(await Promise.all([...users].map(async (user) => [user, (await viewers.get(user)).name] as const)))
}

const rowOf = (entry: AuditEntry, names: ReadonlyMap<string, string>, links: readonly Link[]): AuditRow => {
  const { user, what } = entry
  const link = what && links.find((one) => isSameCommunity(one, what))
  return {
    entry,
    ...(user === undefined ? {} : { who: names.get(user) ?? user }),
    ...(link ? { community: link.name } : {}),
  }
}

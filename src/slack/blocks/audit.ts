import type { KnownBlock } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { AuditEntry, AuditSubject } from '../../tickets/audit.ts'
import { formatDays } from '../../time/words.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { vendorName } from './error.ts'
import { button, buttons, dateText, escapedName, fittingButton, type Reply, section } from './kit.ts'
import type { ListReader } from './list.ts'

/** An act, with what is known of it only now. */
export interface AuditRow {
  readonly entry: AuditEntry
  /** As the workspace knows them; absent where Caretaker did it by itself. */
  readonly who?: string
  /** What the channel calls the community; absent where it is not linked to it any more. */
  readonly community?: string
}

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  readonly isFirst: boolean
  /** Where older ones begin, when there are any. */
  readonly older?: string
}

/** So many of the tickets that were done something to at once are named. */
const MAX_NAMED = 10

/** One page of what was done in a channel, with buttons to turn it in place. */
export const auditReply = ({ rows, isFirst, older }: AuditPage, reader: ListReader): Reply => {
  const { audit } = reader.words
  const title = rows.length > 0 ? audit.title : isFirst ? audit.none : audit.noOlder
  const blocks: KnownBlock[] = [
    section(rows.length > 0 ? `*${title}*` : title),
    ...rows.map((row) => rowBlock(row, reader)),
    ...buttons(
      older === undefined ? undefined : button(audit.older, ACTIONS.auditOlder, older),
      isFirst ? undefined : button(audit.newest, ACTIONS.auditNewest),
    ),
  ]
  return { text: title, blocks }
}

/** What was done comes first, then to what; who, when and how it ended below. */
const rowBlock = ({ entry, who, community }: AuditRow, reader: ListReader): KnownBlock => {
  const { audit } = reader.words
  const { at, action, what, outcome } = entry
  const done = [
    `*${audit.actions[action]}*`,
    ...detailTexts(entry, reader),
    ...(what ? subjectTexts(what, community, reader) : []),
  ]
  const by = [
    who === undefined ? audit.itself : escapedName(who),
    dateText(at, reader.zone, reader.language),
    audit.outcomes[outcome],
  ]
  const ref = community === undefined || action === 'remove' ? undefined : refOf(what)
  const open = ref === undefined ? undefined : fittingButton(reader.words.card.open, ACTIONS.open, ref)
  return section(`${done.join(' · ')}\n${by.join(' · ')}`, open)
}

/** Which step it was, or to what the digest was set. */
const detailTexts = ({ step: name, digest, what }: AuditEntry, { driver, language, words }: ListReader): string[] => {
  if (digest) {
    return [`${digest.times.join(words.comma)} ${formatDays(digest.days, language)} (${digest.zone})`]
  }
  const step = driver(what?.vendor ?? '')?.steps?.find((one) => one.name === name)
  return step ? [escapedName(say(step.label, language))] : []
}

const subjectTexts = (what: AuditSubject, community: string | undefined, reader: ListReader): string[] => {
  const { vendor, ids = [], number = ids[0] } = what
  const tickets = ids.length > 1 ? severalText(ids, reader) : number && escapedName(number)
  const name = what.name ?? community
  return [...(tickets ? [tickets] : []), name ? escapedName(name) : vendorName(vendor, reader)]
}

const severalText = (ids: readonly string[], { words }: ListReader): string => {
  const named = ids.slice(0, MAX_NAMED).map((id) => escapedName(id))
  const left = ids.length - named.length
  const text = named.join(words.comma)
  return left > 0 ? words.audit.andMore(text, left) : text
}

/** Of the one ticket that it is about. */
const refOf = (what: AuditSubject | undefined): string | undefined => {
  const [id, second] = what?.ids ?? []
  if (!what || id === undefined || second !== undefined) return undefined
  return encodeRef({ vendor: what.vendor, community: what.community, id })
}

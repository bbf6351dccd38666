import { isSettled, type Submission, type Write } from './submission.ts'
import type { Instant, TicketRef } from './ticket.ts'

/** What people do that others may want to know of later. A word, once written, keeps its meaning. */
export const AUDIT_ACTIONS = [
  'create',
  'update',
  'remove',
  'comment',
  'transition',
  'share',
  'reveal',
  'export',
  'export_links',
  'watch',
  'unwatch',
  'snooze',
  'wake',
  'link',
  'unlink',
  'rename',
  'pause',
  'resume',
  'import',
  'digest_set',
  'digest_off',
  'digest_now',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** `partly`: of several tickets or links, some were not done. `discarded`: given up before it reached the vendor. */
export const AUDIT_OUTCOMES = ['done', 'partly', 'failed', 'discarded', 'unclear'] as const

export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** Who did what, where. It names people of the workspace and tickets, and nothing of residents. */
export interface Act {
  /** Absent where Caretaker did it by itself. */
  readonly user?: string
  /** Absent where it was done in no channel. */
  readonly channel?: string
  readonly action: AuditAction
  /** Absent where it is about the channel as a whole, as its digest is. */
  readonly what?: AuditSubject
  /** Of a `transition`: the name of the driver's step. */
  readonly step?: string
  /** Of a `digest_set`: when it comes from now on. */
  readonly digest?: AuditDigest
  readonly outcome: AuditOutcome
  /** By which more can be found: the id of the submission. */
  readonly reference?: string
}

/** Times as `09:00`, days from Monday as 1, an IANA zone. */
export interface AuditDigest {
  readonly times: readonly string[]
  readonly days: readonly number[]
  readonly zone: string
}

export interface AuditSubject {
  readonly vendor: string
  readonly community: string
  /** Of tickets. */
  readonly ids?: readonly string[]
  /** What people call the one ticket that it is about, where that is known. */
  readonly number?: string
  /** What the channel calls the community. */
  readonly name?: string
}

/** One ticket as the subject of an act; `name` is what the channel calls its community. */
export const subjectOf = ({ vendor, community, id }: TicketRef, number?: string, name?: string): AuditSubject => ({
  vendor,
  community,
  ids: [id],
  ...(number === undefined ? {} : { number }),
  ...(name === undefined ? {} : { name }),
})

/** An act as it was kept. */
export interface AuditEntry extends Act {
  /** Tells entries apart; says nothing by itself. */
  readonly id: string
  readonly at: Instant
}

export interface AuditQuery {
  /** Acts in this channel only. */
  readonly channel?: string
  /** At least 1. */
  readonly limit: number
  /** The id of the entry to go on after, towards older ones. None is found after one that was dropped since. */
  readonly before?: string
}

export interface Audit {
  /**
   * Keeps an act: when it resolves, that would survive a power cut. Never rejects, for what was done is done: what
   * cannot be kept (disk full) is logged.
   */
  record(act: Act): Promise<void>
  /** Newest first. */
  read(query: AuditQuery): Promise<readonly AuditEntry[]>
  /** Drops what is too old; once a day, however often it is asked to. Never rejects. */
  tidy(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

/** Whether nothing more happens to a submission by itself: an answer, or a person, ended it, or a person has to. */
export const hasEnded = (submission: Pick<Submission, 'state'>): boolean =>
  isSettled(submission) || submission.state === 'unclear'

/** How a submission ended: by its filer, or by who decided since. What was typed into it stays out. */
export const actOf = (submission: Submission): Act => {
  const {
    id: reference,
    user: filer,
    decidedBy: user = filer,
    channel,
    vendor,
    community,
    write,
    numbers = [],
  } = submission
  // Before the vendor has answered, it is known only by what it was opened as.
  const number = submission.number ?? (numbers.length === 1 ? numbers[0] : undefined)
  const ids = ticketIds(write, submission)
  const what = { vendor, community, ...(ids.length > 0 ? { ids } : {}), ...(number === undefined ? {} : { number }) }
  const step = write.kind === 'transition' ? { step: write.step } : {}
  return { user, channel, action: write.kind, what, ...step, outcome: outcomeOf(submission), reference }
}

const ticketIds = (write: Write, { ticket }: Submission): readonly string[] => {
  if (write.kind === 'create') return ticket ? [ticket.id] : []
  return write.kind === 'remove' ? write.ids : [write.id]
}

const outcomeOf = ({ state, givenUp, removals = [] }: Submission): AuditOutcome => {
  switch (state) {
    case 'done':
      return removals.includes('failed') ? 'partly' : 'done'
    case 'failed':
      return state
    case 'discarded':
      return givenUp ? 'unclear' : state
    default:
      return 'unclear'
  }
}

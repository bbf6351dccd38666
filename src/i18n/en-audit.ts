import type { AuditAction, AuditOutcome } from '../tickets/audit.ts'
import { inEnglish } from './numbers.ts'

/* What managers read about who did what. See en.ts for what may be passed in. */

export const audit = {
  title: 'What was done in this channel, newest first',
  none: 'Nothing is on record for this channel yet. From now on, what people file, change and set here is listed in this place.',
  noOlder: 'Nothing older is on record.',
  inChannel: 'I keep a record for each channel: write `/ticket audit` in the channel that you want to know about.',
  itself: 'Caretaker, by itself',
  older: 'Older',
  newest: 'Newest',
  andMore: (numbers: string, count: number) => `${numbers} and ${inEnglish(count)} more`,
  actions: {
    create: 'New ticket',
    update: 'Change to a ticket',
    remove: 'Deletion at the vendor',
    comment: 'Comment on a ticket',
    transition: 'Change of status',
    share: 'Shared a ticket to the channel',
    reveal: 'Looked at hidden names and phones',
    export: 'Exported the list',
    export_links: 'Exported the links of all their channels',
    watch: 'Followed a ticket',
    unwatch: 'Stopped following a ticket',
    snooze: 'Snoozed a ticket in the digest',
    wake: 'Ended a ticket’s snooze',
    link: 'Linked a community',
    unlink: 'Unlinked a community',
    rename: 'Renamed a community here',
    pause: 'Paused a community',
    resume: 'Resumed a community',
    import: 'Imported links',
    digest_set: 'Set the digest',
    digest_off: 'Switched the digest off',
    digest_now: 'Posted a digest',
  } satisfies Record<AuditAction, string>,
  outcomes: {
    done: 'done',
    partly: '⚠️ done in part',
    failed: '⚠️ failed',
    discarded: 'given up before it was done',
    unclear: '⚠️ unclear: the vendor gave no answer',
  } satisfies Record<AuditOutcome, string>,
}

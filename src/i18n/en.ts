import type { TicketErrorCode } from '../tickets/errors.ts'
import type { Write } from '../tickets/submission.ts'
import type { Status } from '../tickets/ticket.ts'
import { acts, cardActs, comment, photos, removal, stepping } from './en-acts.ts'
import { audit } from './en-audit.ts'
import { digest, digestForm, digestGaps, snooze } from './en-digest.ts'
import { doctor } from './en-doctor.ts'
import { edit, form, similar } from './en-form.ts'
import { help } from './en-help.ts'
import { home } from './en-home.ts'
import { channelLife, link, linkFile, links } from './en-links.ts'
import { exporting, list } from './en-list.ts'
import { reveal } from './en-privacy.ts'
import { formFiles, shortcut } from './en-shortcut.ts'
import { join, news, watch } from './en-watch.ts'
import { inEnglish } from './numbers.ts'

/*
 * The source of every sentence that Caretaker says. Values passed in are already escaped mrkdwn, unless the name of the
 * key ends in `Plain` or the sentence is a label, a title or a hint: those go into plain text.
 */

export const en = {
  statuses: {
    new: 'New',
    pending: 'Pending',
    in_progress: 'In progress',
    waiting_user: 'Waiting for the resident',
    done: 'Done',
    closed: 'Closed',
    cancelled: 'Cancelled',
    unknown: 'Unknown status',
  } satisfies Record<Status, string>,

  /** Beside the status, where it matters more than others. */
  priorities: { critical: 'Critical', high: 'High priority' },

  card: {
    underWay: '⏳ Something that was sent for this ticket is on its way.',
    community: 'Community',
    category: 'Category',
    place: 'Place',
    reporter: 'Reporter',
    worker: 'Worker',
    created: 'Created',
    updated: 'Updated',
    window: 'Booked visit',
    attachments: 'Attachments',
    attachment: (n: number) => `File ${n}`,
    moreAttachments: (n: number) => (n === 1 ? '1 more file' : `${n} more files`),
    noDescription: '_No description_',
    more: 'More',
    less: 'Less',
    refresh: 'Refresh',
    share: 'Share to channel',
    timeline: 'History',
    open: 'Open',
    sharedBy: (user: string) =>
      `Shared by ${user}. Names, phones and addresses are hidden here; *Open* shows them to you alone.`,
    shared: 'Shared to the channel.',
    unreadable: (raw: string) => `${raw} (not in a form that can be read)`,
    assumed: '(currency assumed)',
    fieldsClipped: 'Some values are too long for Slack and are cut here.',
    fallback: (number: string, status: string) => `Ticket ${number}: ${status}`,
  },

  timeline: {
    title: (number: string) => `What happened to ${number}, newest first`,
    none: 'Nothing is told of this ticket.',
    earlier: 'Earlier',
    cut: 'What is earlier cannot be shown here.',
  },

  age: {
    minute: (n: number) => `${n} min`,
    hour: (n: number) => `${n} h`,
    day: (n: number) => `${inEnglish(n)} d`,
    unknown: 'age unknown',
  },

  show: {
    notFound: (number: string, vendors: string) =>
      `There is no ticket *${number}* in this channel’s communities (${vendors}). Check the number, or see \`/ticket list\`.`,
    gone: (number: string, vendor: string) => `🗑️ Ticket *${number}* is gone: ${vendor} does not have it any more.`,
    notFoundButFailed: (number: string, failures: string) =>
      `I did not find ticket *${number}*, but I could not look everywhere:\n${failures}`,
    notLinkedVendor: (number: string, vendor: string) =>
      `*${number}* looks like a ticket of ${vendor}, but this channel is not linked to any community there. A manager can link one with \`/ticket link\`.`,
    noLookup: (vendors: string) =>
      `${vendors} cannot look up a single ticket, so there is nothing that I can open here.`,
  },

  list,
  exporting,

  create: {
    title: 'New ticket',
    submit: 'File ticket',
    community: 'Community',
    forCommunity: (name: string, vendor: string) => `For *${name}* · ${vendor}`,
    cannotHere: 'None of this channel’s communities takes new tickets from here.',
    notFor: (communities: string, vendors: string) =>
      `Not for ${communities}: new tickets from here are not possible with ${vendors}. File those in the vendor’s own system.`,
    sendingTitle: 'Filing…',
    sending: (vendor: string) =>
      `Filing your ticket with ${vendor}. You may close this window; you will be told how it ends.`,
    filed: (number: string) => `Filed as *${number}*`,
    filedHere: 'Your ticket is filed:',
    filedPost: (user: string, number: string, community: string) =>
      `${user} filed ticket *${number}* for *${community}*.`,
    notFiled: (reason: string) => `*Your ticket was not filed.* ${reason}`,
    kept: 'What you typed is kept.',
    keptBelow: 'What you typed is kept below. Correct it if needed and send it again.',
    again: 'Open it again',
    notPosted: 'I could not tell the channel: I am not in it. Invite me with `/invite @Caretaker`.',
    already: (number: string) => `This ticket is filed already, as *${number}*.`,
    takenUp: 'The ticket that you opened again is on its way already. You will be told how it ends.',
    notKept: 'I could not keep your ticket just now. Please send it again in a moment; nothing you typed is lost.',
    unclear: (vendor: string) =>
      `*Your ticket may be filed or not.* ${vendor} did not say whether it took it. Please look at \`/ticket list\` before you file it again, so that it is not filed twice.`,
  },

  /** What became of something that was sent; `what` is one of the first five. */
  outbox: {
    /** Without marks, because they stand in bold sentences. */
    what: {
      create: () => 'your ticket',
      update: (ticket) => `your change of ticket ${ticket}`,
      remove: (tickets) => `the deletion of ${tickets}`,
      comment: (ticket) => `your comment on ticket ${ticket}`,
      transition: (ticket) => `your step on ticket ${ticket}`,
    } satisfies Record<Write['kind'], (tickets: string) => string>,
    waiting: (vendor: string, what: string) =>
      `*${vendor} does not answer.* I keep ${what}, and send it when it does. You will be told.`,
    tooOften: (vendor: string, what: string) =>
      `*${vendor} is being asked too often.* I keep ${what}, and send it when it lets me. You will be told.`,
    asking: (what: string) =>
      `*Slack does not say at the moment who you are.* I keep ${what}, and send it when it says that you may. You will be told.`,
    kept: (vendor: string, what: string) =>
      `*I could not send ${what} just now.* It is kept, and I send it to ${vendor} in a moment. You will be told; please do not send it again.`,
    checking: (vendor: string, what: string) =>
      `*${vendor} did not say whether it took ${what}.* I am looking there and will tell you; please do not send it again meanwhile.`,
    unclear: (vendor: string, what: string) =>
      `*${vendor} did not say whether it took ${what}*, and I could not find out. Please look before you send it again, so that it is not done twice.`,
    failed: (what: string, reason: string) => `*Not done:* ${what}. ${reason}`,
    done: {
      create: () => '✅ Your ticket is filed.',
      update: (ticket) => `✅ Ticket ${ticket} is changed.`,
      remove: (tickets) => `✅ Deleted: ${tickets}.`,
      comment: (ticket) => `✅ Your comment on ticket ${ticket} is sent.`,
      transition: (ticket) => `✅ Your step on ticket ${ticket} is done.`,
    } satisfies Record<Write['kind'], (tickets: string) => string>,
    /** As `what`, for a step that has a name. */
    step: (step: string, ticket: string) => `“${step}” for ticket ${ticket}`,
    stepDone: (step: string, ticket: string) => `✅ “${step}” is done for ticket ${ticket}.`,
    retry: 'Send it again',
    discard: 'Discard',
    sending: (vendor: string) => `Sending it to ${vendor} again. You will be told how it ends.`,
    lookingFirst: (vendor: string, what: string) =>
      `Looking whether ${vendor} has ${what} already. If it certainly has not, I send it again. You will be told how it ends.`,
    cannotLook: (vendor: string, what: string) =>
      `*I could not look at ${vendor} just now whether it took ${what}*, so I did not send it again. Please try again later, or look there.`,
    arrived: (vendor: string, what: string) =>
      `*${vendor} had taken the first one after all*, so I did not send ${what} a second time. You are told of the first one here; what is different now can be changed there.`,
    discarded: 'Discarded. It will not be sent.',
    sought: (vendor: string, what: string) =>
      `*I do not send it again, but ${vendor} may have taken ${what} already.* I look there for a while yet, and tell you if I find it.`,
    unknown: (vendor: string, what: string) =>
      `*I do not send it again, but ${vendor} may have taken ${what} already.* I no longer look; please look there yourself.`,
    notYours: 'Only the person who sent it, or a manager, can do this.',
    unlinked: 'This channel is no longer linked to that community, so I do not send anything there.',
    gone: 'What was typed is no longer kept. Please begin anew.',
    settled: 'There is nothing left to do here: it is done already.',
    underWay: 'It is still on its way. You will be told how it ends.',
  },

  link,
  links,
  linkFile,
  channelLife,

  audit,
  form,
  edit,
  similar,
  formFiles,
  shortcut,
  watch,
  news,
  join,

  reveal,

  acts,
  cardActs,
  comment,
  stepping,
  removal,
  photos,

  home,
  doctor,

  digest,
  digestForm,
  digestGaps,
  snooze,

  help,

  command: {
    unknownVerb: (verb: string) =>
      `I do not know *${verb}*. \`/ticket help\` shows what can be done; a ticket number goes straight after \`/ticket\`.`,
    didYouMean: (verb: string, better: string) => `I do not know *${verb}*. Did you mean \`${better}\`?`,
    numberWithSpaces: (joined: string) => `A ticket number has no spaces. Did you mean \`/ticket ${joined}\`?`,
    numberOnly: (number: string) => `Nothing comes after the ticket’s number here. Did you mean \`/ticket ${number}\`?`,
    numberMissing: (verb: string) => `Please add the ticket’s number: \`/ticket ${verb} BX2021…\``,
    tooManyNumbers: (max: number) => `That is too much at once: please name at most ${max} tickets.`,
    numberBad: (text: string) =>
      `*${text}* is not a ticket number. Copy the number as the vendor shows it: letters, digits, \`-\`, \`_\`, \`*\`, at most 64 characters.`,
    tooMuch: (verb: string) => `\`/ticket ${verb}\` takes nothing after it.`,
  },

  roles: {
    managersOnly: 'Only managers can do this: the workspace’s admins and owners, and whom Caretaker’s settings name.',
    membersOnly:
      'As a guest you can read tickets here, but not change or file anything. Please ask a member of this channel.',
    unknown: 'I could not ask Slack who you are, so I cannot let you do this yet. Please try again in a moment.',
    unknownYet: 'I could not ask Slack who you are yet. This is kept, and sent as soon as Slack answers.',
  },

  errors: {
    unauthorized: (vendor: string) => `${vendor} refuses Caretaker’s credentials. Please tell whoever runs Caretaker.`,
    forbidden: (vendor: string) =>
      `Caretaker’s account at ${vendor} is not allowed to do this. Please tell whoever runs Caretaker.`,
    not_found: (vendor: string) => `${vendor} has no such ticket or community. Please check the number.`,
    invalid: (vendor: string) => `${vendor} does not accept these values. Please correct them.`,
    conflict: (vendor: string) =>
      `Somebody changed this at ${vendor} in the meantime. Please look again before you change it.`,
    frozen: (vendor: string) => `${vendor} no longer lets this ticket be changed.`,
    rate_limited: (vendor: string) => `${vendor} is being asked too often. Please try again in a minute.`,
    unreachable: (vendor: string) => `${vendor} does not answer at the moment. Please try again in a minute.`,
    bad_response: (vendor: string) =>
      `${vendor} gave an answer that I cannot read. If it stays so, please tell whoever runs Caretaker.`,
    unsupported: (vendor: string) => `${vendor} does not offer this.`,
    unclear: (vendor: string) => `${vendor} did not say whether it was done. Please check before you do it again.`,
  } satisfies Record<TicketErrorCode, (vendor: string) => string>,

  failure: {
    vendorSays: (message: string) => `It says: “${message}”`,
    reference: (reference: string) => `Reference ${reference}`,
    unexpected: 'Something went wrong on my side. Please try again; if it stays so, tell whoever runs Caretaker.',
    refused: (vendor: string) => `${vendor} refused this.`,
    missingScope:
      'Caretaker lacks a permission in Slack for this. Whoever runs it has to install the app again from its manifest.',
    slack: 'Slack does not take my answer at the moment. Please try again in a minute.',
    stale: 'This button is too old to be used. Please run the command again.',
    missingHere: (sentence: string) => `⚠️ ${sentence} Its tickets are missing here.`,
  },

  loading: { text: 'One moment…', slow: 'Still asking. This takes a moment longer than usual…' },

  /** On windows and lists of every kind. */
  buttons: { cancel: 'Cancel', done: 'Done', previous: 'Previous', next: 'Next' },

  /** Between names in a row. */
  comma: ', ',
  /** A name and what is said of it. */
  pair: (name: string, value: string | number) => `${name}: ${typeof value === 'number' ? inEnglish(value) : value}`,
  /** A count of what stands beside it. */
  number: inEnglish,
}

export type Messages = typeof en

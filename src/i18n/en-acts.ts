import type { Removal } from '../tickets/driver.ts'
import type { Write } from '../tickets/submission.ts'

/* What people read when they do something to a ticket. See en.ts for what may be passed in. */

const tickets = (count: number): string => (count === 1 ? '1 ticket' : `${count} tickets`)

/** Labels of a card's buttons, beside those that every card has. */
export const cardActs = {
  /** What somebody else sent for the ticket. */
  underWay: {
    update: '⏳ A change of it, by somebody else, is on its way.',
    comment: '⏳ A comment on it, by somebody else, is on its way.',
    transition: '⏳ A step on it, by somebody else, is on its way.',
    remove: '⏳ Its deletion, by somebody else, is on its way.',
  } satisfies Record<Exclude<Write['kind'], 'create'>, string>,
  edit: 'Edit',
  comment: 'Comment',
  remove: 'Delete',
  photos: 'Photos',
  sharedBefore: (message: string) => `It was shared here already, and ${message} shows how it is now.`,
  theMessage: 'that message',
}

export const acts = {
  sending: (vendor: string) => `Sending it to ${vendor}. You may close this window; you will be told how it ends.`,
  notKept: 'I could not keep this just now, so nothing was sent. Please send it again in a moment.',
  never: {
    comment: (vendor: string) => `${vendor} takes no comments from here.`,
    close: (vendor: string) => `${vendor} lets nobody close a ticket from here.`,
    assign: (vendor: string) => `${vendor} lets nobody hand a ticket over from here.`,
  },
  notNow: {
    comment: (vendor: string, status: string) => `${vendor} takes no comment on a ticket that is “${status}”.`,
    close: (vendor: string, status: string) => `This ticket has ended at ${vendor} already: it is “${status}”.`,
    assign: (vendor: string, status: string) =>
      `This ticket has ended at ${vendor} already, so nobody can take it over: it is “${status}”.`,
  },
  instead: (commands: string) => `What you can do with it here: ${commands}`,
  onlyRead: 'You can read it here, and share it with the channel so that somebody takes care of it.',
}

export const comment = {
  title: 'Comment',
  submit: 'Send comment',
  text: 'Comment',
  readBy: (readers: string) => `Read by: ${readers}.`,
  readersUnknown: (vendor: string) =>
    `Who reads it at ${vendor} is not known: write nothing that the resident should not see.`,
  inOurName: (vendor: string) =>
    `${vendor} shows it as from Caretaker’s account: add your name if it matters who wrote it.`,
}

export const stepping = {
  title: 'Change a ticket',
  which: 'What shall be done?',
  continue: 'Continue',
  sureTitle: 'Are you sure?',
  irreversible: (step: string, vendor: string) =>
    `⚠️ *“${step}” cannot be taken back.* ${vendor} does not let anybody open the ticket again from here.`,
}

export const removal = {
  title: 'Delete tickets',
  submit: (count: number) => `Delete ${tickets(count)}`,
  sure: (count: number, seconds: number) =>
    `*${count === 1 ? 'This ticket' : `These ${count} tickets`} will be deleted at the vendor, for everybody.* For ${seconds} seconds you can undo it; after that nobody can bring ${count === 1 ? 'it' : 'them'} back.`,
  cannot: (number: string, vendor: string) => `⚠️ *${number}* stays: ${vendor} lets nobody delete a ticket from here.`,
  tooMany: 'That is too much at once. Please delete fewer tickets at a time.',
  notKept: 'I could not keep this just now, so nothing will be deleted. Please try again in a moment.',
  held: (count: number, seconds: number) => `${tickets(count)} will be deleted in ${seconds} seconds.`,
  underWay: 'Your deletion is under way.',
  over: 'What became of your deletion:',
  undo: 'Undo',
  toldThere: 'Caretaker’s direct messages tell you how it ends, and let you undo it until then.',
  waits: (number: string) => `• *${number}*`,
  later: (number: string, vendor: string) =>
    `⏳ *${number}*: ${vendor} does not take it at the moment. I delete it when it does.`,
  asking: (number: string) =>
    `⏳ *${number}*: Slack does not say at the moment whether you are a manager. I delete it when it says so.`,
  onItsWay: (number: string, vendor: string) => `⏳ *${number}* is being deleted at ${vendor}.`,
  checking: (number: string, vendor: string) =>
    `⏳ *${number}*: ${vendor} did not say whether it is deleted. I am looking there and will tell you.`,
  unclear: (number: string, vendor: string) =>
    `❔ *${number}*: ${vendor} did not say whether it is deleted, and I could not find out. Please look before you delete it again.`,
  failed: (number: string) => `⚠️ *${number}* was not deleted.`,
  kept: (number: string) => `↩️ *${number}* was not deleted: it was taken back.`,
  sought: (number: string, vendor: string) =>
    `❔ *${number}*: I do not try again, but ${vendor} did not say whether it is deleted. I look there for a while yet.`,
  unknown: (number: string, vendor: string) =>
    `❔ *${number}*: I do not try again, and it is not known whether it is deleted at ${vendor}. Please look there.`,
  notAllowed: (number: string) => `🚫 *${number}* was not deleted: only managers may delete, and you are none.`,
  notKnown: (number: string) =>
    `🚫 *${number}* was not deleted: only managers may delete, and Slack did not say whether you are one.`,
  outcomes: {
    removed: (number: string, vendor: string) => `✅ *${number}* is deleted at ${vendor}.`,
    not_found: (number: string, vendor: string) => `☑️ *${number}* was gone at ${vendor} already.`,
    failed: (number: string, vendor: string) => `⚠️ *${number}* is still there: ${vendor} did not delete it.`,
  } satisfies Record<Removal['outcome'], (number: string, vendor: string) => string>,
  cardGone: (number: string, user: string) => `🗑️ Ticket *${number}* was deleted by ${user}.`,
}

export const photos = {
  title: (number: string, count: number) => `${count === 1 ? '1 photo' : `${count} photos`} of ticket *${number}*`,
  linksOnly: (number: string) => `Slack could not load the photos of ticket *${number}*. Here they are as links:`,
  photo: (n: number) => `Photo ${n}`,
  none: 'This ticket has no photos any more.',
}

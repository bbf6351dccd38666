import type { SubmissionState } from '../tickets/submission.ts'
import { inEnglish } from './numbers.ts'

/* What people read in the app's Home tab. See en.ts for what may be passed in. */

const of = (shown: number, total: number): string => `${inEnglish(shown)} of ${inEnglish(total)} shown`

export const home = {
  title: 'Your tickets',
  refresh: 'Refresh',
  pending: 'What is open',
  create: 'New ticket',
  help: 'Help',
  shown: of,
  sent: '✅ Sent to your messages: see *Messages* above.',
  open: 'Open',
  communities: 'Communities',
  noCommunities:
    'You are in no channel that looks after a community. Ask a manager to invite you to one, or to link yours with `/ticket link`.',
  noChannels:
    'Slack does not tell me which channels you are in, so I cannot show anything yet. Please open this tab again in a minute.',
  list: 'List',
  pendingCount: (count: number) => `*${inEnglish(count)} open*`,
  nonePending: '*Nothing open*',
  asOf: (time: string) => `as of ${time}`,
  reading: 'One moment, this is being read…',
  notKnown: 'not known yet',
  cannotList: (vendor: string) => `${vendor} has no lists: open its tickets by their number.`,
  paused: 'paused',
  atLeast: 'There are more than can be read here.',
  watches: 'Tickets you follow',
  submissions: 'What you sent',
  stands: (what: string, state: string) => `*${what}:* ${state}`,
  states: {
    queued: 'waits for the vendor',
    sending: 'on its way',
    checking: 'sent; I am looking whether it arrived',
    unclear: 'may have arrived or not: please look before you send it again',
    done: 'done',
    failed: 'not done',
    discarded: 'discarded',
  } satisfies Record<SubmissionState, string>,
  digests: 'Next digests',
  digestAt: (channel: string, time: string) => `${channel} ${time}`,
  links: 'Links',
  resume: 'Resume',
  restsSince: (channel: string, time: string) => `⏸️ paused in ${channel} since ${time}`,
  linkedIn: (channel: string) => `in ${channel}`,
  outbox: 'On its way, of everybody',
  sentBy: (who: string, where: string, age: string) => `${who} in ${where}, ${age} ago`,
  elsewhere: (count: number) =>
    count === 1
      ? '1 more in a channel that you are not in.'
      : `${inEnglish(count)} more in channels that you are not in.`,
  language: 'Language',
  languageAuto: 'As in Slack',
  languageHint: 'In this language Caretaker answers you, wherever you write to it.',
  chooseChannel: 'For which channel?',
  cannotCreate: 'In none of your channels can tickets be filed from here.',
  notThere: 'You are not in that channel, or it no longer looks after this.',
  shareInChannel: 'There is no channel here to share it to. Open the ticket in a channel, and share it there.',
  otherChannel: (number: string) =>
    `⚠️ *${number}* stays: another channel looks after it. Delete it there, or by itself.`,
}

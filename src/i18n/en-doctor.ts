import { inEnglish } from './numbers.ts'

/* What `/ticket doctor` finds. See en.ts for what may be passed in. */

export const doctor = {
  title: 'How Caretaker is doing',
  checking: 'Checking… this takes a few seconds at most.',
  allFine: (facts: string) => `✅ All is well here: ${facts}.`,
  communitiesRead: (count: number) => (count === 1 ? '1 community read' : `${inEnglish(count)} communities read`),
  problems: (count: number) => (count === 1 ? '1 thing wants attention' : `${count} things want attention`),
  more: 'More',
  less: 'Less',
  again: 'Check again',
  noAnswer: (who: string, seconds: number) => `${who}: no answer in ${seconds} s. Please try again in a minute.`,
  community: (name: string, vendor: string) => `*${name}* (${vendor})`,
  readable: (community: string, ms: number, newest: string) =>
    `${community}: answers in ${inEnglish(ms)} ms, ${newest}`,
  newest: (time: string) => `newest ticket ${time}`,
  noTickets: 'no tickets',
  unasked: (community: string) => `${community}: this vendor has no lists, so there was nothing to try.`,
  vendorOff: (community: string) =>
    `${community}: this vendor is not set up any more. Whoever runs Caretaker has to add its settings, or a manager unlinks it.`,
  unreadable: (community: string, reason: string) => `${community}: ${reason}`,
  vendorCode: (code: string) => `(the vendor’s code: ${code})`,
  paused: (community: string) => `${community} is paused: nothing is posted about it.`,
  resume: (name: string) => `Resume ${name}`,
  moreCommunities: (count: number) => `${inEnglish(count)} more communities were not asked.`,
  nothingLinked: 'This channel looks after no community. A manager links one with `/ticket link`.',
  clockFast: (who: string, seconds: number) =>
    `Caretaker’s clock is ${inEnglish(seconds)} s ahead of that of ${who}. Whoever runs it has to set it right: requests may be refused.`,
  clockSlow: (who: string, seconds: number) =>
    `Caretaker’s clock is ${inEnglish(seconds)} s behind that of ${who}. Whoever runs it has to set it right: requests may be refused.`,
  clockFine: (who: string) => `Clock: agrees with that of ${who}`,
  notMember: 'I am not in this channel, so I can post nothing here.',
  notMemberPrivate: 'I am not in this channel, so I can post nothing here. Write `/invite @Caretaker`.',
  archived: 'This channel is archived: I can post nothing here.',
  member: 'I am in this channel',
  join: 'Join',
  joinFailed: 'I could not join by myself. Write `/invite @Caretaker`.',
  noScope: (scope: string, use: string) =>
    `The permission \`${scope}\` is missing: ${use}. Whoever runs Caretaker has to install the app again from its manifest.`,
  scopesFine: 'Slack gives all permissions that are needed',
  scopesUnknown: 'Slack does not tell which permissions I have',
  uses: {
    history: 'a digest cut off by a crash cannot be found again',
    join: 'I cannot come into a public channel by myself',
    channels: 'Home and direct messages cannot show your tickets',
    files: 'photos cannot be taken along',
    write: 'I cannot post anything',
    commands: 'nobody can write `/ticket`',
    filesWrite: 'lists cannot be sent as files',
    direct: 'I cannot write direct messages',
    users: 'I do not know who is a manager or a guest, nor their language',
  },
  digest: (last: string, next: string) => `Digest: last ${last}; next ${next}`,
  digestNone: 'Digest: none in this channel. A manager sets one with `/ticket digest`.',
  digestNew: (next: string) => `Digest: next ${next}`,
  digestBad: (slot: string, what: string) => `The digest of ${slot}: ${what}.`,
  digestNow: 'Send digest now',
  outboxEmpty: 'Outbox: empty',
  outbox: (count: number, age: string) => `Outbox: ${inEnglish(count)} on the way, the oldest for ${age}`,
  stuck: (what: string, who: string, state: string) => `${what}, of ${who}: ${state}`,
  storeFine: (size: string) => `Store: can be written, ${size}`,
  storeBad:
    'What is sent or set cannot be kept: the disk may be full. Whoever runs Caretaker has to look at it at once.',
  theStore: 'The store',
  version: (version: string, since: string) => `Caretaker ${version}, running since ${since}`,
  localTime: (time: string, zone: string) => `Here it is ${time} (${zone})`,
}

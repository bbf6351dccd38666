/* What people read when a channel follows a ticket. See en.ts for what may be passed in. */

export const watch = {
  follow: 'Follow',
  unfollow: 'Stop following',
  following: (number: string, card: string) =>
    `This channel now follows *${number}*. What is new comes in the thread of ${card}.`,
  itsCard: 'its card',
  followingBlind: (number: string, vendor: string) =>
    `This channel now follows *${number}*. ${vendor} lets me look up no tickets, so I could not check the number: you hear of it as soon as ${vendor} reports something.`,
  inChannel: 'A channel follows tickets, not a person. Please do this in the channel that is to hear what is new.',
  already: (number: string) => `This channel follows *${number}* already.`,
  ended: (number: string, status: string) => `*${number}* is “${status}”, so there is nothing left to follow.`,
  full: (max: number) =>
    `This channel follows ${max} tickets, and more is not possible. Please stop following one that is no longer needed: \`/ticket unwatch\` and its number.`,
  noneFollowed: 'This channel follows no ticket. `/ticket watch` and a number begins it, or *Follow* on a card.',
  allFollowed: (count: number) => `*This channel follows ${count === 1 ? '1 ticket' : `${count} tickets`}*`,
  stopped: (number: string) => `This channel no longer follows *${number}*.`,
  notFollowed: (number: string) => `This channel does not follow *${number}*.`,
  anchor: (user: string, number: string, vendor: string) =>
    `👀 ${user} has this channel follow *${number}* at ${vendor}. What is new comes in this thread.`,
}

/** The parts of a line about a ticket that is followed. */
export const news = {
  changed: (from: string, to: string) => `${from} → ${to}`,
  entries: (count: number, newest: string) =>
    count === 1 ? `💬 ${newest}` : `💬 ${count} new entries, the last one: ${newest}`,
  overdue: (since: string) => `⏰ The time booked for the visit was over at ${since}`,
  report: (what: string) => `📣 ${what}`,
  ended: 'With this it has ended, and this channel no longer follows it.',
  gone: (vendor: string) => `${vendor} does not have it any more, so this channel no longer follows it.`,
  unlinked: 'This channel no longer looks after its community, and so no longer follows it.',
  unreadable: (vendor: string, since: string) =>
    `${vendor} has not shown it since ${since}. I go on trying, and tell you what is new when it does.`,
}

export const join = {
  join: 'Follow this one',
  joined: (number: string) => `✅ Nothing was filed. This channel follows *${number}* now.`,
  joinedBefore: (number: string) => `✅ Nothing was filed. This channel follows *${number}* already.`,
  typed: 'What you had written:',
}

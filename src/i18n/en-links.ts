import { inEnglish } from './numbers.ts'

/* What is said about the communities that a channel is linked to. See en.ts for what may be passed in. */

const communities = (count: number): string => (count === 1 ? '1 community' : `${inEnglish(count)} communities`)

export const link = {
  title: 'Link a community',
  submit: 'Link',
  vendor: 'Vendor',
  community: 'Community',
  communitySearch: 'Type its name or id',
  extent: 'What to link',
  extentIds: 'Only the ids below',
  /** The whole account of a vendor, in a menu or beside a button. */
  wholeAccount: 'The whole account',
  useTyped: (typed: string) => `Use “${typed}”`,
  alreadyLinked: (id: string) => `${id} · linked already`,
  accountIsAll: (vendor: string) => `${vendor} has no communities of its own: the whole account is linked.`,
  unlisted: (vendor: string, reason: string) =>
    `I could not ask ${vendor} which communities there are, so please type the id. ${reason}`,
  wholeOrIds: 'The whole account is chosen above: leave this empty, or choose “Only the ids below”.',
  noVendors: 'No vendor is set up here, so there is nothing to link. Please tell whoever runs Caretaker.',
  directOnly:
    'Communities are linked to channels. Write `/ticket link` in the channel that is to look after one, and `/ticket links` there to see what it has.',
  name: 'Name in this channel',
  nameHint: 'What people here call it. Left empty, the vendor’s own name is used.',
  checkingTitle: 'Checking…',
  checking: (vendor: string) => `Asking ${vendor} whether this community can be read…`,
  linked: (name: string, vendor: string) =>
    `This channel is now linked to *${name}* (${vendor}). Try \`/ticket list\`.`,
  linkedUnasked: (name: string, vendor: string) =>
    `This channel is now linked to *${name}* (${vendor}). Nothing there can be read before the first ticket, so it could not be checked.`,
  renamed: (name: string, vendor: string) =>
    `This channel was linked to that community at ${vendor} already; it is called *${name}* from now on.`,
  unreadable: (community: string, vendor: string, reason: string) =>
    `Not linked: I could not read community *${community}* at ${vendor}. ${reason}`,
  unlinked: (name: string, vendor: string, again: string) =>
    `This channel is no longer linked to *${name}* (${vendor}). To undo: \`${again}\``,
  notLinked: (what: string) => `This channel has no link to *${what}*. \`/ticket links\` shows those that it has.`,
  several: (what: string) =>
    `Several links are called *${what}*. Please unlink by vendor and id, as \`/ticket links\` shows them.`,
  unknownVendor: (what: string, vendors: string) => `I know no vendor *${what}*. Known here: ${vendors}.`,
  usage: 'Write `/ticket link VENDOR COMMUNITY-ID NAME`, or just `/ticket link` for a form.',
  unlinkUsage: 'Write `/ticket unlink VENDOR COMMUNITY-ID` or `/ticket unlink NAME`.',
  accountOnly: (vendor: string) =>
    `${vendor} has no communities of its own: write \`*\` as the id, and the whole account is linked.`,
  idsOnly: (vendor: string) => `${vendor} needs the id of one community, not \`*\`.`,
  badCommunity: 'Please write the id as the vendor shows it, without spaces, at most 255 characters.',
  badName: 'Please use a name of at most 80 characters.',
  noneManager: 'This channel is not linked to any community yet. Link one with `/ticket link`.',
  noneMember: 'This channel is not linked to any community yet. A manager can link one with `/ticket link`.',
  vendorOff: 'not set up any more',
  add: 'Link a community',
}

export const links = {
  title: 'This channel looks after',
  row: (name: string, vendor: string, id: string, by: string, when: string) =>
    `*${name}* · ${vendor}\n${id} · linked by ${by} ${when}`,
  range: (from: number, to: number, total: number) => `${inEnglish(from)}–${inEnglish(to)} of ${inEnglish(total)}`,
  pausedCount: (count: number) => `${inEnglish(count)} paused, shown first`,
  rename: 'Rename…',
  pause: 'Pause',
  resume: 'Resume',
  digestOff: 'Leave out of the digest',
  digestOn: 'Put back into the digest',
  unlink: 'Unlink',
  /** Why a link rests, in its row. */
  paused: {
    by_person: (by: string, when: string) => `⏸️ Paused by ${by} ${when}`,
    archived: (by: string, when: string) => `⏸️ Paused: this channel was archived (${by}, ${when})`,
    left: (by: string, when: string) => `⏸️ Paused: Caretaker was removed from this channel (${by}, ${when})`,
    private: (by: string, when: string) => `⏸️ Paused: Caretaker can no longer see this channel (${by}, ${when})`,
  },
  notInDigest: '🔕 Not in the digest',
  nowPaused: (name: string) =>
    `*${name}* is paused: lists and digests leave it out until somebody resumes it. Single tickets can still be opened.`,
  nowResumed: (name: string) => `*${name}* is in lists and digests again.`,
  nowNotInDigest: (name: string) => `This channel’s digest leaves *${name}* out from now on. Lists still show it.`,
  nowInDigest: (name: string) => `*${name}* is in this channel’s digest again.`,
  renameTitle: 'Rename a community',
  renameSubmit: 'Rename',
  renameOf: (name: string, vendor: string) => `*${name}* · ${vendor}`,
  renaming: 'Renaming…',
  nowCalled: (old: string, name: string) => `*${old}* is called *${name}* in this channel from now on.`,
  nameTaken: 'Another community of this channel is called so. Please choose a name of its own.',
  oldBehind: 'The list behind this window still shows the old name: `/ticket links` shows the new one.',
  goneSince: 'This channel is no longer linked to that community. `/ticket links` shows what it has now.',
}

export const linkFile = {
  export: 'Export',
  exportTitle: 'Export links',
  exported: (count: number) => `${communities(count)} of this channel, as YAML. Copy it, or import it elsewhere.`,
  exportedAll: (count: number) =>
    `${communities(count)} of all channels that both you and Caretaker are in, as YAML. Each channel imports only its own.`,
  exportAll: 'All my channels',
  nothingToExport: 'There are no links to export.',
  sentAsFile: 'It is too long to be shown here, so I sent it to your direct messages as a file.',
  comment: 'What a channel of Caretaker’s looks after. What is not in here stays as it is when this is imported.',
  import: 'Import',
  importTitle: 'Import links',
  importField: 'Links as YAML',
  importHint:
    'As Export gives them, at most 3,000 characters. What is not named stays as it is; only `remove: true` unlinks.',
  importFile: 'Or a file',
  importFileHint: 'YAML or plain text of at most 1 MB, as Export sends it. Where both are given, the file counts.',
  reading: (name: string) => `Reading *${name}*…`,
  fromFile: (name: string) => `📄 From the file *${name}*`,
  fileCounts: (name: string) => `📄 From the file *${name}*, which counts. What is in the text field is left aside.`,
  inFile: (name: string, problems: string) => `*${name}* cannot be used as it is:\n${problems}`,
  /** Why a file cannot be used; also under its field. */
  file: {
    wrongType: (name: string) =>
      `${name} is no YAML or text file. Please choose one whose name ends in .yml, .yaml or .txt.`,
    tooLarge: (name: string) => `${name} is larger than 1 MB. Please split it, or leave out what stays as it is.`,
    gone: (name: string) => `${name} is not there, or not a file of yours. Please choose it again from your device.`,
    notText: (name: string) => `${name} does not hold plain text. Please save it as UTF-8 and choose it again.`,
    notNow: (name: string) => `I could not get ${name} from Slack just now. Please choose it again in a moment.`,
  },
  importIntro: 'Nothing is changed before you have seen what would be.',
  check: 'Show changes',
  apply: 'Apply',
  nothing: 'There is nothing to change: this channel is linked just so.',
  wouldChange: '*This would change.* Nothing is done before you press Apply.',
  moved: '⚠️ Something has changed since. Please look again before you apply it.',
  unchanged: (count: number) => `${communities(count)} unchanged`,
  elsewhere: (count: number) =>
    count === 1
      ? '1 entry is of another channel and is left alone; import it there.'
      : `${inEnglish(count)} entries are of other channels and are left alone; import them there.`,
  added: (name: string, vendor: string) => `➕ Link *${name}* (${vendor})`,
  removed: (name: string, vendor: string) => `➖ Unlink *${name}* (${vendor})`,
  renamed: (old: string, name: string) => `✏️ Rename *${old}* to *${name}*`,
  paused: (name: string) => `⏸️ Pause *${name}*`,
  resumed: (name: string) => `▶️ Resume *${name}*`,
  notInDigest: (name: string) => `🔕 Leave *${name}* out of the digest`,
  inDigest: (name: string) => `🔔 Put *${name}* back into the digest`,
  moreChanges: (n: number) => (n === 1 ? '… and 1 more change.' : `… and ${inEnglish(n)} more changes.`),
  moreProblems: (n: number) =>
    n === 1 ? '… and 1 more line is left out.' : `… and ${inEnglish(n)} more lines are left out.`,
  problem: (line: number, reason: string) => `⚠️ Line ${line} is left out: ${reason}`,
  unknownVendor: (vendor: string, known: string) => `there is no vendor *${vendor}*; known here: ${known}.`,
  twice: (line: number) => `it names the same community as line ${line}.`,
  applying: 'Applying the changes…',
  applied: (count: number) => (count === 1 ? '✅ 1 change is done.' : `✅ ${count} changes are done.`),
  notApplied: (line: number, reason: string) => `⚠️ Line ${line}: ${reason}`,
  /** Why a text is no list of links; shown under the field. */
  errors: {
    empty: 'Please paste the links as YAML, or choose a file with them.',
    tooMany: (max: number) => `That is more than ${inEnglish(max)} communities. Please import them in parts.`,
    syntax: (line: number) => `Line ${line} is not YAML. Check the spaces at its start, the colon and the quotes.`,
    noList: 'Please begin with `links:` and put one entry per community below it, each beginning with `- `.',
    alias: (line: number) => `Line ${line} refers to another line. Put a lone * between quotes: \`"*"\`.`,
    unknownKey: (line: number, key: string, known: string) =>
      `Line ${line}: I do not know “${key}”. Known are ${known}.`,
    missing: (line: number, key: string) => `The entry at line ${line} has no “${key}”.`,
    notYesNo: (line: number, key: string) => `Line ${line}: “${key}” can be true or false.`,
    notText: (line: number, key: string) => `Line ${line}: “${key}” must be one text of a sensible length.`,
  },
}

export const channelLife = {
  back: (count: number) =>
    `👋 I am back. ${count === 1 ? 'The community of this channel is' : `The ${inEnglish(count)} communities of this channel are`} in lists and digests again.`,
}

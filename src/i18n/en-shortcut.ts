import { inEnglish } from './numbers.ts'

/* What people read when they file from a message, and of files in forms. See en.ts for what may be passed in. */

const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`)

export const shortcut = {
  notHere:
    'This conversation is not linked to any community, so nothing can be filed from its messages. In a channel that is linked, the same menu opens a form; *New ticket* in the shortcuts menu (⚡ or +) lists those that you are in.',
  cannotHere:
    'No community of this channel takes new tickets from here. *New ticket* in the shortcuts menu (⚡ or +) lists the channels where you can file.',

  /** Written into the ticket, before the address of the message. */
  from: (address: string) => `From Slack: ${address}`,
  /** In place of somebody whose name is not known. */
  someone: '@someone',
  channel: '#channel',
  cut: 'The message is longer than this field. This part of it was left out:',
  noText: 'I can read no text in this message. Please describe what is wrong.',
  filed: (number: string, community: string) =>
    `*This message has a ticket already:* ${number} for ${community}. File another one only if it is about something else.`,
  underWay: '*A ticket from this message is on its way already.* File another one only if it is about something else.',
  meanwhile: 'Nothing is filed yet, because somebody else filed from this message while your form was open.',
  open: 'Open',
  another: 'File another',
}

export const formFiles = {
  label: 'Photos and PDFs',
  hint: 'Up to 10 files of at most 10 MB each: photos or PDFs.',
  asLinks: (vendor: string) => `${vendor} takes no files from here, so links to them go into the text.`,
  asAttachments: (vendor: string) => `${vendor} gets links to them as attachments.`,
  onlyInSlack: 'Others can open a link only in Slack, and only if the file is in a channel of theirs too.',
  /** Before `onlyInSlack`, in the form of a new ticket. */
  postFirst: 'Better post them in a channel first, and choose *File a ticket* in the menu of that message.',
  /** In a form that takes none. */
  cannot: 'Photos cannot go along from here. Please post them in the channel, best under the ticket’s card.',
  leftType: (names: string) => `Left out, because only photos and PDFs can go along: ${names}`,
  leftSize: (names: string) => `Left out, because larger than 10 MB: ${names}`,
  leftCount: (max: number, names: string) => `Left out, because at most ${max} files can go along: ${names}`,
  more: (count: number) => `and ${count === 1 ? '1 more file' : `${count} more files`} with the message`,
  hidden: (count: number) => `I cannot see ${files(count)} of this message, so please look there.`,
  tooMany: (max: number) => `Please choose at most ${max} files.`,
  badType: (name: string) => `Only photos and PDFs can be added, and “${name}” is neither.`,
  tooLarge: (name: string) => `“${name}” is larger than 10 MB. Please choose a smaller file.`,
  unseen: (name: string) => `I cannot see “${name}”. Please choose another file.`,
  noRoom: (field: string, over: number) =>
    `There is no room for links to these files. Please shorten “${field}” by ${inEnglish(over)} characters, or choose fewer files.`,
}

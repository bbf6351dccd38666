import { inEnglish } from './numbers.ts'

/* What `/ticket help` says. See en.ts for what may be passed in. */

export const help = {
  title: 'Caretaker',
  intro: (communities: string) => `Here I look after ${communities}.`,
  andMore: (names: string, n: number) => `${names} and ${inEnglish(n)} more`,
  introNone: 'This channel is not linked to any community yet.',
  introDirect:
    'I work in channels that are linked to communities, and you are in none of them. Ask a manager to invite you, or to link your channel with `/ticket link`.',
  introMine: (channels: string) => `I look after the communities of your channels ${channels}.`,
  groups: { look: 'Look', act: 'Act', follow: 'Follow', digest: 'Digest', manage: 'Manage' },
  lines: {
    show: '`/ticket BX2021…` shows a ticket by its number, to you alone',
    list: '`/ticket list` shows what is open; `/ticket list overdue Kastanienallee urgent`, `/ticket list done`, `/ticket list heating` narrow and order it; `mine` is what you filed in the last 7 days or follow',
    export: '`/ticket export` sends you such a list as a file, with the same words after it',
    create: '`/ticket new` files a ticket, `/ticket new lift broken` with that text',
    shortcuts:
      '*File a ticket* in the menu of a message (⋯) takes over what it says; *New ticket* among the shortcuts (⚡ or +) works anywhere',
    edit: '`/ticket edit BX2021…` changes a ticket',
    comment: '`/ticket comment BX2021… text` says something about it',
    close: '`/ticket close BX2021…` ends it',
    assign: '`/ticket assign BX2021…` hands it over',
    delete: '`/ticket delete BX2021…` deletes it, or several',
    watch: '`/ticket watch BX2021…` tells this channel what happens to a ticket, until `/ticket unwatch BX2021…`',
    digestNow: '`/ticket digest now` posts what is open',
    digest: '`/ticket digest 09:00 mon-fri` does it by the clock, `/ticket digest off` ends that',
    digestStatus: '`/ticket digest status` says when it comes, and what became of the last ones',
    links: '`/ticket links` shows this channel’s communities',
    link: '`/ticket link` links this channel to a community, `/ticket unlink` ends that',
    audit: '`/ticket audit` shows who did what here',
    doctor: '`/ticket doctor` says what does not work, and what mends it',
  },
  inChannels: 'Digests, followed tickets and links belong to a channel: write `/ticket help` there.',
  list: 'What is open',
  create: 'New ticket',
  links: 'Communities',
  link: 'Link a community',
  managerHint: 'Managers are the workspace’s admins and owners, and whom Caretaker’s settings name.',
}

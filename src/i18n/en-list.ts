import { inEnglish } from './numbers.ts'

const tickets = (count: number): string => (count === 1 ? '1 ticket' : `${inEnglish(count)} tickets`)

export const list = {
  title: (total: number) => (total === 1 ? '1 open ticket' : `${inEnglish(total)} open tickets`),
  found: (total: number) => `${tickets(total)} found`,
  none: 'Nothing is open in this channel’s communities. 🎉',
  noneButFailed: 'Nothing is open in what I could read.',
  noneFound: 'No ticket fits this.',
  noneFoundButFailed: 'No ticket fits this in what I could read.',
  range: (from: number, to: number, total: number, order: string) =>
    `${inEnglish(from)}–${inEnglish(to)} of ${inEnglish(total)}, ${order}`,
  asOf: (time: string) => `as of ${time}`,
  refresh: 'Refresh',
  unreadable: (n: number, vendor: string) =>
    `${n === 1 ? '1 row' : `${inEnglish(n)} rows`} from ${vendor} could not be read and ${n === 1 ? 'is' : 'are'} not shown.`,
  cannotList: (vendor: string, name: string) => `${vendor} cannot list tickets, so *${name}* is not part of this list.`,
  cut: (vendor: string, name: string) =>
    `*${name}* (${vendor}) has more tickets than I read at once; the list ends early.`,
  paused: (names: string) => `⏸️ Paused and not read: ${names}. \`/ticket links\` shows why.`,
  moreGaps: (n: number) => (n === 1 ? 'There is 1 more remark like these.' : `There are ${n} more remarks like these.`),

  orderOldest: 'oldest first',
  orderNewest: 'newest first',
  orderUrgent: 'most urgent first',
  /** What a filter was understood as, beside the names of statuses and communities. */
  allStatuses: 'every status',
  overdue: 'overdue',
  mine: 'mine',
  contains: (words: string) => `contains ${words}`,
  quoted: (word: string) => `“${word}”`,

  show: 'Show',
  showAny: 'All that is open',
  statusGroup: 'Status',
  onlyGroup: 'Only',
  onlyOverdue: 'Overdue',
  onlyMine: 'Mine: filed in the last 7 days, or followed',
  communities: 'Communities',
  anyCommunity: 'All communities',
  allOf: (vendor: string) => `All of ${vendor}`,
  moreCommunities: (n: number) =>
    `${inEnglish(n)} more: write a part of the name, as in \`/ticket list Kastanienallee\`, to see just one.`,
  sort: 'Order',
  clear: 'Clear filters',
  export: 'Export',

  select: 'Select…',
  selectTitle: 'Select tickets',
  selectLabel: 'Tickets on this page',
  selectNote: 'You will be asked once more before anything is deleted.',
  notSelectable: (n: number) =>
    n === 1
      ? 'Nothing can be done here with 1 ticket of this page.'
      : `Nothing can be done here with ${n} tickets of this page.`,
  follow: 'Follow',
  notDeletable: (n: number) =>
    n === 1 ? '1 of these tickets cannot be deleted from here.' : `${n} of these tickets cannot be deleted from here.`,
  delete: 'Delete…',
  back: 'Back to the list',
  noneSelected: 'Nothing is selected. Please tick the tickets first.',
}

export const exporting = {
  sent: (total: number) => `I sent you ${tickets(total)} as a file in your direct messages.`,
  nothing: 'There is nothing to export: no ticket fits this.',
  comment: (total: number, time: string) => `Your export: ${tickets(total)}, as of ${time}.`,
  filter: (filter: string) => `Only: ${filter}`,
  partial: 'The file is not complete:',
  masked: 'Names, phones and addresses are hidden, as they are for guests.',
  fileName: (day: string) => `tickets ${day}`,
  number: 'Number',
  status: 'Status',
  vendorStatus: 'Status at the vendor',
  isOverdue: 'Overdue',
  yes: 'yes',
  title: 'Title',
  description: 'Description',
  category: 'Category',
  place: 'Place',
  reporter: 'Reporter',
  reporterPhone: 'Reporter’s phone',
  worker: 'Worker',
  workerPhone: 'Worker’s phone',
  created: (zone: string) => `Created (${zone})`,
  updated: (zone: string) => `Updated (${zone})`,
  visitStart: (zone: string) => `Visit from (${zone})`,
  visitEnd: (zone: string) => `Visit until (${zone})`,
  community: 'Community',
  vendor: 'Vendor',
}

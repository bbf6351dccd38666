import { inEnglish } from './numbers.ts'

/* What forms say, of new tickets and of changes. See en.ts for what may be passed in. */

export const form = {
  required: 'Please fill this in.',
  tooLong: (max: number) => `Please use at most ${inEnglish(max)} characters.`,
  badTime: 'Please choose a date and time.',
  badChoice: 'Please choose one of the list.',
  badAmount: 'Please write an amount with at most two decimals, such as 13.10.',
  badPhone: 'Please write a phone number only, such as +49 30 5550 100 or 138 0000 5678.',
  cannotEmpty: 'This cannot be emptied from here. Please write something, or put back what was there.',
  phoneHint: 'A number such as +49 30 5550 100.',
  amountIn: (currency: string) => `In ${currency}, such as 13.10.`,
  search: (count: number) => `Type to search ${inEnglish(count)} entries`,
  more: 'The list shows the first 100. Type a part of the name to find the others.',
}

export const edit = {
  title: 'Edit ticket',
  submit: 'Save',
  about: (number: string, community: string, vendor: string) => `*${number}* · ${community} · ${vendor}`,
  cannotHere: (vendor: string) => `${vendor} does not let tickets be changed from here.`,
  blind: (vendor: string) =>
    `${vendor} does not show me what this ticket holds, so the fields are empty. Fill in only what is to change: what you leave empty stays as it is.`,
  unchanged: 'Nothing is changed yet, so there is nothing to save.',
  locked: 'These cannot be changed:',
  tooLongHere: 'Too long to be changed in Slack. Please change it at the vendor.',
  overtaken: (fields: string) => `Meanwhile somebody else changed: *${fields}*. What is there now:`,
  overtakenNext: 'Below is what you wrote. To replace theirs, save again; to leave theirs, write what is there now.',
  unread: 'I could not read the ticket just now, so what is below may no longer be what it holds.',
}

export const similar = {
  title: 'Already open here, and perhaps the same:',
  look: 'If one of them is the same, there is no need to file it again.',
  already:
    '*This may be open already.* Nothing is filed yet: please look at what is below. If yours is another one, press *File anyway*.',
  fileAnyway: 'File anyway',
  /** Over open tickets that may be about something else: the newest few, then how many more. */
  here: 'Already open here:',
  chosen: 'Already open here for what is chosen above:',
  more: (n: number) => `and ${n} more. \`/ticket list\` shows them.`,
}

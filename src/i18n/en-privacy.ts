/* What people read where something personal is kept from them. See en.ts for what may be passed in. */

export const reveal = {
  notForGuests: 'Names, phones and addresses are hidden from guests. A member of this channel can see them.',
  notKnown:
    'I could not ask Slack who you are, so names, phones and addresses are hidden. *Refresh* shows them as soon as I can.',
}

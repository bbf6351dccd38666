/** What stands for whom and what a message mentions. */
export interface Mentioned {
  /** `@Mei Lin`, by the id of a person. */
  person(id: string): string
  /** For a channel without its name. */
  readonly channel: string
}

const MENTION = /<@([A-Z0-9]+)(?:\|[^>]*)?>/g

/** The ids of the people whom a message mentions, once each. */
export const mentionedIn = (mrkdwn: string): string[] => [
  ...new Set([...mrkdwn.matchAll(MENTION)].map(([, id = '']) => id)),
]

/**
 * A message as other programs can show it: mentions as names, links as their addresses. What people typed stays as they
 * typed it, `*bold*` and `:emoji:` included. https://docs.slack.dev/messaging/formatting-message-text
 */
export const plainText = (mrkdwn: string, mentioned: Mentioned): string =>
  mrkdwn
    .replace(/<([^<>]*)>/g, (_, inside: string) => spelledOut(inside, mentioned))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => SIGNS[name] ?? '')
    .trim()

const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' }

const spelledOut = (inside: string, { person, channel }: Mentioned): string => {
  const [target = '', ...labels] = inside.split('|')
  const label = labels.join('|')
  switch (target[0]) {
    case '@':
      return person(target.slice(1))
    case '#':
      return label === '' ? channel : `#${label}`
    case '!':
      // `<!here>`, and with a label a group of people or a date.
      return label === '' ? `@${target.slice(1).split('^')[0]}` : label
    default:
      return withAddress(target, label)
  }
}

const withAddress = (target: string, label: string): string => {
  const address = target.replace(/^(?:mailto|tel):/, '')
  const isNamed = label !== '' && !address.includes(label) && !label.includes(address)
  return isNamed ? `${label} (${address})` : address
}

/** What a bot event asks for beyond its subscription, where its channel does not decide. */
const SCOPES: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
}

/**
 * The scope without which Slack does not send an event; undefined when it needs none.
 * @see https://docs.slack.dev/reference/events
 */
export const scopeOf = (subscription: string, kind?: 'public' | 'private' | 'im'): string | undefined => {
  if (subscription.startsWith('member_')) return kind === 'private' ? 'groups:read' : 'channels:read'
  if (subscription.startsWith('channel_')) return 'channels:read'
  if (subscription.startsWith('group_')) return 'groups:read'
  return SCOPES[subscription]
}

import type { Deps } from './deps.ts'

/*
 * What Slack told of people is kept for minutes; whoever is no longer a manager, or no longer in a channel, is to be
 * known as that at once.
 */

export const registerPeopleLife = ({
  app,
  viewers,
  membership,
}: Pick<Deps, 'app' | 'viewers' | 'membership'>): void => {
  app.event('user_change', async ({ event }) => viewers.forget(event.user.id))
  app.event('member_joined_channel', async ({ event }) => membership.forget(event.user))
  app.event('member_left_channel', async ({ event }) => membership.forget(event.user))
}

import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { method } from './method.ts'

const nothing = z.object({})

export const AUTH_METHODS = {
  'api.test': method(
    z.looseObject({ error: z.string().optional() }),
    ({ error, ...args }) => {
      if (error !== undefined) throw new Refusal(error, { args: { error, ...args } })
      return { args }
    },
    { token: 'none' },
  ),

  'auth.test': method(nothing, (_args, { directory: { team, app, bot }, baseUrl }) => ({
    url: `${baseUrl()}/`,
    team: team.name,
    team_id: team.id,
    user: bot.name,
    user_id: bot.id,
    bot_id: app.botId,
    is_enterprise_install: false,
  })),

  'team.info': method(
    nothing,
    (_args, { directory: { team } }) => ({
      team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} },
    }),
    { scope: 'team:read' },
  ),

  'apps.connections.open': method(nothing, (_args, { sockets }) => ({ url: sockets.issueUrl() }), { token: 'app' }),
}

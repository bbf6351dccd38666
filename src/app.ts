import { setTimeout as sleep } from 'node:timers/promises'
import { App, type AuthorizeResult, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api'
import type { SlackSettings } from './config.ts'
import type { Log } from './log.ts'
import type { Route } from './server.ts'
import type { Deps } from './slack/deps.ts'
import { createGuard } from './slack/guard.ts'
import { registerJourneys } from './slack/journeys.ts'
import { createSpeaker } from './slack/speaker.ts'
import { createViewers } from './slack/viewer.ts'
import { slackEvents } from './slack-events.ts'
import { slackLogger } from './slack-logger.ts'

export interface AppDeps extends Pick<Deps, 'desk' | 'store' | 'outbox' | 'now' | 'log'> {
  readonly slack: Exclude<SlackSettings, { mode: 'local' }>
  readonly slackApiUrl: string
  readonly managerIds: readonly string[]
}

/** The bot on one Slack. */
export interface SlackApp {
  /** What journeys outside of Slack's requests (the clock, a restart) work with. */
  readonly deps: Deps
  /** Takes Slack's requests in HTTP mode; lets everything pass in Socket Mode. */
  readonly route: Route
  /**
   * Finds out who we are, waiting for Slack as long as it takes, and opens the connection in Socket Mode.
   * @throws Error with a sentence for people when Slack refuses the token
   */
  start(signal: AbortSignal): Promise<void>
  /** Rejects while Slack is not usable. */
  check(): Promise<void>
  /** Takes nothing new; what is under way goes on. */
  stop(): Promise<void>
}

const TIME_LIMIT_MS = 10_000

/** The Bolt app with every journey registered and the one error hook. */
export const createApp = (options: AppDeps): SlackApp => {
  const { slack, log, now } = options
  const common = { slackApiUrl: options.slackApiUrl, fetch: fetchWithin(TIME_LIMIT_MS), logger: slackLogger(log) }
  // A post that Slack may have taken must not be sent again, and one rate-limited call must not hold up all others
  // (the client pauses its whole queue otherwise).
  const careful: WebClientOptions = { ...common, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }
  // The connection of Socket Mode must survive an outage of any length; when its one call fails for good, the library
  // lets the rejection out of a timer and the process dies.
  const patient: WebClientOptions = {
    ...common,
    retryConfig: { forever: true, minTimeout: 500, factor: 1.5, maxTimeout: 30_000 },
  }

  const receiver = createReceiver(slack, patient, log)
  const events = receiver instanceof HTTPReceiver ? slackEvents(receiver) : undefined
  let identity: AuthorizeResult = { botToken: slack.botToken }
  const client = new WebClient(slack.botToken, careful)
  const app = new App({
    receiver,
    ...(slack.mode === 'socket' ? { socketMode: true } : {}),
    authorize: async () => identity,
    clientOptions: careful,
    convoStore: false,
    logger: slackLogger(log),
  })
  app.error(async (error) => log.error({ error }, 'a listener failed'))

  const viewers = createViewers({ client, managerIds: options.managerIds, now: () => Date.parse(now()), log })
  const speaker = createSpeaker({ client, log, sleep })
  const guard = createGuard({ client, viewers, speaker, driver: options.desk.driver, log })
  const deps: Deps = { ...options, app, client, guard, viewers, speaker }
  registerJourneys(deps)

  let connected = slack.mode === 'http'
  if (receiver instanceof SocketModeReceiver) {
    receiver.client.on('connected', () => {
      connected = true
    })
    receiver.client.on('close', () => {
      connected = false
    })
  }

  return {
    deps,
    route: events?.route ?? (() => false),
    start: async (signal) => {
      identity = { botToken: slack.botToken, ...(await identify(client, log, signal)) }
      if (receiver instanceof SocketModeReceiver) await receiver.start()
    },
    check: async () => {
      if (!identity.botUserId || !connected) throw new Error('Slack is not connected')
    },
    stop: async () => {
      events?.stop()
      if (receiver instanceof SocketModeReceiver) await receiver.stop()
    },
  }
}

const createReceiver = (
  slack: AppDeps['slack'],
  clientOptions: WebClientOptions,
  log: Log,
): HTTPReceiver | SocketModeReceiver =>
  slack.mode === 'http'
    ? new HTTPReceiver({ signingSecret: slack.signingSecret, logger: slackLogger(log) })
    : new SocketModeReceiver({
        appToken: slack.appToken,
        installerOptions: { clientOptions },
        logger: slackLogger(log),
      })

/** Slack's words for a token that will not become better by waiting. */
const REFUSED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'no_permission',
])

const identify = async (client: WebClient, log: Log, signal: AbortSignal): Promise<Partial<AuthorizeResult>> => {
  for (let pause = 500; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      const { bot_id, user_id, team_id } = await client.auth.test()
      return {
        ...(bot_id ? { botId: bot_id } : {}),
        ...(user_id ? { botUserId: user_id } : {}),
        ...(team_id ? { teamId: team_id } : {}),
      }
    } catch (error) {
      const word = error instanceof WebAPIPlatformError ? error.data.error : undefined
      if (word && REFUSED.has(word)) throw new Error(`SLACK_BOT_TOKEN is refused by Slack: ${word}`)
      log.warn({ error }, `Slack does not answer; trying again in ${pause} ms`)
      await sleep(pause, undefined, { signal })
    }
  }
}

/** fetch that gives up: neither the Slack client nor `respond` has a limit of its own. */
const fetchWithin =
  (ms: number): NonNullable<WebClientOptions['fetch']> =>
  (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.any([AbortSignal.timeout(ms), ...(init?.signal ? [init.signal] : [])]) })

import { setTimeout as sleep } from 'node:timers/promises'
import { App, type AuthorizeResult, HTTPReceiver, type Receiver } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { SlackSettings } from './config.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Route } from './server.ts'
import { createChoices } from './slack/choices.ts'
import { createDeliveries } from './slack/deliveries.ts'
import type { Deps } from './slack/deps.ts'
import { createGuard } from './slack/guard.ts'
import { registerJourneys } from './slack/journeys.ts'
import { createMembership } from './slack/membership.ts'
import { createSpeaker, isRefusal, slackError } from './slack/speaker.ts'
import { createViewers } from './slack/viewer.ts'
import { slackEvents } from './slack-events.ts'
import { createGetBytes, postBytes } from './slack-files.ts'
import { slackLogger } from './slack-logger.ts'
import { createSlackSocket } from './slack-socket.ts'
import { type Clocks, SLACK } from './tickets/clocks.ts'

export interface AppDeps extends Pick<Deps, 'desk' | 'store' | 'outbox' | 'audit' | 'self' | 'now' | 'log'> {
  readonly slack: Exclude<SlackSettings, { mode: 'local' }>
  readonly slackApiUrl: string
  readonly managerIds: readonly string[]
  readonly metrics: Pick<Metrics, 'acknowledged' | 'journeyEnded'>
  /** How posts wait for their turn. */
  readonly sleep: (ms: number) => Promise<unknown>
  /** Milliseconds, from any start, that nobody sets back: how long ago things were is told by it. */
  readonly monotonic: () => number
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
  const { slack, log, now, monotonic, metrics } = options
  // A post that Slack may have taken must not be sent again, and one rate-limited call must not hold up all others
  // (the client pauses its whole queue otherwise).
  const clientOptions: WebClientOptions = {
    slackApiUrl: options.slackApiUrl,
    fetch: fetchWithin(TIME_LIMIT_MS, options.self.clocks),
    logger: slackLogger(log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  }
  const door = openDoor(slack, clientOptions, metrics.acknowledged, log)
  let identity: AuthorizeResult = { botToken: slack.botToken }
  const client = new WebClient(slack.botToken, clientOptions)
  const app = new App({
    receiver: door.receiver,
    authorize: async () => identity,
    clientOptions,
    convoStore: false,
    logger: slackLogger(log),
  })
  app.error(async (error) => log.error({ error }, 'a listener failed'))

  const deliveries = createDeliveries({ now: monotonic, log })
  app.use(deliveries.once)
  const clock = () => Date.parse(now())
  const { preference } = options.store
  const viewers = createViewers({
    client,
    managerIds: options.managerIds,
    preference,
    home: () => identity,
    now: clock,
    log,
  })
  const membership = createMembership({ client, now: clock, log })
  const speaker = createSpeaker({ client, log, sleep: options.sleep, now: monotonic })
  const { driver } = options.desk
  const onEnd = metrics.journeyEnded
  const isFirst = (id: string) => options.store.noteDelivery({ id, at: now() })
  const asking = { client, viewers, membership, speaker, deliveries, driver }
  const guard = createGuard({ ...asking, onEnd, isFirst, now: monotonic, log })
  const choices = createChoices({ now: monotonic, log })
  const getBytes = createGetBytes(slack.botToken)
  const deps: Deps = { ...options, app, client, guard, viewers, membership, speaker, choices, getBytes, postBytes }
  registerJourneys(deps)

  return {
    deps,
    route: door.route,
    start: async (signal) => {
      identity = { botToken: slack.botToken, ...(await identify(client, log, signal)) }
      await door.open()
    },
    check: async () => {
      if (!identity.botUserId || !door.isOpen()) throw new Error('Slack is not connected')
    },
    stop: door.close,
  }
}

/** Where Slack's payloads come in. */
interface Door {
  readonly receiver: Receiver
  readonly route: Route
  open(): Promise<void>
  isOpen(): boolean
  close(): Promise<void>
}

const openDoor = (
  slack: AppDeps['slack'],
  clientOptions: WebClientOptions,
  onAck: (ms: number) => void,
  log: Log,
): Door => {
  if (slack.mode === 'socket') {
    const socket = createSlackSocket({
      appToken: slack.appToken,
      clientOptions,
      timeLimitMs: TIME_LIMIT_MS,
      onAck,
      log,
    })
    return {
      receiver: socket,
      route: () => false,
      open: socket.start,
      isOpen: socket.isConnected,
      close: socket.stop,
    }
  }
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: slackLogger(log) })
  const events = slackEvents(receiver, onAck)
  return {
    receiver,
    route: events.route,
    open: async () => {},
    isOpen: () => !events.isStopped(),
    close: async () => events.stop(),
  }
}

const identify = async (client: WebClient, log: Log, signal: AbortSignal): Promise<Partial<AuthorizeResult>> => {
  for (let pause = 500; ; pause = Math.min(pause * 2, 30_000)) {
    try {
      const { bot_id, user_id, team_id, enterprise_id } = await client.auth.test()
      return {
        ...(bot_id ? { botId: bot_id } : {}),
        ...(user_id ? { botUserId: user_id } : {}),
        ...(team_id ? { teamId: team_id } : {}),
        ...(enterprise_id ? { enterpriseId: enterprise_id } : {}),
      }
    } catch (error) {
      if (isRefusal(error)) throw new Error(`SLACK_BOT_TOKEN is refused by Slack: ${slackError(error)}`)
      log.warn({ error }, `Slack does not answer; trying again in ${pause} ms`)
      await sleep(pause, undefined, { signal })
    }
  }
}

/** fetch that gives up: neither the Slack client nor `respond` has a limit of its own. */
const fetchWithin =
  (ms: number, clocks: Clocks): NonNullable<WebClientOptions['fetch']> =>
  async (url, init) => {
    const signal = AbortSignal.any([AbortSignal.timeout(ms), ...(init?.signal ? [init.signal] : [])])
    const answer = await fetch(url, { ...init, signal })
    clocks.note(SLACK, Date.parse(answer.headers.get('date') ?? ''))
    return answer
  }

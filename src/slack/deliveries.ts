import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt'
import type { Log } from '../log.ts'
import { createMemory } from '../tickets/memory.ts'
import { ACTIONS } from './ids.ts'

/** A button that somebody pressed. */
export interface Press {
  readonly user: string
  /** The message or view that the button is in. */
  readonly place: string
  readonly action: string
  readonly value: string
}

/**
 * Tells what has come before. It is all in memory. After a restart it matters to few: Slack delivers events again, which
 * only draw a Home tab or follow a channel's own state; commands and clicks it does not
 * (https://docs.slack.dev/apis/events-api/#retries), but a proxy may. Nearly all that those change is the same when it
 * is done twice, and submissions are kept by their ids. What would be posted twice asks the store first: `Asked.isFirst`.
 */
export interface Deliveries {
  /**
   * Lets each event, command and click through once, and acknowledges every delivery of it. The ids are inside of what
   * Slack signs, so a request that somebody else sends again byte by byte has no effect either. What did not get this
   * far, because nobody was here or its sender could not be verified, is not known: its retry is the first delivery.
   *
   * Submissions pass: the answer to each of their deliveries must be the same one, which the guard sees to.
   */
  readonly once: Middleware<AnyMiddlewareArgs>
  /** Whether the same button was pressed just before, as by a double-click. Slack gives each press an id of its own. */
  isDouble(press: Press): boolean
}

/** Slack delivers an event again for minutes, and for up to a day where delayed events are switched on. */
const EVENTS = { keepMs: 24 * 60 * 60_000, max: 20_000 }
/** Longer than a signature is good for. */
const CLICKS = { keepMs: 60 * 60_000, max: 20_000 }
const DOUBLE_CLICK = { keepMs: 2_000, max: 1_000 }

/** What draws its own message again: a second press only asks for the same or, where it was faster, for the next. */
export const REPEATABLE: ReadonlySet<string> = new Set([
  ACTIONS.more,
  ACTIONS.less,
  ACTIONS.refresh,
  ACTIONS.listPrevious,
  ACTIONS.listNext,
  ACTIONS.listRefresh,
  ACTIONS.linksPrevious,
  ACTIONS.linksNext,
  ACTIONS.homeRefresh,
  ACTIONS.homePrevious,
  ACTIONS.homeNext,
  ACTIONS.doctorMore,
  ACTIONS.doctorLess,
  ACTIONS.doctorAgain,
  ACTIONS.listShow,
  ACTIONS.listPlaces,
  ACTIONS.listSort,
  ACTIONS.listClear,
  ACTIONS.listSelect,
  ACTIONS.listBack,
])

export const createDeliveries = (deps: { now: () => number; log: Log }): Deliveries => {
  const events = createMemory<true>({ ...EVENTS, now: deps.now })
  const clicks = createMemory<true>({ ...CLICKS, now: deps.now })
  const presses = createMemory<true>({ ...DOUBLE_CLICK, now: deps.now })

  return {
    once: async (args) => {
      const { body, context, next } = args
      const event = textAt(body, 'event_id')
      const trigger = textAt(body, 'type') === 'view_submission' ? undefined : textAt(body, 'trigger_id')
      const [memory, id] = event ? [events, event] : [clicks, trigger]
      if (id && memory.get(id)) {
        deps.log.info({ id: event, retry: context.retryNum }, 'Slack delivered again what had come before')
        if ('ack' in args) await args.ack?.()
        return
      }
      if (id) memory.set(id, true)
      await next()
    },
    isDouble: ({ user, place, action, value }) => {
      if (!place || REPEATABLE.has(action)) return false
      const key = JSON.stringify([user, place, action, value])
      if (presses.get(key)) return true
      presses.set(key, true)
      return false
    },
  }
}

/** A text of the payload, absent where it is empty. */
const textAt = (body: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}

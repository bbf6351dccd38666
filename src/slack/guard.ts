import { randomBytes } from 'node:crypto'
import type { App, RespondFn, ViewSubmitAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Messages } from '../i18n/en.ts'
import { messages } from '../i18n/index.ts'
import type { Log } from '../log.ts'
import type { Driver } from '../tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import type { Language } from '../tickets/words.ts'
import { errorReply } from './blocks/error.ts'
import type { FormState } from './blocks/form.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import { loadingView, plainView } from './blocks/view.ts'
import { createMemory, type Deliveries } from './deliveries.ts'
import { decodeMetadata, type ModalMetadata } from './ids.ts'
import { isSlackFailure, NotInChannel, type Speaker, slackError, UnreadableAnswer } from './speaker.ts'
import type { Viewer, Viewers } from './viewer.ts'

/** Somebody asked for something in a channel, by a command or by a button in a message. Slack has its ack already. */
export interface Asked {
  readonly user: string
  readonly channel: string
  /** What follows the command, or what the pressed button carries. */
  readonly value: string
  viewer(): Promise<Viewer>
  words(): Promise<Messages>
  /** Answers, visible to the asker alone. */
  say(reply: Reply): Promise<void>
  /** Answers in the place of the message that the button is in. */
  replace(reply: Reply): Promise<void>
  /** Opens a modal at once and fills it when `fill` is done, so its trigger cannot run out. */
  openModal(fill: () => Promise<ModalView>): Promise<void>
}

/** Somebody sent a form. Slack has its ack already. */
export interface Submitted {
  readonly user: string
  readonly metadata: ModalMetadata
  viewer(): Promise<Viewer>
  /** Puts another view in the place of the modal; false when the person has closed it. */
  show(view: ModalView): Promise<boolean>
}

/** What a form is worth before anything remote: errors by block id, or what to show while the work is done. */
export type Verdict =
  | { readonly errors: Record<string, string> }
  | { readonly view: ModalView; readonly work: (submitted: Submitted) => Promise<void> }

/** What a command turns out to ask for. */
export interface Plan {
  /** What the log and the metrics call it, `ticket_list`: never anything that was typed. */
  readonly journey: string
  run(asked: Asked): Promise<void>
}

export interface Guard {
  /** `plan` gets what follows the command. */
  command(app: App, name: string, plan: (value: string) => Plan): void
  button(app: App, actionId: string, journey: string, run: (asked: Asked) => Promise<void>): void
  submission(
    app: App,
    callbackId: string,
    judge: (form: { viewId: string; user: string; metadata: ModalMetadata; state: FormState }) => Promise<Verdict>,
  ): void
  /** A journey that Slack does not ask for (an event, a change in a modal): counted and logged, and nobody is told. */
  quietly(journey: string, run: () => Promise<void>): Promise<void>
  /** Resolves when no journey is under way. */
  idle(): Promise<void>
}

/** After so long without an answer people wonder whether they were heard. */
const SLOW_MS = 3_000

/** Longer than a signature is good for. A verdict holds a view, so these are few. */
const VERDICTS = { keepMs: 10 * 60_000, max: 500 }

/** How a journey ended: `done`, the code of a TicketError, or one of ours. */
type Outcome = 'done' | TicketErrorCode | 'not_in_channel' | 'slack' | 'defect'

/**
 * Runs journeys: acknowledges first, counts what is under way, and is the only place where an error becomes words.
 */
export const createGuard = (deps: {
  client: WebClient
  viewers: Viewers
  speaker: Speaker
  deliveries: Deliveries
  driver: (vendor: string) => Driver | undefined
  onEnd: (journey: string, outcome: Outcome) => void
  /** Milliseconds, from any start. */
  now: () => number
  log: Log
}): Guard => {
  const { client, viewers, deliveries, now, log } = deps
  const running = new Set<Promise<void>>()
  const verdicts = createMemory<Promise<Verdict>>({ ...VERDICTS, now })

  /** `run` to its end, whatever happens; `tell` gets what went wrong. */
  const track = (
    journey: string,
    run: () => Promise<void>,
    tell: (thrown: unknown, reference: string) => Promise<void>,
  ) => {
    const reference = randomBytes(3).toString('hex').toUpperCase()
    const began = now()
    const ended = (outcome: Outcome) => {
      deps.onEnd(journey, outcome)
      return { journey, reference, outcome, ms: Math.round(now() - began) }
    }
    const whole = run()
      .then(() => log.info(ended('done'), 'journey done'))
      .catch(async (error) => {
        if (error instanceof NotInChannel) log.info(ended('not_in_channel'), 'not in the channel')
        else log.error({ ...ended(outcomeOf(error)), error }, 'journey failed')
        await tell(error, reference).catch((second) =>
          log.error({ journey, reference, error: second }, 'nobody was told'),
        )
      })
    running.add(whole)
    return whole.finally(() => running.delete(whole))
  }

  /** The same submission delivered again gets the same answer, and nothing is done a second time. */
  const keep = (trigger: string, judging: Promise<Verdict>): void => {
    if (!trigger) return
    verdicts.set(trigger, judging)
    judging.catch(() => verdicts.delete(trigger))
  }

  const inWords = (thrown: unknown, reference: string, language: Language): Reply => {
    const words = messages(language)
    if (thrown instanceof NotInChannel) return sentence(words.digest.notMember)
    if (isSlackFailure(thrown)) return sentence(words.failure.slack)
    return errorReply(thrown, reference, { words, language, driver: deps.driver })
  }

  const answer = async (
    journey: string,
    origin: { user: string; channel: string; value: string; triggerId: string; respond: RespondFn },
    run: (asked: Asked) => Promise<void>,
  ) => {
    const { user, respond } = origin
    let modal: string | undefined
    const viewer = () => viewers.get(user)
    const say = async (reply: Reply) => {
      await respond({ response_type: 'ephemeral', replace_original: false, ...reply })
    }
    const asked: Asked = {
      ...origin,
      viewer,
      words: async () => messages((await viewer()).language),
      say,
      replace: async (reply) => {
        await respond({ replace_original: true, ...reply })
      },
      openModal: async (fill) => {
        const { view } = await client.views.open({ trigger_id: origin.triggerId, view: loadingView() })
        if (typeof view?.id !== 'string') throw new UnreadableAnswer('views.open')
        modal = view.id
        const filled = await fill()
        await client.views.update({ view_id: modal, view: filled }).catch((error) => {
          // Whoever closes a modal before it is filled does not want to hear of it any more.
          if (slackError(error) !== 'not_found') throw error
        })
      },
    }
    const soothe = async () => {
      if (modal === undefined) await say(sentence((await asked.words()).loading.slow))
    }
    const onSlow = () => void soothe().catch((error) => log.warn({ journey, error }, 'nobody could be told to wait'))
    const tell = async (thrown: unknown, reference: string) => {
      const { language } = await viewer()
      const reply = inWords(thrown, reference, language)
      if (modal === undefined) return await say(reply)
      const view = plainView(messages(language), reply.blocks)
      // Where the modal cannot be reached, nobody must be left in front of "One moment…" without a word.
      await client.views.update({ view_id: modal, view }).catch(() => say(reply))
    }
    const patience = setTimeout(onSlow, SLOW_MS)
    await track(journey, () => run(asked), tell).finally(() => clearTimeout(patience))
  }

  return {
    command: (app, name, plan) =>
      app.command(name, async ({ ack, command, respond }) => {
        await ack()
        const { user_id: user, channel_id: channel, text: value = '', trigger_id: triggerId } = command
        const { journey, run } = plan(value)
        await answer(journey, { user, channel, value, triggerId, respond }, run)
      }),

    button: (app, actionId, journey, run) =>
      app.action({ type: 'block_actions', action_id: actionId }, async ({ ack, action, body, respond }) => {
        await ack()
        const value = 'value' in action && typeof action.value === 'string' ? action.value : ''
        const channel = body.channel?.id ?? body.container?.channel_id ?? ''
        const place = body.container?.message_ts ?? body.container?.view_id ?? ''
        if (deliveries.isDouble({ user: body.user.id, place, action: actionId, value })) return
        await answer(journey, { user: body.user.id, channel, value, triggerId: body.trigger_id, respond }, run)
      }),

    submission: (app, callbackId, judge) =>
      app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: callbackId }, async ({ ack, body, view }) => {
        const metadata = decodeMetadata(view.private_metadata)
        if (!metadata) return await ack({ response_action: 'clear' })
        const user = body.user.id
        const known = verdicts.get(body.trigger_id)
        const judging = known ?? judge({ viewId: view.id, user, metadata, state: view.state.values })
        if (!known) keep(body.trigger_id, judging)
        const verdict = await judging
        if ('errors' in verdict) return await ack({ response_action: 'errors', errors: verdict.errors })
        await ack({ response_action: 'update', view: verdict.view })
        if (known) return
        const show = (next: ModalView): Promise<boolean> =>
          client.views.update({ view_id: view.id, view: next }).then(
            () => true,
            (error) => {
              log.info({ error }, 'the modal is no longer there')
              return false
            },
          )
        const submitted = { user, metadata, viewer: () => viewers.get(user), show }
        await track(
          `${callbackId}_submitted`,
          () => verdict.work(submitted),
          async (error, reference) => {
            const reply = inWords(error, reference, metadata.language)
            const seen = await show(plainView(messages(metadata.language), reply.blocks))
            if (!seen) await deps.speaker.whisper(metadata.channel, user, reply)
          },
        )
      }),

    quietly: (journey, run) => track(journey, run, async () => {}),

    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

const outcomeOf = (thrown: unknown): Outcome => {
  if (thrown instanceof TicketError) return thrown.code
  return isSlackFailure(thrown) ? 'slack' : 'defect'
}

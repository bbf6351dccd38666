import { randomBytes } from 'node:crypto'
import type { GlobalShortcut, MessageShortcut, RespondFn, ViewSubmitAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { messages } from '../i18n/index.ts'
import type { Log } from '../log.ts'
import type { Driver } from '../tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import type { Language } from '../tickets/words.ts'
import type { Asked, Guard, MenuOptions, Verdict } from './asked.ts'
import { errorReply } from './blocks/error.ts'
import type { FormState } from './blocks/form.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import { loadingView, plainView } from './blocks/view.ts'
import { createMemory, type Deliveries } from './deliveries.ts'
import { decodeMetadata } from './metadata.ts'
import { blockOf, chosenValue, chosenValues } from './pressed.ts'
import { toSourceMessage } from './source-message.ts'
import { isSlackFailure, NotInChannel, type Speaker, slackError, UnreadableAnswer } from './speaker.ts'
import type { Viewers } from './viewer.ts'
import { within } from './within.ts'

/** Slack waits three seconds for the options of a menu, and shows an error after that. */
const OPTIONS_LIMIT_MS = 2_000

/** After so long without an answer people wonder whether they were heard. */
const SLOW_MS = 3_000

/** Longer than a signature is good for. A verdict holds a view, so these are few. */
const VERDICTS = { keepMs: 10 * 60_000, max: 500 }

/** The same form with the same in it, sent twice so soon, was sent once. */
const DOUBLE_CLICK = { keepMs: 2_000, max: 100 }

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
  /** Whether this trigger was not seen before, in a memory that survives the process. */
  isFirst: (triggerId: string) => Promise<boolean>
  /** Milliseconds, from any start. */
  now: () => number
  log: Log
}): Guard => {
  const { client, viewers, speaker, deliveries, now, log } = deps
  const running = new Set<Promise<void>>()
  const verdicts = createMemory<Promise<Verdict>>({ ...VERDICTS, now })
  const justSent = createMemory<Promise<Verdict>>({ ...DOUBLE_CLICK, now })

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

  /** A form that cannot be right is a journey that ends there. What was typed is nobody's business. */
  const refused = (journey: string, errors: Record<string, string>): void => {
    deps.onEnd(journey, 'invalid')
    log.info({ journey, outcome: 'invalid', blocks: Object.keys(errors) }, 'form refused')
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
    if (slackError(thrown) === 'missing_scope') return sentence(words.failure.missingScope)
    if (isSlackFailure(thrown)) return sentence(words.failure.slack)
    return errorReply(thrown, reference, { words, language, driver: deps.driver })
  }

  const answer = async (journey: string, origin: Origin, run: (asked: Asked) => Promise<void>) => {
    const { user, channel, respond, modal: inModal = false } = origin
    let modal: string | undefined
    const viewer = () => viewers.get(user)
    const say = async (reply: Reply) => {
      if (respond) return void (await respond({ response_type: 'ephemeral', replace_original: false, ...reply }))
      await (channel ? speaker.whisper(channel, user, reply) : speaker.tell(user, reply))
    }
    const asked: Asked = {
      ...origin,
      viewer,
      words: async () => messages((await viewer()).language),
      isFirst: () => deps.isFirst(origin.triggerId),
      say,
      replace: async (reply) => {
        await (respond ? respond({ replace_original: true, ...reply }) : say(reply))
      },
      openModal: async (fill) => {
        const opening = { trigger_id: origin.triggerId, view: loadingView() }
        const { view } = await (inModal ? client.views.push(opening) : client.views.open(opening))
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
        const { user, view, container } = body
        const value = chosenValue(action)
        const opened = decodeMetadata(view?.private_metadata)
        const channel = body.channel?.id ?? container?.channel_id ?? opened?.channel ?? ''
        const place = container?.message_ts ?? container?.view_id ?? ''
        const block = blockOf(action)
        if (deliveries.isDouble({ user: user.id, place, action: actionId, value: `${block} ${value}` })) return
        const from = view ? { modal: view.type === 'modal' } : { respond }
        const around = { block, chosen: chosenValues(action), state: body.state?.values ?? view?.state.values ?? {} }
        await answer(journey, { user: user.id, channel, value, ...around, triggerId: body.trigger_id, ...from }, run)
      }),

    shortcut: (app, callbackId, journey, run) =>
      app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: callbackId }, async ({ ack, body }) => {
        await ack()
        await answer(journey, { user: body.user.id, channel: '', value: '', triggerId: body.trigger_id }, run)
      }),

    messageShortcut: (app, callbackId, journey, run) =>
      app.shortcut<MessageShortcut>(
        { type: 'message_action', callback_id: callbackId },
        async ({ ack, body, respond }) => {
          await ack()
          const { user, channel, trigger_id: triggerId } = body
          const origin = { user: user.id, channel: channel.id, value: '', triggerId, respond }
          await answer(journey, origin, (asked) => run({ ...asked, message: toSourceMessage(body.message) }))
        },
      ),

    change: (app, actionId, journey, run) =>
      app.action({ type: 'block_actions', action_id: actionId }, async ({ ack, action, body }) => {
        await ack()
        const { view, user } = body
        const metadata = decodeMetadata(view?.private_metadata)
        if (!view || !metadata) return
        const value = chosenValue(action)
        // Whoever chooses this, that and this again means it; a button that is pressed twice is pressed once.
        const press = { user: user.id, place: view.id, action: actionId, value }
        if (action.type === 'button' && deliveries.isDouble(press)) return
        const changed = { user: user.id, metadata, state: view.state.values, value }
        const replace = async () => {
          const next = await run(changed)
          // With its hash, so that a slow answer never takes the place of what was shown since.
          if (next) await client.views.update({ view_id: view.id, hash: view.hash, view: next })
        }
        await track(journey, replace, async () => {})
      }),

    options: (app, actionId, journey, find) =>
      app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: actionId }, async ({ ack, body }) => {
        const none: MenuOptions = { options: [] }
        const metadata = decodeMetadata(body.view?.private_metadata)
        if (!metadata) return await ack(none)
        const typing = { user: body.user.id, metadata, query: body.value, blockId: body.block_id }
        const offer = async () => ack((await within(OPTIONS_LIMIT_MS, find(typing))) ?? none)
        await track(journey, offer, () => ack(none))
      }),

    submission: (app, callbackId, judge) =>
      app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: callbackId }, async ({ ack, body, view }) => {
        const metadata = decodeMetadata(view.private_metadata)
        if (!metadata) return await ack({ response_action: 'clear' })
        const user = body.user.id
        const state = view.state.values
        const sent = JSON.stringify([view.id, view.private_metadata, state])
        const known = verdicts.get(body.trigger_id) ?? justSent.get(sent)
        const judging = known ?? judge({ viewId: view.id, user, metadata, state })
        if (!known) {
          keep(body.trigger_id, judging)
          justSent.set(sent, judging)
        }
        const verdict = await judging
        if ('errors' in verdict) {
          refused(`${callbackId}_submitted`, verdict.errors)
          return await ack({ response_action: 'errors', errors: verdict.errors })
        }
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
            if (!seen) await speaker.whisper(metadata.channel, user, reply)
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

/** Where a journey began. Without `respond` there is no conversation to answer in. */
interface Origin {
  readonly user: string
  readonly channel: string
  readonly value: string
  readonly block?: string
  readonly chosen?: readonly string[]
  readonly state?: FormState
  readonly triggerId: string
  readonly respond?: RespondFn
  /** From a modal, on which another one is put. */
  readonly modal?: boolean
}

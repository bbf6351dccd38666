import type { GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { messages } from '../i18n/index.ts'
import type { Language } from '../tickets/words.ts'
import { type AnswersDeps, createAnswers } from './answers.ts'
import type { Guard, MenuOptions } from './asked.ts'
import { readChosen } from './blocks/form.ts'
import { section, sentence, withoutButtons } from './blocks/kit.ts'
import { plainView, troubledView } from './blocks/view.ts'
import type { Deliveries } from './deliveries.ts'
import { isPlaceless, type Membership } from './membership.ts'
import { decodeMetadata } from './metadata.ts'
import { blockOf, chosenValue, sharedBlocks } from './pressed.ts'
import { createRuns, newReference, type RunsDeps, type Trail } from './runs.ts'
import { toSourceMessage } from './source-message.ts'
import { createVerdicts } from './verdicts.ts'
import { within } from './within.ts'

/** Slack waits three seconds for the options of a menu, and shows an error after that. */
const OPTIONS_LIMIT_MS = 2_000

interface GuardDeps extends AnswersDeps, RunsDeps {
  readonly deliveries: Deliveries
  readonly membership: Pick<Membership, 'channelsOf' | 'known'>
}

/** Runs journeys: acknowledges first, lets through once what came twice, and hands over what Slack says in our words. */
export const createGuard = (deps: GuardDeps): Guard => {
  const { client, viewers, membership, speaker, deliveries, now, log } = deps
  const runs = createRuns(deps)
  const answers = createAnswers(deps, runs)
  const verdicts = createVerdicts(now)

  /** Modals stay open, and carry the channel that they were opened from: who was in it then may have left. */
  const isThere = async (user: string, channel: string): Promise<boolean> =>
    isPlaceless(channel) || (await membership.channelsOf(user)).has(channel)
  const notThere = (language: Language): ModalView => {
    const words = messages(language)
    return plainView(words, [section(words.home.notThere)])
  }

  return {
    command: (app, name, plan) =>
      app.command(name, async ({ ack, command, respond }) => {
        await ack()
        const { user_id: user, channel_id: channel, text: value = '', trigger_id: triggerId } = command
        const { journey, run } = plan(value)
        await answers.give(journey, { user, channel, value, triggerId, respond }, run)
      }),

    button: (app, actionId, journey, run) =>
      app.action({ type: 'block_actions', action_id: actionId }, async ({ ack, action, body, respond }) => {
        await ack()
        const { user, view, container } = body
        const value = chosenValue(action)
        const opened = decodeMetadata(view?.private_metadata)
        const here = body.channel?.id ?? container?.channel_id
        const channel = here ?? opened?.channel ?? ''
        const place = container?.message_ts ?? container?.view_id ?? ''
        const block = blockOf(action)
        if (deliveries.isDouble({ user: user.id, place, action: actionId, value: `${block} ${value}` })) return
        const from = view ? { modal: view.type === 'modal' } : { respond }
        const shared = sharedBlocks(body)
        const around = {
          ...(shared ? { shared } : {}),
          block,
          chosen: readChosen(action),
          state: body.state?.values ?? view?.state.values ?? {},
        }
        const origin = { user: user.id, channel, value, ...around, triggerId: body.trigger_id, ...from }
        await answers.give(journey, origin, async (asked) => {
          const mayRun = here !== undefined || (await isThere(user.id, channel))
          await (mayRun ? run(asked) : asked.say(sentence((await asked.words()).home.notThere)))
        })
      }),

    shortcut: (app, callbackId, journey, run) =>
      app.shortcut<GlobalShortcut>({ type: 'shortcut', callback_id: callbackId }, async ({ ack, body }) => {
        await ack()
        await answers.give(journey, { user: body.user.id, channel: '', value: '', triggerId: body.trigger_id }, run)
      }),

    messageShortcut: (app, callbackId, journey, run) =>
      app.shortcut<MessageShortcut>(
        { type: 'message_action', callback_id: callbackId },
        async ({ ack, body, respond }) => {
          await ack()
          const { user, channel, trigger_id: triggerId } = body
          const origin = { user: user.id, channel: channel.id, value: '', triggerId, respond }
          await answers.give(journey, origin, (asked) => run({ ...asked, message: toSourceMessage(body.message) }))
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
        const replace = async (trail: Trail) => {
          const mayRun = await isThere(user.id, metadata.channel)
          const next = mayRun ? await run({ ...changed, trail }) : notThere(metadata.language)
          // With its hash, so that a slow answer never takes the place of what was shown since.
          if (next) await client.views.update({ view_id: view.id, hash: view.hash, view: next })
        }
        const tell = async (error: unknown, reference: string) => {
          const { blocks } = answers.inWords(error, reference, metadata.language)
          const next = troubledView(view, withoutButtons(blocks))
          await client.views.update({ view_id: view.id, hash: view.hash, view: next })
        }
        await runs.track(journey, replace, tell)
      }),

    options: (app, actionId, journey, find) =>
      app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: actionId }, async ({ ack, body }) => {
        const none: MenuOptions = { options: [] }
        const metadata = decodeMetadata(body.view?.private_metadata)
        if (!metadata) return await ack(none)
        const typing = { user: body.user.id, metadata, query: body.value, blockId: body.block_id }
        const look = async () => ((await isThere(typing.user, metadata.channel)) ? await find(typing) : none)
        const offer = async () => ack((await within(OPTIONS_LIMIT_MS, look())) ?? none)
        await runs.track(journey, offer, () => ack(none))
      }),

    submission: (app, callbackId, judge) =>
      app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: callbackId }, async ({ ack, body, view }) => {
        const metadata = decodeMetadata(view.private_metadata)
        if (!metadata) return await ack({ response_action: 'clear' })
        const user = body.user.id
        const { channel, language } = metadata
        const known = isPlaceless(channel) || (membership.known(user)?.has(channel) ?? true)
        if (!known) return await ack({ response_action: 'update', view: notThere(language) })
        const state = view.state.values
        const sent = JSON.stringify([view.id, view.private_metadata, state])
        const reference = newReference()
        const { judging, isKnown } = verdicts.of({ trigger: body.trigger_id, sent }, () =>
          judge({ viewId: view.id, user, metadata, state, reference }),
        )
        const verdict = await judging
        if ('errors' in verdict) {
          runs.refused(`${callbackId}_submitted`, verdict.errors)
          return await ack({ response_action: 'errors', errors: verdict.errors })
        }
        await ack({ response_action: 'update', view: verdict.view })
        if (isKnown) return
        const show = (next: ModalView): Promise<boolean> =>
          client.views.update({ view_id: view.id, view: next }).then(
            () => true,
            (error) => {
              log.info({ error }, 'the modal is no longer there')
              return false
            },
          )
        const submitted = { user, metadata, viewer: () => viewers.get(user), show }
        const work = async (trail: Trail) => {
          // What was filled in must not be lost because Slack does not tell who is where.
          if (await isThere(user, channel).catch(() => true)) return await verdict.work({ ...submitted, trail })
          trail.endsAs('discarded')
          await verdict.giveUp?.()
          await show(notThere(language))
        }
        const tell = async (error: unknown) => {
          const reply = answers.inWords(error, reference, language)
          const seen = await show(plainView(messages(language), reply.blocks))
          if (!seen) await speaker.whisper(channel, user, reply)
        }
        await runs.track(`${callbackId}_submitted`, work, tell, reference)
      }),

    quietly: (journey, run) => runs.track(journey, run, async () => {}),

    ended: runs.ended,

    idle: runs.idle,
  }
}

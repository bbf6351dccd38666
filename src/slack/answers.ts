import type { RespondFn } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Messages } from '../i18n/en.ts'
import { messages } from '../i18n/index.ts'
import type { Log } from '../log.ts'
import type { Driver } from '../tickets/driver.ts'
import type { Language } from '../tickets/words.ts'
import type { Asked } from './asked.ts'
import { errorReply, referenceBlocks } from './blocks/error.ts'
import type { FormState } from './blocks/form.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import { loadingView, plainView } from './blocks/view.ts'
import type { Runs } from './runs.ts'
import { isSlackFailure, NotInChannel, type Speaker, slackError, UnreadableAnswer, unexpanded } from './speaker.ts'
import type { Viewers } from './viewer.ts'

/** After so long without an answer people wonder whether they were heard. */
const SLOW_MS = 3_000

/** Where a journey began. Without `respond` there is no conversation to answer in. */
export interface Origin {
  readonly user: string
  readonly channel: string
  readonly value: string
  readonly block?: string
  readonly shared?: readonly KnownBlock[]
  readonly chosen?: readonly string[]
  readonly state?: FormState
  readonly triggerId: string
  readonly respond?: RespondFn
  /** From a modal, on which another one is put. */
  readonly modal?: boolean
}

/** How people are answered who asked for something. */
export interface Answers {
  /** Runs a journey that somebody began, and tells them where it went wrong. */
  give(journey: string, origin: Origin, run: (asked: Asked) => Promise<void>): Promise<void>
  /** The only place where an error becomes words. */
  inWords(thrown: unknown, reference: string, language: Language): Reply
}

export interface AnswersDeps {
  readonly client: WebClient
  readonly viewers: Viewers
  readonly speaker: Speaker
  readonly driver: (vendor: string) => Driver | undefined
  /** Whether this trigger was not seen before, in a memory that survives the process. */
  readonly isFirst: (triggerId: string) => Promise<boolean>
  readonly log: Log
}

export const createAnswers = (deps: AnswersDeps, { track }: Runs): Answers => {
  const { client, viewers, speaker, log } = deps

  const inWords: Answers['inWords'] = (thrown, reference, language) => {
    const words = messages(language)
    const reader = { words, language, driver: deps.driver, reference }
    const said = slackSentence(thrown, words)
    return said === undefined ? errorReply(thrown, reader) : sentence(said, ...referenceBlocks(reader))
  }

  const give: Answers['give'] = async (journey, origin, run) => {
    const { user, channel, respond, modal: inModal = false } = origin
    let modal: string | undefined
    const viewer = () => viewers.get(user)
    const say = async (reply: Reply) => {
      if (respond)
        return void (await respond({ response_type: 'ephemeral', replace_original: false, ...unexpanded(reply) }))
      await (channel ? speaker.whisper(channel, user, reply) : speaker.tell(user, reply))
    }
    const asked: Omit<Asked, 'trail'> = {
      ...origin,
      viewer,
      words: async () => messages((await viewer()).language),
      isFirst: () => deps.isFirst(origin.triggerId),
      say,
      replace: async (reply) => {
        await (respond ? respond({ replace_original: true, ...unexpanded(reply) }) : say(reply))
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
    await track(journey, (trail) => run({ ...asked, trail }), tell).finally(() => clearTimeout(patience))
  }

  return { give, inWords }
}

/** What Slack did not let us do; undefined where something else went wrong. */
const slackSentence = (thrown: unknown, { digest, failure }: Messages): string | undefined => {
  if (thrown instanceof NotInChannel) return digest.notMember
  if (slackError(thrown) === 'missing_scope') return failure.missingScope
  return isSlackFailure(thrown) ? failure.slack : undefined
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createLog } from '../../src/log.ts'
import { COMMAND } from '../../src/slack/ids.ts'
import { BENCH_SECRET, type Bench, type BenchOptions, startBench } from '../support/bench.ts'
import { signed } from '../support/signed.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'

/** Who does something, and where. */
export interface Place {
  readonly user: string
  readonly channel: string
}

/** What an element carries when it is used. `view`: it is in a modal, which remembers this. */
export interface Use {
  readonly actionId: string
  readonly value?: string
  readonly block?: string
  readonly chosen?: readonly string[]
  readonly state?: object
  readonly view?: object
}

/** A form as it is sent. */
export interface Sending {
  readonly callbackId: string
  readonly metadata: object
  readonly state: object
}

/** Something that Slack was made to send. */
export interface Sent {
  readonly id: number
  readonly status: number
  /** How long the acknowledgement took. */
  readonly ms: number
  /** What came with it. */
  readonly body: string
}

/**
 * Sends whatever Slack could send, signed as Slack signs, with no regard to what was ever drawn; and hears what is said
 * in answer to each, apart from all others. Modals open and stay open, so that every form gets as far as it can.
 */
export interface Forge {
  readonly bench: Bench
  readonly slack: SlackProxy
  command(place: Place, words: string): Promise<Sent>
  use(place: Place, use: Use): Promise<Sent>
  type(place: Place, use: Use): Promise<Sent>
  send(place: Place, sending: Sending): Promise<Sent>
  shortcut(place: Place, callbackId: string, message?: object): Promise<Sent>
  /** Delivers the last of these once more. */
  again(): Promise<void>
  /** How many journeys have ended. */
  ended(): number
  /** Waits for everything that was begun, and ends Caretaker. */
  settle(): Promise<void>
  /** All that the person was shown in answer, in order. */
  said(sent: Sent): readonly string[]
  /** Everything that was shown to anybody, as it was sent. */
  everything(): string
  close(): Promise<void>
}

export interface ForgeOptions extends BenchOptions {
  /** `delivered`: everything comes twice at once, as from a Slack that had no answer. `pressed`: as by a double-click. */
  readonly repeat?: 'delivered' | 'pressed'
}

export const startForge = async ({ repeat, ...options }: ForgeOptions = {}): Promise<Forge> => {
  const slack = await startSlackProxy()
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const bench = await startBench({ log, ...options, env: { ...options.env, SLACK_API_URL: slack.url } })
  slack.forwardTo(bench.origin)
  for (const method of ['views.open', 'views.push']) {
    slack.answer(method, ({ trigger_id = '' }) => ({ ok: true, view: { id: viewOf(trigger_id) } }))
  }
  slack.answer('views.update', ({ view_id }) => ({ ok: true, view: { id: view_id } }))

  const heard = new Map<number, string[]>()
  const listener = createServer(async (request, response) => {
    const id = Number(request.url?.slice(1))
    heard.set(id, [...(heard.get(id) ?? []), await text(request)])
    response.end('ok')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  const sentBodies: string[] = []
  let count = 0
  let last: Record<string, string> = {}

  const deliver = async (form: Record<string, string>) => {
    const began = performance.now()
    const answer = await fetch(
      `${bench.origin}/slack/events`,
      signed(new URLSearchParams(form).toString(), BENCH_SECRET),
    )
    const body = await answer.text()
    sentBodies.push(body)
    return { status: answer.status, ms: performance.now() - began, body }
  }

  const post = async (
    build: (id: number, trigger: string) => Record<string, string>,
    endings = ENDINGS[repeat ?? 'once'],
  ): Promise<Sent> => {
    count += 1
    const id = count
    last = build(id, triggerOf(id))
    const [first] = await Promise.all(endings.map((ending) => deliver(build(id, triggerOf(id) + ending))))
    if (!first) throw new Error('nothing was sent')
    return { id, ...first }
  }
  const respondTo = (id: number): string => `http://127.0.0.1:${port}/${id}`
  const interact = (payload: (id: number) => object): Promise<Sent> =>
    post((id, trigger) => ({ payload: JSON.stringify({ ...TEAM, trigger_id: trigger, ...payload(id) }) }))

  return {
    bench,
    slack,
    command: ({ user, channel }, words) =>
      post(
        (id, trigger) => ({
          ...{ command: COMMAND, text: words, user_id: user, channel_id: channel, team_id: TEAM.team.id },
          trigger_id: trigger,
          response_url: respondTo(id),
        }),
        // Nobody types a line twice without meaning it.
        ENDINGS[repeat === 'delivered' ? repeat : 'once'],
      ),
    use: ({ user, channel }, { view, ...use }) =>
      interact((id) => ({
        type: 'block_actions',
        user: { id: user },
        ...(view ? inView(id, view, use.state) : { ...inMessage(id, channel), response_url: respondTo(id) }),
        ...(use.state && !view ? { state: { values: use.state } } : {}),
        actions: [elementOf(use)],
      })),
    type: ({ user }, { actionId, value = '', block = 'forged', view = {}, state }) =>
      interact((id) => ({
        type: 'block_suggestion',
        user: { id: user },
        ...inView(id, view, state),
        ...{ action_id: actionId, block_id: block, value },
      })),
    send: ({ user }, { callbackId, metadata, state }) =>
      interact((id) => ({
        type: 'view_submission',
        user: { id: user },
        ...inView(id, metadata, state, callbackId),
        response_urls: [],
      })),
    shortcut: ({ user, channel }, callbackId, message) =>
      interact((id) => ({
        type: message ? 'message_action' : 'shortcut',
        callback_id: callbackId,
        user: { id: user },
        ...(message ? { message, channel: { id: channel }, response_url: respondTo(id) } : {}),
      })),
    again: async () => void (await deliver(last)),
    ended: () => lines.filter((line) => ENDED.test(line)).length,
    settle: async () => {
      await bench.caretaker.stop(20_000)
    },
    said: ({ id, body }) => [
      ...(body.includes('"blocks"') || body.includes('"errors"') ? [wordsOf(JSON.parse(body))] : []),
      ...(heard.get(id) ?? []).map((answer) => wordsOf(JSON.parse(answer))),
      ...slack.calls.flatMap(({ method, args }) =>
        method === 'views.update' && args.view_id === viewOf(triggerOf(id))
          ? [wordsOf(JSON.parse(args.view ?? '{}'))]
          : [],
      ),
    ],
    everything: () => JSON.stringify([...heard.values(), sentBodies, slack.calls.map(({ args }) => args)]),
    close: async () => {
      await bench.close()
      listener.closeAllConnections()
      listener.close()
      await slack.close()
    },
  }
}

/** What follows the trigger of each delivery: Slack gives every press one of its own. */
const ENDINGS = { once: [''], delivered: ['', ''], pressed: ['', '.again'] }
const ENDED = /"msg":"(?:journey done|journey not done|journey failed|not in the channel|form refused)"/
const TEAM = { team: { id: 'T0HARBOUR' } }
const triggerOf = (id: number): string => `1.2.${id}`
const viewOf = (trigger: string): string => `V.${trigger}`

const inMessage = (id: number, channel: string) => ({
  channel: { id: channel },
  container: { type: 'message', channel_id: channel, message_ts: `1.${id}`, is_ephemeral: true },
})

const inView = (id: number, metadata: object, values: object = {}, callbackId = 'forged') => ({
  container: { type: 'view', view_id: viewOf(triggerOf(id)) },
  view: {
    id: viewOf(triggerOf(id)),
    type: 'modal',
    hash: '1.forged',
    callback_id: callbackId,
    private_metadata: JSON.stringify(metadata),
    state: { values },
  },
})

/** Menus name what was chosen, buttons carry a value. */
const elementOf = ({ actionId, value = '', block = 'forged', chosen }: Omit<Use, 'view'>) => {
  const options = chosen?.map((one) => ({ text: { type: 'plain_text', text: one }, value: one }))
  return {
    type: options ? 'multi_static_select' : 'button',
    ...{ block_id: block, action_id: actionId, value },
    ...(options ? { selected_options: options } : {}),
  }
}

/** What a person reads of an answer: of a form that is refused, its errors. */
const wordsOf = (answer: {
  readonly view?: { readonly blocks: [] }
  readonly errors?: Record<string, string>
  readonly blocks?: []
}): string =>
  answer.errors ? Object.values(answer.errors).join('\n') : textOf(answer.view?.blocks ?? answer.blocks ?? [])

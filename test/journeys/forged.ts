import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Block } from '../../src/workspace/protocol.ts'
import { BENCH_SECRET, type Bench } from '../support/bench.ts'
import { signed } from '../support/signed.ts'

export interface ForgedPress {
  readonly user: string
  readonly channel: string
  readonly actionId: string
  readonly value: string
  /** The id of the block that the button claims to be in. */
  readonly block?: string
}

export interface Answer {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly replace_original: boolean
}

/**
 * Sends a press of a button that no message holds, signed as Slack signs, and returns what is answered to its
 * `response_url`; the first so many answers are refused, as Slack does with pictures that it cannot load.
 */
export const pressForged = async (bench: Bench, press: ForgedPress, refuse = 0): Promise<Answer> => {
  const answered = Promise.withResolvers<Answer>()
  let left = refuse
  const listener = createServer(async (request, response) => {
    const answer = JSON.parse(await text(request))
    left -= 1
    if (left >= 0) return void response.writeHead(400).end('invalid_blocks')
    answered.resolve(answer)
    response.end('ok')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = listener.address() as AddressInfo
    await send(bench, { ...payloadOf(press), response_url: `http://127.0.0.1:${port}/` })
    return await answered.promise
  } finally {
    listener.closeAllConnections()
    listener.close()
  }
}

const payloadOf = ({ user, channel, actionId, value, block = 'forged' }: ForgedPress) => ({
  type: 'block_actions',
  team: { id: 'T0HARBOUR' },
  user: { id: user },
  channel: { id: channel },
  container: { type: 'message', channel_id: channel, is_ephemeral: true },
  trigger_id: `1.2.${randomUUID()}`,
  actions: [{ type: 'button', block_id: block, action_id: actionId, value }],
})

const send = async (bench: Bench, payload: object): Promise<void> => {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const { status } = await fetch(`${bench.origin}/slack/events`, signed(body, BENCH_SECRET))
  if (status !== 200) throw new Error(`the forged request was refused with ${status}`)
}

import type { App } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { person, type TestPerson } from '../support/person.ts'
import { type Bench, startBench } from './bot.ts'
import { actions, button, section } from './samples.ts'

const MEI = 'U0MEILIN'
const NOW = Date.parse('2026-11-21T09:00:00Z')
const MINUTE = 60_000

let bench: Bench
let mei: TestPerson
let now: number
let url: string

beforeEach(async () => {
  now = NOW
  const register = (app: App) => {
    app.command('/ticket', async ({ ack, body }) => {
      url = body.response_url
      await ack()
    })
    app.action('take', async ({ ack, body }) => {
      if ('response_url' in body) url = body.response_url
      await ack()
    })
  }
  bench = await startBench(register, { now: () => now })
  mei = person(bench.workspace, MEI)
})

afterEach(() => bench.close())

const respond = async (body: unknown): Promise<[number, string]> => {
  const answer = await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  return [answer.status, await answer.text()]
}

describe('a response_url', () => {
  it('speaks to the person, or to the channel, even where the app is no member', async () => {
    await mei.command(LOBBY, '/ticket')
    expect(await respond({ text: 'for you' })).toEqual([200, 'ok'])
    expect(mei.lastEphemeral(LOBBY)?.text).toBe('for you')
    expect(await respond({ text: 'for all', response_type: 'in_channel' })).toEqual([200, 'ok'])
    expect(person(bench.workspace, 'U0JONAS').lastMessage(LOBBY)?.text).toBe('for all')
  })

  it('shows previews of links where the app does not say no to both kinds', async () => {
    await mei.command(REPAIRS, '/ticket')
    await respond({ text: 'https://files.example/1', unfurl_links: false })
    expect(mei.lastEphemeral(REPAIRS)?.previews).toBe(true)
    await respond({ text: 'https://files.example/1', unfurl_links: false, unfurl_media: false })
    expect(mei.lastEphemeral(REPAIRS)).not.toHaveProperty('previews')
  })

  it('works five times; what is refused does not count', async () => {
    await mei.command(REPAIRS, '/ticket')
    expect(await respond({ blocks: [section('no fallback')] })).toEqual([400, 'no_text'])
    expect(await respond({ text: 'a', blocks: [section('')] })).toEqual([400, 'invalid_blocks'])
    expect(await respond('{')).toEqual([400, 'invalid_payload'])
    expect(await respond({ text: 'a', response_type: 'loud' })).toEqual([400, 'invalid_payload'])
    for (let use = 1; use <= 5; use += 1) expect(await respond({ text: `${use}` })).toEqual([200, 'ok'])
    expect(await respond({ text: 'one too many' })).toEqual([404, 'used_url'])
    expect(mei.lastEphemeral(REPAIRS)?.text).toBe('5')
  })

  it('works for half an hour', async () => {
    await mei.command(REPAIRS, '/ticket')
    now = NOW + 30 * MINUTE
    expect(await respond({ text: 'in time' })).toEqual([200, 'ok'])
    now += 1
    expect(await respond({ text: 'too late' })).toEqual([404, 'expired_url'])
    url = url.replace(/[^/]+$/, 'guessed')
    expect(await respond({ text: 'a' })).toEqual([404, 'expired_url'])
  })

  it('replaces and deletes the message that was clicked, ephemeral ones too', async () => {
    const blocks = [actions(button('Take', { action_id: 'take' }))]
    await bench.app.client.chat.postEphemeral({ channel: REPAIRS, user: MEI, text: 'a ticket', blocks })
    const message = await mei.until(() => mei.lastEphemeral(REPAIRS))
    await mei.click(message, 'Take')
    await respond({ text: 'taken', replace_original: true })
    expect(mei.lastEphemeral(REPAIRS)).toMatchObject({ ts: message.ts, text: 'taken' })
    await respond({ delete_original: true })
    expect(mei.lastEphemeral(REPAIRS)).toBeUndefined()
  })
})

import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt'
import { afterEach, describe, expect, it } from 'vitest'
import { parseManifest } from '../../src/local.ts'
import { DESK, LINDENHOF, LOBBY, MEI, REPAIRS } from '../../src/workspace/seed.ts'
import { person } from '../support/person.ts'
import type { ServeOptions } from '../support/workspace.ts'
import { type Bench, startBench } from './bot.ts'
import { modal, section } from './samples.ts'

const { shortcuts } = parseManifest(`
features:
  slash_commands: []
  shortcuts:
    - { name: File a ticket, type: message, callback_id: file_ticket, description: From this message }
    - { name: New ticket, type: global, callback_id: new_ticket, description: From anywhere }
oauth_config: { scopes: { bot: [commands] } }
settings: { event_subscriptions: { bot_events: [] } }
`)

let bench: Bench

const start = async (register: (app: App) => void, options: ServeOptions = {}) => {
  bench = await startBench(register, { shortcuts, ...options })
  return person(bench.workspace, MEI)
}

afterEach(() => bench.close())

describe('a message shortcut', () => {
  it('brings the message, its channel, and ways to answer', async () => {
    let heard: MessageShortcut | undefined
    const mei = await start((app) => {
      app.shortcut<MessageShortcut>('file_ticket', async ({ ack, shortcut, client }) => {
        heard = shortcut
        await ack()
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal([section('A form')]) })
      })
    })
    const theirs = mei.messages(REPAIRS)[0]
    if (!theirs) throw new Error('nothing was said')
    expect(await mei.messageShortcut(theirs, 'File a ticket')).toEqual({ ok: true })
    expect(heard).toMatchObject({
      type: 'message_action',
      callback_id: 'file_ticket',
      message_ts: theirs.ts,
      message: { type: 'message', user: theirs.user, ts: theirs.ts, text: theirs.text },
      channel: { id: REPAIRS, name: 'shenzhen-bay-repairs' },
      user: { id: MEI, team_id: 'T0HARBOUR' },
      team: { id: 'T0HARBOUR', domain: 'harbour-linden' },
      response_url: expect.stringMatching(/^http:.*\/respond\//),
    })
    const form = await mei.until(() => mei.view(), 'the form')
    expect(form.blocks).toMatchObject([{ text: { text: 'A form' } }])
    const body = JSON.stringify({ text: 'Filed.' })
    expect((await fetch(heard?.response_url ?? '', { method: 'POST', body })).status).toBe(200)
    expect(mei.lastEphemeral(REPAIRS)?.text).toBe('Filed.')
  })

  it('works where the app is no member, and names the thread of a reply', async () => {
    let heard: MessageShortcut | undefined
    const mei = await start((app) => {
      app.shortcut<MessageShortcut>('file_ticket', async ({ ack, shortcut }) => {
        heard = shortcut
        await ack()
      })
    })
    const ts = mei.lastMessage(LOBBY)?.ts ?? ''
    await bench.workspace.gesture({ as: MEI, do: 'say', channel: LOBBY, text: 'a reply', threadTs: ts })
    const reply = mei.messages(LOBBY).find(({ threadTs }) => threadTs === ts)
    if (!reply) throw new Error('nobody replied')
    expect(await mei.messageShortcut(reply, 'file_ticket')).toEqual({ ok: true })
    expect(heard?.message).toMatchObject({ text: 'a reply', thread_ts: ts })
  })

  it('is refused on what the person does not see, what only they see, and what the app does not offer', async () => {
    const mei = await start(() => {})
    await bench.app.client.chat.postEphemeral({ channel: DESK, user: MEI, text: 'for you' })
    const [whisper, said] = [mei.lastEphemeral(DESK), mei.messages(DESK)[0]]
    const elsewhere = person(bench.workspace, 'U0JONAS').lastMessage(LINDENHOF)
    if (!whisper || !said || !elsewhere) throw new Error('nothing was said')
    for (const [message, name] of [
      [whisper, 'file_ticket'],
      [elsewhere, 'file_ticket'],
      [said, 'new_ticket'],
    ] as const) {
      expect(await mei.messageShortcut(message, name)).toMatchObject({ ok: false })
    }
  })

  it('says when the app does not answer', async () => {
    const mei = await start(() => {}, { ackLimitMs: 50 })
    const said = mei.messages(DESK)[0]
    if (!said) throw new Error('nothing was said')
    const answer = await mei.messageShortcut(said, 'file_ticket')
    expect(answer).toEqual({ ok: false, notice: 'Caretaker 没有响应，要再试一次吗？' })
  })
})

describe('a global shortcut', () => {
  it('brings a person and a trigger, and no channel', async () => {
    let heard: GlobalShortcut | undefined
    const mei = await start((app) => {
      app.shortcut<GlobalShortcut>('new_ticket', async ({ ack, shortcut, client }) => {
        heard = shortcut
        await ack()
        await client.views.open({ trigger_id: shortcut.trigger_id, view: modal([section('A form')]) })
      })
    })
    expect(await mei.shortcut('New ticket')).toEqual({ ok: true })
    expect(heard).toMatchObject({ type: 'shortcut', callback_id: 'new_ticket', user: { id: MEI, username: 'mei' } })
    for (const name of ['channel', 'response_url', 'message']) expect(heard).not.toHaveProperty(name)
    const form = await mei.until(() => mei.view(), 'the form')
    expect(form.blocks).toMatchObject([{ text: { text: 'A form' } }])
    expect(await mei.shortcut('file_ticket')).toMatchObject({ ok: false })
  })
})

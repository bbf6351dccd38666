import { App, SocketModeReceiver } from '@slack/bolt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { DESK, REPAIRS } from '../../src/workspace/seed.ts'
import { person } from '../support/person.ts'
import { APP_TOKEN, BOT_TOKEN, type ServedWorkspace, serveWorkspace } from '../support/workspace.ts'
import { clientOptions, SILENT } from './bot.ts'
import { input, modal, section } from './samples.ts'

const MEI = 'U0MEILIN'

let served: ServedWorkspace
let app: App

const connect = async (ackLimitMs = 3_000): Promise<void> => {
  served = await serveWorkspace({ ackLimitMs })
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    // The client waits this long for a pong, and before it comes back after a disconnect: a busy machine needs some of it.
    clientPingTimeout: 1_000,
    logger: SILENT,
    installerOptions: { clientOptions: clientOptions(served.url) },
  })
  app = new App({
    receiver,
    token: BOT_TOKEN,
    deferInitialization: true,
    clientOptions: clientOptions(served.url),
    logger: SILENT,
  })
  await app.init()
}

afterEach(async () => {
  await app.stop()
  await served.close()
})

describe('Socket Mode', () => {
  it('carries commands, submissions and their answers, and events', async () => {
    await connect()
    const heard: string[] = []
    app.command('/ticket', async ({ ack, client, body }) => {
      await ack({ text: 'from the socket', blocks: [section('from the socket')] })
      const field = input('Title', { type: 'plain_text_input', action_id: 'title' }, { block_id: 'title' })
      await client.views.open({ trigger_id: body.trigger_id, view: modal([field], { callback_id: 'file' }) })
    })
    app.view('file', ({ ack }) => ack({ response_action: 'errors', errors: { title: 'Too short.' } }))
    app.event('message', async ({ event }) => void heard.push(event.channel))
    await app.start()
    const mei = person(served.workspace, MEI)
    await mei.command(REPAIRS, '/ticket')
    expect(mei.lastEphemeral(REPAIRS)?.text).toBe('from the socket')
    const view = await mei.until(() => mei.view())
    await mei.fill(view.id, { Title: 'Lift' })
    expect(await mei.submit()).toEqual({ ok: true, errors: { title: 'Too short.' } })
    await mei.say(DESK, 'hello')
    await vi.waitFor(() => expect(heard).toContain(DESK))
  })

  it('goes on over a new connection after Slack asked for it', async () => {
    await connect()
    app.command('/ticket', ({ ack }) => ack('still here'))
    await app.start()
    served.workspace.refreshSockets()
    const mei = person(served.workspace, MEI)
    const answered = async () => {
      await mei.command(REPAIRS, '/ticket')
      expect(mei.lastEphemeral(REPAIRS)?.text).toBe('still here')
    }
    await expect(answered()).rejects.toThrow()
    await vi.waitFor(answered, { timeout: 5_000 })
  })

  it('times out when the app does not answer', async () => {
    await connect(100)
    app.command('/ticket', async () => {})
    await app.start()
    const mei = person(served.workspace, MEI)
    await mei.command(REPAIRS, '/ticket')
    expect(mei.notices()).toEqual(['/ticket 失败，错误为“operation_timeout”'])
  })

  it('opens a connection once for each ticket', async () => {
    await connect()
    const answer = await fetch(`${served.url}/api/apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${APP_TOKEN}` },
    })
    const { url } = (await answer.json()) as { url: string }
    const first = new WebSocket(url)
    const hello = await new Promise((resolve) => first.once('message', (data) => resolve(JSON.parse(String(data)))))
    expect(hello).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0CARETAKER' } })
    const again = new WebSocket(url)
    await expect(new Promise((_, reject) => again.once('error', reject))).rejects.toThrow('401')
    first.send('no JSON')
    first.send('{"envelope_id":1}')
    first.send('{"envelope_id":"error"}')
    const closed = new Promise((resolve) => first.once('close', resolve))
    const goodbye = new Promise((resolve) => first.once('message', (data) => resolve(JSON.parse(String(data)))))
    served.workspace.refreshSockets()
    expect(await goodbye).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' })
    await closed
  })
})

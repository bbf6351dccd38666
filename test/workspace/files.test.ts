import type { App, MessageShortcut, ViewOutput } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { DESK, LOBBY, MEI, REPAIRS } from '../../src/workspace/seed.ts'
import { person, type TestPerson } from '../support/person.ts'
import { ALL_SCOPES, BOT_TOKEN, type ServeOptions } from '../support/workspace.ts'
import { type Bench, clientOptions, SILENT, startBench } from './bot.ts'
import { actions, button, input, modal } from './samples.ts'

const JONAS = 'U0JONAS'
const BYTES = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')

let bench: Bench
let mei: TestPerson
let slack: WebClient

const start = async (register: (app: App) => void = () => {}, options: ServeOptions = {}) => {
  bench = await startBench(register, options)
  mei = person(bench.workspace, MEI)
  slack = new WebClient(BOT_TOKEN, { ...clientOptions(bench.url), logger: SILENT })
}

const without = (scope: string): ServeOptions => ({ scopes: ALL_SCOPES.filter((each) => each !== scope) })

afterEach(() => bench.close())

const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (thrown) => thrown.data.error,
  )

const download = async (url: string, token = BOT_TOKEN): Promise<[number, string]> => {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })
  return [answer.status, await answer.text()]
}

const urlOf = async (id: string): Promise<string> => (await slack.files.info({ file: id })).file?.url_private ?? ''

describe('a file that a person shares', () => {
  it('is on the message, and is read with the token of the app', async () => {
    await start()
    const id = mei.upload('水 leak.jpeg', BYTES)
    expect(await mei.say(REPAIRS, '', [id])).toEqual({ ok: true })
    const said = mei.lastMessage(REPAIRS)
    expect(said?.files).toMatchObject([{ id, name: '水 leak.jpeg', filetype: 'jpg', size: BYTES.length, user: MEI }])
    const { file } = await slack.files.info({ file: id })
    expect(file).toMatchObject({
      id,
      name: '水 leak.jpeg',
      mimetype: 'image/jpeg',
      mode: 'hosted',
      channels: [REPAIRS],
    })
    expect(file?.url_private).toMatch(/\/files-pri\/T0HARBOUR-F\w+\/%E6%B0%B4%20leak\.jpeg$/)
    expect(await download(file?.url_private ?? '')).toEqual([200, new TextDecoder().decode(BYTES)])
    expect((await download(file?.url_private_download ?? ''))[0]).toBe(200)
  })

  it('is led away from with a wrong token, and where the app is no member', async () => {
    await start()
    const [here, there] = [mei.upload('a.png', BYTES), mei.upload('b.png', BYTES)]
    await mei.say(REPAIRS, 'here', [here])
    await mei.say(LOBBY, 'there', [there])
    const url = await urlOf(here)
    expect((await download(url, 'xoxb-guessed'))[0]).toBe(302)
    expect((await download(url.replace(here, there)))[0]).toBe(302)
    expect(await errorOf(slack.files.info({ file: there }))).toBe('file_not_found')
  })

  it('needs files:read', async () => {
    await start(undefined, without('files:read'))
    const id = mei.upload('a.png', BYTES)
    await mei.say(REPAIRS, 'here', [id])
    expect(await errorOf(slack.files.info({ file: id }))).toBe('missing_scope')
    expect((await download(`${bench.url}/files-pri/T0HARBOUR-${id}/a.png`))[0]).toBe(302)
  })

  it('comes along with a shortcut on its message, and with the event of it', async () => {
    const heard: unknown[] = []
    await start(
      (app) => {
        app.shortcut<MessageShortcut>('file', async ({ ack, shortcut }) => {
          heard.push(shortcut.message)
          await ack()
        })
        app.event('message', async ({ event }) => void heard.push(event))
      },
      {
        shortcuts: [{ kind: 'message', name: 'File', description: 'It', callbackId: 'file' }],
        events: ['message.channels'],
      },
    )
    const id = mei.upload('a.png', BYTES)
    await mei.say(REPAIRS, 'look', [id])
    const said = mei.lastMessage(REPAIRS)
    if (!said) throw new Error('nothing was said')
    await mei.messageShortcut(said, 'File')
    await expect.poll(() => heard).toHaveLength(2)
    const files = [{ id, name: 'a.png', mimetype: 'image/png', url_private: await urlOf(id) }]
    expect(heard).toContainEqual(expect.objectContaining({ text: 'look', subtype: 'file_share' }))
    for (const message of heard) expect(message).toMatchObject({ files })
  })

  it('is told by no event that nobody subscribed to', async () => {
    const heard: unknown[] = []
    await start((app) => app.message(async ({ event }) => void heard.push(event)), { events: ['app_home_opened'] })
    await mei.say(REPAIRS, 'look', [mei.upload('a.png', BYTES)])
    await mei.openHome()
    expect(heard).toEqual([])
  })

  it('is shown to those who see the message, and only its owner can share it', async () => {
    await start()
    const id = mei.upload('a.svg', BYTES)
    const show = (as: string) => fetch(`${bench.url}/workspace/files/${id}?as=${as}`)
    expect([(await show(MEI)).status, (await show(JONAS)).status]).toEqual([200, 404])
    const jonas = person(bench.workspace, JONAS)
    expect(await jonas.say(REPAIRS, 'mine', [id])).toMatchObject({ ok: false })
    await mei.say(REPAIRS, '', [id])
    const shown = await show(JONAS)
    expect(shown.headers.get('content-type')).toBe('image/svg+xml')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
    expect((await show('U0TOMASZ')).status).toBe(404)
  })

  it('comes from the page, up to a size', async () => {
    await start()
    const post = (body: Uint8Array<ArrayBuffer>, query = `as=${MEI}&name=a.pdf`) =>
      fetch(`${bench.url}/workspace/files?${query}`, { method: 'POST', body })
    expect(await (await post(BYTES)).json()).toMatchObject({ name: 'a.pdf', mimetype: 'application/pdf', user: MEI })
    expect((await post(BYTES, 'as=U0NOBODY&name=a.pdf')).status).toBe(404)
    expect((await post(new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413)
  })
})

describe('a file that the app shares', () => {
  const announce = () => slack.files.getUploadURLExternal({ filename: 'tickets.csv', length: BYTES.length })
  const send = (url = '', body: string | Uint8Array<ArrayBuffer> = BYTES) => fetch(url, { method: 'POST', body })

  it('goes to a thread with a comment, by the helper of the client', async () => {
    await start()
    const { ts = '' } = await slack.chat.postMessage({ channel: DESK, text: 'Your list' })
    await slack.filesUploadV2({
      channel_id: DESK,
      thread_ts: ts,
      initial_comment: 'All *open* tickets',
      filename: 'tickets.csv',
      title: 'Open tickets',
      file: Buffer.from(BYTES),
    })
    const [, shared] = (await slack.conversations.replies({ channel: DESK, ts })).messages ?? []
    const file = { name: 'tickets.csv', title: 'Open tickets', mimetype: 'text/csv', size: BYTES.length }
    expect(shared).toMatchObject({ text: 'All *open* tickets', bot_id: 'B0CARETAKER', files: [file] })
  })

  it('goes to a person by the id of the direct message, not of the person', async () => {
    await start()
    const complete = async (channel_id: string) => {
      const { upload_url, file_id = '' } = await announce()
      expect((await send(upload_url)).status).toBe(200)
      return slack.files.completeUploadExternal({ files: [{ id: file_id }], channel_id })
    }
    const { channel } = await slack.conversations.open({ users: MEI })
    await complete(channel?.id ?? '')
    expect(mei.lastMessage('Caretaker')?.files).toMatchObject([{ name: 'tickets.csv' }])
    expect(await errorOf(complete(MEI))).toBe('channel_not_found')
    expect(await errorOf(complete(LOBBY))).toBe('not_in_channel')
  })

  it('has to be sent as long as announced, and is completed once', async () => {
    await start()
    const { upload_url = '', file_id: id = '' } = await announce()
    const complete = () => slack.files.completeUploadExternal({ files: [{ id }] })
    expect(await errorOf(complete())).toBe('file_not_found')
    expect((await send(upload_url, 'short')).status).toBe(400)
    expect((await send(`${upload_url}x`)).status).toBe(400)
    expect(await errorOf(complete())).toBe('file_not_found')
    await send(upload_url)
    expect(await complete()).toMatchObject({ files: [{ id, title: 'tickets.csv' }] })
    expect(await errorOf(complete())).toBe('file_not_found')
    const huge = slack.files.getUploadURLExternal({ filename: 'a', length: 2 ** 30 })
    expect(await errorOf(huge)).toBe('file_upload_size_restricted')
  })

  it('needs files:write', async () => {
    await start(undefined, without('files:write'))
    expect(await errorOf(announce())).toBe('missing_scope')
    expect(await errorOf(slack.files.completeUploadExternal({ files: [{ id: 'F1' }] }))).toBe('missing_scope')
  })
})

describe('a form with files', () => {
  const PHOTOS = { type: 'file_input', action_id: 'photos', filetypes: ['jpg', 'png'], max_files: 2 }
  let heard: ViewOutput[] = []

  const openForm = async (element: Readonly<Record<string, unknown>> = PHOTOS, options: ServeOptions = {}) => {
    heard = []
    await start((app) => {
      app.action('new', async ({ ack, body, client }) => {
        await ack()
        const view = modal([input('Photos', element, { block_id: 'photos', optional: true })], {
          callback_id: 'ticket',
        })
        const opened = 'trigger_id' in body && client.views.open({ trigger_id: body.trigger_id, view })
        await Promise.resolve(opened).catch((thrown) =>
          client.chat.postMessage({ channel: DESK, text: thrown.data.error }),
        )
      })
      app.view('ticket', async ({ ack, view }) => {
        heard.push(view)
        await ack()
      })
    }, options)
    const { ts = '' } = await slack.chat.postMessage({
      channel: DESK,
      text: 'New',
      blocks: [actions(button('New', { action_id: 'new' }))],
    })
    const message = mei.messages(DESK).find((each) => each.ts === ts)
    if (message) await mei.click(message, 'new')
  }

  const submit = async (...ids: string[]) => {
    const view = await mei.until(() => mei.view(), 'the form')
    await mei.fill(view.id, { photos: ids })
    return mei.submit()
  }

  it('brings file objects that the app may read', async () => {
    await openForm()
    const id = mei.upload('a.JPEG', BYTES)
    expect(await submit(id)).toEqual({ ok: true })
    const state = heard[0]?.state.values.photos?.photos
    expect(state).toMatchObject({ type: 'file_input', files: [{ id, name: 'a.JPEG', filetype: 'jpg', user: MEI }] })
    expect((await download(await urlOf(id)))[0]).toBe(200)
  })

  it('checks number, type and size before the app hears of it', async () => {
    await openForm()
    const photo = () => mei.upload('a.png', BYTES)
    expect(await submit(photo(), photo(), photo())).toEqual({ ok: true, errors: { photos: '最多选择 2 项。' } })
    expect(await submit(mei.upload('a.exe', BYTES))).toMatchObject({
      errors: { photos: expect.stringContaining('a.exe') },
    })
    const large = mei.upload('large.png', new Uint8Array(10 * 1024 * 1024 + 1))
    expect(await submit(large)).toMatchObject({ errors: { photos: 'large.png 超过 10 MB。' } })
    expect(await submit(person(bench.workspace, JONAS).upload('a.png', BYTES))).toMatchObject({ ok: false })
    expect(heard).toEqual([])
    expect(await submit()).toEqual({ ok: true })
    expect(heard[0]?.state.values.photos?.photos).toEqual({ type: 'file_input', files: [] })
  })

  it('takes ten when it says nothing, and needs files:read', async () => {
    await openForm({ type: 'file_input', action_id: 'photos' }, without('files:read'))
    await mei.until(() => mei.lastMessage(DESK)?.text === 'missing_scope', 'missing_scope')
    await bench.close()
    await openForm({ type: 'file_input', action_id: 'photos' })
    const files = Array.from({ length: 11 }, () => mei.upload('a.bin', BYTES))
    expect(await submit(...files)).toEqual({ ok: true, errors: { photos: '最多选择 10 项。' } })
    expect(await submit(...files.slice(1))).toEqual({ ok: true })
  })
})

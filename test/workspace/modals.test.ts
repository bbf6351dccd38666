import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App, SlackViewAction } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { REPAIRS } from '../../src/workspace/seed.ts'
import { person, type TestPerson } from '../support/person.ts'
import type { ServeOptions } from '../support/workspace.ts'
import { type Bench, startBench } from './bot.ts'
import { actions, button, home, input, modal, option, section } from './samples.ts'

const MEI = 'U0MEILIN'
const NOW = Date.parse('2026-11-21T09:00:00Z')

const FORM = [
  input(
    'Title',
    { type: 'plain_text_input', action_id: 'title', min_length: 3, max_length: 10 },
    { block_id: 'title' },
  ),
  input('Story', { type: 'plain_text_input', action_id: 'story' }, { block_id: 'story', optional: true }),
  input('From', { type: 'datetimepicker', action_id: 'from', initial_date_time: 1_795_251_600 }, { block_id: 'from' }),
  input(
    'Kind',
    { type: 'static_select', action_id: 'kind', options: [option('Lift'), option('Door')] },
    { block_id: 'kind' },
  ),
  section('Watch', {
    block_id: 'watch',
    accessory: { type: 'checkboxes', action_id: 'watch', options: [option('yes')] },
  }),
]

const FILLED = { Title: 'Lift 3', Kind: 'Lift' }

let bench: Bench
let mei: TestPerson
let now: number
let triggers: string[]

const start = async (register: (app: App) => void, options: ServeOptions = {}) => {
  const collect = (app: App) => {
    app.command('/ticket', async ({ ack, body }) => {
      triggers.push(body.trigger_id)
      await ack()
    })
    register(app)
  }
  bench = await startBench(collect, { now: () => now, ...options })
  mei = person(bench.workspace, MEI)
}

beforeEach(() => {
  now = NOW
  triggers = []
})

afterEach(() => bench.close())

const trigger = async (): Promise<string> => {
  await mei.command(REPAIRS, '/ticket')
  return triggers.at(-1) ?? ''
}

const open = async (view = modal(FORM, { callback_id: 'file' })) => {
  const { view: opened } = await bench.app.client.views.open({ trigger_id: await trigger(), view })
  return opened?.id ?? ''
}

const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'ok',
    (thrown: { data?: { error?: string } }) => thrown.data?.error,
  )

describe('a trigger', () => {
  it('opens one modal, for whom it was issued', async () => {
    await start(() => {})
    const trigger_id = await trigger()
    const { client } = bench.app
    expect(await errorOf(client.views.open({ trigger_id, view: modal(FORM) }))).toBe('ok')
    expect(mei.view()).toMatchObject({ title: 'New ticket', submit: 'File' })
    expect(bench.workspace.snapshot('U0HAOWANG').views).toEqual([])
    expect(await errorOf(client.views.open({ trigger_id, view: modal(FORM) }))).toBe('exchanged_trigger_id')
  })

  it('lasts three seconds', async () => {
    await start(() => {})
    const [first, second] = [await trigger(), await trigger()]
    now = NOW + 3_000
    expect(await errorOf(bench.app.client.views.open({ trigger_id: first, view: modal(FORM) }))).toBe('ok')
    now = NOW + 3_001
    expect(await errorOf(bench.app.client.views.open({ trigger_id: second, view: modal(FORM) }))).toBe(
      'expired_trigger_id',
    )
  })

  it('is not spent on a view that is refused', async () => {
    await start(() => {})
    const trigger_id = await trigger()
    const view = modal([section('x'.repeat(3001))])
    expect(await errorOf(bench.app.client.views.open({ trigger_id, view }))).toBe('invalid_arguments')
    expect(await errorOf(bench.app.client.views.open({ trigger_id, view: modal(FORM) }))).toBe('ok')
  })
})

describe('a stack of views', () => {
  it('is three deep at most', async () => {
    await start(() => {})
    await open()
    const push = async () => bench.app.client.views.push({ trigger_id: await trigger(), view: modal(FORM) })
    const { view } = await push()
    expect(view?.previous_view_id).toBe(view?.root_view_id)
    await push()
    expect(bench.workspace.snapshot(MEI).views).toHaveLength(3)
    expect(await errorOf(push())).toBe('push_limit_reached')
  })

  it('lets a view be updated by id or external id, and never behind the back of another update', async () => {
    await start(() => {})
    const { client } = bench.app
    const view_id = await open(modal(FORM, { external_id: 'one' }))
    const hash = mei.view()?.hash ?? ''
    await client.views.update({ external_id: 'one', hash, view: modal([section('two')]) })
    expect(mei.view()?.blocks).toMatchObject([{ text: { text: 'two' } }])
    expect(await errorOf(client.views.update({ view_id, hash, view: modal([]) }))).toBe('hash_conflict')
    await client.views.update({ view_id, view: modal([], { external_id: 'one' }) })
    expect(await errorOf(open(modal([], { external_id: 'one' })))).toBe('duplicate_external_id')
    await mei.close()
    expect(await errorOf(client.views.update({ view_id, view: modal([]) }))).toBe('not_found')
  })

  it('has nothing to push onto when nothing is open', async () => {
    await start(() => {})
    expect(await errorOf(bench.app.client.views.push({ trigger_id: await trigger(), view: modal(FORM) }))).toBe(
      'not_found',
    )
  })
})

describe('a submission', () => {
  it('brings every input, touched or not, and closes the view', async () => {
    let body: SlackViewAction | undefined
    await start((app) => {
      app.view('file', async (given) => {
        body = given.body
        await given.ack()
      })
    })
    const id = await open(modal(FORM, { callback_id: 'file', private_metadata: 'C1' }))
    await mei.fill(id, FILLED)
    expect(await mei.submit()).toEqual({ ok: true })
    expect(mei.view()).toBeUndefined()
    expect(body).toMatchObject({
      type: 'view_submission',
      user: { id: MEI, name: 'mei', team_id: 'T0HARBOUR' },
      team: { id: 'T0HARBOUR', domain: 'harbour-linden' },
      response_urls: [],
      view: {
        id,
        callback_id: 'file',
        private_metadata: 'C1',
        root_view_id: id,
        previous_view_id: null,
        app_id: 'A0CARETAKER',
      },
    })
    expect(body?.view.state.values).toEqual({
      title: { title: { type: 'plain_text_input', value: 'Lift 3' } },
      story: { story: { type: 'plain_text_input', value: null } },
      from: { from: { type: 'datetimepicker', selected_date_time: 1_795_251_600 } },
      kind: { kind: { type: 'static_select', selected_option: option('Lift') } },
      watch: { watch: { type: 'checkboxes', selected_options: [] } },
    })
  })

  it('is checked by Slack before the app hears of it', async () => {
    const heard = vi.fn()
    await start((app) => app.view('file', heard))
    const id = await open()
    await mei.fill(id, { Title: 'ab' })
    expect(await mei.submit()).toEqual({
      ok: true,
      errors: { title: '请至少输入 3 个字符。', kind: '请填写此必填项。' },
    })
    await mei.fill(id, { Title: 'much too long' })
    expect(await mei.submit()).toMatchObject({ errors: { title: '最多输入 10 个字符。' } })
    expect(heard).not.toHaveBeenCalled()
  })

  it('keeps what was typed while the app updates the view', async () => {
    let title: unknown
    await start((app) => {
      app.view('file', async ({ ack, view }) => {
        title = view.state.values.title?.title?.value
        await ack()
      })
    })
    const id = await open()
    await mei.fill(id, FILLED)
    await bench.app.client.views.update({
      view_id: id,
      view: modal([section('Found it'), ...FORM], { callback_id: 'file' }),
    })
    await mei.submit()
    expect(title).toBe('Lift 3')
  })

  it('may be answered with errors, another view, one on top, or the end of all', async () => {
    const views = { update: modal(FORM, { callback_id: 'push' }), push: modal(FORM, { callback_id: 'clear' }) }
    await start((app) => {
      app.view('file', ({ ack }) => ack({ response_action: 'errors', errors: { title: 'There is one already.' } }))
      app.view('update', ({ ack }) => ack({ response_action: 'update', view: views.update }))
      app.view('push', ({ ack }) => ack({ response_action: 'push', view: views.push }))
      app.view('clear', ({ ack }) => ack({ response_action: 'clear' }))
    })
    const fillAndSubmit = async () => {
      await mei.fill(mei.view()?.id ?? '', FILLED)
      return mei.submit()
    }
    await open()
    expect(await fillAndSubmit()).toEqual({ ok: true, errors: { title: 'There is one already.' } })
    const id = await open(modal(FORM, { callback_id: 'update' }))
    await fillAndSubmit()
    expect(mei.view()).toMatchObject({ id, callbackId: 'push' })
    await fillAndSubmit()
    expect(bench.workspace.snapshot(MEI).views.map(({ callbackId }) => callbackId)).toEqual(['push', 'clear'])
    await fillAndSubmit()
    expect(mei.view()).toBeUndefined()
  })

  it.each<[string, object]>([
    ['errors under what is no input', { response_action: 'errors', errors: { watch: 'no' } }],
    ['errors under nothing', { response_action: 'errors', errors: {} }],
    ['an unknown action', { response_action: 'explode' }],
    ['a view that breaks a rule', { response_action: 'update', view: modal([section('')]) }],
  ])('is in trouble after %s', async (_name, answer) => {
    const log = vi.fn()
    await start(() => {}, { log })
    const id = await open()
    const other = createServer((_request, response) => response.end(JSON.stringify(answer)))
    await once(other.listen(0, '127.0.0.1'), 'listening')
    bench.workspace.setRequestUrl(`http://127.0.0.1:${(other.address() as AddressInfo).port}`)
    onTestFinished(() => void other.close())
    await mei.fill(id, FILLED)
    expect(await mei.submit()).toEqual({ ok: false, notice: '连接出现问题，要再试一次吗？' })
    expect(mei.view()).toBeDefined()
    expect(log).toHaveBeenCalledWith('the response to a submission was refused', expect.anything())
  })

  it('is in trouble when the app is silent, and what was typed can be sent again', async () => {
    let isSilent = true
    await start(
      (app) => {
        app.view('file', async ({ ack }) => {
          if (!isSilent) await ack()
        })
      },
      { ackLimitMs: 50 },
    )
    await mei.fill(await open(), FILLED)
    expect(await mei.submit()).toMatchObject({ ok: false })
    isSilent = false
    expect(await mei.submit()).toEqual({ ok: true })
  })

  it('is refused for a view that is not on top, or not theirs', async () => {
    await start(() => {})
    const viewId = await open()
    const submit = { as: 'U0HAOWANG', do: 'submit', viewId, state: {} } as const
    expect(await bench.workspace.gesture(submit)).toEqual({ ok: false, notice: '操作未成功：view_not_found' })
  })
})

describe('closing', () => {
  it('tells the app only when it asked for it', async () => {
    const closed: string[] = []
    await start((app) => {
      app.view({ type: 'view_closed', callback_id: 'told' }, async ({ ack, body }) => {
        closed.push(`${body.view.callback_id} ${'is_cleared' in body && body.is_cleared}`)
        await ack()
      })
    })
    await open(modal([section('a')], { callback_id: 'untold' }))
    await mei.close()
    await open(modal([section('a')], { callback_id: 'told', notify_on_close: true }))
    await mei.close()
    await vi.waitFor(() => expect(closed).toEqual(['told false']))
    await open(modal([section('a')], { callback_id: 'told', notify_on_close: true, clear_on_close: true }))
    await mei.close()
    await vi.waitFor(() => expect(closed).toEqual(['told false', 'told true']))
  })
})

describe('a click on Home', () => {
  it('opens a modal, but has no modal to push onto', async () => {
    const outcomes: unknown[] = []
    await start((app) => {
      app.action('file', async ({ ack, body, client }) => {
        await ack()
        if (body.type !== 'block_actions') return
        outcomes.push(await errorOf(client.views.push({ trigger_id: body.trigger_id, view: modal(FORM) })))
      })
    })
    const { client } = bench.app
    await client.views.publish({ user_id: MEI, view: home(actions(button('File', { action_id: 'file' }))) })
    const shown = mei.home()
    if (shown) await mei.click(shown, 'File')
    await vi.waitFor(() => expect(outcomes).toEqual(['invalid_arguments']))
  })
})

describe('a click in a view', () => {
  it('brings the view with what is typed in it, and a trigger to push with', async () => {
    let state: unknown
    await start((app) => {
      app.action('more', async ({ ack, body, client }) => {
        if (body.type !== 'block_actions') return
        state = body.view?.state.values.title
        expect(body).not.toHaveProperty('response_url')
        expect(body.container).toEqual({ type: 'view', view_id: body.view?.id })
        await ack()
        await client.views.push({
          trigger_id: body.trigger_id,
          view: modal([section('more')], { callback_id: 'pushed' }),
        })
      })
    })
    const id = await open(modal([...FORM, actions(button('More', { action_id: 'more' }))]))
    await mei.fill(id, FILLED)
    const view = mei.view()
    if (view) await mei.click(view, 'More')
    await mei.until(() => mei.view()?.callbackId === 'pushed')
    expect(state).toEqual({ title: { type: 'plain_text_input', value: 'Lift 3' } })
  })
})

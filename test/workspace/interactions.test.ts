import type { App, BlockAction, SlashCommand } from '@slack/bolt'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DESK, LINDENHOF, LOBBY, MANAGERS, REPAIRS } from '../../src/workspace/seed.ts'
import { person } from '../support/person.ts'
import type { ServeOptions } from '../support/workspace.ts'
import { type Bench, startBench } from './bot.ts'
import { actions, button, home, input, option, plain, section } from './samples.ts'

const MEI = 'U0MEILIN'

let bench: Bench

const start = async (register: (app: App) => void, options: ServeOptions = {}) => {
  bench = await startBench(register, options)
  return person(bench.workspace, MEI)
}

afterEach(() => bench.close())

describe('a slash command', () => {
  it('reaches the app signed and complete', async () => {
    let command: SlashCommand | undefined
    const mei = await start((app) => {
      app.command('/ticket', async (given) => {
        command = given.command
        await given.ack()
      })
    })
    expect(await mei.command('property-managers', '/ticket  BX20251121 <now> ')).toEqual({ ok: true })
    expect(command).toMatchObject({
      team_id: 'T0HARBOUR',
      team_domain: 'harbour-linden',
      channel_id: MANAGERS,
      channel_name: 'privategroup',
      user_id: MEI,
      user_name: 'mei',
      command: '/ticket',
      text: 'BX20251121 <now>',
      api_app_id: 'A0CARETAKER',
      is_enterprise_install: 'false',
    })
    expect(mei.notices()).toEqual([])
  })

  it('may be answered in the ack, for the person alone or for all', async () => {
    const mei = await start((app) => {
      app.command('/ticket', async ({ ack, command }) => {
        await ack(
          command.text === 'text'
            ? 'just text'
            : { response_type: 'in_channel', text: 'for all', blocks: [section('for all')] },
        )
      })
    })
    await mei.command(REPAIRS, '/ticket text')
    expect(mei.lastEphemeral(REPAIRS)?.text).toBe('just text')
    await mei.command(REPAIRS, '/ticket')
    const hao = person(bench.workspace, 'U0HAOWANG')
    expect(hao.lastMessage(REPAIRS)).toMatchObject({ text: 'for all', user: 'U0CARETAKER' })
    expect(hao.messages(REPAIRS).map(({ text }) => text)).not.toContain('/ticket')
  })

  it('is told as an error when the ack breaks a rule', async () => {
    const mei = await start((app) => {
      app.command('/ticket', ({ ack }) => ack({ text: 'a', blocks: [section('x'.repeat(3001))] }))
    })
    await mei.command(REPAIRS, '/ticket')
    expect(mei.notices()).toEqual(['/ticket 失败，错误为“invalid_blocks”'])
  })

  it('times out when the app takes too long', async () => {
    const mei = await start((app) => app.command('/ticket', async () => {}), { ackLimitMs: 50 })
    expect(await mei.command(REPAIRS, '/ticket')).toEqual({ ok: true })
    expect(mei.notices()).toEqual(['/ticket 失败，错误为“operation_timeout”'])
  })

  it('fails when the app answers with an error, or is not there', async () => {
    const mei = await start((app) => {
      app.command('/ticket', async () => {
        throw new Error('broken')
      })
    })
    await mei.command(REPAIRS, '/ticket')
    bench.workspace.setRequestUrl('http://127.0.0.1:1/slack/events')
    await mei.command(REPAIRS, '/ticket')
    const failed = '/ticket 失败，错误为“dispatch_failed”'
    expect(mei.notices()).toEqual([failed, failed])
  })

  it('is refused by the app when the signature is wrong', async () => {
    const mei = await start((app) => app.command('/ticket', ({ ack }) => ack('hello')), { signingSecret: 'another' })
    await mei.command(REPAIRS, '/ticket')
    expect(mei.notices()).toEqual(['/ticket 失败，错误为“dispatch_failed”'])
  })

  it('has to exist, and the person has to be in the channel', async () => {
    const mei = await start(() => {})
    await mei.command(REPAIRS, '/tickets')
    expect(mei.notices()).toEqual(['/tickets 不是有效的命令。'])
    const elsewhere = { as: MEI, do: 'command', channel: LINDENHOF, text: '/ticket' } as const
    expect(await bench.workspace.gesture(elsewhere)).toMatchObject({ ok: false })
  })
})

describe('a click in a message', () => {
  const ROW = [
    actions(
      button('Take', { action_id: 'take', value: 'BX1' }),
      {
        type: 'static_select',
        action_id: 'house',
        options: [option('House 1', '1'), option('House 2', '2')],
        initial_option: option('House 1', '1'),
      },
      { type: 'overflow', action_id: 'more', options: [option('Watch', 'watch')] },
    ),
    input('Note', { type: 'plain_text_input', action_id: 'note' }, { block_id: 'note' }),
  ]

  it('brings the message, the state around it and a way to answer', async () => {
    let body: BlockAction | undefined
    const mei = await start((app) => {
      app.action<BlockAction>('take', async (given) => {
        body = given.body
        await given.ack()
        await given.respond({ text: 'taken', replace_original: true })
      })
    })
    await bench.app.client.chat.postMessage({ channel: REPAIRS, text: 'a ticket', blocks: ROW })
    const message = await mei.until(() => mei.lastMessage(REPAIRS))
    expect(await mei.click(message, 'Take')).toEqual({ ok: true })
    expect(body).toMatchObject({
      type: 'block_actions',
      user: { id: MEI, username: 'mei', team_id: 'T0HARBOUR' },
      container: { type: 'message', message_ts: message.ts, channel_id: REPAIRS, is_ephemeral: false },
      channel: { id: REPAIRS, name: 'shenzhen-bay-repairs' },
      message: {
        ts: message.ts,
        text: 'a ticket',
        bot_id: 'B0CARETAKER',
        blocks: [{ type: 'actions' }, { block_id: 'note' }],
      },
      actions: [{ type: 'button', action_id: 'take', value: 'BX1', text: plain('Take') }],
    })
    const values = Object.values(body?.state?.values ?? {})
    expect(values).toEqual([
      { house: { type: 'static_select', selected_option: option('House 1', '1') } },
      { note: { type: 'plain_text_input', value: null } },
    ])
    const replaced = await mei.until(() => mei.messages(REPAIRS).find(({ text }) => text === 'taken'))
    expect(replaced).toMatchObject({ ts: message.ts, edited: true })
    expect(replaced).not.toHaveProperty('blocks')
  })

  it('brings what was chosen', async () => {
    const chosen: unknown[] = []
    const mei = await start((app) => {
      app.action<BlockAction>(/house|more/, async ({ ack, body, action }) => {
        chosen.push('selected_option' in action && action.selected_option, Object.values(body.state?.values ?? {})[0])
        await ack()
      })
    })
    await bench.app.client.chat.postMessage({ channel: REPAIRS, text: 'a ticket', blocks: ROW })
    const message = await mei.until(() => mei.lastMessage(REPAIRS))
    await mei.select(message, 'house', 'House 2')
    await mei.select(message, 'more', 'watch')
    expect(chosen).toEqual([
      option('House 2', '2'),
      { house: { type: 'static_select', selected_option: option('House 2', '2') } },
      option('Watch', 'watch'),
      { house: { type: 'static_select', selected_option: option('House 2', '2') } },
    ])
  })

  it('is refused when there is no such thing to click', async () => {
    const mei = await start(() => {})
    await bench.app.client.chat.postMessage({ channel: REPAIRS, text: 'a ticket', blocks: ROW })
    const { ts = '', blocks = [] } = (await mei.until(() => mei.lastMessage(REPAIRS))) ?? {}
    const click = (more: object) =>
      bench.workspace.gesture({
        as: MEI,
        do: 'act',
        place: { in: 'message', channel: REPAIRS, ts },
        blockId: blocks[0]?.block_id ?? '',
        actionId: 'take',
        element: { type: 'button' },
        ...more,
      })
    const house = { actionId: 'house', element: { type: 'static_select', selected_option: option('House 3', '3') } }
    const note = { blockId: 'note', actionId: 'note', element: { type: 'plain_text_input', value: 'a' } }
    expect(await click({ actionId: 'none' })).toEqual({ ok: false, notice: '操作未成功：element_not_found' })
    expect(await click({ as: 'U0TOMASZ' })).toEqual({ ok: false, notice: 'That did not work: message_not_found' })
    expect(await click(house)).toEqual({ ok: false, notice: '操作未成功：invalid_state' })
    expect(await click(note)).toEqual({ ok: false, notice: '操作未成功：no_dispatch_action' })
  })

  it('warns when the app does not answer', async () => {
    const mei = await start((app) => app.action('take', async () => {}), { ackLimitMs: 50 })
    await bench.app.client.chat.postMessage({ channel: REPAIRS, text: 'a ticket', blocks: ROW })
    const message = await mei.until(() => mei.lastMessage(REPAIRS))
    expect(await mei.click(message, 'Take')).toEqual({ ok: false, notice: 'Caretaker 没有响应，要再试一次吗？' })
  })
})

describe('a menu that asks the app', () => {
  const menu = { type: 'external_select', action_id: 'community', min_query_length: 2 }
  const look = (value: string) => {
    const { id: viewId = '', blocks = [] } = bench.workspace.snapshot(MEI).home ?? {}
    const place = { in: 'view', viewId } as const
    return bench.workspace.gesture({
      as: MEI,
      do: 'look',
      place,
      blockId: blocks[0]?.block_id ?? '',
      actionId: 'community',
      value,
    })
  }

  it('offers what the app answers, once enough is typed', async () => {
    await start((app) => {
      app.options('community', async ({ ack, options }) => {
        await ack({ options: [{ text: { type: 'plain_text', text: options.value }, value: 'x' }] })
      })
    })
    await bench.app.client.views.publish({ user_id: MEI, view: home(actions(menu)) })
    expect(await look('b')).toEqual({ ok: true, options: [] })
    expect(await look('bay')).toEqual({ ok: true, options: [option('bay', 'x')] })
  })

  it('offers nothing when the answer breaks a rule', async () => {
    await start((app) => {
      app.options('community', ({ ack }) =>
        ack({ options: [{ text: { type: 'plain_text', text: 'x'.repeat(76) }, value: 'x' }] }),
      )
    })
    await bench.app.client.views.publish({ user_id: MEI, view: home(actions(menu)) })
    expect(await look('bay')).toMatchObject({ ok: false })
  })
})

describe('events', () => {
  it('tell the app of messages and mentions where it is a member, and of its own Home', async () => {
    const heard: unknown[] = []
    const mei = await start((app) => {
      app.event('message', async ({ event }) => void heard.push(event))
      app.event('app_mention', async ({ event }) => void heard.push(event))
      app.event('app_home_opened', async ({ event }) => void heard.push(event))
    })
    await mei.say(LOBBY, 'not for the app')
    await mei.say(DESK, 'hello @caretaker, 5 < 6 & <!channel>')
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    const text = 'hello <@U0CARETAKER>, 5 &lt; 6 &amp; &lt;!channel&gt;'
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'message', text, user: MEI, channel: DESK, channel_type: 'channel' }),
    )
    expect(heard).toContainEqual(expect.objectContaining({ type: 'app_mention', text }))
    await mei.openHome()
    await vi.waitFor(() => expect(heard).toHaveLength(3))
    expect(heard[2]).toMatchObject({ type: 'app_home_opened', user: MEI, channel: 'D0MEILIN', tab: 'home' })
  })

  it('tell the app when it is invited', async () => {
    const joined: unknown[] = []
    const mei = await start((app) => app.event('member_joined_channel', async ({ event }) => void joined.push(event)))
    await mei.command(LOBBY, '/invite @caretaker')
    await vi.waitFor(() => expect(joined).toHaveLength(1))
    expect(joined[0]).toMatchObject({ user: 'U0CARETAKER', channel: LOBBY, inviter: MEI })
    expect(await bench.app.client.chat.postMessage({ channel: LOBBY, text: 'hello' })).toMatchObject({ ok: true })
  })

  it('come only where the app has subscribed', async () => {
    const heard: string[] = []
    const register = (app: App) => app.event('message', async ({ event }) => void heard.push(event.channel))
    const mei = await start(register, { events: ['message.im'] })
    await mei.say(DESK, 'hello')
    await mei.say('D0MEILIN', 'hello')
    await vi.waitFor(() => expect(heard).toEqual(['D0MEILIN']))
  })
})

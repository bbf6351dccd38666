import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEMO_SEED, DESK, LINDENHOF, LOBBY, MANAGERS, REPAIRS } from '../../src/workspace/seed.ts'
import { person } from '../support/person.ts'
import { ALL_SCOPES, APP_TOKEN, BOT_TOKEN, type ServedWorkspace, serveWorkspace } from '../support/workspace.ts'
import { SILENT } from './bot.ts'
import { home, modal, section } from './samples.ts'

const MEI = 'U0MEILIN'
const TOMASZ = 'U0TOMASZ'
const NOW = Date.parse('2026-11-21T09:00:00Z')

let served: ServedWorkspace
let slack: WebClient

const connect = (token: string | undefined = BOT_TOKEN): WebClient =>
  new WebClient(token, { slackApiUrl: `${served.url}/api/`, retryConfig: { retries: 0 }, logger: SILENT })

beforeEach(async () => {
  served = await serveWorkspace({ now: () => NOW })
  slack = connect()
})

afterEach(() => served.close())

/** What an answer says was wrong. */
const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'ok',
    (thrown: { data?: { error?: string } }) => thrown.data?.error,
  )

const post = async (method: string, init: RequestInit): Promise<unknown> => {
  const answer = await fetch(`${served.url}/api/${method}`, { method: 'POST', ...init })
  return answer.json()
}

describe('who calls', () => {
  it('is told who the app is', async () => {
    expect(await slack.auth.test()).toMatchObject({ user: 'caretaker', user_id: 'U0CARETAKER', bot_id: 'B0CARETAKER' })
    expect((await slack.team.info()).team).toMatchObject({ name: 'Harbour & Linden', domain: 'harbour-linden' })
  })

  it('needs the right token', async () => {
    expect(await errorOf(connect('xoxb-other').auth.test())).toBe('invalid_auth')
    expect(await errorOf(connect(APP_TOKEN).auth.test())).toBe('not_allowed_token_type')
    expect(await post('auth.test', {})).toEqual({ ok: false, error: 'not_authed' })
    expect(await errorOf(slack.apps.connections.open())).toBe('not_allowed_token_type')
    expect((await connect(APP_TOKEN).apps.connections.open()).url).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/workspace\/link\?/,
    )
  })

  it('may send the token and JSON in the body', async () => {
    const body = JSON.stringify({ token: BOT_TOKEN, channel: REPAIRS, text: '你好', blocks: [section('你好')] })
    const json = { body, headers: { 'content-type': 'application/json; charset=utf-8' } }
    expect(await post('chat.postMessage', json)).toMatchObject({ ok: true, channel: REPAIRS })
  })

  it('needs the scope', async () => {
    await served.close()
    served = await serveWorkspace({ scopes: ALL_SCOPES.filter((scope) => scope !== 'users:read') })
    const refused = await connect()
      .users.info({ user: MEI })
      .catch((thrown) => thrown.data)
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'users:read' })
    expect(refused.provided).toContain('chat:write')
  })

  it.each([
    ['unknown_method', 'chat.shout', {}],
    ['invalid_json', 'api.test', { body: '{', headers: { 'content-type': 'application/json' } }],
    ['json_not_object', 'api.test', { body: '[]', headers: { 'content-type': 'application/json' } }],
    ['invalid_post_type', 'api.test', { body: '<a/>', headers: { 'content-type': 'text/xml' } }],
    [
      'request_too_large',
      'api.test',
      { body: `a=${'x'.repeat(1_100_000)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['unknown_method', 'toString', {}],
  ])('hears %s', async (error, method, init) => {
    expect(await post(method, init)).toMatchObject({ ok: false, error })
  })
})

describe('messages', () => {
  it('are kept with their metadata, which only shows when asked for', async () => {
    const metadata = { event_type: 'digest', event_payload: { slot: '2026-11-23T09:00' } }
    const posted = await slack.chat.postMessage({ channel: REPAIRS, text: 'digest', metadata, unfurl_links: false })
    const read = await slack.conversations.history({ channel: REPAIRS, include_all_metadata: true, limit: 1 })
    expect(read.messages).toMatchObject([{ ts: posted.ts, text: 'digest', bot_id: 'B0CARETAKER', metadata }])
    const without = await slack.conversations.history({ channel: REPAIRS, limit: 1 })
    expect(without.messages?.[0]).not.toHaveProperty('metadata')
  })

  it('may have previews of their links where the app does not say no to both kinds', async () => {
    const shows = async (...flags: [unfurl_links?: boolean, unfurl_media?: boolean]) => {
      const [unfurl_links, unfurl_media] = flags
      const { ts } = await slack.chat.postMessage({
        ...{ channel: REPAIRS, text: 'https://files.example/1' },
        ...(unfurl_links === undefined ? {} : { unfurl_links }),
        ...(unfurl_media === undefined ? {} : { unfurl_media }),
      })
      return served.workspace.snapshot('U0MEILIN').messages.find((message) => message.ts === ts)?.previews
    }
    expect([await shows(), await shows(false), await shows(false, true), await shows(false, false)]).toEqual([
      true,
      true,
      true,
      undefined,
    ])
  })

  it('say how their blocks are wrong, with a pointer', async () => {
    const blocks = [section('x'.repeat(3001))]
    const refused = await slack.chat.postMessage({ channel: REPAIRS, text: 'a', blocks }).catch((thrown) => thrown.data)
    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    })
    expect(refused.response_metadata.messages).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ])
  })

  it.each([
    ['channel_not_found', { channel: 'C0NOWHERE', text: 'a' }],
    ['channel_not_found', { channel: 'U0CARETAKER', text: 'a' }],
    ['not_in_channel', { channel: LOBBY, text: 'a' }],
    ['no_text', { channel: REPAIRS, text: '' }],
    ['no_text', { channel: REPAIRS, blocks: [section('no fallback')] }],
    ['msg_too_long', { channel: REPAIRS, text: 'x'.repeat(40_001) }],
    [
      'msg_blocks_too_long',
      { channel: REPAIRS, text: 'a', blocks: Array.from({ length: 5 }, () => section('x'.repeat(2_700))) },
    ],
    ['thread_not_found', { channel: REPAIRS, text: 'a', thread_ts: '1.000001' }],
    ['invalid_arguments', { channel: REPAIRS, text: 'a', attachments: [{ text: 'b' }] }],
    ['invalid_blocks_format', { channel: REPAIRS, text: 'a', blocks: '[{' }],
  ])('are refused with %s', async (error, message) => {
    expect(await errorOf(slack.apiCall('chat.postMessage', message))).toBe(error)
  })

  it('go to a person directly', async () => {
    const posted = await slack.chat.postMessage({ channel: MEI, text: 'hello' })
    expect(posted.channel).toBe('D0MEILIN')
    expect((await slack.conversations.open({ users: MEI })).channel?.id).toBe('D0MEILIN')
  })

  it('are updated and deleted by their author only', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: REPAIRS, text: 'one', blocks: [section('one')] })
    await slack.chat.update({ channel: REPAIRS, ts, text: 'two' })
    const mei = person(served.workspace, MEI)
    expect(mei.lastMessage(REPAIRS)).toMatchObject({ text: 'two', edited: true, blocks: [{ type: 'section' }] })
    await slack.chat.delete({ channel: REPAIRS, ts })
    expect(mei.lastMessage(REPAIRS)?.text).not.toBe('two')
    expect(await errorOf(slack.chat.update({ channel: REPAIRS, ts, text: 'x' }))).toBe('message_not_found')
    await mei.say(REPAIRS, 'mine')
    const theirs = { channel: REPAIRS, ts: mei.lastMessage(REPAIRS)?.ts ?? '' }
    expect(await errorOf(slack.chat.update({ ...theirs, text: 'x' }))).toBe('cant_update_message')
    expect(await errorOf(slack.chat.delete(theirs))).toBe('cant_delete_message')
  })

  it('may be for one person, who is in the channel', async () => {
    await slack.chat.postEphemeral({ channel: REPAIRS, user: MEI, text: 'just for you' })
    expect(person(served.workspace, MEI).lastEphemeral(REPAIRS)?.text).toBe('just for you')
    expect(person(served.workspace, 'U0HAOWANG').lastEphemeral(REPAIRS)).toBeUndefined()
    expect((await slack.conversations.history({ channel: REPAIRS, limit: 1 })).messages?.[0]?.text).not.toBe(
      'just for you',
    )
    const outside = slack.chat.postEphemeral({ channel: REPAIRS, user: TOMASZ, text: 'a' })
    expect(await errorOf(outside)).toBe('user_not_in_channel')
    expect(await errorOf(slack.chat.postEphemeral({ channel: LOBBY, user: MEI, text: 'a' }))).toBe('not_in_channel')
  })

  it('are read in pages, newest first, replies in their thread', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: DESK, text: 'parent' })
    await slack.chat.postMessage({ channel: DESK, text: 'reply', thread_ts: ts })
    const first = await slack.conversations.history({ channel: DESK, limit: 2 })
    expect(first.messages?.map(({ text }) => text)).toEqual(['parent', expect.stringContaining('Thank you')])
    expect(first.messages?.[0]).toMatchObject({ reply_count: 1 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    const rest = await slack.conversations.history({ channel: DESK, limit: 2, cursor })
    expect(rest).toMatchObject({ has_more: false, messages: [{ user: 'U0PRIYA' }] })
    const thread = await slack.conversations.replies({ channel: DESK, ts })
    expect(thread.messages?.map(({ text }) => text)).toEqual(['parent', 'reply'])
    const later = await slack.conversations.history({ channel: DESK, oldest: ts, inclusive: true })
    expect(later.messages).toHaveLength(1)
    const { permalink } = await slack.chat.getPermalink({ channel: DESK, message_ts: ts })
    expect(permalink).toBe(`${served.url}/archives/${DESK}/p${ts.replace('.', '')}`)
    const opened = await fetch(permalink ?? '', { redirect: 'manual' })
    expect([opened.status, opened.headers.get('location')]).toEqual([302, `/?in=${DESK}`])
  })

  it('take a reaction once', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: DESK, text: 'a' })
    await slack.reactions.add({ channel: DESK, timestamp: ts, name: 'eyes' })
    expect(await errorOf(slack.reactions.add({ channel: DESK, timestamp: ts, name: 'eyes' }))).toBe('already_reacted')
    const { messages } = await slack.conversations.history({ channel: DESK, limit: 1 })
    expect(messages?.[0]?.reactions).toEqual([{ name: 'eyes', users: ['U0CARETAKER'], count: 1 }])
  })
})

describe('channels and people', () => {
  it('are known as far as the app may see', async () => {
    const { channels } = await slack.conversations.list({ types: 'public_channel,private_channel' })
    expect(channels?.map(({ id, is_member }) => [id, is_member])).toEqual([
      [DESK, true],
      [REPAIRS, true],
      [LINDENHOF, true],
      [MANAGERS, true],
      [LOBBY, false],
    ])
    const own = await slack.users.conversations({ types: 'public_channel', user: TOMASZ })
    expect(own.channels?.map(({ id }) => id)).toEqual([LINDENHOF])
    const info = await slack.conversations.info({ channel: REPAIRS, include_num_members: true })
    expect(info.channel).toMatchObject({ name: 'shenzhen-bay-repairs', is_private: false, num_members: 5 })
    expect((await slack.conversations.members({ channel: REPAIRS, limit: 2 })).members).toHaveLength(2)
    expect(await errorOf(slack.conversations.history({ channel: LOBBY }))).toBe('not_in_channel')
  })

  it('can be joined when public', async () => {
    await slack.conversations.join({ channel: LOBBY })
    expect(await errorOf(slack.chat.postMessage({ channel: LOBBY, text: 'hello' }))).toBe('ok')
    expect(await errorOf(slack.conversations.join({ channel: MANAGERS }))).toBe('method_not_supported_for_channel_type')
  })

  it('have a language and a time zone', async () => {
    const { user } = await slack.users.info({ user: MEI, include_locale: true })
    expect(user).toMatchObject({ locale: 'zh-CN', tz: 'Asia/Shanghai', tz_offset: 28_800, is_admin: false })
    expect((await slack.users.info({ user: MEI })).user).not.toHaveProperty('locale')
    expect((await slack.users.info({ user: TOMASZ })).user).toMatchObject({ is_restricted: true, tz_offset: 3_600 })
    expect((await slack.users.list({})).members).toHaveLength(8)
    expect(await errorOf(slack.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found')
  })
})

describe('an archived channel', () => {
  it('takes no more messages', async () => {
    await served.close()
    const channels = DEMO_SEED.channels.map((channel) => ({ ...channel, archived: channel.id === DESK }))
    served = await serveWorkspace({ seed: { ...DEMO_SEED, channels } })
    slack = connect()
    expect(await errorOf(slack.chat.postMessage({ channel: DESK, text: 'a' }))).toBe('is_archived')
    expect(await errorOf(slack.conversations.join({ channel: DESK }))).toBe('is_archived')
    const { channels: open } = await slack.conversations.list({ exclude_archived: true })
    expect(open?.map(({ id }) => id)).not.toContain(DESK)
  })
})

describe('views without a click', () => {
  it('may be a Home, guarded by its hash', async () => {
    const first = await slack.views.publish({ user_id: MEI, view: home(section('one')) })
    await slack.views.publish({ user_id: MEI, view: home(section('two')), hash: first.view?.hash ?? '' })
    expect(person(served.workspace, MEI).home()?.blocks).toMatchObject([{ text: { text: 'two' } }])
    const late = slack.views.publish({ user_id: MEI, view: home(section('x')), hash: first.view?.hash ?? '' })
    expect(await errorOf(late)).toBe('hash_conflict')
    expect(await errorOf(slack.views.publish({ user_id: 'U0NOBODY', view: home() }))).toBe('user_not_found')
    expect(await errorOf(slack.views.publish({ user_id: MEI, view: modal([]) }))).toBe('invalid_arguments')
  })

  it('need a trigger to be a modal', async () => {
    expect(await errorOf(slack.views.open({ trigger_id: '1.2.abc', view: modal([]) }))).toBe('invalid_trigger_id')
    expect(await errorOf(slack.views.update({ view_id: 'V0NONE', view: modal([]) }))).toBe('not_found')
    const view = modal([section('x'.repeat(3001))])
    const refused = await slack.views.open({ trigger_id: '1.2.abc', view }).catch((thrown) => thrown.data)
    expect(refused.response_metadata.messages).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]',
    ])
  })
})

describe('blocks.validate', () => {
  it('answers as the official one', async () => {
    expect(await slack.apiCall('blocks.validate', { blocks: [section('fine')] })).toMatchObject({ ok: true })
    const wrong = { blocks: [section('a', { text: { type: 'invalid', text: 'a' } })] }
    const refused = await slack.apiCall('blocks.validate', wrong).catch((thrown) => thrown.data)
    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      errors: [{ code: 'failed_constraint', message: 'unsupported type: invalid', pointer: '/0/text/type' }],
    })
    expect(await errorOf(slack.apiCall('blocks.validate', { view: modal([{ type: 'table' }]) }))).toBe('invalid_view')
    expect(await errorOf(slack.apiCall('blocks.validate', { message: { blocks: [] } }))).toBe('invalid_message')
    expect(await errorOf(slack.apiCall('blocks.validate', {}))).toBe('invalid_arguments')
  })
})

import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Update } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, MANAGERS, MEI, REPAIRS } from '../../src/workspace/seed.ts'
import { person, type TestPerson } from '../support/person.ts'
import { ALL_SCOPES, BOT_TOKEN, type ServeOptions } from '../support/workspace.ts'
import { type Bench, clientOptions, SILENT, startBench } from './bot.ts'

const BOT = 'U0CARETAKER'
const YAN = 'U0YANCHEN'
const JONAS = 'U0JONAS'

const EVENTS = ['archive', 'unarchive', 'rename', 'left'].flatMap((each) => [`channel_${each}`, `group_${each}`])
const ALL_EVENTS = [...EVENTS, 'member_joined_channel', 'member_left_channel', 'message.channels', 'message.groups']

let bench: Bench
let slack: WebClient
let jonas: TestPerson
let heard: Record<string, unknown>[]

const start = async (options: ServeOptions = {}) => {
  heard = []
  bench = await startBench((app) => app.event(/.*/, async ({ event }) => void heard.push({ ...event })), {
    events: ALL_EVENTS,
    ...options,
  })
  slack = new WebClient(BOT_TOKEN, { ...clientOptions(bench.url), logger: SILENT })
  jonas = person(bench.workspace, JONAS)
}

beforeEach(() => start())
afterEach(() => bench.close())

const hear = (event: Record<string, unknown>) => expect.poll(() => heard).toContainEqual(expect.objectContaining(event))

const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (thrown) => thrown.data.error,
  )

const info = async (channel: string) => (await slack.conversations.info({ channel })).channel

describe('a channel', () => {
  it('is renamed', async () => {
    expect(await jonas.manage({ do: 'rename', channel: REPAIRS, name: '深圳-repairs_2' })).toEqual({ ok: true })
    await hear({ type: 'channel_rename', channel: { id: REPAIRS, name: '深圳-repairs_2', created: 0 } })
    await hear({ type: 'message', subtype: 'channel_name', channel: REPAIRS })
    expect(await info(REPAIRS)).toMatchObject({ name: '深圳-repairs_2', is_archived: false })
    for (const name of ['Upper', 'a b', '', 'lobby', 'x'.repeat(81)]) {
      expect(await jonas.manage({ do: 'rename', channel: REPAIRS, name })).toMatchObject({ ok: false })
    }
  })

  it('is archived, takes nothing any more, and opens again', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel: DESK, text: 'before' })
    await jonas.manage({ do: 'archive', channel: DESK })
    await hear({ type: 'channel_archive', channel: DESK, user: JONAS })
    expect(await info(DESK)).toMatchObject({ is_archived: true })
    expect(await errorOf(slack.chat.postMessage({ channel: DESK, text: 'after' }))).toBe('is_archived')
    expect(await errorOf(slack.chat.postEphemeral({ channel: DESK, user: MEI, text: 'after' }))).toBe('is_archived')
    expect(await errorOf(slack.chat.update({ channel: DESK, ts, text: 'after' }))).toBe('is_archived')
    expect(await jonas.say(DESK, 'after')).toMatchObject({ ok: false })
    expect(await jonas.command(DESK, '/ticket')).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'archive', channel: DESK })).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'rename', channel: DESK, name: 'desk' })).toMatchObject({ ok: false })
    await jonas.manage({ do: 'unarchive', channel: DESK })
    await hear({ type: 'channel_unarchive', channel: DESK, user: JONAS })
    expect(await errorOf(slack.chat.postMessage({ channel: DESK, text: 'after' }))).toBe('ok')
  })

  it('becomes private, which only a line in it tells', async () => {
    expect(await person(bench.workspace, MEI).manage({ do: 'make_private', channel: DESK })).toMatchObject({
      ok: false,
    })
    await jonas.manage({ do: 'make_private', channel: DESK })
    await hear({ type: 'message', subtype: 'channel_convert_to_private', channel: DESK, channel_type: 'group' })
    expect(await info(DESK)).toMatchObject({ id: DESK, is_private: true, is_member: true })
    await jonas.manage({ do: 'archive', channel: DESK })
    await hear({ type: 'group_archive', channel: DESK })
  })

  it('loses the app, which then may not speak, or not even know it', async () => {
    await jonas.manage({ do: 'remove_user', channel: DESK, user: BOT })
    await hear({ type: 'channel_left', channel: DESK, actor_id: JONAS })
    expect(await info(DESK)).toMatchObject({ is_member: false })
    expect(await errorOf(slack.chat.postMessage({ channel: DESK, text: 'a' }))).toBe('not_in_channel')
    await jonas.manage({ do: 'remove_user', channel: MANAGERS, user: BOT })
    await hear({ type: 'group_left', channel: MANAGERS })
    expect(await errorOf(info(MANAGERS))).toBe('channel_not_found')
    expect(heard.map(({ type }) => type)).not.toContain('member_left_channel')
    await jonas.manage({ do: 'invite_user', channel: DESK, user: BOT })
    await hear({ type: 'member_joined_channel', user: BOT, channel: DESK, channel_type: 'C', inviter: JONAS })
  })

  it('is told of where the app is not, when it is public', async () => {
    await jonas.manage({ do: 'rename', channel: LOBBY, name: 'hall' })
    await jonas.manage({ do: 'remove_user', channel: LOBBY, user: YAN })
    await jonas.manage({ do: 'remove_user', channel: REPAIRS, user: YAN })
    await hear({ type: 'channel_rename', channel: { id: LOBBY, name: 'hall', created: 0 } })
    await hear({ type: 'member_left_channel', user: YAN, channel: REPAIRS })
    expect(heard).not.toContainEqual(expect.objectContaining({ channel: LOBBY }))
  })

  it('is shown to the people in it as it changes', async () => {
    const updates: Update[] = []
    bench.workspace.subscribe(YAN, (update) => updates.push(update))
    await jonas.manage({ do: 'invite_user', channel: DESK, user: YAN })
    expect(updates).toContainEqual(
      expect.objectContaining({ kind: 'channel_joined', messages: expect.arrayContaining([expect.anything()]) }),
    )
    await jonas.manage({ do: 'archive', channel: DESK })
    expect(updates.at(-1)).toMatchObject({ kind: 'channel_changed', channel: { id: DESK, archived: true } })
    await jonas.manage({ do: 'remove_user', channel: REPAIRS, user: YAN })
    expect(updates.at(-1)).toEqual({ kind: 'channel_left', channel: REPAIRS })
  })

  it('is left alone by guests, by those outside, and as a direct message', async () => {
    const tomasz = person(bench.workspace, 'U0TOMASZ')
    expect(await tomasz.manage({ do: 'archive', channel: LINDENHOF })).toMatchObject({ ok: false })
    expect(await tomasz.manage({ do: 'archive', channel: 'D0TOMASZ' })).toMatchObject({ ok: false })
    const outside = { as: MEI, do: 'archive', channel: LINDENHOF } as const
    expect(await bench.workspace.gesture(outside)).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'unarchive', channel: DESK })).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'invite_user', channel: DESK, user: MEI })).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'invite_user', channel: DESK, user: 'U0NOBODY' })).toMatchObject({ ok: false })
    expect(await jonas.manage({ do: 'remove_user', channel: DESK, user: YAN })).toMatchObject({ ok: false })
  })
})

describe('an event', () => {
  it('is not sent without its subscription or its scope', async () => {
    await bench.close()
    await start({
      events: ['channel_rename', 'group_archive'],
      scopes: ALL_SCOPES.filter((each) => each !== 'groups:read'),
    })
    await jonas.manage({ do: 'archive', channel: MANAGERS })
    await jonas.manage({ do: 'archive', channel: DESK })
    await jonas.manage({ do: 'rename', channel: REPAIRS, name: 'repairs' })
    await hear({ type: 'channel_rename' })
    expect(heard).toHaveLength(1)
  })
})

describe('lists of channels', () => {
  it('come in pages, of the kinds and states asked for', async () => {
    await jonas.manage({ do: 'archive', channel: LINDENHOF })
    const types = 'public_channel,private_channel'
    const first = await slack.users.conversations({ types, limit: 2 })
    expect(first.channels?.map(({ id }) => id)).toEqual([DESK, REPAIRS])
    const cursor = first.response_metadata?.next_cursor ?? ''
    const rest = await slack.users.conversations({ types, limit: 2, cursor })
    expect(rest.channels?.map(({ id, is_archived }) => [id, is_archived])).toEqual([
      [LINDENHOF, true],
      [MANAGERS, false],
    ])
    expect(rest.response_metadata?.next_cursor).toBe('')
    const open = await slack.users.conversations({ types, exclude_archived: true })
    expect(open.channels?.map(({ id }) => id)).toEqual([DESK, REPAIRS, MANAGERS])
  })

  it('show of a person what is public, and what is private only where the app is', async () => {
    await jonas.manage({ do: 'remove_user', channel: MANAGERS, user: BOT })
    const { channels } = await slack.users.conversations({ types: 'public_channel,private_channel', user: MEI })
    expect(channels?.map(({ id }) => id)).toEqual([DESK, REPAIRS, LOBBY])
    expect(await errorOf(slack.users.conversations({ user: 'U0NOBODY' }))).toBe('user_not_found')
    expect(await errorOf(slack.users.conversations({ types: 'secret' }))).toBe('invalid_types')
    expect(await errorOf(slack.conversations.members({ channel: DESK, cursor: 'guessed' }))).toBe('invalid_cursor')
    expect(await errorOf(slack.apiCall('conversations.open'))).toBe('users_list_not_supplied')
  })
})

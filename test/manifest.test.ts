import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseCommand } from '../src/slack/command.ts'
import { SCOPE_USES } from '../src/slack/doctor-slack.ts'
import { COMMAND, SHORTCUTS } from '../src/slack/ids.ts'

/** As far as we use it, with Slack's limits. https://docs.slack.dev/reference/app-manifest */
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    background_color: z.string().regex(/^#(?:[0-9a-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/\S{1,31}$/),
          description: z.string().min(1).max(2000),
          usage_hint: z.string().min(1).max(1000),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()).min(1).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string().max(50)).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

/** The scopes that each method of the Web API asks of a bot; none where it asks for none. */
const SCOPES: Readonly<Record<string, string | readonly string[] | undefined>> = {
  'auth.test': undefined,
  'chat.getPermalink': undefined,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.join': 'channels:join',
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': 'channels:read',
  'conversations.open': 'im:write',
  'conversations.replies': ['channels:history', 'groups:history'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': 'users:read',
  'views.open': undefined,
  'views.publish': undefined,
  'views.push': undefined,
  'views.update': undefined,
  'files.completeUploadExternal': 'files:write',
  'files.info': 'files:read',
  'files.getUploadURLExternal': 'files:write',
}

/** The scopes that each event asks for. */
const EVENT_SCOPES: Readonly<Record<string, string | readonly string[] | undefined>> = {
  app_home_opened: undefined,
  channel_archive: 'channels:read',
  channel_deleted: 'channels:read',
  channel_id_changed: ['channels:read', 'groups:read'],
  group_deleted: 'groups:read',
  channel_left: 'channels:read',
  channel_unarchive: 'channels:read',
  group_archive: 'groups:read',
  group_left: 'groups:read',
  group_unarchive: 'groups:read',
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.im': 'im:history',
  user_change: 'users:read',
}

const src = new URL('../src/', import.meta.url)
const read = (path: string) => readFile(new URL(path, src), 'utf8')

const slackFiles = (await readdir(new URL('slack/', src), { recursive: true })).filter((path) => path.endsWith('.ts'))
const code = (await Promise.all(['app.ts', ...slackFiles.map((path) => `slack/${path}`)].map(read))).join('\n')

/** What the pattern's first group holds, once each, in order. */
const allOf = (pattern: RegExp): string[] =>
  [...new Set([...code.matchAll(pattern)].map(([, found = '']) => found))].sort()

const manifest = manifestSchema.parse(parse(await readFile(new URL('../manifest.yml', src), 'utf8')))

describe('manifest.yml', () => {
  it('has the commands that the code answers', () => {
    expect(allOf(/guard\.command\(deps\.app, (\w+)/g)).toEqual(['COMMAND'])
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND])
  })

  it('tells everybody in both languages what there is', () => {
    const { slash_commands, shortcuts } = manifest.features
    const said = [
      manifest.display_information.description,
      ...slash_commands.flatMap(({ description, usage_hint }) => [description, usage_hint]),
      ...shortcuts.flatMap(({ name, description }) => [name, description]),
    ]
    expect(
      said.filter((text) => !/^[^\p{Script=Han}]*[a-z]{3}[^\p{Script=Han}]* ?\p{Script=Han}/iu.test(text)),
    ).toEqual([])
  })

  it('hints at lines that are understood, alike in both languages', () => {
    const [hint = ''] = manifest.features.slash_commands.map(({ usage_hint }) => usage_hint)
    const lines = hint.replace(/^\[|\]$/g, '').split(' | ')
    const verbs = lines.map((line) => {
      const [, english = '', chinese = ''] = /^(\P{Script=Han}+) (\p{Script=Han}.*)$/u.exec(line) ?? []
      return [english, chinese].map((half) => parseCommand(half.replace(/number|编号/u, '7302')).verb)
    })
    const expected = ['show', 'list', 'new', 'edit', 'close', 'digest', 'doctor', 'help']
    expect(verbs).toEqual(expected.map((verb) => [verb, verb]))
  })

  it('has the shortcuts that the code answers', () => {
    expect(manifest.features.shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['message', SHORTCUTS.fromMessage],
      ['global', SHORTCUTS.anywhere],
    ])
    expect(allOf(/guard\.(?:messageS|s)hortcut\(app, SHORTCUTS\.(\w+)/g)).toEqual(Object.keys(SHORTCUTS).sort())
  })

  it('asks for the scopes that the code needs, and for no other', () => {
    const methods = allOf(/\bclient\.([a-z]+\.[a-zA-Z.]+)\(/g)
    expect(methods).toContain('chat.postMessage')
    expect(methods.filter((method) => !(method in SCOPES))).toEqual([])
    const events = manifest.settings.event_subscriptions.bot_events
    expect(events.filter((event) => !(event in EVENT_SCOPES))).toEqual([])
    const needed = [
      // https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
      ...(code.includes("'file_input'") ? ['files:read'] : []),
      ...methods.flatMap((method) => SCOPES[method] ?? []),
      ...events.flatMap((event) => EVENT_SCOPES[event] ?? []),
    ]
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(['commands', ...needed])].sort())
  })

  it('asks for the scopes that `/ticket doctor` looks for', () => {
    expect(Object.keys(SCOPE_USES).sort()).toEqual(manifest.oauth_config.scopes.bot)
  })

  it('subscribes to the events that the code listens to', () => {
    const heard = allOf(/\bapp\.event\(\s*'([^']+)'/g).map((event) => (event === 'message' ? 'message.im' : event))
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(heard)
  })

  it('switches on what the code relies on', () => {
    const { settings, features } = manifest
    expect(settings.socket_mode_enabled).toBe(true)
    expect(settings.interactivity.is_enabled).toBe(true)
    // Without a public address the token cannot be renewed, and nothing here keeps a renewed one.
    expect(settings.token_rotation_enabled).toBe(false)
    expect(features.app_home.home_tab_enabled).toBe(true)
    // Slack takes the line to write in away where nobody may write.
    expect(features.app_home.messages_tab_read_only_enabled).toBe(false)
  })
})

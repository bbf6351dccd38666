import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, VARIABLES } from '../src/config.ts'
import type { Environment } from '../src/drivers/define.ts'
import { VENDORS } from '../src/drivers/index.ts'

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-12-secret', SLACK_SIGNING_SECRET: 'a-signing-secret' }

/** What is said of each variable, empty when all is well. */
const problemsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown
    return thrown.problems
  }
}

const named = (env: Environment): string[] => problemsOf(env).map((problem) => problem.split(' ')[0] ?? '')

describe('without any variable', () => {
  it('means the local workspace, and defaults for the rest', () => {
    expect(readConfig({})).toMatchObject({
      slack: { mode: 'local' },
      slackApiUrl: 'https://slack.com/api/',
      port: 3000,
      storeUrl: 'file:./data/caretaker.json',
      auditDays: 365,
      catchUpMs: 7_200_000,
      managerIds: [],
      logLevel: 'info',
    })
  })

  it('is the same with every variable empty, as in a copied .env.example', () => {
    const empty = Object.fromEntries(allVariables().map((name) => [name, '  ']))
    expect(readConfig(empty).slack).toEqual({ mode: 'local' })
    expect(readConfig(empty).openDrivers({ now: Date.now })).toEqual([])
  })
})

describe('Slack', () => {
  it('is reached by HTTP with a signing secret, by Socket Mode with an app token, which comes first', () => {
    expect(readConfig(SLACK).slack).toEqual({
      mode: 'http',
      botToken: 'xoxb-12-secret',
      signingSecret: 'a-signing-secret',
    })
    const socket = { mode: 'socket', botToken: 'xoxb-12-secret', appToken: 'xapp-1-secret' }
    expect(readConfig({ ...SLACK, SLACK_APP_TOKEN: 'xapp-1-secret' }).slack).toEqual(socket)
  })

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp-1-secret' }, 'SLACK_BOT_TOKEN is missing: SLACK_APP_TOKEN cannot be used without it'],
    [{ SLACK_SIGNING_SECRET: 'a' }, 'SLACK_BOT_TOKEN is missing: SLACK_SIGNING_SECRET cannot be used without it'],
    [{ SLACK_BOT_TOKEN: 'xoxb' }, 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing'],
  ])('%o is not enough', (env, words) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(words)])
  })

  it('does not start with its tokens in the place of each other, and repeats none of them', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xapp-1-secret', SLACK_APP_TOKEN: 'xoxb-12-secret' })).toEqual([
      "SLACK_BOT_TOKEN holds the app's token for Socket Mode (xapp-…): it needs the bot's token (xoxb-…)",
      "SLACK_APP_TOKEN holds the bot's token (xoxb-…): it needs the app's token for Socket Mode (xapp-…)",
    ])
    expect(problemsOf({ ...SLACK, SLACK_BOT_TOKEN: 'xoxp-12-secret' })).toEqual([
      "SLACK_BOT_TOKEN holds a person's token (xoxp-…): it needs the bot's token (xoxb-…)",
    ])
  })

  it('keeps exactly one slash at the end of its API', () => {
    for (const url of ['http://localhost:4000/api', 'http://localhost:4000/api/', 'http://localhost:4000/api//']) {
      expect(readConfig({ SLACK_API_URL: url }).slackApiUrl).toBe('http://localhost:4000/api/')
    }
  })
})

describe('a value that cannot be', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['AUDIT_DAYS', '-7'],
    ['AUDIT_DAYS', 'forever'],
    ['CATCH_UP_MINUTES', '-1'],
    ['CATCH_UP_MINUTES', '1441'],
    ['CATCH_UP_MINUTES', '1.5'],
    ['LOG_LEVEL', 'loud'],
    ['SLACK_API_URL', 'slack.com'],
    ['SLACK_API_URL', 'ftp://slack.com/api/'],
    ['SLACK_API_URL', 'https://user:pass@slack.com/api/'],
    ['STORE_URL', 'redis://localhost'],
    ['STORE_URL', 'file:./archive/'],
    ['TUYA_BASE_URL', 'openapi.tuyaeu.com'],
  ])('is told by its variable: %s=%s', (name, value) => {
    const rest = name === 'TUYA_BASE_URL' ? { TUYA_CLIENT_ID: 'id', TUYA_CLIENT_SECRET: 'secret' } : {}
    const problems = problemsOf({ ...rest, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must `))
    expect(problems[0]).not.toContain(value)
  })

  it('is told together with every other, and without any value', () => {
    const env = {
      SLACK_APP_TOKEN: 'xapp-very-secret',
      SLACK_API_URL: 'not-a-url',
      PORT: 'ninety',
      STORE_URL: 'postgres-with-password',
      LOG_LEVEL: 'chatty',
      TUYA_CLIENT_SECRET: 'tuya-very-secret',
      AKUBELA_BASE_URL: 'akubela-nowhere',
      AKUBELA_CLIENT_SECRET: 'akubela-very-secret',
    }
    expect(named(env).toSorted()).toEqual([
      'AKUBELA_BASE_URL',
      'AKUBELA_CLIENT_ID',
      'AKUBELA_REFRESH_TOKEN',
      'LOG_LEVEL',
      'PORT',
      'SLACK_API_URL',
      'SLACK_BOT_TOKEN',
      'STORE_URL',
      'TUYA_BASE_URL',
      'TUYA_CLIENT_ID',
    ])
    expect(() => readConfig(env)).toThrow('Caretaker cannot start:\n')
    const said = problemsOf(env).join('\n')
    for (const value of Object.values(env)) expect(said).not.toContain(value)
  })
})

describe.each(VENDORS.map((vendor) => [vendor.vendor, vendor] as const))('%s', (name, vendor) => {
  it('is off without its variables, on with those of its sandbox, and names the one that is missing', async () => {
    expect(vendor.configure({})).toEqual({ off: true })
    const { env, close } = await vendor.sandbox()
    await close()
    const drivers = readConfig(env).openDrivers({ now: Date.now })
    await Promise.all(drivers.map((driver) => driver.close()))
    expect(drivers.map((driver) => driver.vendor)).toContain(name)

    const without = (missing: string) => Object.fromEntries(Object.entries(env).filter(([one]) => one !== missing))
    const blamed = Object.keys(env).map((missing) => [missing, named(without(missing))] as const)
    for (const [missing, names] of blamed) expect([[], [missing]]).toContainEqual(names)
    expect(blamed.filter(([, names]) => names.length > 0).length).toBeGreaterThan(0)
  })
})

it('.env.example names every variable that is read, and no other', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const shown = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect(shown.toSorted()).toEqual(allVariables().toSorted())
})

function allVariables(): string[] {
  return [...new Set([...VARIABLES, ...VENDORS.flatMap(({ variables }) => variables)])]
}

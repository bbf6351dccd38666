import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Environment } from '../src/drivers/define.ts'
import { VENDORS } from '../src/drivers/index.ts'
import type { Misbehaviour, Sandbox } from '../src/drivers/sandbox.ts'

const CHECK = fileURLToPath(new URL('../src/vendors-check.ts', import.meta.url))

/** Where the processes keep what V8 makes of the code: they start in half the time with it. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'caretaker-compiled')

/** Runs `vendors:check` with these settings and no others, where no `.env` lies about. */
const check = async (env: Environment, ...args: string[]) => {
  const quiet = '--disable-warning=ExperimentalWarning'
  const child = spawn(process.execPath, [quiet, CHECK, ...args], {
    env: { ...env, NODE_COMPILE_CACHE },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, complained, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { exitCode, printed, complained }
}

const sandboxOf = async (name: string): Promise<Sandbox> => {
  const sandbox = await VENDORS.find(({ vendor }) => vendor === name)?.sandbox()
  if (!sandbox) throw new Error(`no vendor ${name}`)
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** The names of a vendor's variables that are nobody else's business, and what they hold. */
const secretsOf = ({ env }: Sandbox): [string, string][] =>
  Object.entries(env).filter(([name]) => /SECRET|TOKEN$/.test(name))

/** What each vendor's check prints, in front of its sandbox; one has nothing that could be asked. */
const PRINTED: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'tuya-community': ['Tuya smart community (tuya-community)\nOperations: list, ', 'It answers.', '海棠湾花园'],
  'tuya-feedback': [
    'Tuya user feedback (tuya-feedback)\nOperations: list, detail, timeline, choices, pendingCount, comment, transition\n',
    /It answers\. Tickets on the first page: 25, of 25 in all\.\n$/,
  ],
  akubela: [
    'akubela (akubela)\nOperations: list, ',
    'It answers. Communities of this account: ',
    'Kastanienallee 27, Berlin',
  ],
  aicc: [
    'Huawei AICC (aicc)\nOperations: list, detail, timeline, choices, create, update, comment, transition\n',
    /It answers\. Tickets on the first page: \d+, of an untold number in all\.\n$/,
  ],
}

describe('with good credentials', () => {
  it('dayu is asked nothing, and that nothing is proven is not taken for success', async () => {
    const sandbox = await sandboxOf('dayu')
    const { exitCode, printed, complained } = await check(sandbox.env, 'dayu')
    expect([exitCode, sandbox.requests]).toEqual([2, []])
    expect(printed).toMatch(/^Dayu field service \(dayu\)\nOperations: .+\n$/)
    expect(complained).toBe(
      'Nothing was read, so the credentials are not proven: Dayu field service documents no call that lists anything. Look a ticket up in Slack to try them.\n',
    )
  })

  it('is told of every vendor', () => {
    expect([...Object.keys(PRINTED), 'dayu'].sort()).toEqual(VENDORS.map(({ vendor }) => vendor).sort())
  })

  it.each(Object.keys(PRINTED))('%s ends well, and what can be done there is printed', async (vendor) => {
    const sandbox = await sandboxOf(vendor)
    const { exitCode, printed, complained } = await check(sandbox.env, vendor)
    expect([exitCode, complained]).toEqual([0, ''])
    for (const line of PRINTED[vendor] ?? []) expect(printed).toMatch(line)
    for (const [name, secret] of secretsOf(sandbox)) expect(printed, name).not.toContain(secret)
  })

  it('reads the community that is named', async () => {
    const sandbox = await sandboxOf('akubela')
    const residence = sandbox.communities.find(({ name }) => name === 'Kastanienallee 27, Berlin')?.id ?? ''
    const { exitCode, printed } = await check(sandbox.env, 'akubela', residence)
    expect(exitCode).toBe(0)
    expect(printed).toMatch(/It answers\. Tickets on the first page: \d+/)
    expect(sandbox.requests.some(({ body }) => body.includes(residence))).toBe(true)
  })
})

/** Credentials that are well-formed and wrong. */
const WRONG: readonly (readonly [vendor: string, wrong: Environment, code: string])[] = [
  ['tuya-community', { TUYA_CLIENT_SECRET: 'mistyped0secret00000000000000001' }, 'unauthorized'],
  ['tuya-feedback', { TUYA_CLIENT_SECRET: 'mistyped0secret00000000000000001' }, 'unauthorized'],
  ['akubela', { AKUBELA_REFRESH_TOKEN: 'mistyped-refresh-token' }, 'unauthorized'],
  ['aicc', { AICC_CLIENT_SECRET: 'mistyped-client-secret' }, 'unauthorized'],
]

describe('what goes wrong', () => {
  it.each(WRONG)('%s refuses wrong credentials: no secret is printed', async (vendor, wrong, code) => {
    const sandbox = await sandboxOf(vendor)
    const { exitCode, printed, complained } = await check({ ...sandbox.env, ...wrong }, vendor)
    expect(exitCode).toBe(1)
    expect(complained).toContain(`The read failed: ${code}`)
    expect(printed).not.toContain('It answers')
    const secrets = [...secretsOf(sandbox).map(([, secret]) => secret), ...Object.values(wrong)]
    for (const secret of secrets) expect(printed + complained).not.toContain(secret)
  })

  it.each<[string, Misbehaviour, string]>([
    ['is down', { kind: 'status', status: 503 }, 'unreachable'],
    ['sends a web page', { kind: 'malformed' }, 'bad_response'],
  ])('a vendor that %s is named as such', async (_what, how, code) => {
    const sandbox = await sandboxOf('aicc')
    sandbox.misbehave(how)
    const { exitCode, complained } = await check(sandbox.env, 'aicc')
    expect(exitCode).toBe(1)
    expect(complained).toContain(`The read failed: ${code}`)
  })

  it('a vendor without settings is off, and its variables are named', async () => {
    const { exitCode, printed, complained } = await check({}, 'aicc')
    expect([exitCode, printed]).toEqual([1, ''])
    expect(complained).toMatch(/^aicc is off: none of its variables is set\. It has AICC_BASE_URL, AICC_CLIENT_ID, /)
  })

  it('settings that are not whole are named, every one of them', async () => {
    const { exitCode, complained } = await check({ AICC_CLIENT_SECRET: 'only-a-secret', AICC_LIST_DAYS: '0' }, 'aicc')
    expect(exitCode).toBe(1)
    for (const name of ['AICC_BASE_URL', 'AICC_CLIENT_ID', 'AICC_LIST_DAYS']) expect(complained).toContain(name)
    expect(complained).not.toContain('only-a-secret')
  })

  it.each([[], ['jira']])('%j is answered with the vendors there are', async (...args) => {
    const { exitCode, printed, complained } = await check({}, ...args)
    expect([exitCode, printed]).toEqual([1, ''])
    expect(complained).toContain('Usage: npm run vendors:check -- <vendor> [community]')
    expect(complained).toContain('Vendors: tuya-community, tuya-feedback, akubela, dayu, aicc')
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SCOPE_USES } from '../../src/slack/doctor-slack.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodePlace } from '../../src/slack/values.ts'
import { DESK, LINDENHOF, LOBBY, MANAGERS, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { DAYU_ACCOUNT } from './accounts.ts'
import { ask, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { LEFTOVER, leave } from './filing.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'

const MANIFEST_SCOPES = Object.keys(SCOPE_USES)

const links = [
  ...linksOf(LINDENHOF, [KASTANIENALLEE]),
  ...linksOf(LOBBY, [HAITANG_BAY]),
  ...linksOf(REPAIRS, [DAYU_ACCOUNT, HAITANG_BAY]),
  ...linksOf(MANAGERS, [XIXI_LAKE]),
]

/** Waits for the last private message in a channel that says this. */
const saying = (someone: TestPerson, channel: string, text: string): Promise<string> =>
  someone.until(() => {
    const said = textOf(someone.lastEphemeral(channel) ?? [])
    return said.includes(text) && said
  }, `an answer that says "${text}"`)

/** `/ticket doctor`, and what it finds, which must say this. */
const examine = async (someone: TestPerson, channel: string, hope: string): Promise<string> => {
  const before = someone.lastEphemeral(channel)?.ts
  await someone.command(channel, '/ticket doctor')
  const isNew = () => {
    const last = someone.lastEphemeral(channel)
    return last && last.ts !== before && !/^(Checking|正在检查)/.test(textOf(last)) && last
  }
  const found = textOf(await someone.until(isNew, 'what was found'))
  expect(found).toContain(hope)
  return found
}

const press = async (someone: TestPerson, channel: string, label: string, hope: string): Promise<string> => {
  const message = someone.lastEphemeral(channel)
  if (!message) throw new Error('nothing was said')
  await someone.click(message, label)
  return saying(someone, channel, hope)
}

describe('/ticket doctor', () => {
  let bench: Bench
  let slack: SlackProxy
  let sofia: TestPerson
  let jonas: TestPerson
  let behind = 0
  beforeAll(async () => {
    slack = await startSlackProxy()
    bench = await startBench({ links, env: { SLACK_API_URL: slack.url }, now: () => Date.now() - behind })
    slack.forwardTo(bench.origin)
    slack.grant(MANIFEST_SCOPES)
    sofia = bench.person('U0SOFIA')
    jonas = bench.person('U0JONAS')
  })
  afterEach(() => {
    slack.up()
    slack.release()
    behind = 0
    bench.sandbox(AKUBELA).misbehave(undefined)
  })
  afterAll(async () => {
    await bench.close()
    await slack.close()
  })

  it('says at once that it checks, and in one line that all is well, with everything behind "More"', async () => {
    expect(await say(sofia, LINDENHOF, '/ticket doctor')).toMatch(/^(Checking…|✅)/)
    const short = await saying(sofia, LINDENHOF, 'All is well here')
    expect(short).toContain('1 community read')
    expect(short).not.toContain('Store')
    const long = await press(sofia, LINDENHOF, 'More', 'Less')
    expect(long).toMatch(/\*Kastanienallee 27, Berlin\* \(akubela\): answers in \d+ ms, newest ticket/)
    for (const line of [
      'Slack gives all permissions',
      'I am in this channel',
      'Outbox: empty',
      'Store: can be written',
      'Clock: agrees with that of Slack',
      'Clock: agrees with that of akubela',
      'Here it is',
    ]) {
      expect(long).toContain(`✅ ${line}`)
    }
    expect(await press(sofia, LINDENHOF, 'Less', 'More')).not.toContain('Store')
    expect(sofia.messages(LINDENHOF).every(({ ephemeralTo }) => ephemeralTo === 'U0SOFIA' || !ephemeralTo)).toBe(true)
  })

  it('counts only what it has read, and marks what there is no way to try', async () => {
    const mei = bench.person('U0MEILIN')
    const text = await examine(mei, REPAIRS, '一切正常')
    expect(text).toContain('1 个社区可以读取')
    expect(await press(mei, REPAIRS, '更多', '收起')).toMatch(/➖ .*大鱼.*无法检查/)
  })

  it('is Chinese for a Chinese reader', async () => {
    const mei = bench.person('U0MEILIN')
    expect(await examine(mei, MANAGERS, '一切正常')).toContain('1 个社区可以读取')
  })

  it('says what a vendor refuses, to managers with what it said', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 401 })
    const hers = await examine(sofia, LINDENHOF, '1 thing wants attention')
    expect(hers).toContain('⚠️ *Kastanienallee 27, Berlin* (akubela): akubela refuses Caretaker’s credentials.')
    expect(hers).not.toContain('code:')
  })

  it('says whose clock is off', async () => {
    behind = 120_000
    const said = await examine(sofia, LINDENHOF, '2 things want attention')
    expect(said).toMatch(/⚠️ Caretaker’s clock is 1(19|20|21) s behind that of Slack\./)
    expect(said).toMatch(/⚠️ Caretaker’s clock is 1(19|20|21) s behind that of akubela\./)
  })

  it('names the permission that is missing, and what suffers', async () => {
    slack.grant(MANIFEST_SCOPES.filter((scope) => scope !== 'files:write'))
    const said = await examine(sofia, LINDENHOF, '1 thing wants attention')
    expect(said).toContain('⚠️ The permission `files:write` is missing: lists cannot be sent as files.')
    slack.grant(MANIFEST_SCOPES)
  })

  it('joins a public channel by its button', async () => {
    const said = await examine(jonas, LOBBY, 'I am not in this channel')
    expect(said).toContain('Join')
    await press(jonas, LOBBY, 'Join', 'All is well here')
  })

  it('takes up what rests, for managers only', async () => {
    await turn(jonas, await ask(jonas, LINDENHOF, '/ticket links'), 'Pause')
    const hers = await examine(sofia, LINDENHOF, 'is paused')
    expect(hers).not.toContain('Resume')
    const value = encodePlace({ channel: LINDENHOF, ...KASTANIENALLEE })
    const forged = { user: 'U0SOFIA', channel: LINDENHOF, actionId: ACTIONS.doctorResume, value }
    expect((await pressForged(bench, forged)).text).toContain('Only managers can do this')
    await examine(jonas, LINDENHOF, 'is paused')
    await press(jonas, LINDENHOF, `Resume ${KASTANIENALLEE.name}`, 'All is well here')
  })

  it('takes up nothing in a channel that a manager is not in', async () => {
    const value = encodePlace({ channel: MANAGERS, ...XIXI_LAKE })
    const forged = { user: 'U0PRIYA', channel: DESK, actionId: ACTIONS.doctorResume, value }
    expect((await pressForged(bench, forged)).text).toContain('You are not in that channel')
  })

  it('says where nothing is linked how to link', async () => {
    expect(await examine(sofia, DESK, 'wants attention')).toContain('looks after no community')
  })

  it('and Home show nothing while Slack does not say where somebody is', async () => {
    slack.refuse('users.conversations', 'internal_error')
    const yan = bench.person('U0YANCHEN')
    await yan.openHome()
    const home = textOf(await yan.until(() => yan.home(), 'a Home tab'))
    expect(home).toContain('暂时无法向 Slack 确认您在哪些频道')
    expect(home).not.toContain(HAITANG_BAY.name)
    expect(await say(yan, 'D0YANCHEN', '/ticket list')).toContain('Slack 暂时没有接受我的回答')
  })

  it('gives up what does not answer, and says the rest', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'hang' })
    slack.hold('conversations.info')
    await sofia.command(LINDENHOF, '/ticket doctor')
    const text = () => textOf(sofia.lastEphemeral(LINDENHOF) ?? [])
    await expect.poll(text, { timeout: 10_000 }).toContain('no answer in 5 s')
    expect(text()).toContain('2 things want attention')
    expect(text()).toContain('⚠️ *Kastanienallee 27, Berlin* (akubela): no answer in 5 s.')
    expect(text()).toContain('⚠️ Slack: no answer in 5 s.')
  }, 15_000)
})

describe('what is stuck', () => {
  const { start, folder } = useBenches({ links })
  let bench: Bench
  beforeEach(async () => {
    const place = await folder()
    await leave(place, { ...LEFTOVER, state: 'failed', reason: 'forbidden' })
    bench = await start({ folder: place })
  })

  it('can be sent again by whom it is of, and by managers', async () => {
    const jonas = bench.person('U0JONAS')
    expect(await examine(jonas, LINDENHOF, 'your ticket, of')).toContain('Send it again')
    const tomasz = bench.person('U0TOMASZ')
    expect(await examine(tomasz, LINDENHOF, 'your ticket, of')).not.toContain('Send it again')
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, type BenchOptions, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { slackEvent } from '../support/slack-event.ts'
import { textOf } from '../support/text-of.ts'
import { ask, elementBeside, say } from './asking.ts'
import { KASTANIENALLEE, linksOf, NOW, XIXI_LAKE } from './places.ts'
import { actsIn } from './recorded.ts'

const APP = 'U0CARETAKER'
const PLACES = [XIXI_LAKE, KASTANIENALLEE]

let bench: Bench
let jonas: TestPerson
const begin = async (options: BenchOptions = {}): Promise<void> => {
  bench = await startBench({ ...options, links: [LINDENHOF, DESK, REPAIRS].flatMap((id) => linksOf(id, PLACES)) })
  jonas = bench.person('U0JONAS')
}
beforeEach(() => begin())
afterEach(() => bench.close())

/** Why the channel's links rest, as the store keeps it: in an archived channel nobody can ask. */
const reasons = async (channel: string): Promise<(string | undefined)[]> => {
  const { links } = JSON.parse(await readFile(join(bench.folder, 'store.json'), 'utf8'))
  const here = links.filter((link: { channel: string }) => link.channel === channel)
  return here.map(({ paused }: { paused?: { reason: string } }) => paused?.reason)
}

const until = (expected: readonly (string | undefined)[], channel = LINDENHOF) =>
  expect.poll(() => reasons(channel)).toEqual(expected)

const BACK = 'I am back. The 2 communities of this channel are in lists and digests again.'
const backIn = (channel = LINDENHOF) => jonas.messages(channel).filter(({ text }) => text.includes('I am back'))

describe('an archived channel', () => {
  it('keeps its links, which rest, and gets them back with one word to all', async () => {
    await jonas.manage({ do: 'archive', channel: LINDENHOF })
    await until(['archived', 'archived'])
    expect(await reasons(DESK)).toEqual([undefined, undefined])

    await jonas.manage({ do: 'unarchive', channel: LINDENHOF })
    await until([undefined, undefined])
    await jonas.until(() => textOf(jonas.lastMessage(LINDENHOF) ?? []).includes(BACK))
    expect(backIn()).toHaveLength(1)
    expect((await actsIn(bench, LINDENHOF)).map(({ action, user }) => [action, user])).toEqual([
      ['pause', 'U0JONAS'],
      ['resume', 'U0JONAS'],
    ])
  })

  it('gives back only what rested because of that', async () => {
    const links = await ask(jonas, LINDENHOF, '/ticket links')
    await jonas.select(links, elementBeside(links, `\`${XIXI_LAKE.community}\``, ACTIONS.linkMenu), 'Pause')
    await until(['by_person', undefined])
    await jonas.manage({ do: 'archive', channel: LINDENHOF })
    await until(['by_person', 'archived'])
    await jonas.manage({ do: 'unarchive', channel: LINDENHOF })
    await until(['by_person', undefined])
    await jonas.until(() => textOf(jonas.lastMessage(LINDENHOF) ?? []).includes('The community of this channel is'))
  })
})

it('that was archived while nobody listened is found out by the next digest', async () => {
  await bench.close()
  let now = NOW
  await begin({ now: () => now })
  await ask(jonas, LINDENHOF, '/ticket digest 10:05')
  bench.workspace.setRequestUrl(`${bench.origin}/nowhere`)
  await jonas.manage({ do: 'archive', channel: LINDENHOF })
  bench.workspace.setRequestUrl(`${bench.origin}/slack/events`)
  expect(await reasons(LINDENHOF)).toEqual([undefined, undefined])
  now += 5 * 60_000
  await bench.caretaker.tick()
  expect(await reasons(LINDENHOF)).toEqual(['archived', 'archived'])
})

describe('a private channel that Caretaker was removed from while nobody listened', () => {
  it('keeps its links, which rest from the next digest on until it is invited again', async () => {
    await bench.close()
    let now = NOW
    await begin({ now: () => now })
    await jonas.manage({ do: 'make_private', channel: LINDENHOF })
    await ask(jonas, LINDENHOF, '/ticket digest 10:05')
    bench.workspace.setRequestUrl(`${bench.origin}/nowhere`)
    await jonas.manage({ do: 'remove_user', channel: LINDENHOF, user: APP })
    bench.workspace.setRequestUrl(`${bench.origin}/slack/events`)
    now += 5 * 60_000
    await bench.caretaker.tick()
    expect(await reasons(LINDENHOF)).toEqual(['private', 'private'])
    expect(await say(jonas, LINDENHOF, '/ticket digest status')).toContain('I can no longer see the channel')
    await jonas.manage({ do: 'invite_user', channel: LINDENHOF, user: APP })
    await until([undefined, undefined])
    await jonas.until(() => backIn().length === 1)
  })
})

it.each(['channel_deleted', 'group_deleted'])(
  'a channel that is deleted keeps its links, which rest: %s',
  async (type) => {
    expect(await slackEvent(bench, { type, channel: LINDENHOF })).toBe(200)
    await until(['archived', 'archived'])
  },
)

it('a channel that gets another id takes everything along', async () => {
  await bench.close()
  const links = linksOf('G0BEFORE', PLACES)
  bench = await startBench({ links })
  jonas = bench.person('U0JONAS')
  expect(await say(jonas, LINDENHOF, '/ticket links')).not.toContain(XIXI_LAKE.name)
  const event = { type: 'channel_id_changed', old_channel_id: 'G0BEFORE', new_channel_id: LINDENHOF }
  expect(await slackEvent(bench, event)).toBe(200)
  await until([undefined, undefined])
  expect(await say(jonas, LINDENHOF, '/ticket links')).toContain(XIXI_LAKE.name)
  expect(await reasons('G0BEFORE')).toEqual([])
})

describe('a channel that Caretaker is removed from', () => {
  it.each([LINDENHOF, REPAIRS])('keeps its links until it is invited again: %s', async (channel) => {
    await jonas.manage({ do: 'remove_user', channel, user: APP })
    await until(['left', 'left'], channel)
    expect(await say(jonas, channel, '/ticket links')).toContain('⏸️ Paused: Caretaker was removed from this channel')
    await jonas.manage({ do: 'invite_user', channel, user: APP })
    await until([undefined, undefined], channel)
    await jonas.until(() => backIn(channel).length === 1)
  })

  it('is not told anything when somebody else joins', async () => {
    await jonas.manage({ do: 'remove_user', channel: LINDENHOF, user: APP })
    await until(['left', 'left'])
    await jonas.manage({ do: 'invite_user', channel: LINDENHOF, user: 'U0MEILIN' })
    await jonas.manage({ do: 'remove_user', channel: DESK, user: APP })
    await until(['left', 'left'], DESK)
    expect(await reasons(LINDENHOF)).toEqual(['left', 'left'])
    expect(backIn()).toEqual([])
  })

  it('can be taken up by hand', async () => {
    await jonas.manage({ do: 'remove_user', channel: LINDENHOF, user: APP })
    await until(['left', 'left'])
    const links = await ask(jonas, LINDENHOF, '/ticket links')
    await jonas.select(links, elementBeside(links, `\`${XIXI_LAKE.community}\``, ACTIONS.linkMenu), 'Resume')
    await until([undefined, 'left'])
  })
})

it('is nothing to a channel that it is renamed or made private', async () => {
  await jonas.manage({ do: 'rename', channel: LINDENHOF, name: 'lindenhof-garden' })
  await jonas.manage({ do: 'make_private', channel: LINDENHOF })
  await jonas.manage({ do: 'archive', channel: DESK })
  await until(['archived', 'archived'], DESK)
  expect(await reasons(LINDENHOF)).toEqual([undefined, undefined])
  expect(await say(jonas, LINDENHOF, '/ticket links')).not.toContain('⏸️')
  await jonas.manage({ do: 'archive', channel: LINDENHOF })
  await until(['archived', 'archived'])
})

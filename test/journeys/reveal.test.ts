import { beforeEach, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeRef } from '../../src/slack/values.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf } from './places.ts'
import { actsIn } from './recorded.ts'

/* What many people read is masked. One who may see it all opens it for themselves, and that is on record. */

const LIFT = 'BX20261120102'
const DOOR = 'Türöffner'
const NEUMANN = 'Frau Neumann'
const HIDDEN = 'Names, phones and addresses are hidden from guests.'

const { start } = useBenches({
  links: [...linksOf(DESK, [HAITANG_BAY, KASTANIENALLEE]), ...linksOf(LINDENHOF, [KASTANIENALLEE, HAITANG_BAY])],
})

let bench: Bench
let sofia: TestPerson
let tomasz: TestPerson
beforeEach(async () => {
  bench = await start()
  sofia = bench.person('U0SOFIA')
  tomasz = bench.person('U0TOMASZ')
})

const doorIn = async (channel: string): Promise<string> => {
  const number = new RegExp(`${DOOR}[\\s\\S]*?(m[0-9a-f]{32})`).exec(
    await say(sofia, channel, `/ticket list ${DOOR}`),
  )?.[1]
  if (!number) throw new Error('no door in the list')
  return number
}

const share = async (channel: string, number: string): Promise<Message> => {
  await press(sofia, await ask(sofia, channel, `/ticket ${number}`), 'Share to channel')
  const shared = sofia.messages(channel).findLast(({ ephemeralTo }) => !ephemeralTo)
  if (!shared) throw new Error('nothing was shared')
  return shared
}

const revealed = async (channel: string) => (await actsIn(bench, channel)).filter(({ action }) => action === 'reveal')

describe('"Open" on a shared card', () => {
  it('shows a member alone what is hidden in it, and puts that on record', async () => {
    const number = await doorIn(LINDENHOF)
    const shared = await share(LINDENHOF, number)
    expect(textOf(shared)).not.toContain('Neumann')
    const jonas = bench.person('U0JONAS')
    const card = await press(jonas, shared, 'Open')
    expect(card.ephemeralTo).toBe('U0JONAS')
    expect(textOf(card)).toContain(NEUMANN)
    expect(await revealed(LINDENHOF)).toMatchObject([
      { user: 'U0JONAS', outcome: 'done', what: { ids: [number], number, name: KASTANIENALLEE.name } },
    ])
    expect(JSON.stringify(await actsIn(bench, LINDENHOF))).not.toContain('Neumann')
  })

  it('is in the audit in words', async () => {
    const jonas = bench.person('U0JONAS')
    await press(jonas, await share(LINDENHOF, await doorIn(LINDENHOF)), 'Open')
    expect(await say(jonas, LINDENHOF, '/ticket audit')).toContain('Looked at hidden names and phones')
  })

  it('shows a guest no more than is shared, says why, and reveals nothing', async () => {
    const card = await press(tomasz, await share(LINDENHOF, await doorIn(LINDENHOF)), 'Open')
    expect(textOf(card)).toContain(HIDDEN)
    expect(JSON.stringify(card)).not.toContain('Neumann')
    expect(await revealed(LINDENHOF)).toEqual([])
  })

  it('opens nothing of a community that the channel no longer looks after', async () => {
    const shared = await share(DESK, LIFT)
    await ask(bench.person('U0JONAS'), DESK, `/ticket unlink ${HAITANG_BAY.name}`)
    const told = await press(sofia, shared, 'Open')
    expect(textOf(told)).toContain('has no such ticket')
    expect(await revealed(DESK)).toEqual([])
  })
})

describe('a guest', () => {
  it('sees a card masked, also by its number, opened further and in its history', async () => {
    const number = await doorIn(LINDENHOF)
    const card = await ask(tomasz, LINDENHOF, `/ticket ${number}`)
    expect(textOf(card)).toContain(HIDDEN)
    expect(JSON.stringify(card)).not.toContain('Neumann')
    const value = encodeRef({ vendor: AKUBELA, community: KASTANIENALLEE.community, id: number })
    for (const actionId of [ACTIONS.open, ACTIONS.refresh, ACTIONS.more, ACTIONS.less, ACTIONS.reveal]) {
      const answer = await pressForged(bench, { user: 'U0TOMASZ', channel: LINDENHOF, actionId, value })
      expect(textOf(answer.blocks)).toContain(DOOR)
      expect(JSON.stringify(answer)).not.toContain('Neumann')
    }
  })

  it('does not find out by searching where something is', async () => {
    const [place, about] = ['大堂', '3 栋单元门门禁刷卡没反应']
    expect(await say(sofia, LINDENHOF, `/ticket list ${place}`)).toContain(about)
    expect(await say(tomasz, LINDENHOF, '/ticket list 门禁')).toContain(about)
    expect(await say(tomasz, LINDENHOF, `/ticket list ${place}`)).not.toContain(about)
  })
})

it('whom Slack cannot describe may be a guest, and is told when it will be shown', async () => {
  const number = await doorIn(LINDENHOF)
  const unknown = { user: 'U0NOBODY', channel: LINDENHOF, actionId: ACTIONS.refresh }
  const value = encodeRef({ vendor: AKUBELA, community: KASTANIENALLEE.community, id: number })
  const answer = await pressForged(bench, { ...unknown, value })
  expect(textOf(answer.blocks)).toContain('I could not ask Slack who you are')
  expect(JSON.stringify(answer)).not.toContain('Neumann')
})

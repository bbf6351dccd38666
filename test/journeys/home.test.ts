import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodePlace, encodeRef } from '../../src/slack/values.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import { LINDENHOF, MANAGERS, REPAIRS } from '../../src/workspace/seed.ts'
import { type Bench, startBench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, HEATING, LEFTOVER, leave, openForm } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, TUYA_COMMUNITIES, XIXI_LAKE } from './places.ts'
import { tamper } from './tampering.ts'

/* Sofia is in #berlin-lindenhof, but not in the private #property-managers, where Mei and Jonas are. */

let bench: Bench
let sofia: TestPerson
let jonas: TestPerson
let mei: TestPerson
let ahead = 0
let endTampering = async (): Promise<void> => {}
beforeAll(async () => {
  bench = await startBench({
    now: () => Date.now() + ahead,
    links: [
      ...linksOf(LINDENHOF, [KASTANIENALLEE]),
      ...linksOf(REPAIRS, TUYA_COMMUNITIES),
      ...linksOf(MANAGERS, [XIXI_LAKE]),
    ],
  })
  sofia = bench.person('U0SOFIA')
  jonas = bench.person('U0JONAS')
  mei = bench.person('U0MEILIN')
})
afterEach(async () => {
  bench.sandbox(AKUBELA).misbehave(undefined)
  await endTampering()
  endTampering = async () => {}
})
afterAll(() => bench.close())

/** Opens the Home tab, or shows it after something was pressed, and waits until it says this. */
const homeSaying = (someone: TestPerson, text: string): Promise<string> =>
  someone.until(() => {
    const home = textOf(someone.home() ?? [])
    return home.includes(text) && home
  }, `a Home tab that says "${text}"`)

const openHome = async (someone: TestPerson, text: string): Promise<string> => {
  await someone.openHome()
  return homeSaying(someone, text)
}

const pressHome = async (someone: TestPerson, label: string): Promise<void> => {
  const home = someone.home()
  if (!home) throw new Error('no Home tab')
  await someone.click(home, label)
}

const choose = async (someone: TestPerson, language: string): Promise<void> => {
  const home = someone.home()
  if (!home) throw new Error('no Home tab')
  await someone.select(home, ACTIONS.homeLanguage, language)
}

const directOf = ({ id }: TestPerson): string => id.replace('U', 'D')

/** Presses something in the Home tab and waits for a message in the direct messages. */
const toldAfter = async (someone: TestPerson, act: () => Promise<unknown>): Promise<string> => {
  const before = someone.lastMessage(directOf(someone))?.ts
  await act()
  const told = await someone.until(() => {
    const last = someone.lastMessage(directOf(someone))
    return last && last.ts !== before && last
  }, 'a direct message')
  return textOf(told)
}

/** From now on whatever this person presses carries this instead. */
const forging = async (someone: TestPerson, actionId: string, value: string): Promise<void> => {
  endTampering = await tamper(bench, (interaction) => ({
    ...interaction,
    user: { id: someone.id },
    actions: [{ type: 'button', block_id: 'forged', action_id: actionId, value }],
  }))
}

/** A ticket of the hidden channel, by its number. */
const hiddenNumber = async (): Promise<string> => {
  const list = await say(jonas, MANAGERS, '/ticket list')
  const [number] = /\bm[0-9a-f]{32}\b/.exec(list) ?? []
  if (!number) throw new Error(`no number in:\n${list}`)
  return number
}

const refTo = (id: string) => encodeRef({ vendor: AKUBELA, community: XIXI_LAKE.community, id })

describe('the Home tab', () => {
  it('shows at once what is at hand, and then what the vendors say', async () => {
    bench.sandbox(AKUBELA).misbehave({ kind: 'hang' })
    expect(await openHome(sofia, 'Your tickets')).toContain('One moment, this is being read…')
    bench.sandbox(AKUBELA).misbehave(undefined)
    await pressHome(sofia, 'Refresh')
    const home = await homeSaying(sofia, '*5 open*')
    expect(home).toContain(`*${KASTANIENALLEE.name}* · akubela · <#${LINDENHOF}>`)
    expect(home).toContain('🔵 In progress 3')
    expect(home).toMatch(/as of \d/)
  })

  it('shows figures with their time, and why there are no newer ones', async () => {
    ahead += 2 * 60_000
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 503 })
    const home = await openHome(sofia, '⚠️ akubela')
    expect(home).toContain('*5 open*')
    expect(home).toMatch(/as of \d/)
    bench.sandbox(AKUBELA).misbehave(undefined)
  })

  it('shows the communities of one’s own channels and of no others, in one’s own language', async () => {
    const hers = await openHome(mei, '海棠湾花园')
    expect(hers).toContain(`*${XIXI_LAKE.name}* · akubela · <#${MANAGERS}>`)
    expect(hers).toContain('我的工单')
    const home = await openHome(sofia, KASTANIENALLEE.name)
    for (const other of [XIXI_LAKE.name, '海棠湾花园', MANAGERS, REPAIRS]) expect(home).not.toContain(other)
  })

  it('says where nothing is linked what to do', async () => {
    expect(await openHome(bench.person('U0PRIYA'), 'Your tickets')).toContain('You are in no channel that looks after')
  })

  it('changes the language in which Caretaker answers, everywhere and at once', async () => {
    const home = await openHome(sofia, 'Language')
    expect(home).toContain('As in Slack')
    await choose(sofia, 'Chinese (simplified)')
    await homeSaying(sofia, '我的工单')
    expect(await say(sofia, LINDENHOF, '/ticket')).toContain('我在这里负责')
    await choose(sofia, '与 Slack 一致')
    await homeSaying(sofia, 'Your tickets')
    expect(await say(sofia, LINDENHOF, '/ticket')).toContain('Here I look after')
  })

  it('sends the list of a community to the direct messages, where it can be filtered', async () => {
    await openHome(jonas, KASTANIENALLEE.name)
    const all = await toldAfter(jonas, () => pressHome(jonas, 'What is open'))
    expect(all).toContain(XIXI_LAKE.name)
    await homeSaying(jonas, 'Sent to your messages')
    await pressHome(jonas, 'Refresh')
    await jonas.until(() => !textOf(jonas.home() ?? []).includes('Sent to your messages'), 'a tab without the notice')
    const list = await toldAfter(jonas, () => pressHome(jonas, 'List'))
    expect(list).toContain('*5 tickets')
    expect(list).toContain('Aufzug hält')
    const message = jonas.lastMessage('D0JONAS')
    if (message) await jonas.select(message, ACTIONS.listSort, 'newest first')
    const isTurned = () => textOf(jonas.lastMessage('D0JONAS') ?? []).includes('of 5, newest first')
    await jonas.until(isTurned, 'the list in another order')
  })

  it('opens the form of a new ticket, after the channel where there are several', async () => {
    await openHome(sofia, 'New ticket')
    await pressHome(sofia, 'New ticket')
    expect(textOf(await openForm(sofia))).toContain(KASTANIENALLEE.name)
    await sofia.close()
    await openHome(jonas, 'New ticket')
    await pressHome(jonas, 'New ticket')
    const question = await modalSaying(jonas, 'For which channel?')
    expect(textOf(question)).toContain(`<#${MANAGERS}>`)
    expect(textOf(question)).not.toContain(`<#${REPAIRS}>`)
    await forging(jonas, ACTIONS.homeCreateIn, MANAGERS)
    await jonas.click(question, 'New ticket')
    expect(textOf(await openForm(jonas))).toContain(XIXI_LAKE.name)
    await jonas.close()
  })

  it('shows managers what rests, and takes it up again', async () => {
    await turn(jonas, await ask(jonas, LINDENHOF, '/ticket links'), 'Pause')
    const home = await openHome(jonas, '⏸️ paused in')
    expect(home.indexOf('Resume')).toBeGreaterThan(home.indexOf('Links'))
    expect(await openHome(sofia, '⏸️ paused')).not.toContain('Resume')
    await pressHome(jonas, 'Resume')
    await jonas.until(() => !textOf(jonas.home() ?? []).includes('⏸️'), 'nothing that rests')
  })
})

describe('a ticket that is followed', () => {
  it('stands in Home, and opens in a modal from which it can be acted on', async () => {
    const number = await hiddenNumber()
    await jonas.command(MANAGERS, `/ticket watch ${number}`)
    await jonas.until(() => textOf(jonas.lastEphemeral(MANAGERS) ?? []).includes('follows'), 'that it is followed')
    expect(await openHome(jonas, 'Tickets you follow')).toContain(`*${number}*`)
    await pressHome(jonas, 'Open')
    const card = await modalSaying(jonas, XIXI_LAKE.name)
    expect(textOf(card)).not.toContain('Share to channel')
    await jonas.click(card, 'Delete')
    expect(textOf(await openForm(jonas))).toContain(number)
    await jonas.close()
    await jonas.close()
  })
})

describe('direct messages', () => {
  it('look a number up in the channels that one is in, and in no others', async () => {
    const number = await hiddenNumber()
    const found = await ask(jonas, 'D0JONAS', `/ticket ${number}`)
    expect(textOf(found)).toContain(XIXI_LAKE.name)
    expect(textOf(found)).not.toContain('Share to channel')
    const missing = await say(sofia, 'D0SOFIA', `/ticket ${number}`)
    expect(missing).toContain(`There is no ticket *${number}*`)
    expect(missing).not.toContain(XIXI_LAKE.name)
  })

  it('list the tickets of one’s own channels', async () => {
    expect(await say(sofia, 'D0SOFIA', '/ticket list')).toContain('*5 open tickets*')
    expect(await say(sofia, 'D0SOFIA', `/ticket list ${XIXI_LAKE.name}`)).not.toContain('西溪湖畔别墅 18 幢 ·')
    expect(await say(mei, 'D0MEILIN', '/ticket list')).toContain('海棠湾花园')
  })

  it('delete by number what a manager reaches, as done in its channel', async () => {
    const number = await hiddenNumber()
    await jonas.command('D0JONAS', `/ticket delete ${number}`)
    expect(textOf(await openForm(jonas))).toContain(number)
    await jonas.close()
  })
})

describe('a forged value', () => {
  it.each([
    ['opens no ticket', ACTIONS.homeOpen],
    ['opens no card', ACTIONS.open],
    ['comments on none', ACTIONS.comment],
  ])('%s of a channel that one is not in', async (_what, actionId) => {
    const number = await hiddenNumber()
    await openHome(sofia, 'Refresh')
    const before = bench.sandbox(AKUBELA).requests.length
    await forging(sofia, actionId, refTo(number))
    await pressHome(sofia, 'Refresh')
    const said = await sofia.until(() => {
      const texts = [sofia.view() ?? [], sofia.lastMessage('D0SOFIA') ?? []].map(textOf)
      return texts.find((text) => text.includes('has no such ticket or community'))
    })
    expect(said).not.toContain(XIXI_LAKE.name)
    expect(
      bench
        .sandbox(AKUBELA)
        .requests.slice(before)
        .filter(({ body }) => body.includes(number)),
    ).toEqual([])
    if (sofia.view()) await sofia.close()
  })

  it('shows no list and opens no form of it', async () => {
    await openHome(sofia, 'Refresh')
    await forging(sofia, ACTIONS.homeList, encodePlace({ channel: MANAGERS, ...XIXI_LAKE }))
    const list = await toldAfter(sofia, () => pressHome(sofia, 'Refresh'))
    expect(list).toBe('You are not in that channel, or it no longer looks after this.')
    await endTampering()
    await forging(sofia, ACTIONS.homeResume, encodePlace({ channel: MANAGERS, ...XIXI_LAKE }))
    expect(await toldAfter(sofia, () => pressHome(sofia, 'Refresh'))).toContain('Only managers can do this')
  })

  it('takes nothing up in a channel that a manager is not in', async () => {
    const priya = bench.person('U0PRIYA')
    await openHome(priya, 'Refresh')
    await forging(priya, ACTIONS.homeResume, encodePlace({ channel: MANAGERS, ...XIXI_LAKE }))
    expect(await toldAfter(priya, () => pressHome(priya, 'Refresh'))).toContain('You are not in that channel')
  })
})

it('whoever leaves a channel sees its communities no longer than five minutes', async () => {
  await openHome(mei, XIXI_LAKE.name)
  await jonas.manage({ do: 'remove_user', channel: MANAGERS, user: 'U0MEILIN' })
  ahead += 5 * 60_000 + 1
  await mei.openHome()
  await mei.until(() => !textOf(mei.home() ?? []).includes(XIXI_LAKE.name), 'a Home tab without it')
})

describe('what was sent and did not arrive', () => {
  const { start, folder } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

  const startWith = async (left: Partial<Submission>) => {
    const place = await folder()
    await leave(place, { ...LEFTOVER, ...left })
    return start({ folder: place })
  }

  it('is sent again from Home', async () => {
    const at = await startWith({ state: 'failed', reason: 'forbidden' })
    const filer = at.person('U0SOFIA')
    const home = await openHome(filer, 'What you sent')
    expect(home).toContain('*your ticket:* not done')
    expect(home).toContain('Caretaker’s account at akubela is not allowed to do this.')
    await pressHome(filer, 'Send it again')
    await filer.until(() => created(at).length === 1 && !textOf(filer.home() ?? []).includes('What you sent'))
    expect(created(at)).toMatchObject([{ description: HEATING.Description }])
  })

  it('is given up from Home, by its filer only', async () => {
    const at = await startWith({ state: 'unclear', reason: 'unclear' })
    const [filer, other] = [at.person('U0SOFIA'), at.person('U0JONAS')]
    expect(await openHome(other, 'On its way, of everybody')).toContain('may have arrived or not')
    await openHome(filer, 'may have arrived or not')
    await pressHome(filer, 'Discard')
    await filer.until(() => !textOf(filer.home() ?? []).includes('What you sent'))
    expect(created(at)).toEqual([])
  })

  it('is nobody’s business who is not in its channel, be they managers', async () => {
    const at = await startWith({ state: 'unclear', reason: 'unclear' })
    const priya = at.person('U0PRIYA')
    expect(await openHome(priya, '1 more in a channel that you are not in.')).not.toContain('your ticket')
  })
})

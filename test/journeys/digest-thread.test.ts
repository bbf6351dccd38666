import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { say } from './asking.ts'
import { useBenches } from './benches.ts'
import { crowd } from './crowd.ts'
import { KASTANIENALLEE, linksOf } from './places.ts'

const { start, closeAfter } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

/** Beside the five that the sandbox has: for a digest of three messages. */
const MANY = 90
const TOTAL = MANY + 5

let bench: Bench
let slack: SlackProxy
let sofia: TestPerson

beforeEach(async () => {
  slack = await startSlackProxy()
  closeAfter(slack.close)
  bench = await start({ env: { SLACK_API_URL: slack.url } })
  slack.forwardTo(bench.origin)
  sofia = bench.person('U0SOFIA')
  await crowd(
    bench,
    Array.from({ length: MANY }, (_, house) => `House ${house}: the lamp over the door is broken.`),
  )
})

const tickAt = async (at: string): Promise<void> => {
  vi.setSystemTime(Date.parse(at))
  await bench.caretaker.tick()
}

const isDigest = ({ blocks }: Message): boolean => blocks?.[0]?.type === 'header'
const heads = (): Message[] => sofia.messages(LINDENHOF).filter((one) => !one.ephemeralTo && isDigest(one))
const parts = (): Message[] => sofia.messages(LINDENHOF).filter(({ threadTs }) => threadTs !== undefined)

const titles = (messages: readonly Message[]): string[] => messages.map(({ text }) => text ?? '')

/** Each house that is named, as often as it is. */
const houses = (): number[] =>
  [...heads(), ...parts()]
    .flatMap((message) => [...textOf(message).matchAll(/House (\d+):/g)].map(([, house]) => Number(house)))
    .sort((a, b) => a - b)

const EVERY_HOUSE = Array.from({ length: MANY }, (_, house) => house)

describe('a digest that does not fit into one message', () => {
  it('goes on in its thread, and names every ticket once', async () => {
    await sofia.command(LINDENHOF, '/ticket digest now')
    await sofia.until(() => parts().length === 2, 'two parts')
    const [head] = heads()
    expect(textOf(head ?? [])).toContain(`30 of ${TOTAL} shown. The next ones are in this message’s thread.`)
    expect(titles(parts())).toEqual(['2/3', '3/3'])
    expect(parts().map(({ threadTs }) => threadTs)).toEqual([head?.ts, head?.ts])
    expect(houses()).toEqual(EVERY_HOUSE)
  })

  it('comes so by the clock, once', async () => {
    await say(bench.person('U0JONAS'), LINDENHOF, '/ticket digest 09:00')
    for (const time of ['08:00', '08:01', '08:02']) await tickAt(`2026-11-23T${time}:00Z`)
    expect([heads().length, titles(parts())]).toEqual([1, ['2/3', '3/3']])
    expect(houses()).toEqual(EVERY_HOUSE)
    expect(await say(sofia, LINDENHOF, '/ticket digest status')).not.toContain('could not be posted')
  })

  it('is found again, the digest and each part, when Slack’s answers are lost', async () => {
    await say(bench.person('U0JONAS'), LINDENHOF, '/ticket digest 09:00')
    slack.loseAnswers('chat.postMessage')
    for (let minute = 0; minute < 8; minute++) await tickAt(`2026-11-23T08:0${minute}:00Z`)
    expect([heads().length, titles(parts())]).toEqual([1, ['2/3', '3/3']])
    expect(houses()).toEqual(EVERY_HOUSE)
  })

  it('says so in its status when the rest could not be posted', async () => {
    const jonas = bench.person('U0JONAS')
    await say(jonas, LINDENHOF, '/ticket digest 09:00')
    slack.loseAnswers('chat.postMessage')
    await tickAt('2026-11-23T08:00:00Z')
    slack.up()
    slack.refuse('chat.postMessage', 'restricted_action_thread_locked')
    for (const time of ['08:01', '08:02', '08:20', '08:40']) await tickAt(`2026-11-23T${time}:00Z`)
    expect([heads().length, parts()]).toEqual([1, []])
    expect(await say(sofia, LINDENHOF, '/ticket digest status')).toContain('the last part of it could not be posted')
  })
})

import { mkdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { type SandboxAnswer, serveSandbox } from '../../src/drivers/sandbox.ts'
import type { Message, View } from '../../src/workspace/protocol.ts'
import { LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { textOf } from '../support/text-of.ts'
import { ask, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, fileRepair, formOf, HEATING, isCreate, minute, noticeOf, openForm } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf } from './places.ts'

/** A residence that the vendor's account does not own. */
const TORSTRASSE = { vendor: AKUBELA, community: `r${'0'.repeat(32)}`, name: 'Torstraße 9' }

const { start, closeAfter } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

describe('a ticket that the vendor does not take', () => {
  const untaken = (someone: TestPerson): Promise<View> =>
    someone.until(() => {
      const view = someone.view()
      return view && noticeOf(view).startsWith('⚠️') ? view : undefined
    }, 'the form with a reason')

  it('keeps what was typed when the credentials are refused, and is filed once when sent again', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const repairs = bench.sandbox(AKUBELA)
    repairs.misbehave({ kind: 'status', status: 401 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const form = await untaken(sofia)
    expect(noticeOf(form)).toContain('akubela refuses Caretaker’s credentials')
    expect(form.blocks.flatMap(({ element }) => (element ? [element] : []))).toMatchObject([
      { initial_value: HEATING.Description },
      { initial_value: HEATING.Contact },
      // It is Saturday: the next Monday at eight, for two hours.
      { initial_date_time: Date.parse('2026-11-23T07:00:00Z') / 1000 },
      { initial_date_time: Date.parse('2026-11-23T09:00:00Z') / 1000 },
      { type: 'file_input' },
    ])
    repairs.misbehave(undefined)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    expect(await pendingAbout(sofia, HEATING.Description)).toBe(1)
  })

  it('quotes the vendor where it says why', async () => {
    const taken: SandboxAnswer = { json: { success: true, result: { maintenance_id: `m${'7'.repeat(32)}` } } }
    let answer: SandboxAnswer = { json: { success: false, result: {}, message: 'invalid param: contact' } }
    const vendor = await serveSandbox(() => answer)
    closeAfter(vendor.close)
    const off = { AKUBELA_CLIENT_ID: '', AKUBELA_CLIENT_SECRET: '', AKUBELA_REFRESH_TOKEN: '' }
    const bench = await start({
      env: { ...off, AKUBELA_BASE_URL: vendor.url, AKUBELA_ACCESS_TOKEN: 'lindenhof-access-token' },
    })
    const sofia = bench.person('U0SOFIA')
    await fileRepair(sofia, LINDENHOF, HEATING)
    const notice = noticeOf(await untaken(sofia))
    expect(notice).toContain('akubela does not accept these values')
    expect(notice).toContain('It says: “invalid param: contact”')
    answer = taken
    await sofia.fill(sofia.view()?.id ?? '', { Contact: '+49 30 5550 100' })
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes(`Filed as *m${'7'.repeat(32)}*`))
    expect(vendor.requests.filter(isCreate).map(({ body }) => JSON.parse(body).param.contact)).toEqual([
      HEATING.Contact,
      '+49 30 5550 100',
    ])
  })

  it('keeps the form open when it cannot be kept on disk, and sends nothing', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const form = await formOf(sofia, LINDENHOF)
    await sofia.fill(form.id, HEATING)
    // Where the store puts its next version before it takes the place of the last: no disk writes to a folder.
    const obstacle = join(bench.folder, 'store.json.next')
    await mkdir(obstacle)
    await sofia.submit()
    expect(noticeOf(await untaken(sofia))).toContain('could not keep your ticket')
    expect(created(bench)).toEqual([])
    await rmdir(obstacle)
    await sofia.submit()
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    expect(created(bench)).toMatchObject([{ description: HEATING.Description }])
  })
})

describe('a ticket that the vendor does not answer to', () => {
  it('is found when only the answer was lost, and shown as filed', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'reset', when: 'after' }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    expect(textOf(await sofia.until(() => sofia.lastEphemeral(LINDENHOF)))).toContain('Your ticket is filed')
    expect(created(bench)).toHaveLength(1)
    expect(await pendingAbout(sofia, HEATING.Description)).toBe(1)
  })

  it('is looked for, and sent once more when it is not there', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const repairs = bench.sandbox(AKUBELA)
    repairs.misbehave({ kind: 'status', status: 500 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('akubela did not say whether it took your ticket')
    expect(textOf(sofia.view() ?? [])).toContain('please do not send it again meanwhile')
    expect(sofia.view()?.submit).toBeUndefined()
    repairs.misbehave(undefined)
    await minute(bench, 1)
    expect(created(bench)).toHaveLength(1)
    await minute(bench, 5)
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(await pendingAbout(sofia, HEATING.Description)).toBe(1)
  })

  it('is a person’s to decide when the vendor does not answer a second time either', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'status', status: 500 }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    for (const minutes of [1, 5, 6, 10, 60, 200]) await minute(bench, minutes)
    expect(created(bench)).toHaveLength(2)
    const told = sofia.lastEphemeral(LINDENHOF)
    expect(textOf(told ?? [])).toContain('Your ticket may be filed or not')
    expect(textOf(told ?? [])).toContain('/ticket list')
  })
})

describe('a ticket that the vendor does not take yet', () => {
  const untakenYet = async (): Promise<{ bench: Bench; sofia: TestPerson; told: Message }> => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'rate_limit' }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    return { bench, sofia, told }
  }

  it('is kept and filed when it does, and the filer hears of both', async () => {
    const { bench, sofia, told } = await untakenYet()
    expect(textOf(told)).toContain('akubela is being asked too often.* I keep your ticket')
    expect(textOf(sofia.view() ?? [])).toContain('I keep your ticket')
    await minute(bench, 1)
    expect(sofia.lastEphemeral(LINDENHOF)?.ts).toBe(told.ts)
    bench.sandbox(AKUBELA).misbehave(undefined)
    await minute(bench, 3)
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(sofia.messages(LINDENHOF).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
    expect(await pendingAbout(sofia, HEATING.Description)).toBe(1)
  })

  it('can be given up, and is then never sent', async () => {
    const { bench, sofia, told } = await untakenYet()
    const after = await turn(sofia, told, 'Discard')
    expect(textOf(after)).toBe('Discarded. It will not be sent.')
    bench.sandbox(AKUBELA).misbehave(undefined)
    await minute(bench, 30)
    expect(await pendingAbout(sofia, HEATING.Description)).toBe(0)
  })

  it('is told so by name when the vendor cannot be reached', async () => {
    const bench = await start({ env: { AKUBELA_BASE_URL: 'http://127.0.0.1:1' } })
    const sofia = bench.person('U0SOFIA')
    await fileRepair(sofia, LINDENHOF, HEATING)
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('akubela does not answer.* I keep your ticket, and send it when it does')
    await minute(bench, 121)
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket was not filed')
  })
})

describe('a modal that is closed while the ticket is on its way', () => {
  it('is followed by the card', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'latency', ms: 100 })
    await fileRepair(sofia, LINDENHOF, HEATING)
    expect(textOf(sofia.view() ?? [])).toContain('Filing your ticket with akubela')
    await sofia.close()
    expect(textOf(await sofia.until(() => sofia.lastEphemeral(LINDENHOF)))).toContain('Your ticket is filed')
    expect(sofia.view()).toBeUndefined()
  })

  it('is followed by the reason and a way back to what was typed', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [TORSTRASSE]) })
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'latency', ms: 100 })
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.close()
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('Your ticket was not filed')
    expect(textOf(told)).toContain('It says: “no permission for this residence”')
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    expect(JSON.stringify(form.blocks)).toContain(HEATING.Description)
    expect(JSON.stringify(form.blocks)).toContain(HEATING.Contact)
  })
})

describe('in a channel that the app cannot post to', () => {
  let slack: SlackProxy
  beforeEach(async () => {
    slack = await startSlackProxy()
    closeAfter(slack.close)
    slack.refuse('conversations.join', 'missing_scope')
  })

  it('files the ticket, says so in the modal, and leaves the outcome in the direct messages', async () => {
    const bench = await start({ links: linksOf(LOBBY, [KASTANIENALLEE]), env: { SLACK_API_URL: slack.url } })
    slack.forwardTo(bench.origin)
    const sofia = bench.person('U0SOFIA')
    await fileRepair(sofia, LOBBY, HEATING)
    const view = await sofia.until(() => textOf(sofia.view() ?? []).includes('/invite') && sofia.view())
    expect(textOf(view)).toContain('Filed as')
    const direct = await sofia.until(() => sofia.lastMessage('D0SOFIA'))
    expect(textOf(direct)).toContain(HEATING.Description)
    // Its buttons would look for the ticket among the communities of the direct message, which has none.
    expect(direct.blocks?.map(({ type }) => type)).not.toContain('actions')
    expect(created(bench)).toHaveLength(1)
  })

  it('gives what was typed back from the direct messages', async () => {
    const bench = await start({ links: linksOf(LOBBY, [TORSTRASSE]), env: { SLACK_API_URL: slack.url } })
    slack.forwardTo(bench.origin)
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(AKUBELA).misbehave({ kind: 'latency', ms: 100 })
    await fileRepair(sofia, LOBBY, HEATING)
    await sofia.close()
    const told = await sofia.until(() => sofia.lastMessage('D0SOFIA'))
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    expect(noticeOf(form)).toContain('Torstraße 9')
    expect(JSON.stringify(form.blocks)).toContain(HEATING.Description)
  })
})

it('joins a public channel by itself, and the filer reads the card there', async () => {
  const bench = await start({ links: linksOf(LOBBY, [KASTANIENALLEE]) })
  const sofia = bench.person('U0SOFIA')
  await fileRepair(sofia, LOBBY, HEATING)
  expect(textOf(await sofia.until(() => sofia.lastEphemeral(LOBBY)))).toContain('Your ticket is filed')
  expect(sofia.messages(LOBBY).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
})

/** How many pending tickets of the list are about this. */
const pendingAbout = async (someone: TestPerson, description: string): Promise<number> => {
  const list = await ask(someone, LINDENHOF, '/ticket list')
  return textOf(list).split(description).length - 1
}

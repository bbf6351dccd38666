import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { createJsonStore } from '../../src/store/json.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { startBehindProxy } from '../support/behind-proxy.ts'
import { person } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { useBenches } from './benches.ts'
import {
  created,
  fileRepair,
  formOf,
  HEATING,
  isCreate,
  LEFTOVER,
  leave,
  minute,
  openForm,
  typedInto,
} from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, NOW } from './places.ts'

const links = linksOf(LINDENHOF, [KASTANIENALLEE])

const { start, closeAfter, folder: newFolder } = useBenches({ links })

describe('a ticket that was accepted but not sent when the process was killed', () => {
  it('is filed after the restart, once, and the filer and the channel are told', async () => {
    const folder = await newFolder()
    await leave(folder, LEFTOVER)
    const first = await start({ folder })
    const sofia = first.person('U0SOFIA')
    expect(created(first)).toMatchObject([{ description: HEATING.Description, start_time: '2026-11-23 07:30:00' }])
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(sofia.messages(LINDENHOF).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
    await first.caretaker.stop(1_000)
    expect(created(await start({ folder }))).toEqual([])
  })

  it('is given back with its fields when the vendor does not take it', async () => {
    const folder = await newFolder()
    await leave(folder, { ...LEFTOVER, community: `r${'0'.repeat(32)}` })
    const sofia = (await start({ folder })).person('U0SOFIA')
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('was not filed')
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    expect(JSON.stringify(form.blocks)).toContain(HEATING.Description)
  })
})

describe('how a ticket ended that nobody was told of when the process was killed', () => {
  const ref = { vendor: AKUBELA, community: KASTANIENALLEE.community, id: `m${'7'.repeat(32)}` }

  it.each([
    ['filed', { state: 'done', ticket: ref, number: ref.id }, ref.id],
    ['refused', { state: 'failed', reason: 'invalid' }, 'Your ticket was not filed'],
    ['unclear', { state: 'unclear', reason: 'unclear' }, 'Your ticket may be filed or not'],
  ] as const)('is told after the restart, once: %s', async (_how, standing, words) => {
    const folder = await newFolder()
    await leave(folder, { ...LEFTOVER, ...standing })
    const first = await start({ folder })
    expect(textOf(first.person('U0SOFIA').lastEphemeral(LINDENHOF) ?? [])).toContain(words)
    await first.caretaker.stop(1_000)
    const second = await start({ folder })
    expect(second.person('U0SOFIA').lastEphemeral(LINDENHOF)).toBeUndefined()
    expect([...created(first), ...created(second)]).toEqual([])
  })
})

it('does not send what a guest had submitted, and says so', async () => {
  const folder = await newFolder()
  await leave(folder, { ...LEFTOVER, user: 'U0TOMASZ' })
  const bench = await start({ folder })
  await bench.caretaker.tick()
  expect(created(bench)).toEqual([])
  const told = bench.person('U0TOMASZ').lastEphemeral(LINDENHOF)
  expect(textOf(told ?? [])).toContain('As a guest')
})

it('looks for what the previous version of an unreadable store had queued, because it may have been sent', async () => {
  const folder = await newFolder()
  await leave(folder, LEFTOVER)
  await rename(join(folder, 'store.json'), join(folder, 'store.json.previous'))
  await writeFile(join(folder, 'store.json'), '{"version":')
  const bench = await start({ folder })
  const told = bench.person('U0SOFIA').lastEphemeral(LINDENHOF)
  expect(textOf(told ?? [])).toContain('akubela did not say whether it took your ticket')
  expect(created(bench)).toEqual([])
})

describe('a ticket that was being sent', () => {
  it('when the process was killed is looked for before it is sent again, and its filer hears of both', async () => {
    const folder = await newFolder()
    await leave(folder, { ...LEFTOVER, state: 'sending' })
    const bench = await start({ folder })
    const sofia = bench.person('U0SOFIA')
    const told = sofia.lastEphemeral(LINDENHOF)
    expect(textOf(told ?? [])).toContain('akubela did not say whether it took your ticket')
    expect(textOf(told ?? [])).not.toContain('Open it again')
    await minute(bench, 1)
    expect(created(bench)).toEqual([])
    await minute(bench, 5)
    expect(created(bench)).toMatchObject([{ description: HEATING.Description }])
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(sofia.messages(LINDENHOF).filter(({ text }) => text.includes('filed ticket'))).toHaveLength(1)
  })

  it('when the process was killed, and that the vendor had taken, is found', async () => {
    const folder = await newFolder()
    const first = await start({ folder })
    await fileRepair(first.person('U0SOFIA'), LINDENHOF, HEATING)
    await vi.waitFor(() => expect(created(first)).toHaveLength(1))
    await first.caretaker.stop(1_000)
    const store = await createJsonStore({ path: join(folder, 'store.json'), now: () => NOW })
    const [filed] = await store.submissions()
    const { ticket: _ticket, number: _number, told: _told, announcingAt: _announced, ...row } = filed ?? LEFTOVER
    await store.changeSubmission(row.id, () => ({ ...row, state: 'sending' }))
    await store.close()

    const vendor = first.sandbox(AKUBELA)
    const second = await start({ folder, env: vendor.env })
    const sofia = second.person('U0SOFIA')
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain('Your ticket is filed')
    expect(textOf(sofia.lastEphemeral(LINDENHOF) ?? [])).toContain(filed?.number)
    await minute(second, 6)
    expect(created(first)).toHaveLength(1)
  })

  it('when the process was stopped is told as such, once, before or after the restart', async () => {
    const folder = await newFolder()
    const first = await start({ folder })
    const sofia = first.person('U0SOFIA')
    first.sandbox(AKUBELA).misbehave({ kind: 'hang' }, isCreate)
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.close()
    await vi.waitFor(() => expect(created(first)).toHaveLength(1))
    await first.caretaker.stop(50)
    // The process would end here, so what was not said yet will not be.
    const said = sofia.lastEphemeral(LINDENHOF)
    const second = await start({ folder })
    const told = [said, second.person('U0SOFIA').lastEphemeral(LINDENHOF)].flatMap((message) => message ?? [])
    expect(told.map(textOf)).toEqual([expect.stringContaining('akubela did not say whether it took your ticket')])
    expect(created(second)).toEqual([])
  })
})

it('does not take up again what somebody files while Slack is still slow to say who we are', async () => {
  const sandbox = await akubela.sandbox()
  closeAfter(sandbox.close)
  await using at = await startBehindProxy({
    mode: 'http',
    env: sandbox.env,
    links: links.map((link) => ({ ...link, createdBy: 'U0JONAS', createdAt: LEFTOVER.acceptedAt })),
    slackAtStart: (slack) => slack.hold('auth.test'),
  })
  const sofia = person(at.workspace, 'U0SOFIA')
  await formOf(sofia, LINDENHOF)
  sandbox.misbehave({ kind: 'hang' }, isCreate)
  await typedInto(sofia, HEATING)
  await vi.waitFor(() => expect(sandbox.requests.filter(isCreate)).toHaveLength(1))
  at.slack.release()
  await at.caretaker.ready
  expect(sofia.lastEphemeral(LINDENHOF)).toBeUndefined()
  expect(sandbox.requests.filter(isCreate)).toHaveLength(1)
  sofia.leave()
})

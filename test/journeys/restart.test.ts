import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { createJsonStore } from '../../src/store/json.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { startBehindProxy } from '../support/behind-proxy.ts'
import { person } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { useBenches } from './benches.ts'
import { created, fileRepair, formOf, HEATING, openForm, typedInto } from './filing.ts'
import { AKUBELA, KASTANIENALLEE, linksOf, NOW } from './places.ts'

const links = linksOf(LINDENHOF, [KASTANIENALLEE])

const { start, closeAfter, folder: newFolder } = useBenches({ links })

const accepted: Submission = {
  id: 'V0LEFTOVER.1',
  channel: LINDENHOF,
  user: 'U0SOFIA',
  vendor: AKUBELA,
  community: KASTANIENALLEE.community,
  fields: {
    description: HEATING.Description,
    contact: HEATING.Contact,
    start_time: '2026-11-23T07:30:00.000Z',
    finish_time: '2026-11-23T09:00:00.000Z',
  },
  language: 'en',
  acceptedAt: new Date(NOW).toISOString(),
  state: 'queued',
}

/** Leaves behind what a process that was killed would have. */
const leave = async (folder: string, submission: Submission): Promise<void> => {
  const store = await createJsonStore({ path: join(folder, 'store.json'), now: () => NOW })
  await store.accept(submission)
  await store.close()
}

describe('a ticket that was accepted but not sent when the process was killed', () => {
  it('is filed after the restart, once, and the filer and the channel are told', async () => {
    const folder = await newFolder()
    await leave(folder, accepted)
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
    await leave(folder, { ...accepted, community: `r${'0'.repeat(32)}` })
    const sofia = (await start({ folder })).person('U0SOFIA')
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('was not filed')
    await sofia.click(told, 'Open it again')
    const form = await openForm(sofia)
    expect(JSON.stringify(form.blocks)).toContain(HEATING.Description)
  })
})

describe('a ticket that was being sent', () => {
  it('when the process was killed is called unclear, and not sent again', async () => {
    const folder = await newFolder()
    await leave(folder, { ...accepted, state: 'sending' })
    const bench = await start({ folder })
    const told = bench.person('U0SOFIA').lastEphemeral(LINDENHOF)
    expect(textOf(told ?? [])).toContain('akubela did not say whether it took it')
    expect(textOf(told ?? [])).toContain('Open it again')
    expect(created(bench)).toEqual([])
  })

  it('when the process was stopped is called unclear, once, before or after the restart', async () => {
    const folder = await newFolder()
    const first = await start({ folder })
    const sofia = first.person('U0SOFIA')
    first.sandbox(AKUBELA).misbehave({ kind: 'hang' }, ({ body }) => body.includes('create_maintenance_info'))
    await fileRepair(sofia, LINDENHOF, HEATING)
    await sofia.close()
    await vi.waitFor(() => expect(created(first)).toHaveLength(1))
    await first.caretaker.stop(50)
    // The process would end here, so what was not said yet will not be.
    const said = sofia.lastEphemeral(LINDENHOF)
    const second = await start({ folder })
    const told = [said, second.person('U0SOFIA').lastEphemeral(LINDENHOF)].flatMap((message) => message ?? [])
    expect(told.map(textOf)).toEqual([expect.stringContaining('akubela did not say whether it took it')])
    expect(created(second)).toEqual([])
  })
})

it('does not take up again what somebody files while Slack is still slow to say who we are', async () => {
  const sandbox = await akubela.sandbox()
  closeAfter(sandbox.close)
  await using at = await startBehindProxy({
    mode: 'http',
    env: sandbox.env,
    links: links.map((link) => ({ ...link, createdBy: 'U0JONAS', createdAt: accepted.acceptedAt })),
    slackAtStart: (slack) => slack.hold('auth.test'),
  })
  const sofia = person(at.workspace, 'U0SOFIA')
  await formOf(sofia, LINDENHOF)
  const isCreate = ({ body }: { body: string }) => body.includes('create_maintenance_info')
  sandbox.misbehave({ kind: 'hang' }, isCreate)
  await typedInto(sofia, HEATING)
  await vi.waitFor(() => expect(sandbox.requests.filter(isCreate)).toHaveLength(1))
  at.slack.release()
  await at.caretaker.ready
  expect(sofia.lastEphemeral(LINDENHOF)).toBeUndefined()
  expect(sandbox.requests.filter(isCreate)).toHaveLength(1)
  sofia.leave()
})

import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeRef } from '../../src/slack/values.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DOOR_CAMERAS, DOOR_LOCKS, FEEDBACK } from './accounts.ts'
import { ask, modalSaying, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { minute, openForm, typedInto } from './filing.ts'
import { pressForged } from './forged.ts'
import { HAITANG_BAY, linksOf } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(LINDENHOF, [DOOR_LOCKS]),
    ...linksOf(REPAIRS, [DOOR_CAMERAS]),
    ...linksOf(DESK, [AICC_TENANT, HAITANG_BAY]),
  ],
})

/** In progress; its vendor takes a reply. */
const OFFLINE_LOCK = 'FBAY202611211101'
const FINISHED_LOCK = 'FBAY202611101106'
const CAMERA = 'FBAY202611203102'
const LIFT = 'BX20261120102'
const CASE = '000000000000000000000000035013'

/** The bodies of the replies that the vendor got. */
const replies = (bench: Bench): unknown[] =>
  bench.sandbox(FEEDBACK).requests.flatMap(({ path, body }) => (isReply({ path }) ? [JSON.parse(body)] : []))

const isReply = ({ path }: { readonly path: string }): boolean => path.endsWith('/operation-reply')

describe('/ticket comment', () => {
  it('opens with what was typed, says who reads it, and reaches the vendor once', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK} Please restart the router`)
    const form = await openForm(sofia)
    expect(textOf(form)).toContain(`*${OFFLINE_LOCK}* · Tuya user feedback`)
    expect(textOf(form)).toContain('The front door lock of building C went offline')
    expect(textOf(form)).toContain('Read by: the app user who sent this feedback.')
    expect(JSON.stringify(form.blocks)).toContain('"initial_value":"Please restart the router"')
    await typedInto(sofia, { Comment: 'Please restart the router, then pair again.' })
    await modalSaying(sofia, `Your comment on ticket ${OFFLINE_LOCK} is sent.`)
    expect(replies(bench)).toMatchObject([{ content: 'Please restart the router, then pair again.' }])
    const now = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(now)).toMatch(new RegExp(`^✅ .*comment.*\\n\\*${OFFLINE_LOCK}\\*  ·  🔵 In progress`))
  })

  it('is Chinese for a Chinese reader, from the card too', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    await mei.click(await ask(mei, REPAIRS, `/ticket ${CAMERA}`), '评论')
    expect(textOf(await openForm(mei))).toContain('谁能看到：提交该反馈的 App 用户。')
    await typedInto(mei, { 评论内容: '已联系用户，明天上午复查。' })
    await modalSaying(mei, `对工单 ${CAMERA} 的评论已提交。`)
    expect(replies(bench)).toMatchObject([{ content: '已联系用户，明天上午复查。' }])
  })

  it('says of a vendor with internal notes that the customer does not read them', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(DESK, `/ticket comment ${CASE}`)
    expect(textOf(await openForm(sofia))).toContain('your company’s agents in AICC, not the customer')
    await typedInto(sofia, { Comment: 'Called back at ten.' })
    await modalSaying(sofia, `Your comment on ticket ${CASE} is sent.`)
    const sent = bench.sandbox(AICC).requests.filter(({ path }) => path.endsWith('/case/process'))
    expect(sent.map(({ body }) => JSON.parse(body).processInfo.description)).toEqual(['Called back at ten.'])
  })

  it('needs words', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK}`)
    await openForm(sofia)
    expect(await typedInto(sofia, { Comment: '  ' })).toMatchObject({
      errors: { 'field.text': 'Please fill this in.' },
    })
    expect(replies(bench)).toEqual([])
  })

  it.each([
    ['a ticket that nobody knows', LINDENHOF, 'FBAY202611211199', 'There is no ticket *FBAY202611211199*'],
    ['a ticket of another channel', LINDENHOF, CAMERA, `There is no ticket *${CAMERA}*`],
    ['a channel without communities', LOBBY, CAMERA, 'not linked to any community'],
    ['a vendor that takes none', DESK, LIFT, 'Tuya smart community takes no comments from here. You can read it here'],
    ['a ticket that has ended', LINDENHOF, FINISHED_LOCK, 'takes no comment on a ticket that is “Done”'],
  ])('explains itself for %s', async (_what, channel, number, words) => {
    const bench = await start()
    const jonas = bench.person('U0JONAS')
    await jonas.command(channel, `/ticket comment ${number} Hello`)
    expect((await modalSaying(jonas, words)).submit).toBeUndefined()
  })
})

describe('a comment that the vendor does not take', () => {
  it('is refused with what was typed, and sent once when it is sent again', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(FEEDBACK).misbehave({ kind: 'status', status: 403 }, isReply)
    await sofia.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK} Please restart`)
    await openForm(sofia)
    await sofia.submit()
    const again = await modalSaying(sofia, 'Not done:')
    expect(textOf(again)).toContain('What you typed is kept below')
    expect(JSON.stringify(again.blocks)).toContain('"initial_value":"Please restart"')
    bench.sandbox(FEEDBACK).misbehave(undefined)
    await sofia.submit()
    await modalSaying(sofia, 'Your comment on ticket')
    expect(replies(bench)).toHaveLength(2)
  })

  it('is a person’s to decide when nobody knows, also after the modal was closed', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(FEEDBACK).misbehave({ kind: 'reset', when: 'after' }, isReply)
    await sofia.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK} Please restart`)
    await openForm(sofia)
    await sofia.submit()
    await sofia.close()
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    expect(textOf(told)).toContain('did not say whether it took your comment')
    expect(textOf(told)).toMatch(/Send it again\nOpen it again\nDiscard$/)
    bench.sandbox(FEEDBACK).misbehave(undefined)
    await sofia.click(told, 'Open it again')
    await openForm(sofia)
    await typedInto(sofia, { Comment: 'Please restart, second try' })
    await modalSaying(sofia, 'Your comment on ticket')
    expect(replies(bench)).toHaveLength(2)
    expect(textOf(await press(sofia, told, 'Send it again'))).toContain('done already')
  })

  it('is sent by itself when the vendor is only busy', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    bench.sandbox(FEEDBACK).misbehave({ kind: 'rate_limit' }, isReply)
    await sofia.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK} Please restart`)
    await openForm(sofia)
    await sofia.submit()
    await modalSaying(sofia, 'I keep your comment')
    const told = await sofia.until(() => sofia.lastEphemeral(LINDENHOF))
    bench.sandbox(FEEDBACK).misbehave(undefined)
    await minute(bench, 3)
    expect(textOf(await sofia.until(() => newerThan(told.ts, sofia.lastEphemeral(LINDENHOF))))).toContain('is sent.')
  })
})

describe('a comment button', () => {
  const value = encodeRef({ vendor: FEEDBACK, community: DOOR_LOCKS.community, id: OFFLINE_LOCK })

  it('is not there for a guest, and refused when it is pressed all the same', async () => {
    const bench = await start()
    const tomasz = bench.person('U0TOMASZ')
    expect(textOf(await ask(tomasz, LINDENHOF, `/ticket ${OFFLINE_LOCK}`))).not.toContain('Comment')
    await tomasz.command(LINDENHOF, `/ticket comment ${OFFLINE_LOCK} Hello`)
    await modalSaying(tomasz, 'As a guest you can read tickets here')
  })

  it('of another channel’s ticket finds none, and the vendor is not asked', async () => {
    const bench = await start()
    // Without a trigger of the workspace's no modal can be opened, so the answer is a message.
    const answer = await pressForged(bench, { user: 'U0MEILIN', channel: REPAIRS, actionId: ACTIONS.comment, value })
    expect(answer.replace_original).toBe(false)
    expect(bench.sandbox(FEEDBACK).requests).toEqual([])
  })
})

const newerThan = <T extends { readonly ts: string }>(ts: string, message: T | undefined): T | undefined =>
  message && message.ts > ts ? message : undefined

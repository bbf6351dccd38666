import { beforeEach, describe, expect, it } from 'vitest'
import type { SandboxRequest } from '../../src/drivers/sandbox.ts'
import type { Block, View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench, BenchOptions } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DAYU, DAYU_ACCOUNT } from './accounts.ts'
import { ask, modalSaying, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { minute, noticeOf, openForm, typedInto } from './filing.ts'
import { KASTANIENALLEE, linksOf } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(DESK, [DAYU_ACCOUNT, AICC_TENANT]),
    ...linksOf(REPAIRS, [DAYU_ACCOUNT]),
    ...linksOf(LINDENHOF, [KASTANIENALLEE]),
  ],
})

/** Not accepted yet, so nothing of it is frozen; accepted; ended. */
const [NEW_ORDER, ACCEPTED_ORDER, ENDED_ORDER] = ['4792', '4787', '4789']

const isChange = ({ path }: SandboxRequest): boolean => path.endsWith('/order/modify') || path.endsWith('/case/modify')

let bench: Bench
let sofia: TestPerson
const begin = async (options?: BenchOptions): Promise<void> => {
  bench = await start(options)
  sofia = bench.person('U0SOFIA')
}
beforeEach(() => begin())

/** What the vendor was asked to change, oldest first. */
const changes = (vendor = DAYU): unknown[] =>
  bench
    .sandbox(vendor)
    .requests.filter(isChange)
    .map(({ body }) => JSON.parse(body))

const openEdit = async (number: string, someone = sofia, channel = DESK): Promise<View> => {
  await someone.command(channel, `/ticket edit ${number}`)
  return openForm(someone)
}

const form = (someone = sofia): View => {
  const view = someone.view()
  if (!view) throw new Error('no modal is open')
  return view
}

const labelOf = (block: Block): string => textOf([block]).split('\n')[0] ?? ''

/** The inputs of a form: by label, what they are and what is in them. */
const inputsOf = ({ blocks }: View): Map<string, unknown> =>
  new Map(blocks.filter(({ type }) => type === 'input').map((block) => [labelOf(block), block.element]))

const saved = (): Promise<View> => modalSaying(sofia, ' is changed.')

/** Another person changes the order at the vendor. */
const changeElsewhere = async (id: string, change: object): Promise<void> => {
  const { url, env } = bench.sandbox(DAYU)
  const response = await fetch(`${url}${env.DAYU_MODIFY_PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [String(env.DAYU_TOKEN_HEADER)]: String(env.DAYU_TOKEN) },
    body: JSON.stringify({ id, ...change }),
  })
  expect(await response.json()).toMatchObject({ code: 0 })
}

describe('the form of a change', () => {
  it('holds what the ticket holds', async () => {
    const opened = await openEdit(NEW_ORDER)
    expect(opened.title).toBe('Edit ticket')
    expect(noticeOf(opened)).toMatch(/^\*SP\d+\* · 上门服务单 · Dayu field service$/)
    const inputs = inputsOf(opened)
    expect(inputs.get('Remarks')).toMatchObject({ multiline: true, initial_value: '请提前半小时电话联系客户。' })
    expect(inputs.get('Customer')).toMatchObject({ initial_value: '许先生' })
    expect(inputs.get('Kind of customer')).toMatchObject({ initial_option: { value: '1' } })
    expect(inputs.get('Dispatch fee')).toMatchObject({ initial_value: '55' })
    expect(inputs.has('Company')).toBe(false)
    expect(opened.blocks.find((block) => labelOf(block) === 'Service fee to collect')?.hint).toMatchObject({
      text: 'In CNY, such as 13.10.',
    })
  })

  it('is opened from the card, in the language of its reader', async () => {
    const mei = bench.person('U0MEILIN')
    const card = await ask(mei, REPAIRS, `/ticket ${NEW_ORDER}`)
    await mei.click(card, 'ticket_edit')
    const opened = await openForm(mei)
    expect(opened.title).toBe('修改工单')
    expect([...inputsOf(opened).keys()].slice(0, 3)).toEqual(['预约时间', '工单备注', '客户类型'])
  })

  it('shows what is frozen and why, and asks for the rest', async () => {
    const opened = await openEdit(ACCEPTED_ORDER)
    const text = textOf(opened)
    expect(text).toContain('*These cannot be changed:*\n*Dispatch fee*\n90 CNY\n')
    expect(text).toContain('An engineer has accepted this order, so its fee and region no longer change.')
    expect(inputsOf(opened).has('Dispatch fee')).toBe(false)
    expect(inputsOf(opened).has('Remarks')).toBe(true)
  })

  it('cannot be sent of a ticket that has ended, and says so', async () => {
    await sofia.command(DESK, `/ticket edit ${ENDED_ORDER}`)
    const view = await modalSaying(sofia, 'This order has ended')
    expect(view.submit).toBeUndefined()
    expect(inputsOf(view).size).toBe(0)
    expect(textOf(view)).toContain('*Customer*\n沈佳怡')
  })

  it('asks for other fields when another choice asks for them, and keeps what was typed', async () => {
    const opened = await openEdit(NEW_ORDER)
    await sofia.fill(opened.id, { Remarks: '请带新电机' })
    await sofia.select(opened, 'Kind of customer', 'Company')
    const asking = await sofia.until(() => inputsOf(form()).has('Company') && form())
    expect(inputsOf(asking).get('Remarks')).toMatchObject({ initial_value: '请带新电机' })
    await sofia.fill(asking.id, { Company: '梨园物业' })
    await sofia.select(asking, 'Kind of customer', 'Person')
    const person = await sofia.until(() => !inputsOf(form()).has('Company') && form())
    await sofia.select(person, 'Kind of customer', 'Company')
    const again = await sofia.until(() => inputsOf(form()).has('Company') && form())
    expect(inputsOf(again).get('Company')).toMatchObject({ initial_value: '梨园物业' })
    await sofia.submit()
    await saved()
    expect(changes()).toEqual([{ id: NEW_ORDER, comment: '请带新电机', customerType: 2, customerCompany: '梨园物业' }])
  })

  it('demands what another choice asks for', async () => {
    const opened = await openEdit(NEW_ORDER)
    await sofia.fill(opened.id, { 'Kind of customer': 'Company' })
    expect(await sofia.submit()).toMatchObject({ errors: { 'field.customerType': 'Please fill this in.' } })
    expect(changes()).toEqual([])
  })
})

describe('a change', () => {
  it('sends what was changed and nothing else, and tells with the card', async () => {
    await openEdit(NEW_ORDER)
    await typedInto(sofia, { Remarks: '请带新电机', Address: '梨园北街 25 号' })
    await saved()
    expect(changes()).toEqual([{ id: NEW_ORDER, comment: '请带新电机', address: '梨园北街 25 号' }])
    const card = await sofia.until(() => sofia.lastEphemeral(DESK))
    expect(textOf(card)).toContain('梨园北街 25 号')
    const buttons = card.blocks?.flatMap(({ elements }) => (Array.isArray(elements) ? elements : [])) ?? []
    expect(buttons).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action_id: 'ticket_edit' }),
        expect.objectContaining({ action_id: 'ticket_refresh' }),
      ]),
    )
    expect(textOf(await turn(sofia, card, 'ticket_refresh'))).toContain('梨园北街 25 号')
  })

  it('of an amount takes along what the vendor wants with it', async () => {
    await openEdit('4786')
    await typedInto(sofia, { 'Service fee to collect': '120.50' })
    await saved()
    expect(changes()).toEqual([{ id: '4786', payType: 1, doorPrice: 1299.9, servicePrice: 120.5 }])
  })

  it('removes the attachments that were chosen', async () => {
    await openEdit(NEW_ORDER)
    await typedInto(sofia, { 'Remove attachments': ['说明书.pdf'] })
    await saved()
    expect(changes()).toEqual([
      { id: NEW_ORDER, orderAccessorites: [{ name: '电机铭牌.jpg', url: 'http://files.example/4792/plate.jpg' }] },
    ])
  })

  it('that changes nothing is not sent, and says so', async () => {
    await openEdit(NEW_ORDER)
    expect(await sofia.submit()).toEqual({
      ok: true,
      errors: { 'field.appointmentTime': 'Nothing is changed yet, so there is nothing to save.' },
    })
    expect(changes()).toEqual([])
  })

  it('that cannot be right says so under the field, and is not sent', async () => {
    await openEdit(NEW_ORDER)
    const answer = await typedInto(sofia, { Phone: 'as before', 'Service fee to collect': '1,50', Customer: null })
    expect(answer.errors).toEqual({
      'field.customerName': 'This cannot be emptied from here. Please write something, or put back what was there.',
    })
    const second = await typedInto(sofia, { Customer: '许先生' })
    expect(Object.keys(second.errors ?? {}).sort()).toEqual(['field.customerMobile', 'field.servicePrice'])
    expect(changes()).toEqual([])
  })

  it('is in the vendor’s own form: a case of AICC', async () => {
    const list = await ask(sofia, DESK, '/ticket list')
    const number = /\d{30}/.exec(textOf(list))?.[0] ?? ''
    const opened = await openEdit(number)
    expect([...inputsOf(opened).keys()]).toContain('Wanted by')
    await typedInto(sofia, { Priority: 'Critical', Title: 'Read by hand' })
    await saved()
    expect(changes(AICC)).toMatchObject([{ caseInfo: { priority: 'Critical', title: 'Read by hand' } }])
    expect(Object.keys(Object(changes(AICC)[0]).caseInfo).sort()).toEqual(
      ['creatorId', 'description', 'id', 'priority', 'title'].sort(),
    )
  })
})

describe('what somebody else changed meanwhile', () => {
  it('is not overwritten: it is shown beside what was typed, and replaced only when that is sent again', async () => {
    await openEdit(NEW_ORDER)
    await changeElsewhere(NEW_ORDER, { comment: '客户改到周日' })
    await typedInto(sofia, { Remarks: '请带新电机' })
    const again = await modalSaying(sofia, 'Somebody changed this at Dayu field service in the meantime')
    expect(textOf(again)).toContain(
      'Meanwhile somebody else changed: *Remarks*. What is there now:\n*Remarks*\n客户改到周日',
    )
    expect(inputsOf(again).get('Remarks')).toMatchObject({ initial_value: '请带新电机' })
    expect(changes()).toHaveLength(1)
    await sofia.submit()
    await saved()
    expect(changes().slice(1)).toEqual([{ id: NEW_ORDER, comment: '请带新电机' }])
  })

  it('in another field stays, and keeps nobody from saving', async () => {
    await openEdit(NEW_ORDER)
    await changeElsewhere(NEW_ORDER, { address: '梨园北街 25 号' })
    await typedInto(sofia, { Remarks: '请带新电机' })
    await saved()
    expect(changes().slice(1)).toEqual([{ id: NEW_ORDER, comment: '请带新电机' }])
  })

  it('to the same is no conflict', async () => {
    await openEdit(NEW_ORDER)
    await changeElsewhere(NEW_ORDER, { comment: '请带新电机' })
    await typedInto(sofia, { Remarks: '请带新电机' })
    await saved()
    expect(changes()).toHaveLength(1)
  })

  it('is found too when the change waited for a vendor that was down', async () => {
    await openEdit(NEW_ORDER)
    bench.sandbox(DAYU).misbehave({ kind: 'rate_limit' })
    await typedInto(sofia, { Remarks: '请带新电机' })
    await modalSaying(sofia, 'I keep your change of ticket')
    bench.sandbox(DAYU).misbehave(undefined)
    await changeElsewhere(NEW_ORDER, { comment: '客户改到周日' })
    await minute(bench, 20)
    const told = await sofia.until(() => {
      const last = sofia.lastEphemeral(DESK)
      return last && textOf(last).includes('in the meantime') && last
    })
    expect(changes()).toHaveLength(1)
    await sofia.close()
    await sofia.click(told, 'Open it again')
    const again = await openForm(sofia)
    expect(inputsOf(again).get('Remarks')).toMatchObject({ initial_value: '请带新电机' })
    expect(textOf(again)).toContain('客户改到周日')
  })
})

describe('of a vendor that shows no tickets', () => {
  beforeEach(() => begin({ env: { DAYU_DETAIL_PATH: '' }, links: linksOf(LINDENHOF, [DAYU_ACCOUNT]) }))

  it('the form is empty, says that what is empty stays, and sends what was filled in', async () => {
    const opened = await openEdit('4792', sofia, LINDENHOF)
    expect(textOf(opened)).toContain('Fill in only what is to change: what you leave empty stays as it is.')
    expect(inputsOf(opened).get('Customer')).not.toHaveProperty('initial_value')
    expect(await sofia.submit()).toMatchObject({
      errors: { 'field.appointmentTime': expect.stringContaining('Nothing') },
    })
    await typedInto(sofia, { Remarks: '请带新电机' })
    await saved()
    expect(changes()).toEqual([{ id: '4792', comment: '请带新电机' }])
  })

  it('the form asks for the amounts once a collection is chosen', async () => {
    const opened = await openEdit('4792', sofia, LINDENHOF)
    expect(inputsOf(opened).has('Goods payment to collect')).toBe(false)
    await sofia.select(opened, 'Collection', 'By bank transfer')
    const asking = await sofia.until(() => inputsOf(form()).has('Goods payment to collect') && form())
    await sofia.fill(asking.id, { 'Goods payment to collect': '10', 'Service fee to collect': '0' })
    await sofia.submit()
    await saved()
    expect(changes()).toEqual([{ id: '4792', payType: 4, doorPrice: 10, servicePrice: 0 }])
  })
})

describe('a change is refused', () => {
  it.each([
    ['to a guest', 'U0TOMASZ', LINDENHOF, NEW_ORDER, 'As a guest you can read tickets here'],
    ['where no community is linked', 'U0SOFIA', LOBBY, NEW_ORDER, 'This channel is not linked to any community'],
    ['where the ticket is nobody’s', 'U0SOFIA', DESK, '999999', 'There is no ticket *999999*'],
  ])('%s', async (_, who, channel, number, words) => {
    const someone = bench.person(who)
    await someone.command(channel, `/ticket edit ${number}`)
    const view = await modalSaying(someone, words)
    expect(view.submit).toBeUndefined()
  })

  it('by a vendor that takes none', async () => {
    const list = await ask(sofia, LINDENHOF, '/ticket list')
    const number = /m[0-9a-z]{32}/.exec(textOf(list))?.[0] ?? ''
    await sofia.command(LINDENHOF, `/ticket edit ${number}`)
    await modalSaying(sofia, 'akubela does not let tickets be changed from here.')
  })

  it('to the button of a card whose community the channel no longer looks after', async () => {
    const mei = bench.person('U0MEILIN')
    const card = await ask(mei, REPAIRS, `/ticket ${NEW_ORDER}`)
    await ask(bench.person('U0JONAS'), REPAIRS, `/ticket unlink ${DAYU} *`)
    const before = bench.sandbox(DAYU).requests.length
    await mei.click(card, 'ticket_edit')
    const view = await modalSaying(mei, '大鱼云服里没有这个工单')
    expect(view.submit).toBeUndefined()
    expect(bench.sandbox(DAYU).requests).toHaveLength(before)
  })

  it('when the channel was unlinked while the form was open', async () => {
    await openEdit(NEW_ORDER)
    await ask(bench.person('U0JONAS'), DESK, `/ticket unlink ${DAYU} *`)
    await typedInto(sofia, { Remarks: '请带新电机' })
    await modalSaying(sofia, 'no longer linked')
    expect(changes()).toEqual([])
  })
})

describe('on a bad day', () => {
  it('the modal says that the vendor does not answer', async () => {
    bench.sandbox(DAYU).misbehave({ kind: 'status', status: 401 })
    const mei = bench.person('U0MEILIN')
    await mei.command(REPAIRS, `/ticket edit ${NEW_ORDER}`)
    const view = await modalSaying(mei, '大鱼云服拒绝了 Caretaker 的凭据')
    expect(view.submit).toBeUndefined()
  })

  it('a refused change keeps what was typed, says why in the vendor’s words, and is saved once put right', async () => {
    await openEdit(NEW_ORDER)
    bench.sandbox(DAYU).misbehave({ kind: 'status', status: 403 }, isChange)
    await typedInto(sofia, { Remarks: '请带新电机' })
    const again = await modalSaying(sofia, 'is not allowed to do this')
    expect(inputsOf(again).get('Remarks')).toMatchObject({ initial_value: '请带新电机' })
    bench.sandbox(DAYU).misbehave(undefined)
    await sofia.submit()
    await saved()
  })

  it('a change whose answer was lost is found at the vendor, and not sent twice', async () => {
    await openEdit(NEW_ORDER)
    bench.sandbox(DAYU).misbehave({ kind: 'reset', when: 'after' }, isChange)
    await typedInto(sofia, { Remarks: '请带新电机' })
    await saved()
    expect(changes()).toHaveLength(1)
  })

  it('the form comes back with what was typed though the vendor is gone altogether', async () => {
    await openEdit(NEW_ORDER)
    bench.sandbox(DAYU).misbehave({ kind: 'status', status: 403 })
    await typedInto(sofia, { Remarks: '请带新电机' })
    const again = await modalSaying(sofia, 'I could not read the ticket just now')
    expect(inputsOf(again).get('Remarks')).toMatchObject({ initial_value: '请带新电机' })
    bench.sandbox(DAYU).misbehave(undefined)
    await sofia.submit()
    await saved()
    expect(changes()).toHaveLength(1)
    expect(changes()).toEqual([{ id: NEW_ORDER, comment: '请带新电机' }])
  })
})

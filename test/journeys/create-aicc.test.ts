import { beforeEach, describe, expect, it } from 'vitest'
import { BILLING, DEVICE } from '../../src/drivers/aicc/seed-samples.ts'
import type { SandboxRequest } from '../../src/drivers/sandbox.ts'
import { ACTIONS } from '../../src/slack/ids.ts'
import type { View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DAYU_ACCOUNT } from './accounts.ts'
import { press } from './asking.ts'
import { useBenches } from './benches.ts'
import { formOf, HEATING, noticeOf, openForm, typedInto } from './filing.ts'
import { KASTANIENALLEE, linksOf, NOW } from './places.ts'
import { startRelay } from './relay.ts'

const { start, closeAfter } = useBenches({
  links: [
    ...linksOf(DESK, [AICC_TENANT, DAYU_ACCOUNT]),
    ...linksOf(REPAIRS, [AICC_TENANT]),
    ...linksOf(LINDENHOF, [KASTANIENALLEE, AICC_TENANT]),
  ],
})

const CASE = {
  Title: 'Door of the parcel room does not lock',
  Description: 'It has been ajar since Friday evening, anybody can walk in.',
  'Contact ID': 'ciIy0000012YLAA4Dulc',
}
/** Another customer of the tenant. */
const OTHER_CONTACT = 'ciIy0000012YLAA4Dul9'
const TYPE = 'Case type'
const IN_AICC = '客户服务中心 · Huawei AICC'
const IN_AKUBELA = 'Kastanienallee 27, Berlin · akubela'

const isFiling = ({ method, path }: SandboxRequest): boolean => method === 'POST' && path.endsWith('/openapi/case')
const isAboutTypes = ({ path }: SandboxRequest): boolean => path.endsWith('/caseType/list')

let bench: Bench
let sofia: TestPerson
beforeEach(async () => {
  bench = await start()
  sofia = bench.person('U0SOFIA')
})

/** What the vendor was asked to file, oldest first. */
const filedCases = (): unknown[] =>
  bench
    .sandbox(AICC)
    .requests.filter(isFiling)
    .map(({ body }) => JSON.parse(body).caseInfo)

/** The inputs of a form: by label, what they are and what is in them. */
const inputsOf = (form: View): Map<string | undefined, unknown> =>
  new Map(form.blocks.filter(({ type }) => type === 'input').map((one) => [textOf([one]).split('\n')[0], one.element]))

const filed = (): Promise<View> => sofia.until(() => textOf(form()).includes('Filed as') && form(), 'it is filed')

const untaken = (): Promise<View> =>
  sofia.until(() => noticeOf(form()).startsWith('⚠️') && form(), 'the form with a reason')

/** The topmost modal. */
const form = (): View => {
  const view = sofia.view()
  if (!view) throw new Error('no modal is open')
  return view
}

const called = (names: readonly string[]): object[] => names.map((text) => ({ text: { text } }))

/** What the menu of case types offers for what is typed into it. */
const offeredFor = async (value: string): Promise<readonly unknown[]> => {
  const place = { in: 'view', viewId: form().id } as const
  const look = { as: sofia.id, do: 'look', place, blockId: 'field.type', actionId: ACTIONS.createField, value } as const
  const answer = await bench.workspace.gesture(look)
  return answer.ok ? (answer.options ?? []) : []
}

/** Chooses a community, and waits for the form of its vendor. */
const choose = async (community: string, field: string): Promise<View> => {
  await sofia.select(form(), 'Community', community)
  return await sofia.until(() => inputsOf(form()).has(field) && form(), `a field ${field}`)
}

describe('the form of AICC', () => {
  it('offers the tenant’s own case types, those in use, and asks for what the vendor takes', async () => {
    const opened = await formOf(sofia, DESK)
    expect(noticeOf(opened)).toBe('For *客户服务中心* · Huawei AICC')
    const inputs = inputsOf(opened)
    expect([...inputs.keys()]).toEqual([
      TYPE,
      'Title',
      'Description',
      'Contact ID',
      'Contact phone',
      'Priority',
      'Origin',
      'Wanted by',
      'Handler ID',
      'Photos and PDFs',
    ])
    expect(inputs.get(TYPE)).toMatchObject({
      type: 'external_select',
      placeholder: { text: 'Type to search 4 entries' },
    })
    expect(await offeredFor('')).toMatchObject(
      called(['账单与费用', '设备故障 Device fault', 'Resident services', 'test']),
    )
    expect(await offeredFor(' ＤＥＶＩＣＥ 故障')).toMatchObject(called(['设备故障 Device fault']))
    expect(await offeredFor('2019')).toMatchObject(called([]))
    expect(inputs.get('Title')).toMatchObject({ type: 'plain_text_input', max_length: 128 })
  })

  it('is in Chinese for a Chinese reader', async () => {
    const opened = await formOf(bench.person('U0MEILIN'), REPAIRS)
    expect([...inputsOf(opened).keys()].slice(0, 4)).toEqual(['工单类型', '工单标题', '工单描述', '联系人 ID'])
    expect(textOf(opened)).toContain('搜索')
  })

  it('takes a typed case type when the vendor cannot be asked for them', async () => {
    bench.sandbox(AICC).misbehave({ kind: 'status', status: 500 }, isAboutTypes)
    const opened = await formOf(sofia, DESK)
    expect(inputsOf(opened).get(TYPE)).toMatchObject({ type: 'plain_text_input' })
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE })
    await filed()
    expect(filedCases()).toMatchObject([{ type: DEVICE, title: CASE.Title }])
  })

  it('is not there without AICC_CREATOR_ID, in whose name cases are filed', async () => {
    bench = await start({ env: { AICC_CREATOR_ID: '' } })
    sofia = bench.person('U0SOFIA')
    await sofia.command(DESK, '/ticket new')
    await sofia.until(() => textOf(sofia.view() ?? []).includes('takes new tickets') && sofia.view())
    await sofia.close()
    const akubela = await formOf(sofia, LINDENHOF)
    expect(noticeOf(akubela).split('\n')[0]).toBe('For *Kastanienallee 27, Berlin* · akubela')
    expect(textOf(akubela)).toContain('new tickets from here are not possible with Huawei AICC')
    expect(textOf(akubela)).not.toContain('Reason')
  })
})

describe('a case that is filed', () => {
  it('reaches the vendor once, in its words and by its clocks', async () => {
    await formOf(sofia, DESK)
    const dueAt = Date.parse('2026-11-24T08:00:00Z') / 1000
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE, Priority: 'High', Origin: 'Phone', 'Wanted by': dueAt })
    await filed()
    expect(filedCases()).toEqual([
      {
        type: DEVICE,
        title: CASE.Title,
        description: CASE.Description,
        contactId: CASE['Contact ID'],
        priority: 'High',
        origin: 'Voice',
        dueDate: '2026-11-24 16:00:00',
        isAtuoAssigned: true,
        creatorId: bench.sandbox(AICC).env.AICC_CREATOR_ID,
      },
    ])
  })

  it('is shown with the number that the vendor gave it, and is opened from there', async () => {
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: BILLING })
    const number = /Filed as \*(\d{30})\*/.exec(textOf(await filed()))?.[1]
    expect(number).toBeDefined()
    const priya = bench.person('U0PRIYA')
    const post = await priya.until(() => priya.messages(DESK).find(({ text }) => text.includes('filed ticket')))
    expect(textOf(post)).toContain(`filed ticket *${number}* for *客户服务中心*.`)
    const card = textOf(await press(priya, post, 'Open'))
    expect(card).toContain(`${CASE.Title}\n${CASE.Description}`)
    expect(card).toContain('*Category*\n账单与费用')
  })

  it('is one case though Slack delivers the form twice', async () => {
    const opened = await formOf(sofia, DESK)
    await sofia.fill(opened.id, { ...CASE, [TYPE]: DEVICE })
    const relay = await startRelay(`${bench.origin}/slack/events`)
    closeAfter(relay.close)
    bench.workspace.setRequestUrl(relay.url)
    await sofia.submit()
    await filed()
    await relay.again()
    await bench.caretaker.stop(5_000)
    expect(relay.statuses).toEqual([200, 200, 200])
    expect(filedCases()).toHaveLength(1)
  })
})

describe('a case that the vendor does not take', () => {
  it('keeps what was typed and chosen, says why, and is filed once it is put right', async () => {
    bench.sandbox(AICC).misbehave({ kind: 'status', status: 500 }, isAboutTypes)
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: 'Lost property', Priority: 'Low' })
    const again = await untaken()
    expect(noticeOf(again)).toContain('*Your ticket was not filed.* Huawei AICC does not accept these values.')
    expect(noticeOf(again)).toContain('It says: “param type is invalid”')
    const inputs = inputsOf(again)
    expect(inputs.get(TYPE)).toMatchObject({ type: 'plain_text_input', initial_value: 'Lost property' })
    expect(inputs.get('Title')).toMatchObject({ initial_value: CASE.Title })
    expect(inputs.get('Description')).toMatchObject({ initial_value: CASE.Description })
    expect(inputs.get('Priority')).toMatchObject({ initial_option: { value: 'Low' } })

    await typedInto(sofia, { [TYPE]: BILLING })
    await filed()
    expect(filedCases()).toMatchObject([{ type: 'Lost property' }, { type: BILLING, priority: 'Low' }])
  })

  it('keeps the choices and the chosen one when the vendor stops answering', async () => {
    await formOf(sofia, DESK)
    await sofia.fill(form().id, { ...CASE, [TYPE]: DEVICE })
    bench.sandbox(AICC).misbehave({ kind: 'status', status: 403 })
    await sofia.submit()
    expect(inputsOf(await untaken()).get(TYPE)).toMatchObject({
      type: 'external_select',
      initial_option: { value: DEVICE },
    })
    expect(await offeredFor('账单')).toMatchObject(called(['账单与费用']))
  })

  it('has its chosen type chosen again', async () => {
    bench.sandbox(AICC).misbehave({ kind: 'status', status: 403 }, isFiling)
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE })
    const again = await untaken()
    expect(noticeOf(again)).toContain('Caretaker’s account at Huawei AICC is not allowed to do this')
    expect(inputsOf(again).get(TYPE)).toMatchObject({ type: 'external_select', initial_option: { value: DEVICE } })
    bench.sandbox(AICC).misbehave(undefined)
    await sofia.submit()
    await filed()
    expect(filedCases()).toMatchObject([{ type: DEVICE }, { type: DEVICE, description: CASE.Description }])
  })

  it('is found among the tenant’s cases when only the answer was lost', async () => {
    bench.sandbox(AICC).misbehave({ kind: 'reset', when: 'after' }, isFiling)
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE })
    await filed()
    expect(filedCases()).toHaveLength(1)
  })

  it('is not taken for another customer’s case of the same words', async () => {
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE, 'Contact ID': OTHER_CONTACT })
    await filed()
    await sofia.close()
    bench.sandbox(AICC).misbehave({ kind: 'status', status: 500 }, isFiling)
    await formOf(sofia, DESK)
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE })
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Huawei AICC did not say whether it took your ticket'))
  })
})

describe('choosing the community of another vendor', () => {
  it('draws its fields, and keeps what both ask for', async () => {
    const akubela = await formOf(sofia, LINDENHOF)
    const asked = ['Community', 'Description', 'Contact', 'Visit from', 'Visit until', 'Photos and PDFs']
    expect([...inputsOf(akubela).keys()]).toEqual(asked)
    await sofia.fill(akubela.id, HEATING)
    const inAicc = inputsOf(await choose(IN_AICC, TYPE))
    expect(inAicc.get('Description')).toMatchObject({ initial_value: HEATING.Description })
    expect(inAicc.get(TYPE)).toMatchObject({ type: 'external_select' })
    expect(inAicc.has('Contact')).toBe(false)

    await sofia.fill(form().id, { Description: CASE.Description, Title: CASE.Title })
    const back = inputsOf(await choose(IN_AKUBELA, 'Contact'))
    expect(back.get('Description')).toMatchObject({ initial_value: CASE.Description })
    expect(back.has('Title')).toBe(false)
  })

  it('files with the one that was chosen, and with that one alone', async () => {
    await formOf(sofia, LINDENHOF)
    await choose(IN_AICC, TYPE)
    await typedInto(sofia, { ...CASE, [TYPE]: DEVICE })
    await filed()
    expect(filedCases()).toMatchObject([{ type: DEVICE, title: CASE.Title }])
    expect(bench.sandbox('akubela').requests.filter(({ body }) => body.includes('create_maintenance_info'))).toEqual([])
  })

  it('gives back what was typed for the first one when it is chosen again', async () => {
    const akubela = await formOf(sofia, LINDENHOF)
    await sofia.fill(akubela.id, HEATING)
    await choose(IN_AICC, TYPE)
    await sofia.fill(form().id, { Title: CASE.Title, Priority: 'High' })
    expect((await choose(IN_AKUBELA, 'Contact').then(inputsOf)).get('Contact')).toMatchObject({
      initial_value: HEATING.Contact,
    })
    const again = inputsOf(await choose(IN_AICC, TYPE))
    expect(again.get('Title')).toMatchObject({ initial_value: CASE.Title })
    expect(again.get('Priority')).toMatchObject({ initial_option: { value: 'High' } })
  })

  it('types the case type where the vendor stops answering in between', async () => {
    await formOf(sofia, LINDENHOF)
    bench.sandbox(AICC).misbehave({ kind: 'reset', when: 'before' }, isAboutTypes)
    expect(inputsOf(await choose(IN_AICC, TYPE)).get(TYPE)).toMatchObject({ type: 'plain_text_input' })
  })
})

it('gives everything back after the modal was closed, the chosen type too', async () => {
  bench = await start({ env: { AICC_CREATOR_ID: '10gd000000sNobodyHere' } })
  sofia = bench.person('U0SOFIA')
  bench.sandbox(AICC).misbehave({ kind: 'latency', ms: 100 }, isFiling)
  await formOf(sofia, DESK)
  await typedInto(sofia, { ...CASE, [TYPE]: BILLING, 'Wanted by': NOW / 1000 })
  await sofia.close()
  const told = await sofia.until(() => sofia.lastEphemeral(DESK))
  expect(textOf(told)).toContain('Your ticket was not filed')
  expect(textOf(told)).toContain('It says: “no permission: unknown creatorId”')
  await sofia.click(told, 'Open it again')
  const inputs = inputsOf(await openForm(sofia))
  expect(inputs.get(TYPE)).toMatchObject({ type: 'external_select', initial_option: { value: BILLING } })
  expect(inputs.get('Title')).toMatchObject({ initial_value: CASE.Title })
  expect(inputs.get('Wanted by')).toMatchObject({ initial_date_time: NOW / 1000 })
})

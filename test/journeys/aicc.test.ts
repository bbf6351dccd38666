import { describe, expect, it } from 'vitest'
import { seedCases } from '../../src/drivers/aicc/seed.ts'
import { DOCUMENT_EXAMPLE } from '../../src/drivers/aicc/seed-example.ts'
import { DESK, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import { textOf } from '../support/text-of.ts'
import { AICC, AICC_TENANT, DAYU_ACCOUNT } from './accounts.ts'
import { ask, press, say, turn } from './asking.ts'
import { useBenches } from './benches.ts'
import { EVERYWHERE, linksOf, NOW } from './places.ts'

const { start } = useBenches({
  links: [
    ...linksOf(DESK, [AICC_TENANT]),
    ...linksOf(REPAIRS, [...EVERYWHERE, DAYU_ACCOUNT, AICC_TENANT]),
    ...linksOf(LOBBY, [DAYU_ACCOUNT]),
  ],
})

const caseAbout = (title: string): { id: string; number: string } => {
  const info = seedCases(NOW).find(({ caseInfo }) => caseInfo.title === title)?.caseInfo
  return { id: String(info?.id), number: String(info?.caseNo) }
}

const HEAT_METER = caseAbout('Heat meter shows E07')
const EXAMPLE = { id: 'c6m800000149ndrHRVNQ', number: '000000000000000000000000035013' }

describe('a case', () => {
  it.each([
    ['its id', HEAT_METER.id],
    ['its number', HEAT_METER.number],
    ['its number without the zeros that lead it', String(Number(HEAT_METER.number))],
  ])('is shown by %s', async (_what, typed) => {
    const bench = await start()
    const text = await say(bench.person('U0SOFIA'), DESK, `/ticket ${typed}`)
    for (const said of [
      `*${HEAT_METER.number}*  ·  🔵 In progress (_Processing_)`,
      '\nHeat meter shows E07\nThe display has said E07 since Monday and the flat stays cold.\n',
      '*Community*\n客户服务中心 · Huawei AICC',
      '*Category*\n设备故障 Device fault',
      '*Reporter*\nOwen Hartley · +44 7700 *** 214',
      '*Worker*\nServiceCloud',
      '*Created*\n20 Nov 2026, 06:00',
    ]) {
      expect(text).toContain(said)
    }
  })

  it('is found by its id in a channel that every other vendor shares, by its number without asking them', async () => {
    const bench = await start()
    const mei = bench.person('U0MEILIN')
    expect(await say(mei, REPAIRS, `/ticket ${HEAT_METER.number}`)).toContain(
      '🔵 处理中 (_Processing_)  ·  🔺 *紧急*\nHeat meter',
    )
    for (const vendor of ['tuya-community', 'akubela', 'dayu']) expect(bench.sandbox(vendor).requests).toEqual([])
    expect(await say(mei, REPAIRS, `/ticket ${HEAT_METER.id}`)).toContain('*社区*\n客户服务中心 · 华为云联络中心 AICC')
  })

  it('that nobody has is missing, and known for one where AICC is not linked', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const nobodys = '9'.padStart(30, '0')
    expect(await say(sofia, DESK, `/ticket ${nobodys}`)).toContain(`There is no ticket *${nobodys}*`)
    expect(await say(sofia, LOBBY, `/ticket ${EXAMPLE.number}`)).toContain('looks like a ticket of Huawei AICC')
  })
})

/** How every field that is filled in the document's example reads, by its place in the answer. */
const READS: Readonly<Record<string, string>> = {
  'caseInfo.AICC__IsCanced__CST': '*Cancelled:* No (_false_)',
  'caseInfo.AICC__IsSuspend__CST': '*Suspended:* No (_false_)',
  'caseInfo.AICC__Origin__CST.name': '*Origin:* E-mail (_Email_)',
  'caseInfo.AICC__Priority__CST.name': '*Priority:* Critical\n',
  'caseInfo.AICC__State__CST.name': '🔵 In progress (_Processing_)',
  'caseInfo.AICC__Status__CST.name': '*Step:* y\n',
  'caseInfo.AICC__Type__CST.__objectType': '*AICC__Type__CST.__objectType:* AICC__CaseType__CST',
  'caseInfo.caseNo': `*${EXAMPLE.number}*`,
  'caseInfo.contactId': '*Contact ID:* ciIy0000012YLAA4Dulc',
  'caseInfo.createdDate': '*Created*\n16 Jun 2023, 10:25',
  'caseInfo.creatorId': '*Creator ID:* 10gd000000rDybBRYkuu',
  'caseInfo.creatorName': '*Created by:* ServiceCloud',
  'caseInfo.description': '\ntest\n',
  'caseInfo.dueDate': '*Due:* 29 Jun 2023, 18:00',
  'caseInfo.isUpgraded': '*Escalated:* No (_false_)',
  'caseInfo.origin': '*Origin:* E-mail (_Email_)',
  'caseInfo.ownerId': '*Handler ID:* 10gg000000sGyLvwHvOK',
  'caseInfo.ownerName': '*Worker*\nServiceCloud',
  'caseInfo.priority': '*Priority:* Critical\n',
  'caseInfo.state': '🔵 In progress (_Processing_)',
  'caseInfo.status': '*Step:* y\n',
  'caseInfo.title': '\ntest\n',
  'caseInfo.type': '*Case type ID:* cvmC00000149NzxF1ePA',
  'customerInfo.customerInfo.address.addtionalAddress': '*Further address:* test',
  'customerInfo.customerInfo.address.defaultBillingAddress': '*Default billing address:* No (_false_)',
  'customerInfo.customerInfo.address.defaultShippingAddress': '*Default shipping address:* No (_false_)',
  'customerInfo.customerInfo.address.id': '*Address ID:* cw8O0000012YLAA6D6g4',
  'customerInfo.customerInfo.address.subjectId': '*Address of:* ciIy0000012YLAA4Dulc',
  'customerInfo.customerInfo.cellPhone1': '*Mobile 1:* 555555',
  'customerInfo.customerInfo.createdDate': '*Customer since:* 17 Apr 2023, 12:13',
  'customerInfo.customerInfo.customerName': '*Reporter*\ntest5 · 555555',
  'customerInfo.customerInfo.email': '*E-mail:* yh5@huawei.com',
  'customerInfo.customerInfo.gender': '*Gender:* male',
  'customerInfo.customerInfo.id': '*Customer ID:* ciIy0000012YLAA4Dulc',
  'customerInfo.customerInfo.lastModifiedDate': '*Customer changed:* 17 Apr 2023, 12:14',
  'customerInfo.customerInfo.organization.id': '*Organisation ID:* cBbs0000012YLAA3eiVU',
  'customerInfo.customerInfo.organization.organizationName': '*Organisation:* test',
  'customerInfo.customerInfo.organizationId': '*Organisation ID:* cBbs0000012YLAA3eiVU',
  isFollower: '*Followed:* No (_false_)',
}
/** An id is what buttons carry and what a person may have typed; the number is what a card shows. */
const IN_BUTTONS = 'caseInfo.id'

/** The places of everything that says something. */
const filledIn = (value: unknown, at: readonly string[] = []): string[] => {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [at.join('.')]
  return Object.entries(value).flatMap(([name, part]) => filledIn(part, [...at, name]))
}

describe('the document’s example', () => {
  it('has everything that it says of the case and its customer behind More', async () => {
    // What happened to it is in its history.
    const { caseTrace: _, ...shown } = DOCUMENT_EXAMPLE
    expect([...Object.keys(READS), IN_BUTTONS].sort()).toEqual(filledIn(shown).sort())
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const card = await ask(sofia, DESK, `/ticket ${EXAMPLE.id}`)
    expect(textOf(card)).not.toContain('yh5@huawei.com')
    const more = await turn(sofia, card, 'More')
    for (const [field, reads] of Object.entries(READS)) expect(textOf(more), field).toContain(reads)
    expect(JSON.stringify(more.blocks)).toContain(EXAMPLE.id)
    expect(textOf(await turn(sofia, more, 'Less'))).toBe(textOf(card))
  })

  it('tells nobody who the customer is when it is shared', async () => {
    const bench = await start()
    const [sofia, priya] = [bench.person('U0SOFIA'), bench.person('U0PRIYA')]
    await press(sofia, await turn(sofia, await ask(sofia, DESK, `/ticket ${EXAMPLE.id}`), 'More'), 'Share to channel')
    const shared = await priya.until(() => priya.messages(DESK).find(({ text }) => text.includes(EXAMPLE.number)))
    expect(textOf(shared)).toContain('*Reporter*\nt*** · ****55')
    expect(textOf(shared)).toContain('*Worker*\nS***')
    for (const personal of ['test5', '555555', 'yh5', 'ServiceCloud', 'huawei.com']) {
      expect(JSON.stringify(shared)).not.toContain(personal)
    }
    expect(textOf(await press(priya, shared, 'Open'))).toContain('test5 · 555555')
  })
})

it('leaves the case readable when the vendor’s token runs out between two looks', async () => {
  const bench = await start()
  const sofia = bench.person('U0SOFIA')
  const card = await ask(sofia, DESK, `/ticket ${HEAT_METER.id}`)
  bench.sandbox(AICC).misbehave({ kind: 'expired_token' })
  expect(textOf(await turn(sofia, card, 'Refresh'))).toBe(textOf(card))
})

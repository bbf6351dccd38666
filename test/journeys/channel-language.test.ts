import { expect, it } from 'vitest'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { DAYU_ACCOUNT } from './accounts.ts'
import { ask, modalSaying, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, HEATING, minute, openForm } from './filing.ts'
import { KASTANIENALLEE, linksOf } from './places.ts'

/* What everybody in a channel reads is in the language of its digest, whoever caused it: here Jonas, in English. */

const { start } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

const inChinese = async (bench: Bench): Promise<TestPerson> => {
  const jonas = bench.person('U0JONAS')
  await jonas.command(LINDENHOF, '/ticket digest')
  const form = await modalSaying(jonas, 'Time zone')
  await jonas.fill(form.id, { Language: 'Chinese (simplified)', 'Time zone': 'shanghai' })
  await jonas.submit()
  await modalSaying(jonas, 'gets its digest')
  await jonas.close()
  return jonas
}

const posted = (someone: TestPerson, hope: string): Promise<string> =>
  someone.until(() => {
    const texts = someone.messages(LINDENHOF).filter(({ ephemeralTo }) => !ephemeralTo)
    return texts.map(textOf).findLast((text) => text.includes(hope))
  }, hope)

it('a card that is shared, and what becomes of it', async () => {
  const bench = await start()
  const jonas = await inChinese(bench)
  const card = await press(jonas, await ask(jonas, LINDENHOF, '/ticket list'), 'Open')
  const [number = ''] = /\bm[0-9a-f]{32}\b/.exec(textOf(card)) ?? []
  expect(textOf(card)).toContain('Community')
  await jonas.click(card, 'Share to channel')
  const shared = await posted(jonas, '由 Jonas Brandt 分享')
  expect(shared).toContain('社区')
  await jonas.command(LINDENHOF, `/ticket delete ${number}`)
  await openForm(jonas)
  await jonas.submit()
  await minute(bench, 1)
  expect(await posted(jonas, '已由 Jonas Brandt 删除')).toContain(number)
})

it('the line about a ticket that was filed', async () => {
  const bench = await start()
  const jonas = await inChinese(bench)
  await fileRepair(jonas, LINDENHOF, HEATING)
  expect(await posted(jonas, 'Jonas Brandt 为')).toContain('提交了工单')
  expect(textOf(await modalSaying(jonas, 'Filed as'))).toContain(KASTANIENALLEE.name)
})

it('what news of a ticket goes under that nobody can read', async () => {
  const env = { DAYU_WEBHOOK_SECRET: 'an-unguessable-secret-of-ours', DAYU_DETAIL_PATH: '' }
  const bench = await start({ links: linksOf(LINDENHOF, [DAYU_ACCOUNT]), env })
  const jonas = await inChinese(bench)
  expect(await say(jonas, LINDENHOF, '/ticket watch 730211223')).toContain('730211223')
  expect(await posted(jonas, '730211223')).toContain('Jonas Brandt 让本频道')
})

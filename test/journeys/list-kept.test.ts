import { join } from 'node:path'
import { expect, it } from 'vitest'
import { seedResidences } from '../../src/drivers/akubela/seed.ts'
import { openStore } from '../../src/store/index.ts'
import type { Link } from '../../src/store/store.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { say } from './asking.ts'
import { useBenches } from './benches.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, NOW, TUYA } from './places.ts'

const benches = useBenches()
const AT = new Date(NOW).toISOString()
const SOFIA = 'U0SOFIA'

const linked = (place: typeof KASTANIENALLEE): Link => ({
  channel: LINDENHOF,
  ...place,
  createdBy: 'U0JONAS',
  createdAt: AT,
})

/** A bench on what the store kept from before. */
const startWith = async (keep: (store: Awaited<ReturnType<typeof openStore>>) => Promise<void>) => {
  const folder = await benches.folder()
  const quiet = { now: () => NOW, log: () => {}, onStep: () => {}, onWrite: () => {} }
  const store = await openStore(`file:${join(folder, 'store.json')}`, quiet)
  await keep(store)
  await store.close()
  return await benches.start({ folder })
}

it('a list of mine holds what I filed and what I watch, and not what others do', async () => {
  const repairs = seedResidences(NOW).find(({ name }) => name === KASTANIENALLEE.name)?.repairs ?? []
  const [filed = '', watched = '', byJonas = ''] = repairs
    .filter(({ state }) => state === 'in progress')
    .map((repair) => repair.maintenance_id)
  const ref = (id: string) => ({ vendor: AKUBELA, community: KASTANIENALLEE.community, id })
  const watch = { channel: LINDENHOF, number: 'm', at: AT, seen: { status: 'new' as const } }
  const bench = await startWith(async (store) => {
    await store.putLink(linked(KASTANIENALLEE))
    await store.accept({
      ...{ ...ref(filed), id: 'V1.1', channel: LINDENHOF, user: SOFIA, language: 'en', acceptedAt: AT },
      ...{ write: { kind: 'create', fields: {} }, state: 'done', ticket: ref(filed) },
    })
    await store.putWatch({ ...watch, ref: ref(watched), by: SOFIA })
    await store.putWatch({ ...watch, ref: ref(byJonas), by: 'U0JONAS' })
  })
  const mine = await say(bench.person(SOFIA), LINDENHOF, '/ticket list mine')
  expect(mine).toMatch(/^\*2 tickets found\*\n🔎 mine\n/)
  expect([filed, watched, byJonas].map((id) => mine.includes(id))).toEqual([true, true, false])
  const others = await say(bench.person('U0TOMASZ'), LINDENHOF, '/ticket list mine')
  expect(others).toMatch(/^\*No ticket fits this\.\*\n🔎 mine\n/)
})

it('a list leaves out what is paused without reading it, and names it', async () => {
  const bench = await startWith(async (store) => {
    await store.putLink(linked(KASTANIENALLEE))
    await store.putLink({ ...linked(HAITANG_BAY), paused: { reason: 'by_person', at: AT } })
  })
  const shown = await say(bench.person(SOFIA), LINDENHOF, '/ticket list')
  expect(shown).toMatch(/^\*5 open tickets\*/)
  expect(shown).toContain('⏸️ Paused and not read: *海棠湾花园*.')
  expect(bench.sandbox(TUYA).requests.filter(({ query }) => query.has('block_id'))).toEqual([])
})

import { expect, it } from 'vitest'
import { dayu } from '../../../src/drivers/dayu/index.ts'
import { can } from '../../../src/tickets/driver.ts'
import { ACCESS, openDriver, READABLE, SECRET } from './vendor.ts'

const BASE = { DAYU_BASE_URL: 'https://dayu.example/api' }

const problems = (env: Record<string, string>) => {
  const configured = dayu.configure(env)
  return 'problems' in configured ? configured.problems : []
}

it('is off when nothing is set', () => {
  expect(dayu.configure({ DAYU_TOKEN: ' ' })).toEqual({ off: true })
})

it('guesses no address, and names every missing variable at once', () => {
  const named = problems({ DAYU_TIME_ZONE: 'Asia/Shanghai' }).map((problem) => problem.split(' ')[0])
  expect(named).toEqual(['DAYU_BASE_URL', 'DAYU_TOKEN', 'DAYU_TOKEN_HEADER', 'DAYU_MODIFY_PATH'])
})

it.each([
  ['DAYU_TOKEN_HEADER', 'x token'],
  ['DAYU_TOKEN', '令牌'],
  ['DAYU_MODIFY_PATH', 'order/modify'],
  ['DAYU_MODIFY_PATH', '//elsewhere.example/order'],
  ['DAYU_MODIFY_PATH', '/order/modify?force=1'],
  ['DAYU_DETAIL_PATH', '/order/detail'],
  ['DAYU_DETAIL_PATH', '/order/{id}/{id}'],
  ['DAYU_TIME_ZONE', 'Beijing'],
  ['DAYU_WEBHOOK_SECRET', 'Zk3vQ9_tB7xLw2R'],
  ['DAYU_WEBHOOK_SECRET', 'abcabcabcabcabcabcabcabcabc'],
  ['DAYU_WEBHOOK_SECRET', 'Zk3vQ9/tB7xLw2Rf8sYpJ4mNaaa'],
])('refuses %s=%s without repeating it', (name, value) => {
  const [problem, ...others] = problems({ ...BASE, ...ACCESS, [name]: value })
  expect(problem).toMatch(new RegExp(`^${name} must `))
  expect(problem).not.toContain(value)
  expect(others).toEqual([])
})

it('offers what the settings reach', async () => {
  const bare = openDriver({ ...BASE, ...ACCESS })
  expect([can(bare, 'update'), can(bare, 'detail'), bare.webhook]).toEqual([true, false, undefined])
  const full = openDriver({ ...BASE, ...READABLE, DAYU_WEBHOOK_SECRET: SECRET })
  expect([can(full, 'update'), can(full, 'detail'), full.webhook?.secret]).toEqual([true, true, SECRET])
  expect(full.scope).toBe('account')
  await Promise.all([bare.close(), full.close()])
})

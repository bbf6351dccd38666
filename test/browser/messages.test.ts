import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from './bench.ts'
import { LINDENHOF, MEI, message, SHENZHEN, snapshotFor } from './lindenhof.ts'

describe('a conversation', () => {
  test('draws every block that Caretaker may send, and names the one that it does not know', async ({ open }) => {
    const page = await open()
    const said = await page.locator('.conversation').innerText()
    for (const words of [
      'Lift in house 7 stops between floors',
      'WO-48213 · in progress since 20 Nov 2026 at 09:00',
      'Sunday, 22 November 2026 12:00',
      'Door contact A & B',
      'door.limit = 8s',
      'Tuya Community · Lindenhof',
      'Pending this week for #深圳湾报修, ask @Jonas Weber👋 the report of 2026-11-20',
      'Gate 3 does not close',
      'The smell is back.',
      'pump.p1 = off',
      'Total: 4 open',
      'Tell the resident',
      'Unsupported block: hologram',
    ]) {
      expect(said).toContain(words)
    }
    expect(await page.locator('.unsupported').count()).toBe(1)
    await page.getByText('This picture cannot be loaded.').waitFor()
    expect(await page.getByRole('cell', { name: '4' }).count()).toBe(1)
    expect(await page.getByRole('img', { name: 'The lift door' }).getAttribute('src')).toBe(
      'https://images.invalid/lift.jpg',
    )
    expect(await page.locator('.ping').innerText()).toBe('@channel')
  })

  test('says what is an app, what was edited, what only the reader sees, and on which day', async ({ open }) => {
    const page = await open()
    const ticket = page.locator('.message').filter({ hasText: 'Lift in house 7 stops' })
    expect(await ticket.locator('header').innerText()).toMatch(/Caretaker\s*APP\s*09:00\s*\(edited\)/)
    const whisper = page.locator('.message').filter({ hasText: 'Only Jonas reads this.' })
    expect(await whisper.innerText()).toContain('Only visible to you')
    expect(await page.locator('.day').count()).toBe(2)
  })

  test('shows a thread under the message that began it', async ({ open }) => {
    const page = await open()
    const lines = await page.locator('.message').allInnerTexts()
    const reply = lines.findIndex((line) => line.includes('On my way'))
    expect(lines[reply - 1]).toContain('Lift in house 7 stops')
    expect(await page.locator('.in-thread').count()).toBe(1)
  })

  test('shows the times of the reader, not those of the browser', async ({ open }) => {
    const page = await open({ as: MEI.id, place: SHENZHEN.id })
    const said = await page.locator('.conversation').innerText()
    expect(said).toContain('16:10')
    expect(said).toContain('预约 2026年11月22日 19:00 上门')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  test('makes nothing out of data but text', async ({ open, workspace }) => {
    const attack = `<img src="x" onerror="document.title='owned'"><script>document.title='owned'</script>`
    workspace.restart((as) => ({
      ...snapshotFor(as),
      team: { id: 'T1', name: attack },
      channels: [{ ...LINDENHOF, name: attack, topic: attack }],
      people: snapshotFor(as).people.map((person) => ({
        ...person,
        title: attack,
        realName: `${attack}${person.name}`,
      })),
      messages: [
        message(0, { text: `${attack} <javascript:alert(1)|a trap> :constructor: <!date^1^{constructor}|x>` }),
        message(1, {
          blocks: [
            { type: 'header', block_id: 'a', text: { type: 'plain_text', text: attack } },
            { type: 'section', block_id: 'b', text: { type: 'mrkdwn', text: attack } },
            { type: 'image', block_id: 'c', image_url: 'javascript:alert(1)', alt_text: attack },
            { type: attack, block_id: 'd' },
            { type: 'constructor', block_id: 'constructor' },
            {
              type: 'rich_text',
              block_id: 'e',
              elements: [
                {
                  type: 'rich_text_section',
                  elements: [
                    { type: 'text', text: attack },
                    { type: 'link', url: 'javascript:alert(1)', text: 'another trap' },
                  ],
                },
              ],
            },
            {
              type: 'actions',
              block_id: 'f',
              elements: [
                {
                  type: 'button',
                  action_id: 'g',
                  text: { type: 'plain_text', text: attack },
                  url: 'javascript:alert(1)',
                },
                {
                  type: 'static_select',
                  action_id: 'h',
                  options: [{ text: { type: 'plain_text', text: attack }, value: attack }],
                },
              ],
            },
          ],
        }),
      ],
    }))
    const page = await open()
    workspace.push({ kind: 'notice', text: attack, channel: LINDENHOF.id })
    await page.locator('.message').nth(2).waitFor()
    expect(await page.locator('[onerror], body script, a').count()).toBe(0)
    expect(await page.locator('img[src]').count()).toBe(0)
    expect(await page.title()).not.toBe('owned')
    expect(await page.locator('.message').first().innerText()).toContain(':constructor: {constructor}')
    expect((await page.locator('.conversation').innerText()).split('<img src="x"').length).toBeGreaterThan(7)
  })

  test('stays at its end when what it holds grows late, as pictures do', async ({ open, workspace }) => {
    const page = await open({ height: 500 })
    // The browser tells of an earlier scrolling only after something has grown.
    await page.evaluate(`{
      document.querySelector('.message').style.paddingBottom = '300px'
      document.querySelector('.scroller').dispatchEvent(new Event('scroll'))
    }`)
    workspace.push({ kind: 'message', message: message(20, { text: 'Gate 3 is *repaired*.' }) })
    const news = page.locator('.message').filter({ hasText: 'Gate 3 is repaired.' })
    await expect.poll(() => isInView(news)).toBe(true)
  })

  test('brings new messages into view, and changes one in its place', async ({ open, workspace }) => {
    const page = await open({ height: 500 })
    workspace.push({ kind: 'message', message: message(20, { text: 'Gate 3 is *repaired*.' }) })
    const news = page.locator('.message').filter({ hasText: 'Gate 3 is repaired.' })
    await expect.poll(() => isInView(news)).toBe(true)

    workspace.push({ kind: 'notice', text: 'You are offline.', channel: LINDENHOF.id })
    await page.getByText('You are offline.').waitFor()

    await page.locator('.scroller').hover()
    await page.mouse.wheel(0, -2000)
    const first = page.locator('.message').first()
    await expect.poll(() => isInView(first)).toBe(true)
    workspace.push({ kind: 'message_changed', message: message(20, { text: 'Gate 3 is closed.', edited: true }) })
    await page.getByText('Gate 3 is closed.').waitFor({ state: 'attached' })
    expect(await isInView(first)).toBe(true)
    expect(await page.getByText('Gate 3 is repaired.').count()).toBe(0)

    workspace.push({ kind: 'message', message: message(21, { text: 'And gate 4?' }) })
    await page.getByRole('button', { name: 'New messages' }).click()
    await expect.poll(() => isInView(page.getByText('And gate 4?'))).toBe(true)

    workspace.push({ kind: 'message_deleted', channel: LINDENHOF.id, ts: message(21, {}).ts })
    await page.getByText('And gate 4?').waitFor({ state: 'detached' })
  })

  test('counts what is new elsewhere until it is read', async ({ open, workspace }) => {
    const page = await open()
    const entry = page.getByRole('button', { name: SHENZHEN.name }).and(page.locator('.sidebar button'))
    workspace.push({ kind: 'message', message: message(30, { channel: SHENZHEN.id, text: '已修好' }) })
    await entry.getByText('1', { exact: true }).waitFor()
    await entry.click()
    await page.getByText('已修好').waitFor()
    expect(await entry.locator('.count').isVisible()).toBe(false)
    expect(new URL(page.url()).searchParams.get('in')).toBe(SHENZHEN.id)
  })

  test('says what Slack says, to this person alone', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'notice', text: '/ticket failed with the error "operation_timeout"', channel: LINDENHOF.id })
    const line = page.locator('.message').filter({ hasText: 'operation_timeout' })
    expect(await line.innerText()).toMatch(/Slackbot[\s\S]*Only visible to you/)
  })
})

const isInView = async (locator: Locator): Promise<boolean> => {
  const [box, frame] = [await locator.boundingBox(), await locator.page().locator('.scroller').boundingBox()]
  return box !== null && frame !== null && box.y >= frame.y && box.y + box.height <= frame.y + frame.height + 1
}

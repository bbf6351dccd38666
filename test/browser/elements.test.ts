import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import type { Block } from '../../src/workspace/protocol.ts'
import { test } from './bench.ts'
import type { FakeWorkspace } from './fake-workspace.ts'
import { JONAS, LINDENHOF, message } from './lindenhof.ts'

const TICKET = { in: 'message', channel: LINDENHOF.id, ts: message(0, {}).ts }

describe('an element in a message', () => {
  test('a button sends its value, and what is in the fields around it', async ({ open, workspace }) => {
    const page = await open()
    const sent = workspace.next('act')
    await page.getByRole('button', { name: 'Edit' }).click()
    expect(await sent).toEqual({
      as: JONAS.id,
      do: 'act',
      place: TICKET,
      blockId: 'doings',
      actionId: 'edit',
      element: { type: 'button', text: { type: 'plain_text', text: 'Edit' }, value: 'WO-48213' },
      state: {
        doings: {
          status: { type: 'static_select', selected_option: null },
          due: { type: 'datepicker', selected_date: '2026-11-24' },
          visit: { type: 'datetimepicker', selected_date_time: 1_795_345_200 },
        },
      },
    })
  })

  test('a button that was pressed is busy until the app has answered, and says what went wrong', async ({
    open,
    workspace,
  }) => {
    const { promise, resolve } = Promise.withResolvers<{ ok: false; notice: string }>()
    workspace.answer(() => promise)
    const page = await open()
    const button = page.getByRole('button', { name: 'Edit' })
    const sent = workspace.next('act')
    await button.click()
    await sent
    await button.click()
    expect(await button.getAttribute('aria-busy')).toBe('true')
    expect(workspace.gestures.filter((gesture) => gesture.do === 'act')).toHaveLength(1)
    resolve({ ok: false, notice: 'Caretaker took too long.' })
    await page.locator('.message').filter({ hasText: 'Caretaker took too long.' }).waitFor()
    expect(await button.getAttribute('aria-busy')).toBe(null)
  })

  test('a button with an address opens it beside the workspace', async ({ open }) => {
    const page = await open()
    const button = page.getByRole('link', { name: 'Open in Tuya' })
    expect(await button.getAttribute('href')).toBe('https://example.com/t/48213')
    expect(await button.getAttribute('target')).toBe('_blank')
    expect(await button.getAttribute('rel')).toContain('noopener')
  })

  test('a button that asks first sends nothing until the person agrees', async ({ open, workspace }) => {
    const page = await open()
    const dialog = page.getByRole('alertdialog', { name: 'Delete WO-48213?' })
    for (const leave of [
      () => page.getByRole('button', { name: 'Keep it' }).click(),
      () => page.keyboard.press('Escape'),
    ]) {
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog.getByText('This cannot be undone.').waitFor()
      await leave()
      await dialog.waitFor({ state: 'detached' })
    }
    expect(workspace.gestures.filter((gesture) => gesture.do === 'act')).toHaveLength(0)
    const sent = workspace.next('act')
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    expect(await sent).toMatchObject({ actionId: 'delete', element: { type: 'button', value: 'WO-48213' } })
  })

  test('a menu, choices and pickers send what was chosen in the shape of Slack', async ({ open, workspace }) => {
    const page = await open()
    const sends = async (act: () => Promise<unknown>) => {
      const sent = workspace.next('act')
      await act()
      const { actionId, element } = await sent
      return { actionId, element }
    }
    const more = async () => {
      await page.getByRole('button', { name: 'More options' }).click()
      await page.getByRole('menuitem', { name: 'Watch in this channel' }).click()
    }
    const shown = (text: string, value: string) => ({ text: { type: 'plain_text', text }, value })
    expect(await sends(more)).toEqual({
      actionId: 'more',
      element: { type: 'overflow', selected_option: shown('Watch in this channel', 'watch') },
    })
    expect(await sends(() => page.getByLabel('Move to…').selectOption('Completed'))).toEqual({
      actionId: 'status',
      element: { type: 'static_select', selected_option: shown('Completed', 'done') },
    })
    expect(await sends(() => page.locator('input[type=date]').fill('2026-12-01'))).toEqual({
      actionId: 'due',
      element: { type: 'datepicker', selected_date: '2026-12-01' },
    })
    expect(await sends(() => page.locator('input[type=time]').fill('17:45'))).toEqual({
      actionId: 'at',
      element: { type: 'timepicker', selected_time: '17:45' },
    })
    expect(await sends(() => page.getByLabel('Night shift').check())).toEqual({
      actionId: 'shift',
      element: { type: 'radio_buttons', selected_option: shown('Night shift', 'night') },
    })
    expect(await sends(() => page.getByLabel('Tell the resident').check())).toMatchObject({
      actionId: 'notify',
      element: { type: 'checkboxes', selected_options: [{ value: 'resident' }] },
    })
    expect(await sends(() => page.getByLabel('Assign to…').selectOption('Tomasz Zieliński'))).toEqual({
      actionId: 'who',
      element: { type: 'users_select', selected_user: 'U0TOMASZ' },
    })
  })

  test('a date and time is in the zone of the person, also in the week after the clocks change', async ({
    open,
    workspace,
  }) => {
    const page = await open()
    const picker = page.locator('input[type=datetime-local]')
    expect(await picker.inputValue()).toBe('2026-11-22T12:00')
    const summer = workspace.next('act')
    await picker.fill('2027-03-29T09:00')
    expect(await summer).toMatchObject({
      element: { type: 'datetimepicker', selected_date_time: Date.parse('2027-03-29T09:00+02:00') / 1000 },
    })
  })
})

describe('a select whose options the app looks up', () => {
  const house = (text: string) => ({ text: { type: 'plain_text', text }, value: text.toLowerCase() })
  const search: Block = {
    type: 'actions',
    block_id: 'find',
    elements: [{ type: 'external_select', action_id: 'house', min_query_length: 2 }],
  }
  const openWith = async (page: Page, workspace: FakeWorkspace) => {
    workspace.answer((gesture) =>
      gesture.do === 'look' ? { ok: true, options: [house('House 7'), house('House 17')] } : { ok: true },
    )
    workspace.push({ kind: 'message', message: message(40, { text: 'Find', blocks: [search] }) })
    return page.getByRole('combobox', { name: 'Type to search' })
  }

  test('asks for what was typed and sends what was picked', async ({ open, workspace }) => {
    const page = await open()
    const field = await openWith(page, workspace)
    await field.click()
    await page.getByText('Type at least 2 characters').waitFor()
    const looked = workspace.next('look')
    await field.pressSequentially('ho')
    expect(await looked).toMatchObject({ do: 'look', blockId: 'find', actionId: 'house', value: 'ho' })
    await page.getByRole('option', { name: 'House 17' }).waitFor()
    const sent = workspace.next('act')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await sent).toMatchObject({
      element: { type: 'external_select', selected_option: house('House 17') },
      state: { find: { house: { type: 'external_select', selected_option: house('House 17') } } },
    })
    expect(await field.inputValue()).toBe('House 17')
  })

  test('does not ask for the pinyin of a word that is being composed', async ({ open, workspace }) => {
    const page = await open()
    const field = await openWith(page, workspace)
    await field.focus()
    const keyboard = await page.context().newCDPSession(page)
    const looked = workspace.next('look')
    await keyboard.send('Input.imeSetComposition', { text: 'loudong', selectionStart: 7, selectionEnd: 7 })
    await keyboard.send('Input.insertText', { text: '楼栋' })
    expect(await looked).toMatchObject({ value: '楼栋' })
    expect(workspace.gestures.filter((gesture) => gesture.do === 'look')).toHaveLength(1)
  })
})

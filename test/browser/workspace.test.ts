import type { App } from '@slack/bolt'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import { LINDENHOF, MEI, REPAIRS } from '../../src/workspace/seed.ts'
import { leakPhoto } from '../../src/workspace/seed-photo.ts'
import { type Bench, startBench } from '../workspace/bot.ts'
import { actions, input, modal, option, plain, section } from '../workspace/samples.ts'
import { test as base } from './bench.ts'

/** The page on the workspace that it belongs to, with an app behind it. */

const JONAS = 'U0JONAS'
const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 780 }
const PHOTO = { name: 'leak.png', mimeType: 'image/png', buffer: Buffer.from(leakPhoto()) }
const TEXT = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }

const SHORTCUTS = [
  { kind: 'message', name: 'File a ticket', description: 'From this message', callbackId: 'file' },
  { kind: 'global', name: 'New ticket', description: 'From anywhere', callbackId: 'new' },
] as const

const FORM = modal(
  [
    input('Photos', { type: 'file_input', action_id: 'photos', filetypes: ['png'] }, { block_id: 'photos' }),
    input('House', { type: 'external_select', action_id: 'house', min_query_length: 1 }, { block_id: 'house' }),
  ],
  { callback_id: 'form' },
)

let bench: Bench
let heard: Record<string, unknown>[]

const register = (app: App) => {
  app.shortcut(/^(file|new)$/, async ({ ack, shortcut, client }) => {
    await ack()
    heard.push({ ...shortcut })
    await client.views.open({ trigger_id: shortcut.trigger_id, view: FORM })
  })
  app.options('house', async ({ ack, payload }) => {
    const house = { text: { type: 'plain_text' as const, text: `House ${payload.value}` }, value: payload.value }
    await ack({ options: payload.value === '0' ? [] : [house] })
  })
  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    heard.push({ ...body })
  })
  app.view('form', async ({ ack, view }) => {
    await ack()
    heard.push(view.state.values)
  })
}

const test = base.extend('visit', async ({ browser }, { onCleanup }) => {
  const context = await browser.newContext()
  onCleanup(() => context.close())
  return async (as: string, channel: string, viewport = DESK): Promise<Page> => {
    const page = await context.newPage()
    await page.setViewportSize(viewport)
    await page.goto(`${bench.url}/?as=${as}&in=${channel}`)
    await page.locator('.pane').waitFor()
    return page
  }
})

beforeEach(async () => {
  heard = []
  bench = await startBench(register, { page: true, shortcuts: SHORTCUTS })
})

afterEach(() => bench.close())

describe('shortcuts', () => {
  test('are in the menu of a message, whose form takes photos and looks houses up', async ({ visit }) => {
    const page = await visit(JONAS, REPAIRS)
    const message = page.getByRole('article').filter({ has: page.getByRole('img', { name: 'garage-ceiling.png' }) })
    await message.getByRole('button', { name: 'More actions' }).press('Enter')
    await page.getByRole('menuitem', { name: 'File a ticket' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles([PHOTO, TEXT, { ...PHOTO, name: 'more.png' }])
    await dialog.getByText('notes.txt is not one of these types: png.').waitFor()
    await dialog.getByRole('button', { name: 'Remove more.png' }).click()
    const house = dialog.getByRole('combobox', { name: 'House' })
    await house.fill('0')
    await dialog.getByText('Nothing found').waitFor()
    await house.fill('7')
    await dialog.getByRole('option', { name: 'House 7' }).click()
    await dialog.getByRole('button', { name: 'File', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const [shortcut, values] = heard
    expect(shortcut).toMatchObject({ message: { files: [{ name: 'garage-ceiling.png', mimetype: 'image/png' }] } })
    expect(values).toMatchObject({
      photos: { photos: { files: [{ name: 'leak.png', size: PHOTO.buffer.length }] } },
      house: { house: { selected_option: { value: '7' } } },
    })
  })

  test('are at the line to write in as well, on a phone and in Chinese', async ({ visit }) => {
    const page = await visit(MEI, REPAIRS, PHONE)
    await page.getByRole('button', { name: '快捷方式' }).click()
    await page.getByRole('menuitem', { name: 'New ticket' }).click()
    await page.getByRole('dialog').getByText('Photos').waitFor()
    expect(heard[0]).toMatchObject({ type: 'shortcut', callback_id: 'new', user: { id: MEI } })
  })
})

describe('files', () => {
  test('go along with what is said, and are shown as pictures', async ({ visit }) => {
    const page = await visit(JONAS, LINDENHOF, PHONE)
    await page.locator('.composer input[type=file]').setInputFiles([PHOTO, TEXT])
    await page.getByRole('button', { name: 'Remove notes.txt' }).click()
    const dropped = await page.evaluateHandle(
      "(() => { const data = new DataTransfer(); data.items.add(new File(['a'], 'plan.pdf')); return data })()",
    )
    await page.locator('.pane').dispatchEvent('drop', { dataTransfer: dropped })
    await page.getByRole('button', { name: 'Remove plan.pdf' }).waitFor()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('link', { name: 'plan.pdf' }).waitFor()
    const picture = page.getByRole('img', { name: 'leak.png' })
    await picture.waitFor()
    await expect.poll(() => picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBe(320)
    expect(await page.locator('.composer .files-chosen .chip').count()).toBe(0)
  })
})

describe('a channel', () => {
  test('is renamed, archived and opened again from its menu, without losing what is typed', async ({ visit }) => {
    const page = await visit(JONAS, LINDENHOF)
    await page.locator('main textarea').fill('half a sentence')
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'Manage the channel' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    await choose('Rename the channel')
    await page.getByRole('textbox', { name: 'Rename the channel' }).fill('lindenhof')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '#lindenhof' }).waitFor()
    await page.getByRole('navigation').getByRole('button', { name: 'lindenhof' }).waitFor()
    await choose('Archive the channel')
    await page.getByRole('button', { name: 'Yes' }).click()
    await page.getByText('This channel is archived').waitFor()
    await choose('Open the channel again')
    expect(await page.locator('main textarea').inputValue()).toBe('half a sentence')
    await choose('Remove Caretaker')
    await page.getByText('is no longer in the channel.').waitFor()
    expect(bench.workspace.snapshot(JONAS).channels.find(({ id }) => id === LINDENHOF)?.members).not.toContain(
      'U0CARETAKER',
    )
  })
})

describe('a message of the app', () => {
  test('keeps what is chosen in it, changes at once and has its replies under it', async ({ visit }) => {
    const { chat } = bench.app.client
    const status = { type: 'static_select', action_id: 'status', placeholder: plain('Status') }
    const blocks = [
      section('A ticket', { accessory: { ...status, options: [option('Open'), option('Done')] }, block_id: 'menu' }),
      { ...actions({ type: 'checkboxes', action_id: 'told', options: [option('Told')] }), block_id: 'row' },
      { type: 'image', image_url: `${bench.url}/page/icon.svg`, alt_text: 'The lift' },
    ]
    const { ts = '' } = await chat.postMessage({ channel: LINDENHOF, text: 'A ticket', blocks })
    await chat.postMessage({ channel: LINDENHOF, text: 'Something else' })
    await chat.postMessage({ channel: LINDENHOF, text: 'It has changed', thread_ts: ts })
    const page = await visit(JONAS, LINDENHOF, PHONE)
    const message = page.getByRole('article').filter({ hasText: 'A ticket' })
    await message.getByRole('combobox').selectOption('Done')
    await message.getByRole('checkbox', { name: 'Told' }).check()
    await expect.poll(() => heard).toHaveLength(2)
    expect(heard[1]).toMatchObject({
      state: { values: { menu: { status: { selected_option: { value: 'Done' } } }, row: { told: {} } } },
    })
    await chat.update({ channel: LINDENHOF, ts, text: 'A ticket', blocks: [...blocks, section('Closed by Jonas')] })
    await message.getByText('Closed by Jonas').waitFor()
    expect(await message.getByRole('combobox').inputValue()).toBe('Done')
    expect(await message.getByRole('checkbox').isChecked()).toBe(true)
    expect(await message.getByRole('img', { name: 'The lift' }).count()).toBe(1)
    const said = await page.getByRole('article').allInnerTexts()
    expect(said.findIndex((text) => text.includes('It has changed'))).toBe(
      said.findIndex((text) => text.includes('Closed by Jonas')) + 1,
    )
  })
})

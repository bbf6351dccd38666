import { describe, expect } from 'vitest'
import { test } from './bench.ts'
import { form, HOME, JONAS, LINDENHOF, MEI, message, SHENZHEN, snapshotFor } from './lindenhof.ts'

describe('writing', () => {
  test('says what is typed, in the channel or in a thread', async ({ open, workspace }) => {
    const page = await open()
    const field = page.getByRole('combobox', { name: 'Message #berlin-lindenhof' })
    await field.fill('First line')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('second')
    const said = workspace.next('say')
    await page.keyboard.press('Enter')
    expect(await said).toEqual({ as: JONAS.id, do: 'say', channel: LINDENHOF.id, text: 'First line\nsecond' })
    expect(await field.inputValue()).toBe('')

    const line = page.locator('.message').filter({ hasText: 'On my way' })
    await line.hover()
    await line.getByRole('button', { name: 'Reply in thread' }).click()
    await page.keyboard.type('Thanks')
    const replied = workspace.next('say')
    await page.keyboard.press('Enter')
    expect(await replied).toMatchObject({ text: 'Thanks', threadTs: message(0, {}).ts })
  })

  test('offers the commands of the app and sends the whole line', async ({ open, workspace }) => {
    const page = await open()
    const field = page.getByRole('combobox', { name: 'Message #berlin-lindenhof' })
    await field.pressSequentially('/ti')
    await page.getByRole('option', { name: '/ticket [number | new | list | help]' }).waitFor()
    expect(await page.getByRole('listbox', { name: 'Commands' }).getByRole('option').count()).toBe(2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    expect(await field.inputValue()).toBe('/ticket ')
    await page.keyboard.type('list open')
    const sent = workspace.next('command')
    await page.keyboard.press('Enter')
    expect(await sent).toEqual({ as: JONAS.id, do: 'command', channel: LINDENHOF.id, text: '/ticket list open' })
  })

  test('gives back what could not be sent', async ({ open, workspace }) => {
    const page = await open()
    workspace.answer(() => ({ ok: false, notice: '/tickt is not a valid command.' }))
    const field = page.getByRole('combobox', { name: 'Message #berlin-lindenhof' })
    await field.fill('/tickt list')
    await page.keyboard.press('Enter')
    await page.getByText('/tickt is not a valid command.').waitFor()
    expect(await field.inputValue()).toBe('/tickt list')
  })

  test('does not send a Chinese word that is being composed', async ({ open, workspace }) => {
    const page = await open()
    const field = page.getByRole('combobox', { name: 'Message #berlin-lindenhof' })
    await field.fill('漏shui')
    await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    expect(await field.inputValue()).toBe('漏shui')
    expect(workspace.gestures).toHaveLength(0)
  })
})

describe('a person', () => {
  test('can become another, who reads and writes in their own language', async ({ open, workspace }) => {
    const page = await open({ place: SHENZHEN.id })
    await page.getByRole('button', { name: /You are/ }).click()
    const jonas = page.getByRole('menuitemradio', { name: /Jonas Weber/ })
    expect(await jonas.innerText()).toMatch(/Admin[\s\S]*British English · \d\d:\d\d \(Europe\/Berlin\)/)
    expect(await page.getByRole('menuitemradio', { name: /Tomasz/ }).innerText()).toContain('Guest')
    await page.getByRole('menuitemradio', { name: /陈美/ }).click()
    await page.getByRole('button', { name: /当前身份/ }).waitFor()
    expect(new URL(page.url()).search).toBe(`?as=${MEI.id}&in=${SHENZHEN.id}`)
    expect(await page.locator('.sidebar').innerText()).not.toContain(LINDENHOF.name)
    await page.getByRole('combobox', { name: '发消息到 #深圳湾报修' }).fill('你好')
    const said = workspace.next('say')
    await page.keyboard.press('Enter')
    expect(await said).toMatchObject({ as: MEI.id, text: '你好' })
    await page.goBack()
    await page.getByRole('button', { name: /You are/ }).waitFor()
  })

  test('who opens the Home asks for it and can use it', async ({ open, workspace }) => {
    const page = await open()
    const asked = workspace.next('open_home')
    await page.getByRole('button', { name: 'Caretaker home' }).click()
    expect(await asked).toEqual({ as: JONAS.id, do: 'open_home' })
    workspace.push({ kind: 'home', home: HOME })
    await page.getByRole('heading', { name: 'Good morning, Jonas' }).waitFor()
    const sent = workspace.next('act')
    await page.getByRole('button', { name: 'New ticket' }).click()
    expect(await sent).toMatchObject({ place: { in: 'view', viewId: 'V0HOME' }, actionId: 'new' })
  })

  test('is told when the workspace stops, and sees what happened once it is back', async ({ open, workspace }) => {
    const page = await open()
    workspace.stop()
    await page.getByText('Caretaker stopped. Start it again with npm start').waitFor()
    workspace.restart((as) => ({
      ...snapshotFor(as),
      messages: [...snapshotFor(as).messages, message(50, { text: 'The lift runs again.' })],
    }))
    await page.getByText('The lift runs again.').waitFor()
    expect(await page.locator('.banner').isVisible()).toBe(false)
  })
})

describe('on a telephone', () => {
  const size = { width: 390, height: 844 }

  test('nothing is wider than the screen, and the channels slide in', async ({ open }) => {
    const page = await open(size)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width)
    expect(await page.evaluate('document.querySelector(".scroller").scrollWidth')).toBeLessThanOrEqual(size.width)
    const entry = page.getByRole('button', { name: SHENZHEN.name }).and(page.locator('.sidebar button'))
    expect(await entry.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Open the sidebar' }).click()
    await entry.click()
    await page.getByRole('heading', { name: `#${SHENZHEN.name}` }).waitFor()
    await expect.poll(() => entry.isVisible()).toBe(false)
  })

  test('a modal fills the screen and its buttons stay in reach', async ({ open, workspace }) => {
    const page = await open(size)
    workspace.push({ kind: 'views', views: [form()] })
    const dialog = page.getByRole('dialog', { name: 'New ticket' })
    await dialog.waitFor()
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, ...size })
    const submit = await page.getByRole('button', { name: 'File ticket' }).boundingBox()
    expect((submit?.y ?? size.height) + (submit?.height ?? 0)).toBeLessThanOrEqual(size.height)
  })
})

import { afterAll, beforeAll, describe, expect } from 'vitest'
import { test } from './bench.ts'
import { type StartedCaretaker, startCaretaker } from './caretaker.ts'
import { visitor } from './visitor.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'en-GB' }

describe('a message on a phone', () => {
  let caretaker: StartedCaretaker
  beforeAll(async () => {
    caretaker = await startCaretaker({ PORT: '0' })
  })
  afterAll(() => caretaker.close())

  test('becomes a ticket with a photo by its menu, and is answered in its thread', async ({
    browser,
    onTestFinished,
  }) => {
    const context = await browser.newContext(PHONE)
    onTestFinished(() => context.close())
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    await page.goto(caretaker.url)
    const jonas = visitor(page)
    await jonas.goTo('berlin-lindenhof')
    const message = page.getByRole('article').filter({ hasText: 'The front door of house 11' }).first()
    await message.getByRole('button', { name: 'More actions' }).tap()
    await page.getByRole('menuitem', { name: 'File a ticket' }).tap()

    const form = jonas.modal()
    const description = form.getByLabel('Description')
    await expect.poll(() => description.inputValue()).toMatch(/^The front door[\s\S]+\n\nFrom Slack: http/)
    await form.getByLabel('Contact').fill('Ms Okafor, house 11')
    const photo = { name: 'lock.png', mimeType: 'image/png', buffer: Buffer.from('a photo') }
    await form.locator('input[type=file]').setInputFiles(photo)
    await form.getByText('lock.png').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width)
    await form.getByRole('button', { name: 'File ticket' }).tap()
    await form.getByText('Filed as').waitFor()
    expect(await form.textContent()).toMatch(/lock\.png http\S+/)
    await form.getByRole('button', { name: 'Done' }).tap()
    await page.getByText(/^Jonas Brandt filed ticket m[0-9a-f]{32} for/).waitFor()
  })
})

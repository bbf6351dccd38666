import { DateTime } from 'luxon'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { test as base } from './bench.ts'
import { type StartedCaretaker, startCaretaker } from './caretaker.ts'
import { isInSight, type Visitor, visitor } from './visitor.ts'

const SCREENS = [
  { where: 'at a desk', viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
  { where: 'on a phone', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
]

/** Nothing is configured, but for a port that is free. */
const SETTINGS = { PORT: '0' }

/** As a field for date and time takes it. */
const WALL_CLOCK = "yyyy-MM-dd'T'HH:mm"

/** Opens the address that Caretaker has printed, as somebody whose browser speaks English. */
type Arrive = (url: string, screen: (typeof SCREENS)[number]) => Promise<Visitor>

const test = base.extend('arrive', async ({ browser }, { onCleanup }): Promise<Arrive> => {
  return async (url, { where: _, ...screen }) => {
    const context = await browser.newContext({ ...screen, locale: 'en-GB' })
    onCleanup(() => context.close())
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('main').waitFor()
    return visitor(page)
  }
})

describe.each(SCREENS)('the first five minutes $where', (screen) => {
  let caretaker: StartedCaretaker
  beforeAll(async () => {
    caretaker = await startCaretaker(SETTINGS)
  })
  afterAll(() => caretaker.close())

  test('begin as Jonas at the facility desk, with help at hand', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    const { page, message } = jonas
    await page.getByRole('heading', { name: '#facility-desk' }).waitFor()
    expect(await page.locator('.switcher').textContent()).toContain('You areJonas BrandtOwner')
    // Whoever has a keyboard can write at once; on a phone it would cover half of the screen.
    expect(await page.locator('main textarea:focus').count()).toBe(screen.hasTouch ? 0 : 1)

    await jonas.write('/ticket')
    const help = message('Here I look after')
    await help.getByText('Only visible to you').waitFor()
    expect(await isInSight(page, help.getByRole('button', { name: 'What is open' }))).toBe(true)
    expect(await page.locator('main textarea:focus').count()).toBe(1)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(screen.viewport.width)
    await help.getByRole('button', { name: 'New ticket' }).click()
    await jonas.modal().getByLabel('Description').waitFor()
    await page.keyboard.press('Escape')
    await jonas.modal().waitFor({ state: 'hidden' })
  })

  test('list what is pending, and turn the pages in place', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    const { page, message } = jonas
    await jonas.write('/ticket list')
    const list = message('oldest first')
    await list.getByText(/1–10 of \d+/).waitFor()
    const lists = await page.getByRole('article').count()
    const next = list.getByRole('button', { name: 'Next' })
    expect(await isInSight(page, next)).toBe(true)
    await next.focus()
    await page.keyboard.press('Enter')
    await list.getByText(/11–20 of \d+/).waitFor()
    expect(await page.locator('button:focus').innerText()).toBe('Next')
    expect(await isInSight(page, next)).toBe(true)
    await page.keyboard.press('Enter')
    await list.getByText(/21–30 of \d+/).waitFor()
    await list.getByRole('button', { name: 'Previous' }).click()
    await list.getByText(/11–20 of \d+/).waitFor()
    expect(await page.getByRole('article').count()).toBe(lists)
  })

  test('open a ticket, see more and less of it, and share it without names', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    const { page, message } = jonas
    await jonas.goTo('shenzhen-bay-repairs')
    await jonas.write('/ticket list')
    const row = message('oldest first').locator('.section').filter({ hasText: '入户电表箱有焦味' })
    await row.getByRole('button', { name: 'Open' }).click()
    const card = page
      .getByRole('article')
      .filter({ hasText: '入户电表箱有焦味', has: page.getByRole('button', { name: 'Share to channel' }) })
      .last()
    await card.getByText('Reporter').waitFor()
    const [, reporter = ''] = /Reporter\s+(\S+) ·/.exec(await card.innerText()) ?? []
    expect(reporter).toMatch(/^\p{Script=Han}{2,}$/u)

    await card.getByRole('button', { name: 'More', exact: true }).click()
    await card.getByText('Detailed address').waitFor()
    expect(await page.locator('button:focus').innerText()).toBe('Less')
    await card.getByRole('button', { name: 'Less' }).click()
    await card.getByText('Detailed address').waitFor({ state: 'detached' })

    await card.getByRole('button', { name: 'Share to channel' }).click()
    const shared = message('Shared by Jonas Brandt')
    await shared.waitFor()
    expect(await shared.innerText()).not.toContain(reporter)
    const told = message('Shared to the channel.')
    await told.waitFor()
    expect(await isInSight(page, told)).toBe(true)
  })

  test('file a ticket, put right what was wrong with it, and tell everybody', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    const { page, message } = jonas
    await jonas.write('/ticket new')
    const modal = jonas.modal()
    await modal.getByLabel('Community').selectOption('Kastanienallee 27, Berlin · akubela')
    await modal.getByLabel('Description').fill('The street door does not latch.')
    const send = modal.getByRole('button', { name: 'File ticket' })
    await send.click()
    await modal.getByText('Please complete this required field.').waitFor()
    const from = DateTime.fromISO(await modal.getByLabel('Visit from').inputValue())
    const until = modal.getByLabel('Visit until')
    await until.fill(from.minus({ minutes: 15 }).toFormat(WALL_CLOCK))
    // Enter in a field of one line sends the form.
    await modal.getByLabel('Contact').fill('Ms Okonkwo, 030 555 0142')
    await page.keyboard.press('Enter')
    await modal.getByText('Choose a time after the start.').waitFor()
    expect(await until.getAttribute('aria-invalid')).toBe('true')
    await until.fill(from.plus({ hours: 2 }).toFormat(WALL_CLOCK))
    await send.click()

    const filed = await modal.getByText('Filed as').innerText()
    const [, number = ''] = /Filed as (\w+)/.exec(filed) ?? []
    expect(number).not.toBe('')
    await modal.getByRole('button', { name: 'Done' }).click()
    const card = message('Your ticket is filed:')
    expect(await card.innerText()).toContain(number)
    expect(await isInSight(page, card.getByRole('button', { name: 'Share to channel' }))).toBe(true)

    await jonas.become('Sofia Rossi')
    await message(`Jonas Brandt filed ticket ${number} for Kastanienallee 27, Berlin.`).waitFor()
    expect(await message('Your ticket is filed:').count()).toBe(0)
  })

  test('post a digest at once, for everybody', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    await jonas.goTo('berlin-lindenhof')
    await jonas.write('/ticket digest now')
    const digest = jonas.message('Asked for by Jonas Brandt.')
    await digest.getByText(/\d+ open tickets/).waitFor()
    expect(await isInSight(jonas.page, digest.getByText('Asked for by'))).toBe(true)
    await jonas.become('Tomasz Zielinski')
    await jonas.message('Asked for by Jonas Brandt.').waitFor()
  })

  test('link a community and unlink it, which a guest may not', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    const { message } = jonas
    await jonas.goTo('property-managers')
    await jonas.write('/ticket link')
    const modal = jonas.modal()
    await modal.getByLabel('Vendor').selectOption('Tuya smart community')
    await modal.getByRole('combobox', { name: 'Community' }).fill('1384799976831380002')
    await modal.getByRole('listbox').getByRole('option').first().click()
    await modal.getByLabel('Name in this channel').fill('The quay')
    await modal.getByRole('button', { name: 'Link', exact: true }).click()
    await modal.getByText('This channel is now linked to The quay').waitFor()
    await modal.getByRole('button', { name: 'Done' }).click()
    await jonas.write('/ticket links')
    await message('This channel looks after').getByRole('button', { name: 'More options' }).click()
    await jonas.page.getByText('Unlink', { exact: true }).click()
    await message('This channel is no longer linked to The quay').waitFor()
    await message('This channel is not linked to any community yet.').waitFor()
    expect(await message('This channel looks after').count()).toBe(0)

    await jonas.become('Tomasz Zielinski')
    await jonas.write('/ticket link')
    await modal.getByText('Only managers can do this').waitFor()
    expect(await modal.getByRole('button').allInnerTexts()).toEqual(['×', 'Done'])
    await modal.getByRole('button', { name: 'Done' }).click()
    await modal.waitFor({ state: 'hidden' })
  })

  test('find at Home what is pending in their channels', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, screen)
    await jonas.goTo('Caretaker home')
    const home = jonas.page.locator('main')
    await home
      .getByText(/\d+ open/)
      .first()
      .waitFor()
    await home.getByRole('button', { name: 'New ticket' }).waitFor()
    expect(await jonas.page.evaluate('document.documentElement.scrollWidth')).toBe(screen.viewport.width)
  })

  test('are in Chinese for Mei, from the page to the last error', async ({ arrive }) => {
    const mei = await arrive(caretaker.url, screen)
    const { page, message } = mei
    await mei.become('林梅 Mei Lin')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await mei.write('/ticket')
    const help = message('我在这里负责')
    await help.getByText('仅对你可见').waitFor()
    await help.getByRole('button', { name: '未完成工单' }).click()
    await message('最早的在前')
      .getByText(/第 1–10 个，共 \d+ 个/)
      .waitFor()
    await mei.write('/tickt')
    await message('/tickt 不是有效的命令。').waitFor()
    await mei.write('/ticket new')
    await mei.modal().getByRole('button', { name: '提交工单' }).click()
    await mei.modal().getByText('请填写此必填项。').first().waitFor()
    await mei.modal().getByRole('button', { name: '取消' }).click()
    await mei.modal().waitFor({ state: 'hidden' })
  })

  test('leave nothing in the log that anybody would have to look into', () => {
    expect(caretaker.troubles()).toEqual([])
  })
})

test('Ctrl-C ends it within two seconds, and the page says so', async ({ browser, onTestFinished }) => {
  const caretaker = await startCaretaker(SETTINGS)
  onTestFinished(() => caretaker.close())
  const page = await browser.newPage({ locale: 'zh-CN' })
  onTestFinished(() => page.close())
  await page.goto(caretaker.url)
  await page.getByRole('button', { name: '当前身份 林梅 Mei Lin' }).waitFor()
  const { code, milliseconds } = await caretaker.interrupt()
  expect(code).toBe(0)
  expect(milliseconds).toBeLessThan(2_000)
  await page.getByText('Caretaker 已停止。').waitFor()
})

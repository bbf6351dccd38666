import { afterAll, beforeAll, describe, expect } from 'vitest'
import { test as base } from './bench.ts'
import { type StartedCaretaker, startCaretaker } from './caretaker.ts'
import { type Visitor, visitor } from './visitor.ts'

const DESK = { viewport: { width: 1280, height: 800 }, locale: 'en-GB' }
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

/** Opens the address that Caretaker has printed: in English as Jonas, in Chinese as Mei, both at the facility desk. */
type Arrive = (url: string, screen: typeof DESK | typeof PHONE) => Promise<Visitor>

const test = base.extend('arrive', async ({ browser }, { onCleanup }): Promise<Arrive> => {
  return async (url, screen) => {
    const context = await browser.newContext(screen)
    onCleanup(() => context.close())
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('main').waitFor()
    return visitor(page)
  }
})

describe('what people do all day', () => {
  let caretaker: StartedCaretaker
  beforeAll(async () => {
    caretaker = await startCaretaker({ PORT: '0' })
  })
  afterAll(() => caretaker.close())

  test('a change is made in a form that holds the ticket as it is', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, DESK)
    const modal = jonas.modal()
    await jonas.goTo('facility-desk')
    await jonas.write('/ticket edit 4780')
    const address = modal.getByLabel('Address')
    expect(await address.inputValue()).toBe('中关村大街 1 号')
    await modal.getByRole('button', { name: 'Save' }).click()
    await modal.getByText('Nothing is changed yet').waitFor()
    await address.fill('中关村大街 2 号')
    await modal.getByRole('button', { name: 'Save' }).click()
    await modal.getByText(/✅ Ticket .+ is changed/).waitFor()
    await modal.getByRole('button', { name: 'Done' }).click()
    await jonas.message('is changed').getByText('中关村大街 2 号').waitFor()
  })

  test('a list is narrowed and put in order by its menus, in place', async ({ arrive }) => {
    const jonas = await arrive(caretaker.url, DESK)
    const { page, message } = jonas
    await jonas.goTo('facility-desk')
    await jonas.write('/ticket list lift')
    const list = message('🔎 contains “lift”')
    await list.waitFor()
    const articles = await page.getByRole('article').count()
    await list.getByRole('combobox', { name: 'Order' }).selectOption('newest first')
    await list.getByText('newest first').first().waitFor()
    await list.getByRole('button', { name: 'Clear filters' }).click()
    await message(/\d+ open tickets/)
      .getByText(/1–10 of \d+/)
      .waitFor()
    expect(await page.getByRole('article').count()).toBe(articles)
  })

  test('several tickets are selected to be deleted, and taken back in time', async ({ arrive }) => {
    const mei = await arrive(caretaker.url, PHONE)
    const { page, message } = mei
    const modal = mei.modal()
    await mei.goTo('facility-desk')
    await mei.write('/ticket list 西溪湖畔')
    await message('西溪湖畔').getByRole('button', { name: '选择…' }).tap()
    const selection = message('选择工单')
    await selection.getByRole('checkbox').nth(0).tap()
    await selection.getByRole('checkbox').nth(1).tap()
    await selection.getByRole('button', { name: '删除…' }).tap()
    await modal.getByRole('button', { name: '删除 2 个工单' }).tap()
    await modal.getByText('2 个工单将在 10 秒后删除。').waitFor()
    await modal.getByRole('button', { name: '撤销' }).tap()
    await modal.filter({ hasText: /没有删除：已撤销。[\s\S]+没有删除：已撤销。/ }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width)
    await modal.getByRole('button', { name: '完成' }).tap()
  })

  test('a community rests until somebody resumes it', async ({ arrive }) => {
    const mei = await arrive(caretaker.url, PHONE)
    const { page, message } = mei
    await mei.goTo('shenzhen-bay-repairs')
    await mei.write('/ticket links')
    const links = message('本频道负责')
    const choose = async (option: string) => {
      await links.getByRole('button', { name: '更多选项' }).tap()
      await page.getByRole('menuitem', { name: option, exact: true }).tap()
    }
    await choose('暂停')
    await links.getByText('已暂停：恢复之前').waitFor()
    await mei.write('/ticket list')
    await message('⏸️ 已暂停，未读取').waitFor()
    await choose('恢复')
    await links.getByText('已恢复').waitFor()
  })

  test('leave nothing in the log that anybody would have to look into', () => {
    expect(caretaker.troubles()).toEqual([])
  })
})

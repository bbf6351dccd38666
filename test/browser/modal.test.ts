import { describe, expect } from 'vitest'
import { test } from './bench.ts'
import { form, JONAS, LOADING, summary } from './lindenhof.ts'

const plain = (text: string) => ({ type: 'plain_text', text })

describe('a modal', () => {
  test('submits every field in the shape of Slack, as the person left it', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'views', views: [form()] })
    const untouched = workspace.next('submit')
    await page.getByRole('button', { name: 'File ticket' }).click()
    expect((await untouched).state).toEqual({
      summary: { v: { type: 'plain_text_input', value: null } },
      details: { v: { type: 'plain_text_input', value: null } },
      kind: { v: { type: 'static_select', selected_option: { text: plain('Repair'), value: 'repair' } } },
      house: { v: { type: 'external_select', selected_option: null } },
      tags: { v: { type: 'multi_static_select', selected_options: [] } },
      urgency: { v: { type: 'radio_buttons', selected_option: { text: plain('Normal'), value: 'normal' } } },
      tell: { v: { type: 'checkboxes', selected_options: [] } },
      when: { v: { type: 'datetimepicker', selected_date_time: null } },
      cost: { v: { type: 'number_input', value: null } },
      mail: { v: { type: 'email_text_input', value: null } },
      page: { v: { type: 'url_text_input', value: null } },
      story: { v: { type: 'rich_text_input', rich_text_value: null } },
      photos: { v: { type: 'file_input', files: [] } },
    })

    await page.getByLabel('Details').fill('Two\nlines')
    await page.getByLabel('Kind').selectOption('Noise')
    await page.getByLabel('Tags').click()
    await page.getByRole('option', { name: 'Water' }).click()
    await page.getByLabel('Tags').fill('li')
    await page.getByRole('option', { name: 'Lift' }).click()
    await page.getByRole('button', { name: 'Remove Water' }).click()
    await page.getByLabel('High').check()
    await page.getByLabel('The resident', { exact: true }).check()
    // The second 02:30 of the night when Berlin's clocks go back does not count: the first does.
    await page.getByLabel('Appointment').fill('2026-10-25T02:30')
    await page.getByLabel('Cost').fill('180.50')
    await page.getByLabel('E-mail').fill('f.okonkwo@lindenhof.example')
    await page.getByLabel('Web page').fill('https://lindenhof.example')
    await page.getByLabel('Story').fill('It stops.')
    await page.getByLabel('Summary').fill('电梯 stops')
    const filled = workspace.next('submit')
    await page.keyboard.press('Enter')
    expect(await filled).toMatchObject({
      as: JONAS.id,
      viewId: 'V0FORM',
      state: {
        summary: { v: { value: '电梯 stops' } },
        details: { v: { value: 'Two\nlines' } },
        kind: { v: { selected_option: { value: 'noise' } } },
        tags: { v: { selected_options: [{ text: plain('Lift'), value: 'lift' }] } },
        urgency: { v: { selected_option: { value: 'high' } } },
        tell: { v: { selected_options: [{ value: 'resident' }] } },
        when: { v: { selected_date_time: Date.parse('2026-10-25T02:30+02:00') / 1000 } },
        cost: { v: { value: '180.50' } },
        mail: { v: { value: 'f.okonkwo@lindenhof.example' } },
        page: { v: { value: 'https://lindenhof.example' } },
        story: {
          v: {
            rich_text_value: {
              type: 'rich_text',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'It stops.' }] }],
            },
          },
        },
      },
    })
  })

  test('shows what is wrong under its field until the person changes it', async ({ open, workspace }) => {
    workspace.answer(({ do: kind }) =>
      kind === 'submit' ? { ok: true, errors: { details: 'Say a little more.', tags: 'Name one.' } } : { ok: true },
    )
    const page = await open()
    workspace.push({ kind: 'views', views: [form()] })
    await page.getByRole('button', { name: 'File ticket' }).click()
    const error = page.getByText('Say a little more.')
    await error.waitFor()
    const details = page.getByLabel('Details')
    expect(await details.getAttribute('aria-invalid')).toBe('true')
    expect((await details.getAttribute('aria-describedby'))?.split(' ')).toContain(await error.getAttribute('id'))
    await page.keyboard.type('The door stays open.')
    expect(await details.inputValue()).toBe('The door stays open.')
    expect(await error.count()).toBe(0)
    expect(await details.getAttribute('aria-invalid')).toBe(null)
    await page.getByText('Name one.').waitFor()
    await page.getByLabel('Tags').click()
    await page.getByRole('option', { name: 'Water' }).click()
    await page.getByText('Name one.').waitFor({ state: 'hidden' })
  })

  test('says that it is sending, once, and what went wrong', async ({ open, workspace }) => {
    const { promise, resolve } = Promise.withResolvers<{ ok: false; notice: string }>()
    workspace.answer(() => promise)
    const page = await open()
    workspace.push({ kind: 'views', views: [form()] })
    const sent = workspace.next('submit')
    await page.getByRole('button', { name: 'File ticket' }).click()
    await sent
    await page.getByRole('button', { name: 'Sending…' }).click()
    expect(workspace.gestures.filter((gesture) => gesture.do === 'submit')).toHaveLength(1)
    resolve({ ok: false, notice: 'We had some trouble connecting. Try again?' })
    await page.getByRole('dialog').getByText('We had some trouble connecting. Try again?').waitFor()
    await page.getByRole('button', { name: 'File ticket' }).waitFor()
  })

  test('keeps what was typed, the focus and the caret when the app changes it', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'views', views: [form()] })
    const field = page.getByLabel('Summary')
    await field.fill('Lift stops')
    await page.getByLabel('High').check()
    await field.focus()
    await page.keyboard.press('Home')
    const floor = {
      type: 'input',
      block_id: 'floor',
      label: plain('Floor'),
      element: { type: 'plain_text_input', action_id: 'v', initial_value: '7' },
    }
    const [, ...others] = form().blocks
    workspace.push({
      kind: 'views',
      views: [form([], { blocks: [floor, summary('Fewer words', 'Ignored'), ...others] })],
    })
    await page.getByText('Fewer words').waitFor()
    await page.keyboard.type('A ')
    expect(await field.inputValue()).toBe('A Lift stops')
    expect(await page.getByLabel('Floor').inputValue()).toBe('7')
    expect(await page.getByLabel('High').isChecked()).toBe(true)
    const sent = workspace.next('submit')
    await page.getByRole('button', { name: 'File ticket' }).click()
    expect((await sent).state).toMatchObject({
      summary: { v: { value: 'A Lift stops' } },
      floor: { v: { value: '7' } },
    })
  })

  test('does not break off a Chinese word that is being composed', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'views', views: [form()] })
    const field = page.getByLabel('Summary')
    await field.focus()
    const keyboard = await page.context().newCDPSession(page)
    await keyboard.send('Input.imeSetComposition', { text: 'dianti', selectionStart: 6, selectionEnd: 6 })
    const [, ...others] = form().blocks
    const changed = form([], { title: 'Changed', blocks: [summary('Fewer words'), ...others] })
    workspace.push({ kind: 'views', views: [changed] })
    await page.getByRole('heading', { name: 'Changed' }).waitFor()
    await keyboard.send('Input.insertText', { text: '电梯' })
    await page.getByText('Fewer words').waitFor()
    expect(await field.inputValue()).toBe('电梯')
  })

  test('sends the person to the first field once the form has loaded', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'views', views: [LOADING] })
    await page.getByText('One moment…').waitFor()
    workspace.push({ kind: 'views', views: [form()] })
    await page.getByLabel('Summary').waitFor()
    await page.keyboard.type('Water')
    expect(await page.getByLabel('Summary').inputValue()).toBe('Water')
  })

  test('shows the topmost of the stack, and the one beneath as it was left', async ({ open, workspace }) => {
    const page = await open()
    const form1 = form()
    workspace.push({ kind: 'views', views: [form1] })
    await page.getByLabel('Summary').fill('Lift stops')
    workspace.push({ kind: 'views', views: [form1, { ...LOADING, id: 'V0TOP', title: 'Choose a house' }] })
    await page.getByRole('dialog', { name: 'Choose a house' }).waitFor()
    expect(await page.getByLabel('Summary').count()).toBe(0)
    const closed = workspace.next('close')
    await page.keyboard.press('Escape')
    expect(await closed).toEqual({ as: JONAS.id, do: 'close', viewId: 'V0TOP' })
    expect(await page.getByRole('dialog', { name: 'Choose a house' }).isVisible()).toBe(true)
    workspace.push({ kind: 'views', views: [form1] })
    await page.getByRole('dialog', { name: 'New ticket' }).waitFor()
    expect(await page.getByLabel('Summary').inputValue()).toBe('Lift stops')
    workspace.push({ kind: 'views', views: [] })
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  test('keeps the keyboard inside', async ({ open, workspace }) => {
    const page = await open()
    workspace.push({ kind: 'views', views: [LOADING] })
    await page.getByRole('dialog').waitFor()
    const seen = new Set<string>()
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab')
      seen.add(String(await page.evaluate('document.activeElement.closest("dialog, main, nav")?.tagName ?? "BODY"')))
    }
    expect([...seen].filter((place) => place !== 'BODY')).toEqual(['DIALOG'])
  })

  test('tells the app at once of an input that asks for that, and of no other', async ({ open, workspace }) => {
    const page = await open()
    const vendor = {
      type: 'input',
      block_id: 'vendor',
      dispatch_action: true,
      label: plain('Vendor'),
      element: {
        type: 'static_select',
        action_id: 'v',
        options: [
          { text: plain('Tuya'), value: 'tuya' },
          { text: plain('akubela'), value: 'akubela' },
        ],
      },
    }
    workspace.push({ kind: 'views', views: [form([vendor])] })
    await page.getByLabel('Kind').selectOption('Cleaning')
    const sent = workspace.next('act')
    await page.getByLabel('Vendor').selectOption('akubela')
    expect(await sent).toMatchObject({
      place: { in: 'view', viewId: 'V0FORM' },
      blockId: 'vendor',
      actionId: 'v',
      element: { type: 'static_select', selected_option: { value: 'akubela' } },
      state: { kind: { v: { selected_option: { value: 'clean' } } } },
    })
    expect(workspace.gestures.filter((gesture) => gesture.do === 'act')).toHaveLength(1)
  })
})

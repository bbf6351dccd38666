import { describe, expect, test } from 'vitest'
import { carryValues } from '../../../src/workspace/page/fields.ts'

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value })
const select = (values: readonly string[], initial?: string) => ({
  type: 'input',
  block_id: 'category',
  element: {
    type: 'static_select',
    action_id: 'v',
    options: values.map(option),
    ...(initial ? { initial_option: option(initial) } : {}),
  },
})
const text = (block_id: string, initial_value?: string) => ({
  type: 'input',
  block_id,
  element: { type: 'plain_text_input', action_id: 'v', ...(initial_value ? { initial_value } : {}) },
})

describe('what is in the fields when an app changes its view', () => {
  test('stays, whatever the initial value says now', () => {
    const before = carryValues({}, [text('summary', 'Lift')])
    expect(carryValues(before, [text('summary', 'Gate')])).toEqual({
      summary: { v: { type: 'plain_text_input', value: 'Lift' } },
    })
  })

  test('goes with its field, and the field starts anew when it comes back', () => {
    const before = carryValues({}, [text('summary', 'Lift'), text('details')])
    const between = carryValues(before, [text('details')])
    expect(Object.keys(between)).toEqual(['details'])
    expect(carryValues(between, [text('summary', 'Gate')])).toMatchObject({ summary: { v: { value: 'Gate' } } })
  })

  test('goes when the field becomes one of another type', () => {
    const before = carryValues({}, [{ ...text('category', 'Lift') }])
    expect(carryValues(before, [select(['a'])])).toEqual({
      category: { v: { type: 'static_select', selected_option: null } },
    })
  })

  test('goes when it is a choice that is no longer offered', () => {
    const before = carryValues({}, [select(['lift', 'gate'], 'gate')])
    expect(carryValues(before, [select(['gate', 'pump'], 'pump')])).toMatchObject({
      category: { v: { selected_option: option('gate') } },
    })
    expect(carryValues(before, [select(['roof', 'pump'], 'pump')])).toMatchObject({
      category: { v: { selected_option: option('pump') } },
    })
  })

  test('counts in sections and actions as well, and never what holds nothing', () => {
    const blocks = [
      { type: 'section', block_id: 's', accessory: { type: 'checkboxes', action_id: 'c', options: [option('x')] } },
      {
        type: 'actions',
        block_id: 'a',
        elements: [
          { type: 'button', action_id: 'b' },
          { type: 'timepicker', action_id: 't', initial_time: '08:30', timezone: 'Europe/Berlin' },
        ],
      },
    ]
    expect(carryValues({}, blocks)).toEqual({
      s: { c: { type: 'checkboxes', selected_options: [] } },
      a: { t: { type: 'timepicker', selected_time: '08:30', timezone: 'Europe/Berlin' } },
    })
  })
})

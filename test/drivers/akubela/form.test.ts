import { describe, expect, it } from 'vitest'
import { createForm, toCreateParam } from '../../../src/drivers/akubela/form.ts'

const NOW = '2026-11-21T09:00:00.000Z'
const FIELDS = {
  description: '厨房水槽下水慢',
  contact: '138****5678',
  start_time: '2026-11-22T01:00:00.000Z',
  finish_time: '2026-11-22T03:00:00.000Z',
}

describe('the form', () => {
  const wrong = (fields: Partial<typeof FIELDS>) =>
    createForm.check?.({ ...FIELDS, ...fields }, NOW).map(({ field }) => field)

  it.each([
    [[], {}],
    [[], { start_time: '2026-11-21T08:56:00.000Z' }],
    [['start_time'], { start_time: '2026-11-21T08:54:00.000Z' }],
    [['finish_time'], { finish_time: FIELDS.start_time }],
    [['finish_time'], { finish_time: '2026-11-22T00:59:00.000Z' }],
    [['finish_time'], { finish_time: '2027-11-22T09:00:00.000Z' }],
    [
      ['start_time', 'finish_time'],
      { start_time: '2026-11-20T09:00:00.000Z', finish_time: '2026-11-19T09:00:00.000Z' },
    ],
  ])('finds %j wrong with %j', (expected, fields) => {
    expect(wrong(fields)).toEqual(expected)
  })

  it('leaves what is not filled to the general rules', () => {
    expect(createForm.check?.({ description: 'x' }, NOW)).toEqual([])
  })
})

describe('what is sent', () => {
  it('has the documented names and times, and no file when none is given', () => {
    expect(toCreateParam(FIELDS)).toEqual({
      description: '厨房水槽下水慢',
      contact: '138****5678',
      start_time: '2026-11-22 01:00:00',
      finish_time: '2026-11-22 03:00:00',
    })
  })

  it('is refused with every wrong field named', () => {
    const fields = { description: ' ', contact: 'x'.repeat(65), start_time: 'tomorrow', finish_time: ['2026-11-22'] }
    expect(() => toCreateParam(fields)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        problems: ['description', 'contact', 'start_time', 'finish_time'].map((field) =>
          expect.objectContaining({ field }),
        ),
      }),
    )
  })
})

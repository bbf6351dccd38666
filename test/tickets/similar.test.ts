import { describe, expect, it } from 'vitest'
import { isTelling, similarTo } from '../../src/tickets/similar.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { ticketOf } from './fakes.ts'

const open = (number: string, given: Partial<Ticket>) => ticketOf('lake', 'c', number, given)

const TICKETS = [
  open('lift', { title: 'Lift B2 stuck', description: 'The lift in tower B2 is stuck on the 4th floor.' }),
  open('heating', { description: 'Heating in the stairwell of house 4 stays cold.' }),
  open('radiator', {
    description: 'Radiator hums at night',
    category: 'Heating',
    createdAt: '2026-11-21T08:00:00.000Z',
  }),
  open('leak', { description: '厨房水槽下面漏水，地板已经泡了。' }),
  open('bare', {}),
]

const found = (text: string) => similarTo(text, TICKETS).map(({ ticket }) => ticket.number)

describe('an open ticket', () => {
  it.each([
    ['the lift in B2 is stuck on the 4th floor', 'lift'],
    ['THE LIFT IN TOWER Ｂ２ IS STUCK', 'lift'],
    ['厨房水槽漏水，地板泡了', 'leak'],
    ['stairwell of house 4: heating stays cold', 'heating'],
    // Half of what both say.
    ['Heating in the cellar of house 9 is too warm', 'heating'],
  ])('looks like "%s"', (text, number) => {
    expect(found(text)).toEqual([number])
  })

  it.each(['The lamp in the hall is broken.', '电梯异响', '', '!?'])('does not look like "%s"', (text) => {
    expect(found(text)).toEqual([])
  })

  it('is one of three at most, the likest first', () => {
    const tickets = Array.from({ length: 9 }, (_, i) =>
      open(`${i}`, { title: `water under the sink ${'x '.repeat(i)}` }),
    )
    const numbers = similarTo('water under the sink', tickets).map(({ ticket }) => ticket.number)
    expect(numbers).toHaveLength(3)
    expect(numbers[0]).toBe('0')
  })
})

describe('a text', () => {
  it('tells enough to stop somebody for what is alike it', () => {
    expect(['Heating in the stairwell', 'Heizung im Treppenhaus kalt', '厨房水槽漏水'].map(isTelling)).toEqual([
      true,
      true,
      true,
    ])
  })

  it('tells too little where it would be alike by accident', () => {
    expect(['', '漏水', '水管漏水', 'Water leak', 'the the the the the'].filter(isTelling)).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeState,
  EVERYTHING,
  encodeState,
  fittingText,
  type ListState,
  MAX_PLACES,
  narrowed,
  placeKey,
  vendorKey,
} from '../../../src/slack/blocks/list-state.ts'
import { SORTS } from '../../../src/tickets/order.ts'
import { STATUSES } from '../../../src/tickets/ticket.ts'
import { LONGEST } from './samples.ts'

const PARTS = ['list_page', 'list_show', 'list_places', 'list_sort', 'list_selection']
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...Object.values(LONGEST)))
const states: fc.Arbitrary<ListState> = fc.record({
  statuses: fc.subarray([...STATUSES]),
  overdue: fc.boolean(),
  mine: fc.boolean(),
  places: fc.array(
    text.map((community) => placeKey({ vendor: 'lake', community })),
    { maxLength: MAX_PLACES },
  ),
  text: fc.array(text, { maxLength: 9 }).map(fittingText),
  sort: fc.constantFrom(...SORTS),
})

describe('the state of a list', () => {
  it('comes back as it went, from an id that Slack takes', () => {
    fc.assert(
      fc.property(states, fc.constantFrom(...PARTS), (state, part) => {
        const id = encodeState(part, state)
        expect(id.length).toBeLessThanOrEqual(255)
        expect(decodeState(id)).toEqual(state)
      }),
    )
  })

  it('is that of a list that is not narrowed when it is not ours', () => {
    const forged = ['', 'x', 'list_page', 'list_page:', 'list_page:[1]', '["","","","sideways"]', 'a:{"sort":"oldest"}']
    for (const id of [undefined, ...forged]) expect(decodeState(id)).toEqual(EVERYTHING)
  })

  it('keeps what is forged into it as short as our own', () => {
    fc.assert(
      fc.property(fc.tuple(text, text, text, fc.constantFrom(...SORTS), text, text), (parts) => {
        const state = decodeState(`list_page:${JSON.stringify(parts)}`)
        expect(encodeState('list_selection', state).length).toBeLessThanOrEqual(255)
      }),
    )
  })

  it('searches for as many words as fit, and for the beginning of one that does not', () => {
    expect(fittingText(['a'.repeat(50), 'b'.repeat(50), 'c'.repeat(50)])).toEqual(['a'.repeat(50), 'b'.repeat(50)])
    expect(fittingText(['电'.repeat(500)])).toEqual(['电'.repeat(60)])
    expect(fittingText(['', ' ', 'lift'])).toEqual(['lift'])
  })
})

describe('what a list reads', () => {
  const link = (vendor: string, community: string) => ({ vendor, community, name: community })
  const links = [link('lake', '1'), link('lake', '2'), link('linden', '1')]
  const named = (...places: string[]) => narrowed(links, { places })

  it('are the communities and vendors that are chosen, of those that are linked', () => {
    expect(named(placeKey(link('lake', '2')))).toEqual([links[1]])
    expect(named(vendorKey('lake'))).toEqual([links[0], links[1]])
    expect(named(vendorKey('lake'), placeKey(link('linden', '1')))).toEqual(links)
  })

  it('never is what is linked elsewhere', () => {
    const strange = placeKey(link('lake', '3'))
    expect(named(strange)).toEqual(links)
    expect(named(strange, placeKey(link('lake', '1')))).toEqual([links[0]])
  })
})

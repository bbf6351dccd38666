import type { ActionsBlock, Overflow } from '@slack/types'
import { button, LIMITS, plain } from './kit.ts'

/** Something that can be done with a ticket. */
export interface CardButton {
  readonly action: string
  readonly label: string
  readonly value: string
}

/** More are not few any more on a phone. */
const FEW = 5
/** All that Slack's menu takes. */
const MENU = 5

/**
 * The first few as buttons and the others in a menu, which passes on the `action` that was chosen. The menu's block has
 * the ticket in its id, because an option holds too little; without an id all are buttons.
 */
export const cardButtons = (all: readonly CardButton[], menuAction: string, blockId?: string): ActionsBlock[] => {
  if (all.length === 0) return []
  // A menu for one thing would only hide it.
  const isMenuWorthwhile = blockId !== undefined && all.length > FEW + 1
  const count = isMenuWorthwhile ? Math.max(FEW, all.length - MENU) : all.length
  const row = all.slice(0, count).map(({ action, label, value }) => button(label, action, value))
  if (!isMenuWorthwhile) return [{ type: 'actions', elements: row }]
  const options = all.slice(count).map(({ action, label }) => ({ text: plain(label, LIMITS.option), value: action }))
  const menu: Overflow = { type: 'overflow', action_id: menuAction, options }
  return [{ type: 'actions', block_id: blockId, elements: [...row, menu] }]
}

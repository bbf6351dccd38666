import { describe, expect, it } from 'vitest'
import { type CardButton, cardButtons } from '../../../src/slack/blocks/card-buttons.ts'
import { picturesOf } from '../../../src/slack/blocks/photos.ts'
import { removalReply, removalStandingView, removalView } from '../../../src/slack/blocks/removal.ts'
import { ACTIONS } from '../../../src/slack/ids.ts'
import { canComment, stepsFor } from '../../../src/tickets/powers.ts'
import { SUBMISSION_STATES, type Submission } from '../../../src/tickets/submission.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { expectGoodMessage } from './markup.ts'
import { detailOf, driverOf, NOW, readerOf, ticketOf } from './samples.ts'

const buttonsNamed = (count: number): CardButton[] =>
  Array.from({ length: count }, (_, i) => ({ action: `do_${i}`, label: `Do ${i}`, value: `value ${i}` }))

describe('the buttons of a card', () => {
  const shape = (count: number, blockId: string | undefined = 'card'): number[] =>
    cardButtons(buttonsNamed(count), ACTIONS.cardMenu, blockId).flatMap(({ elements }) =>
      elements.map((element) => (element.type === 'overflow' ? element.options.length : 1)),
    )

  it('are few, and the others in a menu that is worth it', () => {
    expect(shape(0)).toEqual([])
    expect(shape(6)).toEqual([1, 1, 1, 1, 1, 1])
    expect(shape(7)).toEqual([1, 1, 1, 1, 1, 2])
    expect(shape(10)).toEqual([1, 1, 1, 1, 1, 5])
    expect(shape(12)).toEqual([1, 1, 1, 1, 1, 1, 1, 5])
  })

  it('are all there where the menu could not know its ticket', () => {
    const [row] = cardButtons(buttonsNamed(9), ACTIONS.cardMenu)
    expect(row?.elements.map(({ type }) => type)).toEqual(Array(9).fill('button'))
  })
})

describe('what can be looked at', () => {
  it.each([
    ['https://files.example/a.JPG?sign=1', {}, true],
    ['https://files.example/a', { name: 'door.png' }, true],
    ['https://files.example/a', { picture: true as const }, true],
    ['https://files.example/manual.pdf', { name: 'manual.pdf' }, false],
    ['ftp://files.example/a.jpg', {}, false],
    ['javascript:alert(1).jpg', {}, false],
    [`https://files.example/${'a'.repeat(3000)}.jpg`, {}, false],
  ])('%s with %j: %j', (url, more, isPicture) => {
    expect(picturesOf(detailOf({ attachments: [{ url, ...more }] }))).toHaveLength(isPicture ? 1 : 0)
  })
})

describe('what a vendor allows', () => {
  const label = { en: 'Step', 'zh-CN': '步骤' }
  const steps = [
    { name: 'hand', label, kind: 'assign' },
    { name: 'next', label },
    { name: 'close', label, kind: 'close' },
  ] as const
  const driver = {
    ...driverOf('lakeside'),
    operations: { transition: async () => {}, comment: async () => {} },
    steps,
    commenting: { statuses: ['pending'] as const, maxLength: 100 },
  }

  it('comes with what was asked for first, and ends with the ticket', () => {
    const names = (kind: 'close' | 'assign', status: 'new' | 'done') =>
      stepsFor(driver, kind, { status }).map(({ name }) => name)
    expect(names('close', 'new')).toEqual(['close', 'next'])
    expect(names('assign', 'new')).toEqual(['hand'])
    expect(names('close', 'done')).toEqual([])
    expect(canComment(driver, { status: 'pending' })).toBe(true)
    expect(canComment(driver, { status: 'new' })).toBe(false)
  })
})

describe.each(LANGUAGES)('a deletion in %s', (language) => {
  const reader = readerOf(language)
  const long = '<!channel> & “电梯” 🏚️ '.repeat(40)
  const doomed = Array.from({ length: 20 }, (_, i) => ({
    ticket: ticketOf({ number: `${i}${long}`, title: long }),
    name: long,
  }))
  const metadata = { channel: 'C0DESK', language, zone: 'UTC', attempt: 1 }
  const rows = SUBMISSION_STATES.flatMap((state, i): Submission[] =>
    (['unreachable', undefined] as const).map((reason) => ({
      ...{ id: `V0.${i}`, channel: 'C0DESK', user: 'U0', vendor: 'lakeside', community: `${i}`, language, state },
      acceptedAt: NOW,
      // Twenty tickets at most can be named at once.
      write: { kind: 'remove', ids: state === 'done' ? ['1', '2', '3'] : ['1'] },
      numbers: [long, `2${long}`, `3${long}`],
      removals: ['removed', 'not_found', 'failed'],
      ...(reason ? { reason } : {}),
    })),
  )

  it('keeps the limits, whatever it names and however it stands', () => {
    expect(validateView(removalView({ metadata, doomed, obstacles: ['x'.repeat(2000)] }, reader))).toEqual([])
    expect(validateView(removalStandingView(rows, metadata, reader))).toEqual([])
    expectGoodMessage(removalReply(rows, reader))
  })

  it('offers to undo only what was not sent', () => {
    const undoIn = (some: readonly Submission[]): boolean =>
      JSON.stringify(removalReply(some, reader)).includes(ACTIONS.removalUndo)
    const held = rows.filter(({ state, reason }) => state === 'queued' && reason === undefined)
    expect(undoIn(held)).toBe(true)
    expect(undoIn(rows.filter((row) => !held.includes(row)))).toBe(false)
  })

  it('has a reference where a vendor did not do it, and only there', () => {
    const saying = ({ state, reason }: Submission): boolean => {
      const submitted = rows.filter((row) => row.state === state && row.reason === reason)
      return JSON.stringify(
        removalReply(
          submitted.map((row) => ({ ...row, reference: 'A1B2C3' })),
          reader,
        ),
      ).includes('A1B2C3')
    }
    const referred = rows.filter(saying)
    expect(referred.some(({ state }) => state === 'failed')).toBe(true)
    expect(referred.filter(({ reason }) => reason === undefined)).toEqual([])
  })
})

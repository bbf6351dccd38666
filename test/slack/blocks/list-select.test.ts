import { describe, expect, it } from 'vitest'
import { type ListContent, listReply, PAGE_SIZE } from '../../../src/slack/blocks/list.ts'
import { readPicked, selectReply } from '../../../src/slack/blocks/list-select.ts'
import { objectsIn } from '../../../src/workspace/validate/tree.ts'
import { everyTextIn, expectGoodMessage } from './markup.ts'
import { contentOf, deletingReader, driverOf, NOW, pendingOf, rowsOf } from './samples.ts'

const reader = deletingReader('en')
const rows = rowsOf(PAGE_SIZE + 2, 'lift ')
const kept = rowsOf(1, 'gate ').map(({ ticket, scope }) => ({
  scope,
  ticket: { ...ticket, ref: { ...ticket.ref, vendor: 'lindenhof' } },
}))
const content = contentOf(pendingOf([...kept, ...rows]), { bulk: { remove: true, follow: false } })

const select = (given: ListContent, page = 0) => {
  const reply = selectReply(given, page, NOW, reader)
  if (!reply) throw new Error('nothing could be selected')
  return { reply, shown: everyTextIn(reply).join('\n'), held: heldIn(reply) }
}

/** What the button holds that deletes. */
const heldIn = (shown: unknown): string => {
  const found = [...objectsIn(shown)].find(({ node }) => node.action_id === 'list_delete')
  return String(found?.node.value)
}

const ticked = (...values: string[]) => ({
  list_pick: { list_pick: { type: 'checkboxes', selected_options: values.map((value) => ({ value })) } },
})
const idsOf = (held: string, ...values: string[]) => readPicked(held, ticked(...values)).map(({ id }) => id)

describe('selecting', () => {
  it('does not call its boxes optional', () => {
    expect(select(content).reply.blocks?.find(({ type }) => type === 'input')).not.toHaveProperty('optional')
  })

  it('is offered only to those who can do something with several, and where something can be done', () => {
    const offered = (given: ListContent) => everyTextIn(listReply(given, 0, NOW, reader)).includes('Select…')
    expect(offered(content)).toBe(true)
    expect(offered({ ...content, bulk: { remove: false, follow: false } })).toBe(false)
    expect(offered({ ...content, pending: pendingOf(kept) })).toBe(false)
    expect(selectReply({ ...content, pending: pendingOf(kept) }, 0, NOW, reader)).toBeUndefined()
  })

  it('shows the tickets of the page that can be deleted, and gives back those that were ticked', () => {
    const [first, second] = [select(content, 0), select(content, 1)]
    expect(first.shown).toContain('Nothing can be done here with 1 ticket of this page.')
    expect(second.shown).not.toContain('Nothing can be done')
    expect(idsOf(first.held, '0', '8')).toEqual(['0', '8'])
    expect(idsOf(second.held, '0')).toEqual(['9'])
    expect(idsOf(first.held)).toEqual([])
  })

  it('offers to follow what is not over and can be looked up, deleted or not', () => {
    const follow = { remove: false, follow: true }
    const operations = { detail: async () => Promise.reject(new Error('not asked')), remove: async () => [] }
    const readable = { ...reader, driver: (vendor: string) => ({ ...driverOf(vendor), operations }) }
    const page = (bulk: ListContent['bulk']) => everyTextIn(selectReply({ ...content, bulk }, 0, NOW, readable) ?? [])
    expect(page(follow)).toContain('Follow')
    expect(page(follow)).not.toContain('Delete…')
    expect(page({ remove: true, follow: true })).toContain('Follow')
    const over = pendingOf(rows.map(({ ticket, scope }) => ({ scope, ticket: { ...ticket, status: 'done' as const } })))
    expect(selectReply({ ...content, bulk: follow, pending: over }, 0, NOW, readable)).toBeUndefined()
  })

  it('takes nothing that is not ours', () => {
    const { held } = select(content)
    for (const value of ['', 'x', '[["a","b"]]', '{"0":["a","b","c"]}']) expect(idsOf(value, '0')).toEqual([])
    expect(idsOf(held, '77', '-1', 'x')).toEqual([])
    expect(readPicked(held, { list_pick: { list_pick: { selected_options: 'all' } } })).toEqual([])
    expect(readPicked(held)).toEqual([])
  })

  it('leaves out what the button cannot hold', () => {
    const long = rows.slice(0, PAGE_SIZE).map(({ ticket, scope }, i) => {
      const ref = { ...ticket.ref, id: `${i}`.repeat(255), community: 'c'.repeat(255) }
      return { scope, ticket: { ...ticket, ref } }
    })
    const { reply, shown, held } = select(contentOf(pendingOf(long), { bulk: { remove: true, follow: false } }))
    expectGoodMessage(reply)
    expect(shown).toContain('Nothing can be done here with 7 tickets of this page.')
    expect(idsOf(held, '0', '1', '2', '3')).toHaveLength(3)
  })
})

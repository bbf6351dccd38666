import { describe, expect, it } from 'vitest'
import { followedReply, newsLine, newsReply, unfollowedReply } from '../../../src/slack/blocks/watch.ts'
import type { News } from '../../../src/tickets/watch.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { expectGoodMessage } from './markup.ts'
import { LONGEST, NOW, readerOf, ticketOf } from './samples.ts'

const { ref } = ticketOf()

/** Everything that can be told, with the same in each of its texts. */
const everything = (text: string): News[] => {
  const entry = { at: NOW, who: text, what: { kind: 'text', text }, more: [] } as const
  return [
    { is: 'report', entry },
    { is: 'status', from: 'pending', now: { status: 'done', vendorStatus: 'Finished' } },
    { is: 'entries', count: 20, newest: entry },
    { is: 'overdue', since: NOW },
    { is: 'unreadable', since: NOW },
    { is: 'ended' },
    { is: 'gone' },
    { is: 'unlinked' },
  ]
}

describe.each(LANGUAGES)('news of a ticket in %s', (language) => {
  const reader = readerOf(language)

  it('is a good message, however long and strange its texts are', () => {
    for (const text of [
      'a word',
      ...Object.values(LONGEST),
      '<!channel> & <@U0JONAS> *bold* |'.repeat(100),
      '👩‍👩‍👧‍👦'.repeat(500),
    ]) {
      const line = newsLine({ ref, number: text }, everything(text), reader)
      for (const watch of [{ ref }, { ref, thread: '1.2' }]) expectGoodMessage(newsReply(line, watch, reader))
    }
    for (const reply of [followedReply, unfollowedReply]) expectGoodMessage(reply('said', ref, reader))
  })

  it('has a button only where it is under no card', () => {
    const types = (thread?: string) =>
      newsReply('said', { ref, ...(thread ? { thread } : {}) }, reader).blocks.map(({ type }) => type)
    expect(types('1.2')).toEqual(['section'])
    expect(types()).toEqual(['section', 'actions'])
  })
})

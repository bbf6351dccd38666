import type { KnownBlock } from '@slack/types'
import type { Scope } from '../../tickets/desk.ts'
import { context, escapedName, lineSections } from './kit.ts'
import type { ListReader } from './list.ts'

/** A community that the digest does not read for now, and what the person who wanted it so is called. */
export interface PausedScope extends Pick<Scope, 'name'> {
  readonly reason: 'by_person' | 'archived' | 'left' | 'private'
  readonly by?: string
}

/** A channel may have hundreds of communities. */
const MAX_NAMED = 10

/** What of a channel's communities is not in its digest, and why. */
export const gapBlocks = (
  paused: readonly PausedScope[],
  leftOut: readonly Pick<Scope, 'name'>[],
  { words }: ListReader,
): KnownBlock[] => {
  const { digestGaps } = words
  const restOf = (all: readonly unknown[]) => (all.length > MAX_NAMED ? [digestGaps.more(all.length - MAX_NAMED)] : [])
  const lines = paused.slice(0, MAX_NAMED).map((one) => digestGaps.paused(nameOf(one), whyOf(one, digestGaps)))
  const names = [...leftOut.slice(0, MAX_NAMED).map(nameOf), ...restOf(leftOut)].join(words.comma)
  return [
    ...lineSections([...lines, ...restOf(paused)]),
    ...(leftOut.length > 0 ? [context(digestGaps.leftOut(names))] : []),
  ]
}

const nameOf = ({ name }: Pick<Scope, 'name'>): string => escapedName(name)

const whyOf = ({ reason, by }: PausedScope, words: ListReader['words']['digestGaps']): string => {
  switch (reason) {
    case 'by_person':
      return by ? words.pausedBy(escapedName(by)) : words.pausedByPerson
    case 'archived':
      return words.archived
    case 'left':
      return words.left
    case 'private':
      return words.private
  }
}

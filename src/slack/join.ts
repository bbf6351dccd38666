import type { ModalView } from '@slack/types'
import type { Changed } from './asked.ts'
import { readForm } from './blocks/form.ts'
import { context, escapedName, literalSection, section } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import { findTarget, targetsOf } from './create-form.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { openByRef } from './opened.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { decodeRef } from './values.ts'
import { follow, MAX_WATCHES } from './watch.ts'

/** Beside a ticket that is open already and looks like the one being filed: the channel follows it instead. */
export const registerJoin = (deps: Deps): void =>
  deps.guard.change(deps.app, ACTIONS.join, ACTIONS.join, (changed) => join(changed, deps))

/** What takes the place of the form. */
const join = async (changed: Changed, deps: Deps): Promise<ModalView> => {
  const { metadata, user } = changed
  const { channel } = metadata
  const viewer = await deps.viewers.get(user)
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return plainView(reader.words, refusal.blocks)
  const ref = decodeRef(changed.value)
  if (!ref) return plainView(reader.words, [section(reader.words.failure.stale)])
  const opened = await openByRef({ channel, user, trail: changed.trail, viewer: async () => viewer }, ref, deps)
  if ('missing' in opened) return plainView(reader.words, opened.missing.blocks)
  const { number, status } = opened.ticket
  const shown = escapedName(number)
  const followed = await follow(channel, opened, viewer, deps)
  switch (followed.is) {
    case 'ended':
      return plainView(reader.words, [section(reader.words.watch.ended(shown, reader.words.statuses[status]))])
    case 'full':
      return plainView(reader.words, [section(reader.words.watch.full(MAX_WATCHES))])
    case 'already':
      return await joinedView(changed, reader.words.join.joinedBefore(shown), reader, deps)
    case 'following':
      return await joinedView(changed, reader.words.join.joined(shown), reader, deps)
  }
}

/** What was typed stays to be read: it may say something that the other ticket does not. */
const joinedView = async (changed: Changed, said: string, reader: ListReader, deps: Deps): Promise<ModalView> => {
  const typed = await typedIn(changed, deps)
  const kept = typed ? [context(reader.words.join.typed), literalSection(typed)] : []
  return plainView(reader.words, [section(said), ...kept])
}

/** What was typed of what the ticket is about. */
const typedIn = async ({ metadata, state }: Changed, deps: Deps): Promise<string> => {
  const target = findTarget(targetsOf(await deps.store.links(metadata.channel), deps), metadata)
  const about = target?.form.about ?? []
  const values = target ? readForm(target.form, state) : {}
  return about.flatMap((name) => values[name] ?? []).join('\n')
}

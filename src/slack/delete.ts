import type { ModalView } from '@slack/types'
import { can } from '../tickets/driver.ts'
import { isSameCommunity, refKey, type TicketRef } from '../tickets/ticket.ts'
import { told } from './act.ts'
import type { Asked, SentForm, Verdict } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { escapedName, section, sentence, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { removalView } from './blocks/removal.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, VIEWS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { type Batch, encodeMetadata, METADATA_LENGTH, type ModalMetadata, metadataFor } from './metadata.ts'
import { type Missing, type Opened, openByNumber, openByRef } from './opened.ts'
import { readerIn, readerOf } from './reader.ts'
import { holdRemovals, registerUndo } from './removal.ts'
import { refuseWrite } from './roles.ts'
import { decodeRef } from './values.ts'

/** `/ticket delete <numbers>`: asks whether these are to go. */
export const deleteByNumbers = (asked: Asked, numbers: readonly string[], deps: Deps): Promise<void> =>
  confirm(asked, deps, () => numbers.map((number) => openByNumber(asked, number, deps)))

/** The same for tickets that were chosen from what the channel shows. */
export const openDelete = (asked: Asked, refs: readonly TicketRef[], deps: Deps): Promise<void> =>
  confirm(asked, deps, () => refs.map((ref) => openByRef(asked, ref, deps)))

/** The button on a card. */
export const openRemoval = (asked: Asked, deps: Deps): Promise<void> => {
  const ref = decodeRef(asked.value)
  return openDelete(asked, ref ? [ref] : [], deps)
}

export const registerDelete = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.remove, ACTIONS.remove, (asked) => openRemoval(asked, deps))
  guard.submission(app, VIEWS.remove, (form) => judge(form, deps))
  registerUndo(deps)
}

const confirm = (asked: Asked, deps: Deps, open: () => Promise<Opened | Missing>[]): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const refusal = refuseWrite({ kind: 'remove' }, viewer, reader.words)
    if (refusal) return plainView(reader.words, refusal.blocks)
    const found = await Promise.all(open())
    if (found.length === 0) return plainView(reader.words, [section(reader.words.failure.stale)])
    const { channel, reached } = await inOneChannel(asked.channel, found, reader, deps)
    return drawConfirmation(reached, metadataFor(viewer, channel), reader, deps)
  })

/** What is deleted is kept as done in a channel: in direct messages in that of the first ticket. */
const inOneChannel = async (
  asked: string,
  found: readonly (Opened | Missing)[],
  { words }: ListReader,
  deps: Deps,
): Promise<{ channel: string; reached: readonly (Opened | Missing)[] }> => {
  const [first] = found.filter((one) => 'ticket' in one)
  if (!first || !isPlaceless(asked)) return { channel: asked, reached: found }
  const links = await deps.store.links(first.channel)
  const reached = found.map((one) =>
    'missing' in one || links.some((link) => isSameCommunity(link, one.scope))
      ? one
      : { missing: sentence(words.home.otherChannel(escapedName(one.ticket.number))) },
  )
  return { channel: first.channel, reached }
}

const drawConfirmation = (
  found: readonly (Opened | Missing)[],
  asked: ModalMetadata,
  reader: ListReader,
  deps: Deps,
): ModalView => {
  const { removal } = reader.words
  const opened = new Map(found.flatMap((one) => ('missing' in one ? [] : [[refKey(one.ticket.ref), one] as const])))
  const isRemovable = ({ scope }: Opened): boolean => {
    const driver = deps.desk.driver(scope.vendor)
    return driver !== undefined && can(driver, 'remove')
  }
  const doomed = [...opened.values()].filter(isRemovable)
  const spared = [...opened.values()].filter((one) => !isRemovable(one))
  const missing = found.filter((one) => 'missing' in one)
  if (doomed.length === 0 && spared.length === 0 && missing[0]) {
    return plainView(
      reader.words,
      missing.flatMap((one) => withoutButtons(one.missing.blocks)),
    )
  }
  const obstacles = [
    ...spared.map(({ ticket, scope }) => removal.cannot(escapedName(ticket.number), vendorName(scope.vendor, reader))),
    ...missing.map((one) => (one.isGone ? one.missing.text : `⚠️ ${one.missing.text}`)),
  ]
  const metadata = { ...asked, batches: batchesOf(doomed) }
  if (doomed.length === 0)
    return plainView(
      reader.words,
      obstacles.map((line) => section(line)),
    )
  if (encodeMetadata(metadata).length > METADATA_LENGTH) return plainView(reader.words, [section(removal.tooMany)])
  const rows = doomed.map(({ ticket, scope }) => ({ ticket, name: scope.name }))
  return removalView({ metadata, doomed: rows, obstacles }, reader)
}

const batchesOf = (doomed: readonly Opened[]): Batch[] => {
  const communities = Map.groupBy(doomed, ({ ticket: { ref } }) => refKey({ ...ref, id: '' }))
  return [...communities.values()].flatMap((some) => {
    const [first] = some
    if (!first) return []
    const { vendor, community } = first.ticket.ref
    const ids = some.map(({ ticket }) => ticket.ref.id)
    const numbers = some.map(({ ticket }) => ticket.number)
    const isSame = numbers.every((number, i) => number === ids[i])
    return [{ vendor, community, ids, ...(isSame ? {} : { numbers }) }]
  })
}

/** Before the ack and without anything remote: does the channel still look after all of them, and are they kept? */
const judge = async (form: SentForm, deps: Deps): Promise<Verdict> => {
  const { metadata } = form
  const { words } = readerIn(metadata.language, deps)
  const { batches = [], channel } = metadata
  const links = await deps.store.links(channel)
  const isLinked = (batch: Batch): boolean => links.some((link) => isSameCommunity(link, batch))
  if (batches.length === 0 || !batches.every(isLinked)) return told(plainView(words, [section(words.outbox.unlinked)]))
  return await holdRemovals(form, batches, deps)
}

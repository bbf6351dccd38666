import type { Found } from '../tickets/desk.ts'
import type { TicketDetail } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { errorSentence, vendorName } from './blocks/error.ts'
import { escaped, type Reply, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Audience } from './blocks/mask.ts'
import { ticketReply } from './blocks/ticket.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, decodeRef } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

/** `/ticket <number>`: the ticket as a card, seen only by the asker. */
export const showTicket = async (asked: Asked, number: string, deps: Deps): Promise<void> => {
  const links = await deps.store.links(asked.channel)
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  if (links.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const found = await deps.desk.find(links, number, { language: viewer.language })
  const vendors = [...new Set(links.map((link) => vendorName(link.vendor, reader)))].join(reader.words.comma)
  await asked.say(
    found.outcome === 'found' ? cardReply(found, reader, 'one') : missingReply(found, number, vendors, reader),
  )
}

/** The buttons of cards and lists that show or share one ticket. */
export const registerShow = (deps: Deps): void => {
  const { guard, app } = deps
  const onTicket = (action: string, run: (asked: Asked, found: Opened, reader: ListReader) => Promise<void>): void =>
    guard.button(app, action, action, async (asked) => {
      const reader = readerOf(await asked.viewer(), deps)
      const ref = decodeRef(asked.value)
      if (!ref) return await asked.say(sentence(reader.words.failure.stale))
      // Read anew, and only if this channel still looks after the ticket's community.
      const links = await deps.store.links(asked.channel)
      await run(asked, await deps.desk.open(links, ref, { language: reader.language }), reader)
    })

  onTicket(ACTIONS.open, (asked, found, reader) => asked.say(cardReply(found, reader, 'one')))
  onTicket(ACTIONS.more, (asked, found, reader) => asked.replace(cardReply(found, reader, 'one', { expanded: true })))
  onTicket(ACTIONS.less, (asked, found, reader) => asked.replace(cardReply(found, reader, 'one')))
  onTicket(ACTIONS.refresh, (asked, found, reader) => asked.replace(cardReply(found, reader, 'one')))
  onTicket(ACTIONS.share, async (asked, found, reader) => {
    const { card } = reader.words
    const viewer = await asked.viewer()
    const refusal = refuseWriting(viewer, reader.words)
    if (refusal) return await asked.say(refusal)
    const footer = card.sharedBy(escaped(viewer.name, 80))
    await deps.speaker.post(asked.channel, cardReply(found, reader, 'many', { footer }))
    await asked.say(sentence(card.shared))
  })
}

type Opened = { readonly ticket: TicketDetail; readonly scope: { readonly vendor: string; readonly name: string } }

const cardReply = (
  { ticket, scope }: Opened,
  reader: ListReader,
  audience: Audience,
  options: { expanded?: boolean; footer?: string } = {},
): Reply =>
  ticketReply(
    ticket,
    { ...reader, audience },
    {
      vendorName: vendorName(scope.vendor, reader),
      communityName: scope.name,
      hasTimeline: reader.driver(scope.vendor)?.operations.timeline !== undefined,
      ...options,
    },
  )

const missingReply = (
  found: Exclude<Found, { outcome: 'found' }>,
  number: string,
  vendors: string,
  reader: ListReader,
): Reply => {
  const { show } = reader.words
  const shown = escaped(number, 64)
  if (found.outcome === 'not_linked') {
    return sentence(show.notLinkedVendor(shown, vendorName(found.driver.vendor, reader)))
  }
  if (found.outcome === 'no_lookup') return sentence(show.noLookup(vendors))
  if (found.failures.length === 0) return sentence(show.notFound(shown, vendors))
  const failures = new Set(found.failures.map(({ error }) => `• ${errorSentence(error, reader)}`))
  return sentence(show.notFoundButFailed(shown, [...failures].slice(0, 10).join('\n')))
}

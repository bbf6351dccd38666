import type { KnownBlock, SectionBlock } from '@slack/types'
import type { Watch } from '../../tickets/followed.ts'
import type { Submission } from '../../tickets/submission.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ageOf } from '../../time/words.ts'
import { ACTIONS } from '../ids.ts'
import { encodePlace, encodeRef } from '../values.ts'
import { referred, vendorName } from './error.ts'
import { channelText } from './home-community.ts'
import { button, buttons, dateText, escapedName, fittingButton, section } from './kit.ts'
import { type LinkRow, personText } from './links.ts'
import type { ListReader } from './list.ts'
import { referenceOf, whatOf } from './submission.ts'
import { statusSign } from './ticket.ts'

export type HomeWatch = Pick<Watch, 'channel' | 'ref' | 'number' | 'seen'>

export interface HomeDigest {
  readonly channel: string
  readonly next: Instant
}

export interface HomeLink extends Pick<LinkRow, 'vendor' | 'community' | 'name' | 'paused'> {
  readonly channel: string
}

/** A ticket that the reader follows, as it was when the channel was told last. */
export const watchRow = ({ ref, number, channel, seen }: HomeWatch, reader: ListReader): SectionBlock => {
  const status = `${statusSign(seen.status)} ${reader.words.statuses[seen.status]}`
  const facts = [`*${escapedName(number)}*`, status, vendorName(ref.vendor, reader), channelText(channel)]
  return section(facts.join(' · '), fittingButton(reader.words.home.open, ACTIONS.homeOpen, encodeRef(ref)))
}

/** Something that the reader sent and that has not arrived, with what can still be done about it. */
export const submissionRow = (row: Submission, now: Instant, reader: ListReader): KnownBlock[] => {
  const { home, outbox, create, errors } = reader.words
  const { id, state, write, reason, vendor, channel } = row
  const name = vendorName(vendor, reader)
  const why = state === 'failed' && reason ? [referred(errors[reason](name), { ...reader, ...referenceOf(row) })] : []
  const facts = [name, channelText(channel), ageText(row.acceptedAt, now, reader)]
  const text = [home.stands(whatOf(row, reader), home.states[state]), ...why].join('\n')
  const isOver = state === 'failed' || state === 'unclear'
  const again = write.kind === 'create' ? ACTIONS.createAgain : ACTIONS.actAgain
  return [
    section(`${text}\n${facts.join(' · ')}`),
    ...buttons(
      isOver ? button(outbox.retry, ACTIONS.homeRetry, id) : undefined,
      isOver && write.kind !== 'remove' ? button(create.again, again, id) : undefined,
      state === 'sending' ? undefined : button(outbox.discard, ACTIONS.homeDiscard, id),
    ),
  ]
}

export const outboxRow = (row: Submission, now: Instant, reader: ListReader): SectionBlock => {
  const { home } = reader.words
  const age = ageText(row.acceptedAt, now, reader)
  const by = home.sentBy(personText(row.user), channelText(row.channel), age)
  return section(
    `${home.stands(whatOf(row, reader), home.states[row.state])}\n${vendorName(row.vendor, reader)} · ${by}`,
  )
}

export const digestRow = ({ channel, next }: HomeDigest, { words, zone, language }: ListReader): SectionBlock =>
  section(words.home.digestAt(channelText(channel), dateText(next, zone, language)))

/** A link of a channel, and the way to take it up again where it rests. */
export const linkRow = (link: HomeLink, reader: ListReader): SectionBlock => {
  const { home } = reader.words
  const name = `*${escapedName(link.name)}* · ${vendorName(link.vendor, reader)}`
  const channel = channelText(link.channel)
  if (!link.paused) return section(`${name} · ${home.linkedIn(channel)}`)
  const since = home.restsSince(channel, dateText(link.paused.at, reader.zone, reader.language))
  return section(`${name}\n${since}`, fittingButton(home.resume, ACTIONS.homeResume, encodePlace(link)))
}

const ageText = (at: Instant, now: Instant, { words }: ListReader): string => {
  const { unit, count } = ageOf(at, now)
  return words.age[unit](count)
}

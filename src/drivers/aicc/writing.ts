import type { Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Instant, TicketRef } from '../../tickets/ticket.ts'
import { lookup, text, type WireRecord } from '../fields.ts'
import { type Filling, takeFilling } from '../filling.ts'
import { createForm, MAX_DESCRIPTION, STEPS, updateForm } from './form.ts'
import { toTicket, toWireTime } from './map.ts'
import { checkCommunity, createReadCase, type ReadingOptions } from './reading.ts'
import { createdSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface WritingOptions extends ReadingOptions {
  /** The AppCube user who does everything that is done here: the people who ask for it have no user there. */
  readonly creatorId: string
}

type Served = 'create' | 'update' | 'comment' | 'transition'

/** What the vendor calls an internal note, misspelt. */
const INTERNAL_NOTE = 'Iternal'
const MAX_NOTE_TITLE = 128

export const createWriting = (options: WritingOptions): Pick<Operations, Served> => {
  const { client, zone, now, creatorId } = options
  const readCase = createReadCase(options)
  const present = (): Instant => new Date(now()).toISOString()

  /** The answer has the id alone. The number is worth another request; the case is filed whatever comes of that. */
  const create: Operations['create'] = async (community, fields, call) => {
    checkCommunity(community)
    const filling = onWire(takeFilling(VENDOR, createForm, fields, present()), zone)
    const caseInfo = { ...filling, isAtuoAssigned: filling.ownerId === undefined, creatorId }
    const id = createdSchema.safeParse(await client.tell({ path: '/case', body: { caseInfo } }, call)).data
    if (id === undefined) throw new TicketError('unclear', `${VENDOR}: no case id in the answer`, { vendor: VENDOR })
    const ref = { vendor: VENDOR, community, id }
    const read = await readCase(ref, call).catch(() => undefined)
    return toTicket(ref, read?.caseInfo ?? { ...filling, state: 'Pending' }, zone)
  }

  /** Sends what differs, and what the vendor wants in every change. */
  const update: Operations['update'] = async (ref, fields, call) => {
    const { caseInfo } = await readCase(ref, call)
    const wanted = { ...always(caseInfo), ...fields }
    const filling = onWire(takeFilling(VENDOR, updateForm, wanted, present()), zone)
    const id = idOf(ref, caseInfo)
    const changed = differing(filling, caseInfo)
    const sent = { ...changed, id, title: filling.title, description: filling.description, creatorId }
    if (Object.keys(changed).length > 0) await client.tell({ path: '/case/modify', body: { caseInfo: sent } }, call)
    return toTicket({ ...ref, id }, { ...caseInfo, ...changed }, zone)
  }

  const comment: Operations['comment'] = async (ref, note, call) => {
    checkCommunity(ref.community)
    const description = note.trim()
    if (description === '' || description.length > MAX_DESCRIPTION) {
      throw new TicketError('invalid', `${VENDOR}: a note has 1 to ${MAX_DESCRIPTION} characters`, { vendor: VENDOR })
    }
    const title = (description.split('\n')[0] ?? '').slice(0, MAX_NOTE_TITLE)
    const processInfo = { type: INTERNAL_NOTE, title, description }
    await client.tell({ path: '/case/process', body: { caseId: ref.id, creatorId, processInfo } }, call)
  }

  const transition: Operations['transition'] = async (ref, name, fields, call) => {
    checkCommunity(ref.community)
    const step = STEPS.find((one) => one.name === name)
    if (!step) throw new TicketError('unsupported', `${VENDOR} has no step ${name}`, { vendor: VENDOR })
    const filling = takeFilling(VENDOR, step.form, fields, present())
    await client.tell({ path: step.path, body: { [step.idName]: ref.id, creatorId, ...filling } }, call)
  }

  return { create, update, comment, transition }
}

/** A time as the vendor takes it; everything else as it was typed. */
const onWire = (filling: Filling, zone: string): Filling =>
  filling.dueDate === undefined ? filling : { ...filling, dueDate: toWireTime(filling.dueDate, zone) }

/** What a change must name even where it stays. */
const always = (info: WireRecord): Filling => {
  const find = lookup(info)
  return { title: text(find(['title'])) ?? '', description: text(find(['description'])) ?? '' }
}

const differing = (filling: Filling, info: WireRecord): Filling => {
  const find = lookup(info)
  return Object.fromEntries(Object.entries(filling).filter(([name, value]) => text(find([name])) !== value))
}

const idOf = (ref: TicketRef, info: WireRecord): string => text(lookup(info)(['id'])) ?? ref.id

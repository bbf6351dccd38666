import { byChannel } from './by-channel.ts'
import type { Changes } from './changes.ts'
import { channelRows } from './channel-rows.ts'
import type { Data } from './schema.ts'
import type { Link, LinkKey, Slot, Store } from './store.ts'
import { createTicketRows } from './ticket-rows.ts'

/** What people and the schedule ask of the store, over rows in memory. */
export const createRows = (changes: Changes<Data>): Omit<Store, 'check' | 'close'> => ({
  ...linkRows(changes),
  ...scheduleRows(changes),
  ...slotRows(changes),
  ...digestRows(changes),
  ...submissionRows(changes),
  ...grantRows(changes),
  ...preferenceRows(changes),
  ...deliveryRows(changes),
  ...createTicketRows(changes),
  ...channelRows(changes),
})

const grantRows = ({ current, make }: Changes<Data>): Pick<Store, 'grant' | 'putGrant'> => ({
  grant: async (name) => current().grants.find((grant) => grant.name === name)?.value,
  putGrant: (grant) =>
    make((data) => {
      const others = data.grants.filter(({ name }) => name !== grant.name)
      return [{ ...data, grants: [...others, grant] }, undefined]
    }),
})

const preferenceRows = ({ current, make }: Changes<Data>): Pick<Store, 'preference' | 'putPreference'> => ({
  preference: async (user) => current().preferences.find((one) => one.user === user),
  putPreference: (preference) =>
    make((data) => {
      const others = data.preferences.filter(({ user }) => user !== preference.user)
      return [{ ...data, preferences: [...others, preference] }, undefined]
    }),
})

const deliveryRows = ({ make }: Changes<Data>): Pick<Store, 'noteDelivery'> => ({
  noteDelivery: (delivery) =>
    make((data) => {
      if (data.deliveries.some(({ id }) => id === delivery.id)) return [data, false]
      return [{ ...data, deliveries: [...data.deliveries, delivery] }, true]
    }),
})

const linkRows = (
  { current, make }: Changes<Data>,
  linksOf = byChannel<Link>(),
): Pick<Store, 'links' | 'putLink' | 'changeLink' | 'removeLink'> => ({
  links: async (channel) => linksOf(current().links, channel),
  putLink: (link) =>
    make((data) => {
      const known = data.links.some((one) => isSameLink(one, link))
      const renamed = data.links.map((one) => (isSameLink(one, link) ? { ...one, name: link.name } : one))
      return [{ ...data, links: known ? renamed : [...data.links, link] }, undefined]
    }),
  changeLink: (which, change) =>
    make((data) => {
      const link = data.links.find((one) => isSameLink(one, which))
      const changed = link && change(link)
      if (!changed) return [data, undefined]
      return [{ ...data, links: data.links.map((one) => (one === link ? changed : one)) }, changed]
    }),
  removeLink: (link) =>
    make((data) => {
      const links = data.links.filter((one) => !isSameLink(one, link))
      return links.length < data.links.length ? [{ ...data, links }, true] : [data, false]
    }),
})

const isSameLink = (one: LinkKey, other: LinkKey): boolean =>
  one.channel === other.channel && one.vendor === other.vendor && one.community === other.community

const scheduleRows = ({
  current,
  make,
}: Changes<Data>): Pick<Store, 'schedules' | 'putSchedule' | 'removeSchedule'> => ({
  schedules: async () => current().schedules,
  putSchedule: (schedule) =>
    make((data) => {
      const others = data.schedules.filter(({ channel }) => channel !== schedule.channel)
      return [{ ...data, schedules: [...others, schedule] }, undefined]
    }),
  removeSchedule: (channel) =>
    make((data) => {
      const schedules = data.schedules.filter((one) => one.channel !== channel)
      const digests = data.digests.filter((one) => one.channel !== channel)
      return schedules.length < data.schedules.length ? [{ ...data, schedules, digests }, true] : [data, false]
    }),
})

const slotRows = (
  { current, make }: Changes<Data>,
  slotsOf = byChannel<Slot>(),
): Pick<Store, 'slots' | 'claimSlot' | 'settleSlot' | 'changeSlot' | 'noteSlots'> => ({
  slots: async (channel) => slotsOf(current().slots, channel),
  claimSlot: (slot, at, seen) =>
    make((data) => {
      const known = data.slots.find((one) => isSameSlot(one, slot))
      if (known?.state !== seen?.state || known?.claimedAt !== seen?.claimedAt) return [data, false]
      const attempts = known?.attempts === undefined ? {} : { attempts: known.attempts }
      const claimed: Slot = { ...slot, state: 'claimed', claimedAt: at, ...attempts }
      const others = data.slots.map((one) => (one === known ? claimed : one))
      return [{ ...data, slots: known ? others : [...data.slots, claimed] }, true]
    }),
  settleSlot: (channel, id, outcome) =>
    make((data) => {
      const claimed = data.slots.find((slot) => isSameSlot(slot, { channel, id }))
      if (!claimed) throw new Error(`nobody claimed slot ${id} of ${channel}`)
      const { claimedAt, dueAt } = claimed
      const settled: Slot = { channel, id, claimedAt, ...(dueAt === undefined ? {} : { dueAt }), ...outcome }
      return [{ ...data, slots: data.slots.map((slot) => (slot === claimed ? settled : slot)) }, undefined]
    }),
  changeSlot: (channel, id, change) =>
    make((data) => {
      const slot = data.slots.find((one) => isSameSlot(one, { channel, id }))
      const changed = slot && change(slot)
      if (!changed) return [data, undefined]
      return [{ ...data, slots: data.slots.map((one) => (one === slot ? changed : one)) }, changed]
    }),
  noteSlots: (slots) =>
    make((data) => {
      const fresh = slots.filter((slot) => !data.slots.some((one) => isSameSlot(one, slot)))
      return [fresh.length > 0 ? { ...data, slots: [...data.slots, ...fresh] } : data, fresh]
    }),
})

const isSameSlot = (one: Pick<Slot, 'channel' | 'id'>, other: typeof one): boolean =>
  one.channel === other.channel && one.id === other.id

const digestRows = ({
  current,
  make,
}: Changes<Data>): Pick<Store, 'digestMemory' | 'putDigestMemory' | 'readings' | 'putReadings'> => ({
  digestMemory: async (channel) => current().digests.find((one) => one.channel === channel),
  putDigestMemory: (memory) =>
    make((data) => {
      const others = data.digests.filter(({ channel }) => channel !== memory.channel)
      return [{ ...data, digests: [...others, memory] }, undefined]
    }),
  readings: async () => current().readings,
  putReadings: (readings) =>
    make((data) => {
      const others = data.readings.filter((old) => !readings.some((one) => isSameCommunity(one, old)))
      return [{ ...data, readings: [...others, ...readings] }, undefined]
    }),
})

const isSameCommunity = (one: Pick<Link, 'vendor' | 'community'>, other: typeof one): boolean =>
  one.vendor === other.vendor && one.community === other.community

const submissionRows = ({
  current,
  make,
}: Changes<Data>): Pick<Store, 'accept' | 'changeSubmission' | 'submission' | 'submissions'> => ({
  accept: (submission) =>
    make((data) => {
      if (data.submissions.some(({ id }) => id === submission.id)) return [data, false]
      return [{ ...data, submissions: [...data.submissions, submission] }, true]
    }),
  changeSubmission: (id, change) =>
    make((data) => {
      const row = data.submissions.find((one) => one.id === id)
      const changed = row && change(row, data.submissions)
      if (!changed) return [data, undefined]
      return [{ ...data, submissions: data.submissions.map((one) => (one === row ? changed : one)) }, changed]
    }),
  submission: async (id) => current().submissions.find((one) => one.id === id),
  submissions: async () => current().submissions,
})

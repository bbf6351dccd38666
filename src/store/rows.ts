import type { Changes } from './changes.ts'
import type { Data } from './schema.ts'
import type { Link, Slot, Store } from './store.ts'
import { isOpen } from './upkeep.ts'

/** What people and the schedule ask of the store, over rows in memory. */
export const createRows = (changes: Changes<Data>): Omit<Store, 'check' | 'close'> => ({
  ...linkRows(changes),
  ...scheduleRows(changes),
  ...slotRows(changes),
  ...submissionRows(changes),
  ...grantRows(changes),
})

const grantRows = ({ current, make }: Changes<Data>): Pick<Store, 'grant' | 'putGrant'> => ({
  grant: async (name) => current().grants.find((grant) => grant.name === name)?.value,
  putGrant: (grant) =>
    make((data) => {
      const others = data.grants.filter(({ name }) => name !== grant.name)
      return [{ ...data, grants: [...others, grant] }, undefined]
    }),
})

const linkRows = ({ current, make }: Changes<Data>): Pick<Store, 'links' | 'putLink' | 'removeLink'> => ({
  links: async (channel) => current().links.filter((link) => channel === undefined || link.channel === channel),
  putLink: (link) =>
    make((data) => {
      const known = data.links.some((one) => isSameLink(one, link))
      const renamed = data.links.map((one) => (isSameLink(one, link) ? { ...one, name: link.name } : one))
      return [{ ...data, links: known ? renamed : [...data.links, link] }, undefined]
    }),
  removeLink: (link) =>
    make((data) => {
      const links = data.links.filter((one) => !isSameLink(one, link))
      return links.length < data.links.length ? [{ ...data, links }, true] : [data, false]
    }),
})

const isSameLink = (one: Pick<Link, 'channel' | 'vendor' | 'community'>, other: typeof one): boolean =>
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
      return schedules.length < data.schedules.length ? [{ ...data, schedules }, true] : [data, false]
    }),
})

const slotRows = ({ current, make }: Changes<Data>): Pick<Store, 'slots' | 'claimSlot' | 'settleSlot'> => ({
  slots: async (channel) => current().slots.filter((slot) => slot.channel === channel),
  claimSlot: (channel, id, at) =>
    make((data) => {
      if (data.slots.some((slot) => slot.channel === channel && slot.id === id)) return [data, false]
      const claimed: Slot = { channel, id, state: 'claimed', claimedAt: at }
      return [{ ...data, slots: [...data.slots, claimed] }, true]
    }),
  settleSlot: (channel, id, outcome) =>
    make((data) => {
      const claimed = data.slots.find((slot) => slot.channel === channel && slot.id === id)
      if (!claimed) throw new Error(`nobody claimed slot ${id} of ${channel}`)
      const settled: Slot = { channel, id, claimedAt: claimed.claimedAt, ...outcome }
      return [{ ...data, slots: data.slots.map((slot) => (slot === claimed ? settled : slot)) }, undefined]
    }),
})

const submissionRows = ({
  current,
  make,
}: Changes<Data>): Pick<Store, 'accept' | 'updateSubmission' | 'submission' | 'openSubmissions'> => ({
  accept: (submission) =>
    make((data) => {
      if (data.submissions.some(({ id }) => id === submission.id)) return [data, false]
      return [{ ...data, submissions: [...data.submissions, submission] }, true]
    }),
  updateSubmission: (id, change) =>
    make((data) => {
      if (!data.submissions.some((one) => one.id === id)) throw new Error(`there is no submission ${id}`)
      const submissions = data.submissions.map((one) => (one.id === id ? { ...one, ...change } : one))
      return [{ ...data, submissions }, undefined]
    }),
  submission: async (id) => current().submissions.find((one) => one.id === id),
  openSubmissions: async () => current().submissions.filter(isOpen),
})

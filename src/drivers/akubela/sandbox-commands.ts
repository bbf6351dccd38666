import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Residence, type StoredRepair, sandboxTime } from './seed.ts'

/** A wall-clock time that exists: no 30 February, which `Date.parse` would take for 2 March. */
const time = z.string().refine((text) => {
  const millis = Date.parse(`${text.replace(' ', 'T')}Z`)
  return !Number.isNaN(millis) && sandboxTime(millis) === text
})
const filled = z.string().trim().min(1)
const residence_id = filled
const maintenance_id = filled

/** What the document says of each command's `param`, and nothing besides. */
const params = {
  get_family_list: z.strictObject({}),
  get_maintenance_list: z.strictObject({ residence_id }),
  get_maintenance_info: z.strictObject({ residence_id, maintenance_id }),
  create_maintenance_info: z
    .strictObject({
      residence_id,
      start_time: time,
      finish_time: time,
      description: filled,
      contact: filled,
      filename: z.array(filled).optional(),
    })
    .refine((param) => param.finish_time > param.start_time, { path: ['finish_time'] }),
  delete_maintenance_info: z.strictObject({ residence_id, maintenance_id }),
  batch_delete_maintenance_info: z.strictObject({
    residence_id,
    maintenances: z.array(z.strictObject({ maintenance_id })).min(1),
  }),
}

const command = <Name extends keyof typeof params>(name: Name) =>
  z.strictObject({ command: z.literal(name), id: filled, param: params[name] })

const commandSchema = z.discriminatedUnion('command', [
  command('get_family_list'),
  command('get_maintenance_list'),
  command('get_maintenance_info'),
  command('create_maintenance_info'),
  command('delete_maintenance_info'),
  command('batch_delete_maintenance_info'),
])

export type CommandAnswer = { readonly result: unknown } | { readonly refused: string }

/** Runs one command of the account that owns these residences. */
export const runCommand = (residences: readonly Residence[], body: unknown, now: number): CommandAnswer => {
  const parsed = commandSchema.safeParse(body)
  if (!parsed.success) return { refused: `invalid param: ${parsed.error.issues[0]?.path.join('.')}` }
  const asked = parsed.data
  if (asked.command === 'get_family_list') return { result: residences.map(family) }
  const residence = residences.find((one) => one.id === asked.param.residence_id)
  if (!residence) return { refused: 'no permission for this residence' }

  switch (asked.command) {
    case 'get_maintenance_list':
      return { result: residence.repairs }
    case 'get_maintenance_info':
      return info(residence, asked.param.maintenance_id)
    case 'create_maintenance_info':
      return create(residence, asked.param, now)
    case 'delete_maintenance_info':
      return remove(residence, [asked.param.maintenance_id])
    case 'batch_delete_maintenance_info':
      return remove(
        residence,
        asked.param.maintenances.map((one) => one.maintenance_id),
      )
  }
}

const family = ({ id, name }: Residence) => ({
  account_id: `a${id.slice(1)}`,
  residence_id: id,
  family_name: name,
  online: 1,
  installed: 1,
})

const NOT_FOUND: CommandAnswer = { refused: 'the maintenance does not exist' }

/** The one answer that leaves the id out. */
const info = (residence: Residence, id: string): CommandAnswer => {
  const found = residence.repairs.find((repair) => repair.maintenance_id === id)
  if (!found) return NOT_FOUND
  const { maintenance_id: _, ...result } = found
  return { result }
}

const create = (
  residence: Residence,
  param: z.output<typeof params.create_maintenance_info>,
  now: number,
): CommandAnswer => {
  const repair: StoredRepair = {
    maintenance_id: `m${randomUUID().replaceAll('-', '')}`,
    start_time: param.start_time,
    finish_time: param.finish_time,
    description: param.description,
    contact: param.contact,
    maintenance_picture_url: (param.filename ?? []).map((name) => `https://pictures.example/${name}`),
    feedback: '',
    state: 'wait for confirmation',
    created_time: sandboxTime(now),
  }
  residence.repairs.push(repair)
  return { result: { maintenance_id: repair.maintenance_id } }
}

/** All of them, or none. */
const remove = (residence: Residence, ids: readonly string[]): CommandAnswer => {
  const present = new Set(residence.repairs.map((repair) => repair.maintenance_id))
  if (!ids.every((id) => present.has(id))) return NOT_FOUND
  const left = residence.repairs.filter((repair) => !ids.includes(repair.maintenance_id))
  residence.repairs.splice(0, residence.repairs.length, ...left)
  return { result: {} }
}

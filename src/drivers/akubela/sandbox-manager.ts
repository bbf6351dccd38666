import { z } from 'zod'
import type { CommandAnswer } from './sandbox-commands.ts'
import type { Residence } from './seed.ts'

export const SANDBOX_PROJECT = 'p5b1f0c2d94e84a7f9a3c6d1e8b7f2a40'

const whole = z.number().int().positive()

const commandSchema = z.strictObject({
  command: z.enum(['get_maintenance_list', 'get_family_list']),
  id: z.string().trim().min(1),
  param: z.strictObject({ project_id: z.string(), page_size: whole.max(100), page_index: whole }),
})

/** Runs one command of the manager of a project that has all these residences. Its pages begin with 1, say we. */
export const runManagerCommand = (residences: readonly Residence[], body: unknown): CommandAnswer => {
  const parsed = commandSchema.safeParse(body)
  if (!parsed.success) return { refused: `invalid param: ${parsed.error.issues[0]?.path.join('.')}` }
  const { command, param } = parsed.data
  if (param.project_id !== SANDBOX_PROJECT) return { refused: 'no permission for this project' }
  const rows = command === 'get_family_list' ? residences.map(family) : residences.flatMap(repairs)
  return { result: rows.slice((param.page_index - 1) * param.page_size, param.page_index * param.page_size) }
}

const family = ({ id, name }: Residence) => ({ ...household(id), family_name: name })

const repairs = ({ id, name, repairs }: Residence) =>
  repairs.map((repair) => ({ ...repair, ...household(id), family_name: name, building_name: name }))

const household = (id: string) => ({
  residence_id: id,
  residence_no: id.slice(1, 4),
  account_id: `a${id.slice(1)}`,
  account_name: `${id.slice(1, 6)}@residents.example`,
})

import type { DetailField, Instant } from '../../tickets/ticket.ts'
import { type FieldSpec, isEmpty, isRecord, lookup, readFields, shown, text, type WireRecord } from '../fields.ts'
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, ORGANIZATION_FIELDS } from './customer-words.ts'
import { CASE_FIELDS, TASK } from './words.ts'

/** What one part of an answer has to show. */
export interface Section {
  readonly fields: readonly DetailField[]
  readonly warnings: readonly string[]
}

type InstantOf = (value: unknown) => Instant | undefined

/** The documented fields of one part, each under the part's name. */
export const readSection = (
  prefix: string,
  specs: readonly FieldSpec[],
  record: WireRecord,
  instantOf: InstantOf,
): Section => {
  const { fields, warnings } = readFields(specs, withInstants(specs, record, instantOf))
  return {
    fields: fields.map((field) => ({ ...field, name: prefix + field.name })),
    warnings: warnings.map((warning) => prefix + warning),
  }
}

/** Wall-clock times as the milliseconds that the reader of fields knows; what is no time stays as it is. */
const withInstants = (specs: readonly FieldSpec[], record: WireRecord, instantOf: InstantOf): WireRecord => {
  const times = namesOf(specs.filter(({ kind }) => kind === 'instant'))
  const entries = Object.entries(record).map(([name, value]) => {
    const at = times.has(folded(name)) ? Date.parse(instantOf(value) ?? '') : Number.NaN
    return [name, at >= 0 ? String(at).padStart(13, '0') : value]
  })
  return Object.fromEntries(entries)
}

export const caseSection = (info: WireRecord, instantOf: InstantOf): Section => {
  const documented = readSection('', CASE_FIELDS, info, instantOf)
  const custom = customFields('', CASE_FIELDS, info).filter(({ name }) => !repeatsField(name, info))
  return { ...documented, fields: [...documented.fields, ...custom] }
}

/** `AICC__State__CST.name` says once more what `state` says. */
const repeatsField = (name: string, info: WireRecord): boolean => {
  const plain = /^AICC__(\w+)__CST\.name$/.exec(name)?.[1]
  const said = text(info[name])
  return plain !== undefined && said !== undefined && said === text(lookup(info)([plain]))
}

/**
 * What nobody documented: fields that a tenant's own templates add, such as `AICC__test1__CST`. They may hold anything,
 * so they are masked; the vendor's display names of its own values are not.
 */
const customFields = (prefix: string, specs: readonly FieldSpec[], record: WireRecord): DetailField[] => {
  const documented = namesOf(specs)
  return Object.entries(record)
    .filter(([name, value]) => !documented.has(folded(name)) && !isEmpty(value))
    .map(([name, value]) => ({
      name: prefix + name,
      label: { en: name, 'zh-CN': name },
      value: { kind: /__CST\.(name|__objectType)$/.test(name) ? 'text' : 'personal', text: shown(value) },
    }))
}

/** The contact, with address and organisation in parts where they come so. */
export const customerSections = (customer: WireRecord, instantOf: InstantOf): Section[] => {
  const { address, organization, ...flat } = customer
  const whole = {
    ...flat,
    ...(isRecord(address) ? {} : { address }),
    ...(isRecord(organization) ? {} : { organization }),
  }
  const parts: [string, readonly FieldSpec[], unknown][] = [
    ['customerInfo.', CUSTOMER_FIELDS, whole],
    ['customerInfo.address.', ADDRESS_FIELDS, address],
    ['customerInfo.organization.', ORGANIZATION_FIELDS, organization],
  ]
  return parts.map(([prefix, specs, part]) => {
    const record = isRecord(part) ? part : {}
    const { fields, warnings } = readSection(prefix, specs, record, instantOf)
    return { fields: [...fields, ...customFields(prefix, specs, record)], warnings }
  })
}

/** Tasks are documented as cases and exemplified by none: each is named by what tells it from the others. */
export const taskSection = (tasks: readonly WireRecord[]): Section => ({
  fields: tasks.map((task, index) => {
    const find = lookup(task)
    const said = [['caseNo', 'id'], ['title'], ['state', 'status']].flatMap((names) => text(find(names)) ?? [])
    return { name: `tasks.${index}`, label: TASK, value: { kind: 'text', text: said.join(' · ') || shown(task) } }
  }),
  warnings: [],
})

const folded = (name: string): string => name.replaceAll('_', '').toLowerCase()

const namesOf = (specs: readonly FieldSpec[]): ReadonlySet<string> =>
  new Set(specs.flatMap(({ name, aliases = [] }) => [name, ...aliases]).map(folded))

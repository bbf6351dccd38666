import type { TimelineEntry } from '../../tickets/driver.ts'
import type { DetailField, DetailValue } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import {
  createReader,
  filled,
  instant,
  isEmpty,
  isRecord,
  lookup,
  notShown,
  readFields,
  shown,
  text,
  type WireRecord,
} from '../fields.ts'
import { COMMUNICATION_FIELDS, type CommunicationField, STATES } from './words.ts'

const reader = createReader<CommunicationField>(COMMUNICATION_FIELDS)

/** Where `content` may say what was written: the reply's own table calls it `content`, its example `body`. */
const SPOKEN = ['content', 'body', 'text', 'message']

/**
 * One entry of a ticket's communications. What is in its `content`, a map, is documented by one example only, a change
 * of state; words are looked for, and whatever else is in it is passed on as it stands. undefined when it says nothing.
 */
export const toEntry = (communication: WireRecord): TimelineEntry | undefined => {
  const read = reader(communication)
  const { fields } = readFields(COMMUNICATION_FIELDS, communication)
  const content = contentOf(communication)
  const what = content.spoken ?? fields.find(({ name }) => name === 'operate')?.value ?? content.rest[0]?.value
  if (!what) return undefined
  const at = instant(read('operate_at'))
  const who = text(read('nick_name')) ?? text(read('account_nick_name')) ?? text(read('account'))
  const entry = { what, ...filled({ at, who }) }
  const all = [...notShown(fields, SHOWN_AS, entry), ...content.rest, ...phoneFields(communication)]
  return { ...entry, more: all.filter(({ value }) => value !== what) }
}

const SHOWN_AS: ReadonlyMap<string, (entry: Omit<TimelineEntry, 'more'>) => string | undefined> = new Map(
  Object.entries({
    operate_at: (entry) => entry.at,
    nick_name: (entry) => entry.who,
    account_nick_name: (entry) => entry.who,
    account: (entry) => entry.who,
  } satisfies Partial<Record<CommunicationField, (entry: Omit<TimelineEntry, 'more'>) => string | undefined>>),
)

const contentOf = (communication: WireRecord): { spoken?: DetailValue; rest: DetailField[] } => {
  const content = lookup(communication)(['content'])
  const parts: WireRecord = isRecord(content) ? content : { content }
  const spoken = SPOKEN.map((name) => ({ name, said: text(parts[name]) })).find(({ said }) => said !== undefined)
  const rest = Object.entries(parts).filter(([name, value]) => name !== spoken?.name && !isEmpty(value))
  return {
    rest: rest.map(([name, value]) => toPart(name, value)),
    ...(spoken?.said === undefined ? {} : { spoken: { kind: 'text', text: spoken.said } }),
  }
}

const toPart = (name: string, value: unknown): DetailField => {
  const label = name === 'state' ? { en: 'Status', 'zh-CN': '状态' } : asWords(name)
  const raw = isChange(value) ? `${shown(value.old_val)} → ${shown(value.new_val)}` : shown(value)
  const known = name === 'state' && isChange(value) ? stateChange(value) : undefined
  return {
    name: `content.${name}`,
    label,
    value: known ? { kind: 'word', word: known, raw } : { kind: 'text', text: raw },
  }
}

interface Change extends WireRecord {
  readonly old_val: unknown
  readonly new_val: unknown
}

const isChange = (value: unknown): value is Change => isRecord(value) && 'old_val' in value && 'new_val' in value

const stateChange = ({ old_val, new_val }: Change): Words | undefined => {
  const [from, to] = [old_val, new_val].map((code) => STATES.find(([known]) => known === code)?.[2])
  return from && to && { en: `${from.en} → ${to.en}`, 'zh-CN': `${from['zh-CN']} → ${to['zh-CN']}` }
}

/** The document names these only by what they begin with, so they may be personal. */
const phoneFields = (communication: WireRecord): DetailField[] =>
  Object.entries(communication)
    .filter(([name, value]) => name.startsWith('phone_') && !isEmpty(value))
    .map(([name, value]) => ({ name, label: asWords(name), value: { kind: 'personal', text: shown(value) } }))

const asWords = (name: string): Words => ({ en: name, 'zh-CN': name })

import type { Choice, Form, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { stateList, type TypeNode, typeTree } from './schema.ts'
import { STATES, VENDOR } from './words.ts'

const FAMILY = '/v1.0/iot-01/ticket/'

/** What the list takes besides product and page. Types and names of states are the vendor's to say. */
export const filters: Form = {
  fields: [
    { name: 'in_state_list', kind: 'vendor_choice', label: { en: 'Status', 'zh-CN': '状态' }, required: false },
    { name: 'cate_path', kind: 'vendor_choice', label: { en: 'Type', 'zh-CN': '工单类型' }, required: false },
  ],
}

/** The vendor's types and states, named in the language of the call. */
export const createChoices =
  (client: TuyaClient): Operations['choices'] =>
  async (field, _ref, call) => {
    const get = (path: string) => client.request({ method: 'GET', path: FAMILY + path }, call)
    if (field === 'cate_path') return typeChoices(read(typeTree.safeParse(await get('feedback-type'))))
    if (field === 'in_state_list') return stateChoices(read(stateList.safeParse(await get('feedback-state'))))
    throw new TicketError('unsupported', `${VENDOR} has no choices for this field`, { vendor: VENDOR })
  }

const read = <T>(parsed: { success: true; data: T } | { success: false }): T => {
  if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no choices`, { vendor: VENDOR })
  return parsed.data
}

/** Each type with the names of those above it, as the rows of the list name it: `Device problems/Offline`. */
const typeChoices = (nodes: readonly TypeNode[], above: readonly string[] = []): Choice[] =>
  nodes.flatMap(({ cate_name, cate_path, categories }) => {
    const names = [...above, ...(cate_name ? [cate_name] : [])]
    const own = cate_path && cate_name ? [toChoice(cate_path, names.join('/'))] : []
    return [...own, ...typeChoices(categories ?? [], names)]
  })

const stateChoices = (states: readonly { state_code: string; state_name?: string | undefined }[] | null | undefined) =>
  (states ?? []).map(({ state_code, state_name }): Choice => {
    const ours = STATES.find(([code]) => code === state_code)?.[2]
    return state_name || !ours ? toChoice(state_code, state_name ?? state_code) : { value: state_code, label: ours }
  })

const toChoice = (value: string, name: string): Choice => ({ value, label: { en: name, 'zh-CN': name } })

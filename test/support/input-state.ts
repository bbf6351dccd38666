import type { Element } from '../../src/workspace/definitions.ts'
import type { ElementState } from '../../src/workspace/protocol.ts'

/** What a test types or chooses: text, a unix time, the text or value of one option or of several, the ids of files, or nothing. */
export type Typed = string | number | readonly string[] | null

type Option = Readonly<Record<string, unknown>>
type Look = (query: string) => Promise<readonly Option[]>

/** An input's state in Slack's shape. `look` asks the app for options where the element has none of its own. */
export const inputState = async (element: Element, typed: Typed, look: Look): Promise<ElementState> => {
  const { type } = element
  const offered = async (choice: string): Promise<Option> => {
    const options = type.endsWith('external_select') ? await look(choice) : optionsOf(element)
    const flat = options.flatMap((each) => (Array.isArray(each.options) ? each.options : [each]))
    const found = flat.find((each) => each.value === choice || wordingOf(each) === choice)
    if (!found) throw new Error(`"${choice}" is not among: ${flat.map(wordingOf).join(', ')}`)
    return found
  }
  if (type === 'file_input') return { type, files: [typed ?? []].flat().map((id) => ({ id })) }
  if (type === 'datetimepicker') return { type, selected_date_time: typed }
  if (type === 'datepicker') return { type, selected_date: typed }
  if (type === 'timepicker') return { type, selected_time: typed }
  const subject = /^(multi_)?(users|conversations|channels)_select$/.exec(type)?.[2]
  if (subject) return { type, [`selected_${Array.isArray(typed) ? subject : subject.slice(0, -1)}`]: typed }
  if (type === 'checkboxes' || type.startsWith('multi_')) {
    return { type, selected_options: await Promise.all([typed ?? []].flat().map(String).map(offered)) }
  }
  if (/select$|radio_buttons|overflow/.test(type)) {
    return { type, selected_option: typed === null ? null : await offered(String(typed)) }
  }
  return { type, value: typed === null ? null : String(typed) }
}

const optionsOf = ({ options, option_groups }: Element): readonly Option[] => {
  const listed = options ?? option_groups
  return Array.isArray(listed) ? listed : []
}

const wordingOf = ({ text }: Option): unknown =>
  typeof text === 'object' && text !== null && 'text' in text ? text.text : undefined

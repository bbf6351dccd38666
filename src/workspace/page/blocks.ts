import type { Block } from '../protocol.ts'
import { h, on } from './dom.ts'
import { drawElement } from './elements.ts'
import { type Json, jsonOf, listOf, own, rowsOf, stringOf } from './json.ts'
import { labelOf } from './plain-text.ts'
import { drawPassages } from './prose.ts'
import type { Reader } from './reader.ts'
import { readRichText } from './rich-text.ts'
import { domId, type Scene, type Slot } from './slot.ts'
import { drawText } from './text.ts'

type Drawer = (block: Block, scene: Scene) => HTMLElement

/** A block drawn for who reads it, or a box naming the type that the page does not know. */
export const drawBlock: Drawer = (block, scene) =>
  own(DRAWERS, block.type)?.(block, scene) ??
  h('p', { class: 'unsupported' }, scene.reader.words.unsupported(block.type))

const drawSection: Drawer = (block, scene) => {
  const textId = domId(scene.key, block.block_id ?? '', 'text')
  const text = block.text === undefined ? undefined : drawText(block.text, scene.reader)
  if (text) text.id = textId
  const fields = listOf(block.fields).map((field) => drawText(field, scene.reader))
  const accessory = jsonOf(block.accessory)
  const aside = accessory.type === undefined ? undefined : drawAccessory(accessory, block, scene, textId)
  const words = h(
    'div',
    { class: 'section-text' },
    text,
    fields.length ? h('div', { class: 'fields' }, ...fields) : undefined,
  )
  return h('div', { class: 'section' }, words, aside)
}

const drawAccessory = (accessory: Json, block: Block, scene: Scene, labelledBy: string): HTMLElement => {
  if (accessory.type === 'image') return drawPicture(accessory, 'accessory-image')
  const named = block.text === undefined ? {} : { labelledBy }
  return h('div', { class: 'accessory' }, drawElement({ ...actingSlot(accessory, block, scene), ...named }))
}

const drawActions: Drawer = (block, scene) =>
  h(
    'div',
    { class: 'actions' },
    ...listOf(block.elements).map((element) => drawElement(actingSlot(element, block, scene))),
  )

/** A slot outside an input block: using it always tells the app. */
const actingSlot = (element: Json, block: Block, scene: Scene): Slot => {
  const [blockId, actionId] = [block.block_id ?? '', stringOf(element.action_id)]
  return { scene, blockId, actionId, element, id: domId(scene.key, blockId, actionId), optional: false, acts: true }
}

const drawInput: Drawer = (block, scene) => {
  const element = jsonOf(block.element)
  const { words } = scene.reader
  const bare = actingSlot(element, block, scene)
  const [labelId, hintId, errorId] = [`${bare.id}.label`, `${bare.id}.hint`, errorIdOf(scene, bare.blockId)]
  const slot: Slot = {
    ...bare,
    labelledBy: labelId,
    describedBy: `${errorId} ${hintId}`,
    optional: block.optional === true,
    acts: block.dispatch_action === true,
  }
  const mark = slot.optional ? h('span', { class: 'optional' }, ` ${words.optional}`) : undefined
  const box = h(
    'div',
    { class: 'input-block' },
    h('label', { id: labelId, for: slot.id }, labelOf(block.label), mark),
    drawElement(slot),
    h('p', { id: errorId, class: 'error', role: 'alert', hidden: true }),
    block.hint === undefined ? undefined : h('p', { id: hintId, class: 'hint' }, labelOf(block.hint)),
  )
  const forgive = () => showBlockError(box, undefined)
  return on(on(box, 'input', forgive), 'change', forgive)
}

const errorIdOf = (scene: Scene, blockId: string): string => domId(scene.key, blockId, 'error')

/** Shows what is wrong with an input block, or takes it away again. Returns the control, to send the person there. */
export const showBlockError = (block: HTMLElement, problem: string | undefined): HTMLElement | undefined => {
  const note = block.querySelector<HTMLElement>(':scope > .error')
  if (!note) return undefined
  note.hidden = problem === undefined
  note.textContent = problem ?? ''
  const control = block.querySelector<HTMLElement>('[aria-describedby]')
  if (problem === undefined) control?.removeAttribute('aria-invalid')
  else control?.setAttribute('aria-invalid', 'true')
  return control ?? undefined
}

const drawContext: Drawer = (block, { reader }) =>
  h(
    'div',
    { class: 'context' },
    ...listOf(block.elements).map((element) =>
      element.type === 'image' ? drawPicture(element, 'context-image') : drawText(element, reader),
    ),
  )

const drawImage: Drawer = (block, { reader }) => {
  const missing = h('small', { class: 'missing', hidden: true }, reader.words.noPicture)
  const picture = on(drawPicture(block, 'block-image'), 'error', () => {
    picture.classList.add('unloaded')
    missing.hidden = false
  })
  const title = block.title === undefined ? undefined : h('figcaption', {}, labelOf(block.title))
  return h('figure', {}, title, picture, missing)
}

const drawPicture = (image: Json, look: string): HTMLElement =>
  h('img', { class: look, src: stringOf(image.image_url), alt: stringOf(image.alt_text), loading: 'lazy' })

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
const drawTable: Drawer = (block, { reader }) => {
  const settings = Array.isArray(block.column_settings) ? block.column_settings.map(jsonOf) : []
  const [head, ...rows] = rowsOf(block.rows).map((row) =>
    row.map((cell, column) => ({ cell, align: stringOf(settings[column]?.align) || 'left' })),
  )
  const drawRow = (tag: 'th' | 'td', row: readonly { readonly cell: Json; readonly align: string }[]) =>
    h('tr', {}, ...row.map(({ cell, align }) => h(tag, { style: { 'text-align': align } }, drawCell(cell, reader))))
  const table = h(
    'table',
    {},
    h('thead', {}, ...(head ? [drawRow('th', head)] : [])),
    h('tbody', {}, ...rows.map((row) => drawRow('td', row))),
  )
  return h('div', { class: 'table', tabindex: '0' }, table)
}

const drawCell = (cell: Json, reader: Reader): Node | string => {
  if (cell.type === 'rich_text') return drawPassages(readRichText(cell), reader)
  return typeof cell.text === 'string' ? cell.text : String(cell.value ?? '')
}

const drawAlert: Drawer = (block, { reader }) =>
  h('div', { class: `alert ${stringOf(block.level) || 'default'}`, role: 'note' }, drawText(block.text, reader))

/** Its source, to the letter: Caretaker writes mrkdwn. */
const drawMarkdown: Drawer = (block) => h('div', { class: 'prose' }, h('p', {}, stringOf(block.text)))

const DRAWERS: Readonly<Record<string, Drawer>> = {
  section: drawSection,
  header: (block, { reader }) =>
    h('div', { class: 'block-header', role: 'heading', 'aria-level': '3' }, drawText(block.text, reader)),
  divider: () => h('hr'),
  context: drawContext,
  actions: drawActions,
  image: drawImage,
  input: drawInput,
  rich_text: (block, { reader }) => drawPassages(readRichText(block), reader),
  markdown: drawMarkdown,
  table: drawTable,
  alert: drawAlert,
}

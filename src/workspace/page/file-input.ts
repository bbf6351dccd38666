import type { FileInfo } from '../protocol.ts'
import { h } from './dom.ts'
import { acceptDrops, createFilePicker } from './file-picker.ts'
import { listOf, numberOf, stringOf, stringsOf } from './json.ts'
import { namesOf, note, type Slot, valueIn } from './slot.ts'

const MOST = 10
const LARGEST = 10 * 1024 * 1024

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const drawFileInput = (slot: Slot): HTMLElement => {
  const { element, scene } = slot
  const picker = createFilePicker({
    reader: scene.reader,
    upload: scene.upload,
    most: numberOf(element.max_files) ?? MOST,
    ...(element.filetypes === undefined ? {} : { types: stringsOf(element.filetypes) }),
    largest: LARGEST,
    chosen: listOf(valueIn(slot)).map(toFileInfo),
    changed: (files) => note(slot, files),
  })
  const button = h(
    'button',
    { ...namesOf(slot, ''), type: 'button', class: 'button', click: picker.open },
    scene.reader.words.chooseFiles,
  )
  return acceptDrops(h('div', { class: 'file-input' }, button, picker.node), picker)
}

const toFileInfo = ({ id, name, size, ...file }: Readonly<Record<string, unknown>>): FileInfo => ({
  id: stringOf(id),
  name: stringOf(name),
  title: stringOf(file.title),
  mimetype: stringOf(file.mimetype),
  filetype: stringOf(file.filetype),
  size: numberOf(size) ?? 0,
  user: stringOf(file.user),
  created: numberOf(file.created) ?? 0,
})

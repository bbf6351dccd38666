import type { FileInfo } from '../protocol.ts'
import { h, on } from './dom.ts'
import { sizeOf } from './files.ts'
import type { Reader } from './reader.ts'
import type { Upload } from './slot.ts'

interface Options {
  readonly reader: Reader
  readonly upload: Upload
  readonly most: number
  /** The names' endings, without dots; all when absent. */
  readonly types?: readonly string[]
  /** In bytes. */
  readonly largest: number
  readonly chosen: readonly FileInfo[]
  changed(files: readonly FileInfo[]): void
}

/** Files that a person chooses, drops or pastes. They are uploaded at once and go along with what is sent next. */
export interface FilePicker {
  /** The names of what is chosen, each with a way to take it back, and what is wrong. */
  readonly node: HTMLElement
  /** Opens the window in which files are chosen. */
  open(): void
  take(files: Iterable<File>): Promise<void>
  files(): readonly FileInfo[]
  set(files: readonly FileInfo[]): void
  /** Settles when nothing is being uploaded any more. */
  settled(): Promise<void>
}

export const createFilePicker = ({ reader, upload, most, types, largest, chosen, changed }: Options): FilePicker => {
  const { words } = reader
  const accept = types?.map((type) => `.${type}`).join(',')
  const input = h('input', { type: 'file', multiple: most > 1, accept, hidden: true })
  const list = h('span', { class: 'chips' })
  const problem = h('p', { class: 'error', role: 'alert', hidden: true })
  let files = chosen
  let uploading = Promise.resolve()
  let pending = 0

  const complain = (text: string) => {
    problem.textContent = text
    problem.hidden = text === ''
  }
  const draw = () => {
    const busy = h('span', { class: 'chip', 'aria-busy': 'true' }, words.uploading)
    list.replaceChildren(...files.map(drawChip), ...(pending > 0 ? [busy] : []))
  }
  const set = (next: readonly FileInfo[]) => {
    files = next
    draw()
    changed(files)
  }
  const drawChip = (file: FileInfo): HTMLElement => {
    const drop = () => set(files.filter((other) => other !== file))
    const cross = h('button', { type: 'button', 'aria-label': words.remove(file.name), click: drop }, '×')
    return h('span', { class: 'chip' }, `${file.name} `, h('small', {}, sizeOf(file.size)), cross)
  }
  const whyNot = ({ name, size }: File): string => {
    if (files.length >= most) return words.tooManyFiles(most)
    if (size > largest) return words.fileTooLarge(name)
    const isTaken = types?.some((type) => name.toLowerCase().endsWith(`.${type.toLowerCase()}`)) ?? true
    return isTaken ? '' : words.wrongFileType(name, types?.join(', ') ?? '')
  }
  const takeOne = async (file: File) => {
    const answer = await upload(file)
    if ('notice' in answer) complain(answer.notice)
    else set([...files, answer])
  }
  const takeAll = async (given: readonly File[]) => {
    complain('')
    pending += 1
    draw()
    for (const file of given) {
      const reason = whyNot(file)
      if (reason === '') await takeOne(file)
      else complain(reason)
    }
    pending -= 1
    draw()
  }
  const take = (given: Iterable<File>): Promise<void> => {
    const all = [...given]
    uploading = uploading.then(() => takeAll(all))
    return uploading
  }
  on(input, 'change', () => {
    take(input.files ?? [])
    // The same file may be chosen again once it has been taken back.
    input.value = ''
  })
  draw()
  return {
    node: h('div', { class: 'files-chosen' }, input, list, problem),
    open: () => input.click(),
    take,
    files: () => files,
    set,
    settled: () => uploading,
  }
}

/** Lets files be dropped on an element. */
export const acceptDrops = <E extends HTMLElement>(element: E, picker: Pick<FilePicker, 'take'>): E => {
  on(element, 'dragover', (event) => event.preventDefault())
  return on(element, 'drop', (event) => {
    event.preventDefault()
    picker.take(event.dataTransfer?.files ?? [])
  })
}

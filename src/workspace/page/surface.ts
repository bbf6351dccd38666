import type { Block } from '../protocol.ts'
import { drawBlock, showBlockError } from './blocks.ts'
import { arrange, h, on } from './dom.ts'
import { keepingFocus } from './focus.ts'
import { own } from './json.ts'
import type { Scene } from './slot.ts'

/** The blocks of one message or view on the page. */
export interface Surface {
  readonly node: HTMLElement
  /** Shows these blocks instead. A block that did not change stays as it is, with focus, caret and what was typed. */
  show(blocks: readonly Block[]): void
  /** Shows errors under input blocks, by block id, and none under the others. */
  showErrors(errors: Readonly<Record<string, string>>): void
}

interface Drawn {
  readonly key: string
  readonly json: string
  readonly node: HTMLElement
}

export const createSurface = (scene: Scene): Surface => {
  const node = h('div', { class: 'blocks' })
  let drawn: readonly Drawn[] = []
  let composing = false
  let waiting: readonly Block[] | undefined

  const show = (blocks: readonly Block[]) => {
    // Replacing a field now would break off a Chinese word that is being composed in it.
    if (composing) {
      waiting = blocks
      return
    }
    scene.fields.carry(blocks)
    drawn = blocks.map((block, index) => {
      const [key, json] = [block.block_id ?? `#${index}`, JSON.stringify(block)]
      const kept = drawn.find((candidate) => candidate.key === key && candidate.json === json)
      return kept ?? { key, json, node: drawBlock(block, scene) }
    })
    const nodes = drawn.map((block) => block.node)
    keepingFocus(node, () => arrange(node, nodes))
  }

  on(node, 'compositionstart', () => {
    composing = true
  })
  on(node, 'compositionend', () => {
    composing = false
    if (waiting) show(waiting)
    waiting = undefined
  })

  return {
    node,
    show,
    showErrors: (errors) => {
      const wrong = drawn.map((block) => showBlockError(block.node, own(errors, block.key)))
      const first = drawn.findIndex((block) => own(errors, block.key) !== undefined)
      wrong[first]?.focus()
    },
  }
}

import { type Problem, problem } from './problems.ts'
import { objectsIn } from './tree.ts'

/**
 * `block_id` is unique in the whole message or view, `action_id` in its block, and one element at most takes the focus.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export const duplicates = (blocks: unknown): Problem[] => {
  const found: Problem[] = []
  const blockIds = new Set<unknown>()
  const actionIds = new Set<string>()
  let focused = false
  let block = ''
  for (const { path, node } of objectsIn(blocks, ['blocks'])) {
    if (path.length === 2) block = String(path[1])
    if (node.block_id !== undefined) {
      if (blockIds.has(node.block_id)) found.push(problem(`\`block_id\` ${node.block_id} is not unique`, path))
      blockIds.add(node.block_id)
    }
    if (node.action_id !== undefined) {
      const key = `${block} ${node.action_id}`
      if (actionIds.has(key)) found.push(problem(`\`action_id\` ${node.action_id} is not unique in its block`, path))
      actionIds.add(key)
    }
    if (node.focus_on_load === true) {
      if (focused) found.push(problem('only one element may be focused on load', path))
      focused = true
    }
  }
  return found
}

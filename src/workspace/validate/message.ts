import { blocksOf, MARKDOWN_LIMIT } from './blocks.ts'
import { type Problem, problem, problemsOf } from './problems.ts'
import { objectsIn } from './tree.ts'
import { duplicates } from './uniqueness.ts'

/** Slack cuts longer texts off; here they are refused, so that nothing is lost unseen. */
const TEXT_LIMIT = 40_000

/** Undocumented: somewhere above 13 000 Slack answers `msg_blocks_too_long` (https://github.com/slackapi/bolt-js/issues/2509). */
const BLOCKS_TEXT_LIMIT = 13_000

const DATA_TABLE_LIMIT = 10_000

/** What of a message is checked: as `chat.postMessage`, a `response_url` and the answer to a command take it. */
export interface MessageContent {
  readonly text?: unknown
  readonly blocks?: unknown
}

/**
 * What Slack would refuse in a message; nothing when it is good. Pointers begin at the message, `/blocks/0`.
 *
 * Blocks without a top-level `text` are refused with `no_text`. There we are stricter than Slack, which only warns:
 * the text is what notifications and screen readers say (https://docs.slack.dev/reference/methods/chat.postMessage).
 */
export const validateMessage = ({ text, blocks = [] }: MessageContent): Problem[] => {
  if (typeof text !== 'string' || text === '') return [problem('missing required field: text', [], 'no_text')]
  if (text.length > TEXT_LIMIT) {
    return [problem(`must be less than ${TEXT_LIMIT + 1} characters`, ['text'], 'msg_too_long')]
  }
  const problems = problemsOf(blocksOf('message'), blocks, ['blocks'])
  return problems.length > 0 ? problems : [...duplicates(blocks), ...tooMuch(blocks)]
}

/** The limits on all blocks of a message together. */
const tooMuch = (blocks: unknown): Problem[] => {
  const nodes = [...objectsIn(blocks, ['blocks'])]
  const ofType = (...types: string[]) => nodes.filter(({ node }) => types.includes(String(node.type)))
  const found: Problem[] = []
  if (textLength(blocks) > BLOCKS_TEXT_LIMIT) {
    found.push(problem(`more than ${BLOCKS_TEXT_LIMIT} characters over all blocks`, ['blocks'], 'msg_blocks_too_long'))
  }
  if (ofType('markdown').reduce((sum, { node }) => sum + textLength(node), 0) > MARKDOWN_LIMIT) {
    found.push(problem(`more than ${MARKDOWN_LIMIT} characters over all markdown blocks`, ['blocks']))
  }
  const [, second] = ofType('table', 'data_table')
  if (second) found.push(problem('only one table allowed', second.path))
  for (const { node, path } of ofType('data_table')) {
    if (textLength(node) > DATA_TABLE_LIMIT) found.push(problem(`more than ${DATA_TABLE_LIMIT} characters`, path))
  }
  return found
}

const textLength = (value: unknown): number => {
  let sum = 0
  for (const { node } of objectsIn(value)) if (typeof node.text === 'string') sum += node.text.length
  return sum
}

import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { validateMessage } from '../validate/message.ts'
import type { Problem } from '../validate/problems.ts'
import { validateView } from '../validate/view.ts'
import { json, method } from './method.ts'

const MESSAGE = z.looseObject({})

/** @see https://docs.slack.dev/reference/methods/blocks.validate */
export const BLOCKS_METHODS = {
  'blocks.validate': method(
    z.object({ blocks: json(z.unknown()), message: json(z.unknown()), view: json(z.unknown()) }).partial(),
    ({ blocks, message, view }) => {
      if ([blocks, message, view].filter((each) => each !== undefined).length !== 1) {
        const messages = ['must provide exactly one of `blocks`, `view`, or `message`']
        throw new Refusal('invalid_arguments', { response_metadata: { messages } })
      }
      if (blocks !== undefined) refuse('invalid_blocks', withoutPrefix(validateMessage({ text: 'text', blocks })))
      if (message !== undefined) refuse('invalid_message', validateMessage(MESSAGE.parse(message)))
      if (view !== undefined) refuse('invalid_view', validateView(view))
      return {}
    },
  ),
}

const refuse = (code: string, errors: readonly Problem[]): void => {
  if (errors.length > 0) throw new Refusal(code, { errors })
}

/** The pointers of bare blocks begin at the list, `/0/text`. */
const withoutPrefix = (problems: readonly Problem[]): Problem[] =>
  problems.map((each) => ({ ...each, pointer: each.pointer.replace(/^\/blocks/, '') }))

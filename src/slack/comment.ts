import type { ModalView } from '@slack/types'
import { messages, say } from '../i18n/index.ts'
import type { Driver, Form } from '../tickets/driver.ts'
import { checkForm } from '../tickets/form.ts'
import { canComment } from '../tickets/powers.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { openAct, submitAct, told } from './act.ts'
import type { Asked, SentForm, Verdict } from './asked.ts'
import { aboutSection, actView, cannotText } from './blocks/act.ts'
import { vendorName } from './blocks/error.ts'
import { fieldInputs } from './blocks/field.ts'
import { fileInput, noFiles } from './blocks/file-input.ts'
import { formErrors, readForm } from './blocks/form.ts'
import { context, escaped, LIMITS, section } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { withFiles } from './file-links.ts'
import { ACTIONS, VIEWS } from './ids.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerIn } from './reader.ts'

/** `/ticket comment <number> [text]`, and the button on a card: something is said about the ticket at its vendor. */
export const openCommentForm = (
  asked: Asked,
  deps: Deps,
  { number, text = '' }: { number?: string; text?: string } = {},
): Promise<void> =>
  openAct(asked, { kind: 'comment', number }, deps, ({ ticket, scope, reader, metadata }) => {
    const driver = deps.desk.driver(scope.vendor)
    if (driver && canComment(driver, ticket)) return commentView({ driver, metadata, text, ticket }, deps, reader)
    return plainView(reader.words, driver ? [section(cannotText('comment', ticket, driver, reader))] : [])
  })

export const registerComment = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.comment, ACTIONS.comment, (asked) => openCommentForm(asked, deps))
  guard.submission(app, VIEWS.comment, (form) => judge(form, deps))
}

const judge = async (form: SentForm, deps: Deps): Promise<Verdict> => {
  const { metadata, state } = form
  const reader = readerIn(metadata.language, deps)
  const driver = deps.desk.driver(metadata.vendor ?? '')
  const [ticket] = metadata.tickets ?? []
  if (!driver || !ticket) return told(plainView(reader.words, [section(reader.words.failure.stale)]))
  const fields = readForm(formOf(driver), state)
  const problems = checkForm(formOf(driver), fields, deps.now())
  if (problems.length > 0) return { errors: formErrors(formOf(driver), problems, state, reader) }
  const linked = withFiles(formOf(driver), fields, state, reader)
  if ('errors' in linked) return linked
  const text = String(linked.fields[TEXT])
  return await submitAct(
    form,
    {
      write: { kind: 'comment', id: ticket.id, text },
      title: reader.words.comment.title,
      again: (next, notice) => commentView({ driver, metadata: next, text, notice }, deps, reader),
    },
    deps,
  )
}

const TEXT = 'text'

const formOf = ({ commenting }: Driver): Form => ({
  fields: [
    {
      name: TEXT,
      kind: 'long_text',
      label: { en: messages('en').comment.text, 'zh-CN': messages('zh-CN').comment.text },
      required: true,
      maxLength: Math.min(commenting?.maxLength ?? LIMITS.inputMaxLength, LIMITS.inputMaxLength),
    },
  ],
})

interface CommentDrawing {
  readonly driver: Driver
  readonly metadata: ModalMetadata
  readonly text: string
  /** As it was just read. */
  readonly ticket?: Ticket
  readonly notice?: string
}

export const commentView = (drawing: CommentDrawing, deps: Pick<Deps, 'now'>, reader: ListReader): ModalView => {
  const { driver, metadata, text, ticket, notice } = drawing
  const { comment } = reader.words
  const vendor = vendorName(driver.vendor, reader)
  const readers = driver.commenting?.readers
  const seenBy = readers ? comment.readBy(escaped(say(readers, reader.language), 200)) : comment.readersUnknown(vendor)
  return actView(
    {
      callbackId: VIEWS.comment,
      metadata,
      title: comment.title,
      submit: comment.submit,
      notice,
      head: [aboutSection(metadata, ticket, reader), context(`${seenBy} ${comment.inOurName(vendor)}`)],
      inputs: [
        ...fieldInputs(formOf(driver), { values: { [TEXT]: text }, now: deps.now() }, reader),
        ...(driver.commenting?.takesLinks ? fileInput(driver.vendor, formOf(driver), reader) : [noFiles(reader)]),
      ],
    },
    reader,
  )
}

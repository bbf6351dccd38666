import type { ModalView, PlainTextElement, PlainTextOption } from '@slack/types'
import type { Messages } from '../i18n/en.ts'
import type { FormState } from './blocks/form.ts'
import type { Reply } from './blocks/kit.ts'
import type { ModalMetadata } from './ids.ts'
import type { Viewer } from './viewer.ts'

/* What people do in Slack, as the guard hands it to the journeys. */

/** Somebody asked for something, by a command, a button, a menu or a shortcut. Slack has its ack already. */
export interface Asked {
  readonly user: string
  /** Where they asked; of a modal the channel that it was opened from. Empty in the Home tab and for global shortcuts. */
  readonly channel: string
  /** What follows the command, or what the pressed button or the chosen option carries. */
  readonly value: string
  viewer(): Promise<Viewer>
  words(): Promise<Messages>
  /** Answers, visible to the asker alone: where they asked, or in their direct messages where that is no conversation. */
  say(reply: Reply): Promise<void>
  /** Answers in the place of the message that the button is in. */
  replace(reply: Reply): Promise<void>
  /** Opens a modal at once and fills it when `fill` is done, so its trigger cannot run out. */
  openModal(fill: () => Promise<ModalView>): Promise<void>
}

/** Somebody asked for something about a message. Slack has its ack already. */
export interface AskedAbout extends Asked {
  readonly message: SourceMessage
}

/** A message that a person pointed at, as Slack hands it over. */
export interface SourceMessage {
  readonly ts: string
  /** The thread that it is in or begins, where it is in one. */
  readonly threadTs?: string
  /** mrkdwn, as Slack keeps it: `&lt;` for `<`. */
  readonly text: string
  readonly files: readonly SourceFile[]
}

export interface SourceFile {
  readonly id: string
  readonly name: string
  readonly mimetype: string
  readonly size: number
  /** For those who are in the conversation and signed in. */
  readonly permalink: string
}

/** Somebody changed something in an open view. Slack has its ack already. */
export interface Changed {
  readonly user: string
  readonly metadata: ModalMetadata
  readonly state: FormState
  /** What was chosen or pressed: the value of a button, or of the option. */
  readonly value: string
}

/** Somebody types into a menu. */
export interface Typing {
  readonly user: string
  readonly metadata: ModalMetadata
  /** What was typed so far. */
  readonly query: string
  /** The input that the menu is in. */
  readonly blockId: string
}

/** Somebody sent a form. Slack has its ack already. */
export interface Submitted {
  readonly user: string
  readonly metadata: ModalMetadata
  viewer(): Promise<Viewer>
  /** Puts another view in the place of the modal; false when the person has closed it. */
  show(view: ModalView): Promise<boolean>
}

/** What a form is worth before anything remote: errors by block id, or what to show while the work is done. */
export type Verdict =
  | { readonly errors: Record<string, string> }
  | { readonly view: ModalView; readonly work: (submitted: Submitted) => Promise<void> }

/** What a command turns out to ask for. */
export interface Plan {
  /** What the log and the metrics call it, `ticket_list`: never anything that was typed. */
  readonly journey: string
  run(asked: Asked): Promise<void>
}

/** At most 100 options, or groups of at most 100. */
export type MenuOptions =
  | { readonly options: PlainTextOption[] }
  | { readonly option_groups: { label: PlainTextElement; options: PlainTextOption[] }[] }

import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types'
import type { Messages } from '../i18n/en.ts'
import type { FormState } from './blocks/form.ts'
import type { Reply } from './blocks/kit.ts'
import type { ModalMetadata } from './metadata.ts'
import type { Outcome, Trail } from './runs.ts'
import type { Viewer } from './viewer.ts'

/* What people do in Slack, as the guard hands it to the journeys. */

/** Somebody asked for something, by a command, a button, a menu or a shortcut. Slack has its ack already. */
export interface Asked {
  readonly user: string
  /** Where they asked; of a modal the channel that it was opened from. Empty in the Home tab and for global shortcuts. */
  readonly channel: string
  /** What follows the command, or what the pressed button or the chosen option carries. */
  readonly value: string
  /** The id of the block that the button or menu is in: rows keep there what is too long for an option. */
  readonly block?: string
  /** The message that the button is in, where everybody sees it. */
  readonly shared?: readonly KnownBlock[]
  /** What is chosen in a menu of several. */
  readonly chosen?: readonly string[]
  /** What is in all menus and inputs around the pressed button. */
  readonly state?: FormState
  readonly trail: Trail
  viewer(): Promise<Viewer>
  words(): Promise<Messages>
  /**
   * For what everybody would see twice: false when Slack delivers this anew, also where an earlier process took it. From
   * now on that is known for a day.
   */
  isFirst(): Promise<boolean>
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
  readonly trail: Trail
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

/** A form as somebody sent it. Slack waits for the answer. */
export interface SentForm {
  readonly viewId: string
  readonly user: string
  readonly metadata: ModalMetadata
  readonly state: FormState
  /** Of the journey that begins with it. */
  readonly reference: string
}

/** Somebody sent a form. Slack has its ack already. */
export interface Submitted {
  readonly user: string
  readonly metadata: ModalMetadata
  readonly trail: Trail
  viewer(): Promise<Viewer>
  /** Puts another view in the place of the modal; false when the person has closed it. */
  show(view: ModalView): Promise<boolean>
}

/** What a form is worth before anything remote: errors by block id, or what to show while the work is done. */
export type Verdict =
  | { readonly errors: Record<string, string> }
  | {
      readonly view: ModalView
      readonly work: (submitted: Submitted) => Promise<void>
      /** Instead of the work, of somebody who is no longer in the form's channel: drops what was kept of it. */
      readonly giveUp?: () => Promise<unknown>
    }

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

/** How journeys are begun: each of these acknowledges first, and turns into words whatever goes wrong. */
export interface Guard {
  /** `plan` gets what follows the command. */
  command(app: App, name: string, plan: (value: string) => Plan): void
  button(app: App, actionId: string, journey: string, run: (asked: Asked) => Promise<void>): void
  submission(app: App, callbackId: string, judge: (form: SentForm) => Promise<Verdict>): void
  /** A change in a modal: `run` gives the view that takes its place, if any. */
  change(app: App, actionId: string, journey: string, run: (changed: Changed) => Promise<ModalView | undefined>): void
  /**
   * What a menu offers for what was typed. This once the answer is the ack, so `find` must take it from what is at hand
   * already; after two seconds, or when it fails, nothing is offered.
   */
  options(app: App, actionId: string, journey: string, find: (typing: Typing) => Promise<MenuOptions>): void
  /** A shortcut of the whole workspace: it has no channel (`''`) and no message. */
  shortcut(app: App, callbackId: string, journey: string, run: (asked: Asked) => Promise<void>): void
  messageShortcut(app: App, callbackId: string, journey: string, run: (asked: AskedAbout) => Promise<void>): void
  /** A journey that Slack does not ask for (an event, a change in a modal): counted and logged, and nobody is told. */
  quietly(journey: string, run: (trail: Trail) => Promise<void>): Promise<void>
  /** What somebody submitted earlier came to this end while no journey was under way: counted and logged. */
  ended(journey: string, outcome: Outcome, reference: string | undefined): void
  /** Resolves when no journey is under way. */
  idle(): Promise<void>
}

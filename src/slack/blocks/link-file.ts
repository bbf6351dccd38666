import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types'
import type { Scope } from '../../tickets/desk.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { vendorName } from './error.ts'
import {
  button,
  buttons,
  clean,
  context,
  escapedName,
  fitting,
  LIMITS,
  lineSections,
  literal,
  plain,
  section,
} from './kit.ts'
import type { ListReader } from './list.ts'
import { plainView } from './view.ts'

/** One community as it is written in a file of links, at a line of it that counts from 1. */
export interface LinkEntry {
  readonly line: number
  readonly channel?: string
  readonly vendor: string
  readonly community: string
  readonly name?: string
  readonly paused?: boolean
  readonly digest?: boolean
  readonly remove?: boolean
}

/** Why a text is no file of links. */
export type FileProblem =
  | { readonly kind: 'empty' | 'noList' }
  | { readonly kind: 'tooMany'; readonly max: number }
  | { readonly kind: 'syntax' | 'alias'; readonly line: number }
  | { readonly kind: 'unknownKey' | 'missing' | 'notYesNo' | 'notText'; readonly line: number; readonly key: string }

/** A link that there is. */
export interface KnownLink extends Scope {
  readonly channel: string
  readonly paused?: object
  readonly digest?: false
}

/** What changes of a link; absent is left as it is. */
export interface LinkChange {
  readonly name?: string
  readonly paused?: boolean
  readonly digest?: boolean
}

export type PlannedChange =
  | { readonly does: 'link'; readonly entry: LinkEntry }
  | { readonly does: 'unlink'; readonly entry: LinkEntry; readonly link: KnownLink }
  | {
      readonly does: 'change'
      readonly entry: LinkEntry
      readonly link: KnownLink
      readonly change: LinkChange
    }

/** What a file of links would change, in its order. */
export interface LinkPlan {
  readonly changes: readonly PlannedChange[]
  readonly unchanged: number
  /** Entries of other channels. */
  readonly elsewhere: number
  /** Entries that cannot be used; `reason` is mrkdwn. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[]
}

/** What one code block shows, and what one text field takes. More than that goes as a file, and comes back as one. */
export const SHOWN_TEXT = LIMITS.inputMaxLength

/** Exported links; `text` is YAML. `all`: there is a button for those of other channels. */
export const exportView = (
  { said, text, all }: { readonly said: string; readonly text?: string; readonly all: boolean },
  metadata: ModalMetadata,
  { words }: ListReader,
): ModalView => ({
  ...plainView(
    words,
    [
      section(said),
      ...(text === undefined ? [] : [codeBlock(text)]),
      ...buttons(all ? button(words.linkFile.exportAll, ACTIONS.linksExportAll) : undefined),
    ],
    words.linkFile.exportTitle,
  ),
  private_metadata: encodeMetadata(metadata),
})

/** In this block nothing is markup, so that it can be copied as it is. */
const codeBlock = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: clean(text) }] }],
})

export const IMPORT_FIELD = fieldBlock('yaml')
export const IMPORT_FILE = 'file'

export interface ImportDrawing {
  readonly metadata: ModalMetadata
  readonly text: string
  /** Shown where nothing is typed. */
  readonly example: string
  /** Escaped mrkdwn: why a file could not be used. */
  readonly notice?: string
  /** Absent while nothing was looked at. */
  readonly plan?: LinkPlan
  /** Whether it is not what was shown before. */
  readonly moved?: boolean
}

/** The form that takes a file of links, pasted or chosen. */
export const importView = (drawing: ImportDrawing, reader: ListReader): ModalView => {
  const { linkFile: words } = reader.words
  const { metadata, text, plan, notice } = drawing
  const source = plan && metadata.file ? [sourceBlock(metadata.file.name, text, reader)] : []
  const shown = plan ? planBlocks(plan, drawing.moved ?? false, reader) : [section(words.importIntro)]
  return {
    type: 'modal',
    callback_id: VIEWS.linksImport,
    title: plain(words.importTitle, LIMITS.viewTitle),
    submit: plain(plan && plan.changes.length > 0 ? words.apply : words.check, LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      ...(notice ? [section(`⚠️ ${notice}`)] : []),
      ...source,
      ...shown,
      {
        type: 'input',
        block_id: IMPORT_FIELD,
        label: plain(words.importField),
        hint: plain(words.importHint),
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: FIELD_ACTION,
          multiline: true,
          max_length: LIMITS.inputMaxLength,
          placeholder: plain(drawing.example, LIMITS.placeholder),
          ...(text ? { initial_value: text } : {}),
        },
      },
      {
        type: 'input',
        block_id: IMPORT_FILE,
        label: plain(words.importFile),
        hint: plain(words.importFileHint),
        optional: true,
        // Of any type: Slack refuses the whole view for one that it has no name for, and `yml` is none of them.
        element: { type: 'file_input', action_id: FIELD_ACTION, max_files: 1 },
      },
    ],
  }
}

/** Which of both counts. */
const sourceBlock = (name: string, text: string, { words: { linkFile } }: ListReader): KnownBlock =>
  context((text === '' ? linkFile.fromFile : linkFile.fileCounts)(escapedName(name)))

/** With the longest names, and in bytes of Chinese, what leaves room in a view for the form. */
const CHANGES_TEXT = 30_000
const PROBLEMS_TEXT = 9_000

const planBlocks = (plan: LinkPlan, moved: boolean, reader: ListReader): KnownBlock[] => {
  const { linkFile: words } = reader.words
  const rest = [
    ...(plan.unchanged > 0 ? [words.unchanged(plan.unchanged)] : []),
    ...(plan.elsewhere > 0 ? [words.elsewhere(plan.elsewhere)] : []),
  ]
  const changes = plan.changes.flatMap((change) => changeLines(change, reader))
  const problems = plan.problems.map(({ line, reason }) => words.problem(line, reason))
  return [
    ...(moved ? [section(words.moved)] : []),
    ...(plan.changes.length > 0 ? [section(words.wouldChange)] : []),
    // With problems, it is not yet so as it was written.
    ...(plan.changes.length + plan.problems.length === 0 ? [section(words.nothing)] : []),
    ...someLines(changes, CHANGES_TEXT, words.moreChanges),
    ...someLines(problems, PROBLEMS_TEXT, words.moreProblems),
    ...(rest.length > 0 ? [context(rest.join(' · '))] : []),
  ]
}

/** As many as there is room for, with one that counts the others. */
const someLines = (lines: readonly string[], room: number, more: (count: number) => string): KnownBlock[] => {
  const shown = fitting(lines, room)
  const rest = lines.length - shown.length
  return lineSections([...shown, ...(rest > 0 ? [more(rest)] : [])])
}

/** A change in words, a line for each thing that it changes. */
const changeLines = (planned: PlannedChange, reader: ListReader): string[] => {
  const { linkFile: words } = reader.words
  const { entry } = planned
  const vendor = vendorName(entry.vendor, reader)
  if (planned.does === 'unlink') return [words.removed(shownName(planned.link.name), vendor)]
  const name = shownName(planned.does === 'link' ? (entry.name ?? entry.community) : planned.link.name)
  const change = planned.does === 'link' ? restOf(entry) : planned.change
  return [
    ...(planned.does === 'link' ? [words.added(name, vendor)] : []),
    ...(planned.does === 'change' && change.name ? [words.renamed(name, shownName(change.name))] : []),
    ...(change.paused === undefined ? [] : [(change.paused ? words.paused : words.resumed)(name)]),
    ...(change.digest === undefined ? [] : [(change.digest ? words.inDigest : words.notInDigest)(name)]),
  ]
}

/** A new link is neither paused nor left out of the digest, so only the contrary is a change. */
export const restOf = ({ paused, digest }: LinkEntry): LinkChange => ({
  ...(paused ? { paused } : {}),
  ...(digest === false ? { digest } : {}),
})

const shownName = (name: string): string => escapedName(name)

/** The problems of a text as Slack shows them under the field: the first few, since one often brings others. */
export const fileErrors = (problems: readonly FileProblem[], keys: readonly string[], reader: ListReader): string =>
  problems
    .slice(0, 3)
    .map((problem) => problemText(problem, keys, reader))
    .join('\n')

const problemText = (problem: FileProblem, keys: readonly string[], { words }: ListReader): string => {
  const { errors } = words.linkFile
  switch (problem.kind) {
    case 'empty':
    case 'noList':
      return errors[problem.kind]
    case 'tooMany':
      return errors.tooMany(problem.max)
    case 'syntax':
    case 'alias':
      return errors[problem.kind](problem.line)
    case 'unknownKey':
      return errors.unknownKey(problem.line, literal(problem.key, 40), keys.join(words.comma))
    default:
      return errors[problem.kind](problem.line, problem.key)
  }
}

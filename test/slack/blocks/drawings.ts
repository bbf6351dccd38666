import type { HomeView, ModalView } from '@slack/types'
import { updateForm } from '../../../src/drivers/dayu/form.ts'
import { aboutSection, actView } from '../../../src/slack/blocks/act.ts'
import { auditReply } from '../../../src/slack/blocks/audit.ts'
import { createView } from '../../../src/slack/blocks/create.ts'
import { createInView } from '../../../src/slack/blocks/create-in.ts'
import { digestHead } from '../../../src/slack/blocks/digest.ts'
import { digestView } from '../../../src/slack/blocks/digest-form.ts'
import { digestParts } from '../../../src/slack/blocks/digest-parts.ts'
import { doctorReply, fine, problem } from '../../../src/slack/blocks/doctor.ts'
import { editView } from '../../../src/slack/blocks/edit.ts'
import { errorReply } from '../../../src/slack/blocks/error.ts'
import { helpReply } from '../../../src/slack/blocks/help.ts'
import { homeUnknownView, homeView } from '../../../src/slack/blocks/home.ts'
import { button, clip, escaped, type Reply, section } from '../../../src/slack/blocks/kit.ts'
import { linkView } from '../../../src/slack/blocks/link.ts'
import { exportView, importView, SHOWN_TEXT } from '../../../src/slack/blocks/link-file.ts'
import { linksReply, renameView } from '../../../src/slack/blocks/links.ts'
import { listReply } from '../../../src/slack/blocks/list.ts'
import { selectReply } from '../../../src/slack/blocks/list-select.ts'
import { othersText, ownText } from '../../../src/slack/blocks/open-acts.ts'
import { photoLinksReply, photosReply } from '../../../src/slack/blocks/photos.ts'
import { removalReply, removalStandingView, removalView } from '../../../src/slack/blocks/removal.ts'
import { snoozeBlocks, snoozedReply, snoozeView, wokenReply } from '../../../src/slack/blocks/snooze.ts'
import { stepView } from '../../../src/slack/blocks/step.ts'
import { standingReply } from '../../../src/slack/blocks/submission.ts'
import { ticketReply } from '../../../src/slack/blocks/ticket.ts'
import { timelineReply } from '../../../src/slack/blocks/timeline.ts'
import { loadingView, plainView, troubledView } from '../../../src/slack/blocks/view.ts'
import { followedReply, newsLine, newsReply, unfollowedReply } from '../../../src/slack/blocks/watch.ts'
import { watchedReply } from '../../../src/slack/blocks/watched.ts'
import { ACTIONS, VIEWS } from '../../../src/slack/ids.ts'
import type { ModalMetadata } from '../../../src/slack/metadata.ts'
import { AUDIT_ACTIONS } from '../../../src/tickets/audit.ts'
import { CHOOSABLE, summarise } from '../../../src/tickets/digest.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import type { Submission } from '../../../src/tickets/submission.ts'
import type { Language } from '../../../src/tickets/words.ts'
import {
  contentOf,
  deletingReader,
  detailOf,
  driverOf,
  fullTicket,
  gapsOf,
  NOW,
  pendingOf,
  rowsOf,
  scopeOf,
  ticketOf,
} from './samples.ts'

/** So much of everything, called so, for readers of this language. */
export interface Amount {
  readonly size: number
  /** Foreign: from a vendor, or typed by somebody. */
  readonly text: string
  readonly language: Language
}

/** A message, or a view. */
export type Drawn = Reply | ModalView | HomeView

/** As many as can be confirmed in one view. */
const AT_ONCE = 20

const METADATA: ModalMetadata = {
  channel: 'C0LAKESIDE',
  language: 'en',
  zone: 'Europe/Berlin',
  attempt: 1,
  vendor: 'lakeside',
}

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

const errorOf = (text: string): TicketError =>
  new TicketError('invalid', 'internal', {
    vendor: 'lakeside',
    vendorMessage: text,
    problems: [{ field: 'x', words: { en: text, 'zh-CN': text } }],
  })

const submissionOf = (text: string, given: Partial<Submission> = {}): Submission => ({
  ...{
    id: 'V0123456789.1',
    channel: 'C0LAKESIDE',
    user: 'U0SOFIA',
    vendor: 'lakeside',
    community: '1',
    language: 'en',
  },
  ...{ acceptedAt: NOW, state: 'failed', reason: 'invalid', numbers: [text] },
  write: { kind: 'comment', id: '1', text },
  ...given,
})

const removalOf = (text: string, i: number): Submission =>
  submissionOf(text, {
    id: `V0123456789.1.${i}`,
    write: { kind: 'remove', ids: [`${i}`] },
    state: (['queued', 'sending', 'checking', 'unclear', 'failed', 'discarded', 'done'] as const)[i % 7] ?? 'done',
  })

const stepOf = (text: string, i = 0) => ({
  name: `s${i}`,
  label: { en: clip(text, 500), 'zh-CN': clip(text, 500) },
  irreversible: true,
})

/** What every renderer draws, by its name. */
export const DRAWINGS: Readonly<Record<string, (amount: Amount) => readonly Drawn[]>> = {
  actView: ({ text, language }) => {
    const reader = deletingReader(language)
    const head = [aboutSection(METADATA, fullTicket(text), reader)]
    const common = { callbackId: VIEWS.comment, metadata: METADATA, title: text, submit: text }
    return [actView({ ...common, notice: escaped(text), head, inputs: [] }, reader)]
  },
  auditReply: ({ size, text, language }) => {
    const rows = many(Math.min(size, 10), (i) => ({
      entry: {
        ...{ id: `${i}`, at: NOW, user: 'U0SOFIA', outcome: 'done' as const },
        action: AUDIT_ACTIONS[i % AUDIT_ACTIONS.length] ?? 'share',
        what: { vendor: 'lakeside', community: '1', ids: many(i % 2 ? size : 1, () => text), name: text },
      },
      who: text,
      community: text,
    }))
    return [auditReply({ rows, isFirst: false, ...(size > 10 ? { older: 'x' } : {}) }, deletingReader(language))]
  },
  createView: ({ size, text, language }) => {
    const beside = { customerType: 'category' } as const
    const form = { fields: updateForm(true, 'Asia/Shanghai').fields, beside }
    const target = (i: number) => ({ ...scopeOf(i, text), driver: driverOf('lakeside', form), form })
    const similar = many(Math.min(size, 3), () => ({ ticket: fullTicket(text), alike: 1 }))
    const values = Object.fromEntries(form.fields.map(({ name }) => [name, text]))
    const open = many(size, () => fullTicket(text))
    const drawing = { metadata: METADATA, now: NOW, notice: escaped(text), similar, beside: open, values }
    return [
      createView({ ...drawing, targets: many(Math.max(1, size), target), target: target(0) }, deletingReader(language)),
    ]
  },
  createInView: ({ size, text, language }) => {
    const places = many(size, (i) => ({ channel: `C${i}`, communities: many(size > 500 ? 2 : size, () => text) }))
    return [createInView(places, METADATA, deletingReader(language).words)]
  },
  digestHead: ({ size, text, language }) => {
    const pending = pendingOf(rowsOf(size, text, 200), gapsOf(20, errorOf(text)))
    const content = {
      pending,
      snoozed: size,
      stale: [],
      counted: [{ scope: scopeOf(0, text), count: 41_000 }],
      limit: { statuses: CHOOSABLE, others: size },
    }
    const frame = { footer: escaped(text, 80), canEnd: true }
    return [digestHead(content, NOW, deletingReader(language), frame).reply]
  },
  digestParts: ({ size, text, language }) =>
    digestParts(rowsOf(size, text, 200), 2, NOW, deletingReader(language)).map(({ reply }) => reply),
  digestView: ({ size, text, language }) => {
    const typed = {
      ...{ times: text, days: [1], zone: text, holidays: text, language, only: [], skipEmpty: true, onlyChanged: true },
      ...{ statuses: CHOOSABLE, bands: text },
    }
    const links = many(size, (i) => scopeOf(i, text))
    return [digestView(links, typed, METADATA, escaped(text), deletingReader(language))]
  },
  doctorReply: ({ size, text, language }) => {
    const { words } = deletingReader(language)
    const findings = many(size, (i) =>
      i % 2 ? fine(escaped(text), escaped(text, 40)) : problem(escaped(text), button('x', ACTIONS.doctorJoin)),
    )
    return [doctorReply(findings, true, words), doctorReply(findings, false, words)]
  },
  editView: ({ text, language }) => {
    const form = updateForm(true, 'Asia/Shanghai')
    const field = form.fields.find(({ kind }) => kind === 'long_text')
    const locked = field ? many(10, () => ({ field, value: text, reason: text })) : []
    const values = Object.fromEntries(form.fields.map(({ name }) => [name, text]))
    const drawing = { form, locked, overtaken: locked, community: text, metadata: METADATA, values, now: NOW }
    return [editView({ ...drawing, notice: escaped(text) }, deletingReader(language))]
  },
  errorReply: ({ text, language }) => [errorReply(errorOf(text), deletingReader(language))],
  exportView: ({ text, language }) => {
    const shown = { said: escaped(text), text: clip(text, SHOWN_TEXT), all: true }
    return [exportView(shown, METADATA, deletingReader(language))]
  },
  followedReply: ({ text, language }) => [followedReply(escaped(text), ticketOf().ref, deletingReader(language))],
  helpReply: ({ size, text, language }) => {
    const powers = {
      ...{ show: true, list: true, create: true, edit: true },
      ...{ comment: true, close: true, assign: true, remove: true },
    }
    const place = { channels: many(size, (i) => `C${i}`), communities: many(size, () => text), powers }
    return [helpReply({ ...place, writes: true, manages: true }, deletingReader(language).words)]
  },
  homeUnknownView: ({ language }) => [homeUnknownView(deletingReader(language))],
  homeView: ({ size, text, language }) => {
    const link = (i: number) => ({ channel: `C${i}`, vendor: 'lakeside', community: `${i}`, name: text })
    const figures = { readAt: NOW, total: size, summary: summarise([ticketOf()], NOW), isCut: true }
    const state = { canList: true, isRead: false, figures, error: errorOf(text) }
    const content = {
      communities: many(size, (i) => ({ ...link(i), ...state, paused: i % 5 === 4 })),
      watches: many(size, (i) => ({
        channel: `C${i}`,
        ref: ticketOf().ref,
        number: text,
        seen: { status: 'new' as const },
      })),
      submissions: many(size, () => submissionOf(text)),
      digests: many(size, (i) => ({ channel: `C${i}`, next: NOW })),
      links: many(size, (i) => ({
        ...link(i),
        ...(i % 2 ? { paused: { reason: 'by_person' as const, at: NOW } } : {}),
      })),
      outbox: many(size, () => submissionOf(text)),
      ...{ outboxElsewhere: size, canCreate: true },
    }
    return [homeView(content, {}, NOW, deletingReader(language))]
  },
  importView: ({ size, text, language }) => {
    const changes = many(size, (i) => ({
      does: 'link' as const,
      entry: { line: i + 1, vendor: 'lakeside', community: `${i}`, name: text },
    }))
    const problems = many(size, (i) => ({ line: i + 1, reason: escaped(text, 300) }))
    const plan = { changes, unchanged: size, elsewhere: size, problems }
    const metadata = { ...METADATA, file: { id: 'F0LINKS', name: clip(text, 200) } }
    const drawing = { text: clip(text, 2999), example: 'links:', notice: escaped(text) }
    return [
      importView({ ...drawing, metadata, plan, moved: true }, deletingReader(language)),
      importView({ ...drawing, metadata: METADATA }, deletingReader(language)),
    ]
  },
  linkView: ({ size, text, language }) => {
    const drivers = many(5, (i) => driverOf(`v${i}`))
    const [driver] = drivers
    const known = many(size, (i) => ({ id: `${i}`, name: text }))
    const typed = { vendor: 'v0', community: clip(text, 200), name: clip(text, 80) }
    const drawing = { drivers, metadata: METADATA, known, typed, notice: escaped(text) }
    return driver ? [linkView({ ...drawing, driver }, deletingReader(language))] : []
  },
  linksReply: ({ size, text, language }) => {
    const paused = { reason: 'by_person', by: 'U0SOFIA', at: NOW } as const
    const row = (i: number) => ({
      ...scopeOf(i, text),
      createdBy: 'U0JONAS',
      createdAt: NOW,
      ...(i % 2 ? { paused } : {}),
    })
    return [
      linksReply({ links: many(size, row), page: 0, manages: true, notice: escaped(text) }, deletingReader(language)),
    ]
  },
  listReply: ({ size, text, language }) => {
    const pending = pendingOf(rowsOf(size, text, 200), gapsOf(20, errorOf(text)))
    const links = many(Math.min(size, 500), (i) => scopeOf(i, text))
    const content = contentOf(pending, { links, paused: links.slice(0, 50), bulk: { remove: true, follow: true } })
    const narrowed = { ...content, state: { ...content.state, text: [clip(text, 50)], overdue: true } }
    return [content, narrowed].map((one) => listReply(one, 0, NOW, deletingReader(language)))
  },
  loadingView: () => [loadingView()],
  newsReply: ({ size, text, language }) => {
    const reader = deletingReader(language)
    const { ref } = ticketOf()
    const newest = { what: { kind: 'text' as const, text }, who: text, more: [] }
    const news = [
      { is: 'status' as const, from: 'new' as const, now: { status: 'done' as const, vendorStatus: text } },
      { is: 'entries' as const, count: size, newest },
    ]
    return [newsReply(newsLine({ ref, number: text }, news, reader), { ref }, reader)]
  },
  photosReply: ({ size, text, language }) => [photosReply(withPhotos(size, text), deletingReader(language))],
  photoLinksReply: ({ size, text, language }) => [photoLinksReply(withPhotos(size, text), deletingReader(language))],
  troubledView: ({ size, text, language }) => {
    const { blocks: trouble } = errorReply(errorOf(text), { ...deletingReader(language), reference: 'A1B2C3' })
    const title = { type: 'plain_text' as const, text: 'Title', emoji: true }
    const blocks = many(text.length > 100 ? Math.min(size, 10) : size, (i) => ({
      ...section(escaped(text)),
      block_id: `b${i}`,
    }))
    const shown = { callback_id: VIEWS.edit, title, submit: title, close: null, private_metadata: '{}', blocks }
    const once = troubledView(shown, trouble)
    return [once, troubledView({ ...shown, blocks: once.blocks }, trouble)]
  },
  plainView: ({ text, language }) => [plainView(deletingReader(language).words, [], text)],
  removalReply: ({ size, text, language }) => [
    removalReply(
      many(Math.min(size, AT_ONCE), (i) => removalOf(text, i)),
      deletingReader(language),
    ),
  ],
  removalStandingView: ({ size, text, language }) => [
    removalStandingView(
      many(Math.min(size, AT_ONCE), (i) => removalOf(text, i)),
      METADATA,
      deletingReader(language),
    ),
  ],
  removalView: ({ size, text, language }) => {
    const doomed = many(Math.min(size, AT_ONCE), () => ({ ticket: fullTicket(text), name: text }))
    const obstacles = many(Math.min(size, AT_ONCE), () => escaped(text, 500))
    return [removalView({ metadata: METADATA, doomed, obstacles }, deletingReader(language))]
  },
  renameView: ({ text, language }) => {
    const link = { ...scopeOf(0, clip(text, 80)), createdBy: 'U0JONAS', createdAt: NOW }
    return [renameView(link, METADATA, deletingReader(language))]
  },
  selectReply: ({ size, text, language }) => {
    const drawn = selectReply(contentOf(pendingOf(rowsOf(size, text))), 0, NOW, deletingReader(language))
    return drawn ? [drawn] : []
  },
  snoozedReply: ({ size, text, language }) => {
    const reader = deletingReader(language)
    const row = { channel: 'C1', ref: ticketOf().ref, number: text, by: 'U1', at: NOW, until: NOW }
    const rows = many(size, () => ({ snooze: row, by: text }))
    return [
      snoozedReply(row, reader),
      { text: 'x', blocks: [...snoozeBlocks(rows, ACTIONS.wake, reader), ...wokenReply(row, reader).blocks] },
    ]
  },
  snoozeView: ({ text, language }) => {
    // A row with a longer one has no menu.
    const metadata = { ...METADATA, tickets: [{ id: '1', number: clip(text, 255) }] }
    return [snoozeView(metadata, '2026-11-28', deletingReader(language))]
  },
  standingReply: ({ text, language }) =>
    [submissionOf(text), submissionOf(text, { write: { kind: 'create', fields: {} } })].map((one) =>
      standingReply(one, { state: 'failed', error: errorOf(text) }, deletingReader(language)),
    ),
  stepView: ({ size, text, language }) => {
    const steps = many(Math.max(1, Math.min(size, 50)), (i) => stepOf(text, i))
    const drawing = { steps, step: stepOf(text), ticket: fullTicket(text), notice: escaped(text), now: NOW }
    return [METADATA, { ...METADATA, sure: true }].map((metadata) =>
      stepView({ ...drawing, metadata }, deletingReader(language)),
    )
  },
  ticketReply: ({ size, text, language }) => {
    const powers = {
      ...{ edit: true, comment: true, close: text, assign: text, remove: true, share: true, timeline: true },
    }
    const states = ['queued', 'failed', 'unclear', 'sending', 'checking'] as const
    const acts = many(size, (i) => submissionOf(text, { id: `V0123456789.${i}`, state: states[i % 5] ?? 'failed' }))
    const reader = deletingReader(language)
    const open = acts.flatMap((row) => [{ text: othersText(row, reader) }, { text: ownText(row, reader), decide: row }])
    const common = { vendorName: escaped(text, 60), communityName: text, footer: escaped(text, 300), open }
    return (['one', 'many'] as const).flatMap((audience) =>
      [{ ...common, powers, expanded: true }, common].map((options) =>
        ticketReply(fullTicket(text), { ...deletingReader(language), audience }, options),
      ),
    )
  },
  timelineReply: ({ size, text, language }) => {
    const label = { en: text, 'zh-CN': text }
    const value = { kind: 'text' as const, text }
    const items = many(size, () => ({ at: NOW, who: text, what: value, more: [{ name: 'x', label, value }] }))
    const moment = { ref: ticketOf().ref, number: text, skip: 0 }
    const reader = { ...deletingReader(language), audience: 'many' as const }
    return [timelineReply(moment, { items, next: '2', unreadable: size }, reader)]
  },
  unfollowedReply: ({ text, language }) => [unfollowedReply(escaped(text), ticketOf().ref, deletingReader(language))],
  watchedReply: ({ size, text, language }) => {
    const rows = many(size, () => ({ ref: ticketOf().ref, number: text, seen: { status: 'new' } as const }))
    return [watchedReply(rows, true, deletingReader(language))]
  },
  wokenReply: ({ text, language }) => [wokenReply({ number: text }, deletingReader(language))],
}

const withPhotos = (size: number, text: string) =>
  detailOf({
    number: text,
    attachments: many(size, (i) => ({ url: `https://files.example/${i}.jpg?a=1&b=2`, name: text })),
  })

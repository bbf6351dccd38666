import type { HomeView, KnownBlock, SectionBlock, StaticSelect } from '@slack/types'
import type { Submission } from '../../tickets/submission.ts'
import { LANGUAGES, type Language } from '../../tickets/words.ts'
import { ACTIONS } from '../ids.ts'
import { encodePages, type HomePages, type HomePart } from '../values.ts'
import { communityRow, type HomeCommunity } from './home-community.ts'
import {
  digestRow,
  type HomeDigest,
  type HomeLink,
  type HomeWatch,
  linkRow,
  outboxRow,
  submissionRow,
  watchRow,
} from './home-rows.ts'
import { button, buttons, context, header, LIMITS, plain, section } from './kit.ts'
import type { ListReader } from './list.ts'
import { type Paged, paged } from './paging.ts'

/** Everything that the Home tab can show one person, whatever of it fits onto the pages. */
export interface HomeContent {
  readonly communities: readonly HomeCommunity[]
  readonly watches: readonly HomeWatch[]
  /** Their own that wait, failed or are unclear. */
  readonly submissions: readonly Submission[]
  readonly digests: readonly HomeDigest[]
  /** For managers only: absent for all others. */
  readonly links?: readonly HomeLink[]
  readonly outbox?: readonly Submission[]
  /** How many submissions on their way are of channels that this manager is not in. */
  readonly outboxElsewhere?: number
  /** What the person chose; absent while it follows Slack. */
  readonly language?: Language
  readonly canCreate: boolean
  /** What was asked for is in the direct messages. */
  readonly notice?: 'sent'
}

/** How many rows of each part one page shows: with two blocks a row at most, all parts together stay below a view's 100. */
const PAGE_SIZES: Readonly<Record<HomePart, number>> = {
  communities: 8,
  watches: 6,
  submissions: 4,
  digests: 8,
  links: 6,
  outbox: 8,
}

/** The Home tab of one person. Pages that do not exist show the nearest that does. */
export const homeView = (content: HomeContent, pages: HomePages, now: string, reader: ListReader): HomeView => {
  const { home } = reader.words
  const part = <T>(name: HomePart, title: string, rows: readonly T[] | undefined, draw: (row: T) => KnownBlock[]) =>
    partBlocks({ name, title, rows: rows ?? [], pages, draw }, reader)
  const elsewhere = content.outboxElsewhere ?? 0
  return {
    type: 'home',
    blocks: [
      header(home.title),
      ...buttons(
        content.canCreate ? button(home.create, ACTIONS.homeCreate, undefined, 'primary') : undefined,
        content.communities.length > 0 ? button(home.pending, ACTIONS.homeList) : undefined,
        button(home.help, ACTIONS.homeHelp),
        button(home.refresh, ACTIONS.homeRefresh),
      ),
      ...(content.notice ? [context(home.sent)] : []),
      ...part('submissions', home.submissions, content.submissions, (row) => submissionRow(row, now, reader)),
      ...(content.communities.length === 0 ? [section(home.noCommunities)] : []),
      ...part('communities', home.communities, content.communities, (row) => [communityRow(row, reader)]),
      ...part('watches', home.watches, content.watches, (row) => [watchRow(row, reader)]),
      ...part('digests', home.digests, content.digests, (row) => [digestRow(row, reader)]),
      ...part('links', home.links, content.links, (row) => [linkRow(row, reader)]),
      ...part('outbox', home.outbox, content.outbox, (row) => [outboxRow(row, now, reader)]),
      ...(elsewhere > 0 ? [context(home.elsewhere(elsewhere))] : []),
      languageBlock(content.language, reader),
      context(home.languageHint),
    ],
  }
}

/** The Home tab of somebody of whom Slack does not tell where they are. */
export const homeUnknownView = ({ words: { home } }: ListReader): HomeView => ({
  type: 'home',
  blocks: [
    header(home.title),
    section(home.noChannels),
    ...buttons(button(home.help, ACTIONS.homeHelp), button(home.refresh, ACTIONS.homeRefresh)),
  ],
})

/** The rows of a part that its page shows. */
export const pageRows = <T>(name: HomePart, rows: readonly T[], pages: HomePages): readonly T[] =>
  pageOf(name, rows, pages).rows

const pageOf = <T>(name: HomePart, rows: readonly T[], pages: HomePages): Paged<T> =>
  paged(rows, pages[name] ?? 0, PAGE_SIZES[name])

interface Part<T> {
  readonly name: HomePart
  readonly title: string
  readonly rows: readonly T[]
  readonly pages: HomePages
  readonly draw: (row: T) => KnownBlock[]
}

/** A heading, the rows of the page, and the way to the other pages; nothing where there are none. */
const partBlocks = <T>({ name, title, rows, pages, draw }: Part<T>, { words }: ListReader): KnownBlock[] => {
  if (rows.length === 0) return []
  const { rows: shown, page, last } = pageOf(name, rows, pages)
  const turn = (label: string, action: string, to: number) =>
    button(label, action, encodePages({ ...pages, [name]: to }))
  return [
    header(title),
    ...shown.flatMap(draw),
    ...(last > 0 ? [context(words.home.shown(shown.length, rows.length))] : []),
    ...buttons(
      // Next comes first, so that it stays where it is pressed.
      page < last ? turn(words.buttons.next, ACTIONS.homeNext, page + 1) : undefined,
      page > 0 ? turn(words.buttons.previous, ACTIONS.homePrevious, page - 1) : undefined,
    ).map((row) => ({ ...row, block_id: `home_${name}` })),
  ]
}

/** The option that follows Slack. */
const AUTOMATIC = 'auto'

const languageBlock = (chosen: Language | undefined, { words }: ListReader): SectionBlock => {
  const { home, digestForm } = words
  const names: Readonly<Record<string, string>> = {
    [AUTOMATIC]: home.languageAuto,
    en: digestForm.english,
    'zh-CN': digestForm.chinese,
  }
  const options = [AUTOMATIC, ...LANGUAGES].map((value) => ({
    text: plain(names[value] ?? value, LIMITS.option),
    value,
  }))
  const initial = options.find(({ value }) => value === (chosen ?? AUTOMATIC))
  const menu: StaticSelect = {
    type: 'static_select',
    action_id: ACTIONS.homeLanguage,
    options,
    ...(initial ? { initial_option: initial } : {}),
  }
  return { ...section(`*${home.language}*`), accessory: menu }
}

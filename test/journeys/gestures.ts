import { DEVICE } from '../../src/drivers/aicc/seed-samples.ts'
import { DIGEST_FIELDS } from '../../src/slack/blocks/digest-form.ts'
import { IMPORT_FIELD, IMPORT_FILE } from '../../src/slack/blocks/link-file.ts'
import { RENAME_FIELD } from '../../src/slack/blocks/links.ts'
import { EVERYTHING, encodeState, placeKey } from '../../src/slack/blocks/list-state.ts'
import { SNOOZE_DAY } from '../../src/slack/blocks/snooze.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock, VIEWS } from '../../src/slack/ids.ts'
import type { ModalMetadata } from '../../src/slack/metadata.ts'
import {
  encodeIds,
  encodeMoment,
  encodeOnCard,
  encodePlace,
  encodeRef,
  encodeRefs,
  encodeScope,
  encodeShown,
  ROW_CHOICES,
  scopeKey,
} from '../../src/slack/values.ts'
import type { TicketRef } from '../../src/tickets/ticket.ts'
import type { Forge, Place, Sending, Sent, Use } from './forge.ts'

/*
 * Everything that people can do: each action, form and word of the command, with what it carries when it is about a given
 * ticket of a given channel. Tests do all of it as somebody else, all of it while nobody answers, all of it twice; so
 * what is new and missing here fails them.
 */

/** Something that a gesture can be about. */
export interface Target {
  readonly ref: TicketRef
  readonly number: string
  /** Whose it is. */
  readonly channel: string
  /** Ids of what was submitted about it and is not settled yet, by what it was. */
  readonly submissions: { readonly create: string; readonly comment: string; readonly remove: string }
}

export interface Gesture {
  /** What may come with it: each of these is tried. */
  readonly uses: (target: Target) => readonly Omit<Use, 'actionId'>[]
  /** It carries nothing: the answer is about the channel and the person, whatever comes with it. */
  readonly isAlone?: true
  /** People type into it, and it asks for options; `only` where a choice is sent with the form alone. */
  readonly isTyped?: 'also' | 'only'
  /** Members are refused. */
  readonly forManagers?: true
}

/** Something that was done. */
export interface Did {
  readonly what: string
  readonly isAlone: boolean
  readonly sent: Sent
}

/** On the card of the target. */
const onCard = (ref: Target['ref'], submissions: Target['submissions']): { value: string }[] =>
  Object.values(submissions).map((id) => ({ value: encodeOnCard(id, ref) }))

const REMEMBERED = { language: 'en', zone: 'Europe/Berlin', attempt: 1 } as const

/** What a modal about the target remembers when it was opened from this channel. */
export const metadataFor = (channel: string, { ref, number, submissions }: Target): ModalMetadata => ({
  ...REMEMBERED,
  channel,
  vendor: ref.vendor,
  community: ref.community,
  tickets: [{ id: ref.id, number }],
  retryOf: submissions.create,
  step: 'close',
  batches: [{ vendor: ref.vendor, community: ref.community, ids: [ref.id], numbers: [number] }],
})

const typed = (fields: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(fields).map(([block, value]) => [block, { [FIELD_ACTION]: { type: 'plain_text_input', value } }]),
  )

const at = (times: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(times).map(([block, time]) => [
      block,
      { [FIELD_ACTION]: { type: 'datetimepicker', selected_date_time: Date.parse(time) / 1000 } },
    ]),
  )

const chosenIn = (block: string, action: string, value: string): object => ({
  [block]: { [action]: { type: 'static_select', selected_option: { value } } },
})

/** In a modal that is about the target, and was opened from the channel of whoever uses it. */
const inForm = (channel: string, target: Target, more: Omit<Use, 'actionId'> = {}): Omit<Use, 'actionId'> => ({
  view: metadataFor(channel, target),
  ...more,
})

const shownAs = ({ ref, number }: Target): string => encodeShown({ ref, number, status: 'pending' }) ?? ''
const listOf = ({ ref }: Target): string =>
  encodeState('list_page', { ...EVERYTHING, places: [placeKey(ref)], text: [ref.id] })

const REF: Gesture = { uses: ({ ref }) => [{ value: encodeRef(ref) }] }
const ALONE: Gesture = { uses: () => [{}], isAlone: true }
const MANAGING: Gesture = { ...ALONE, forManagers: true }
const LISTED: Gesture = { uses: (target) => [{ value: '0', block: listOf(target) }], isAlone: true }
const PLACE: Gesture = { uses: ({ channel, ref }) => [{ value: encodePlace({ channel, ...ref }) }] }
const MENU = [
  ACTIONS.comment,
  ACTIONS.close,
  ACTIONS.assign,
  ACTIONS.photos,
  ACTIONS.share,
  ACTIONS.timeline,
  ACTIONS.more,
]
const DEEDS = ['rename', 'pause', 'resume', 'digest_off', 'digest_on', 'unlink']

type Table<Names> = Readonly<Partial<Record<keyof Names, Gesture>>>

/** By the name of the action. `channel` is where whoever uses them is. */
export const gesturesIn = (channel: string): Table<typeof ACTIONS> => ({
  open: REF,
  refresh: REF,
  reveal: REF,
  more: REF,
  less: REF,
  share: REF,
  edit: REF,
  comment: REF,
  close: REF,
  assign: REF,
  photos: REF,
  watch: REF,
  unwatch: REF,
  watchedStop: REF,
  unwatchHere: { uses: (target) => [inForm(channel, target, { value: encodeRef(target.ref) })] },
  join: { uses: (target) => [inForm(channel, target, { value: encodeRef(target.ref) })] },
  homeOpen: REF,
  shortcutOpen: REF,
  remove: { ...REF, forManagers: true },
  timeline: { uses: ({ ref, number }) => [{ value: encodeMoment({ ref, number, skip: 0 }) }] },
  cardMenu: { uses: (target) => MENU.map((value) => ({ value, block: shownAs(target) })) },
  digestRow: { uses: (target) => ROW_CHOICES.map((value) => ({ value, block: shownAs(target) })) },
  wake: REF,
  wakeHere: { uses: (target) => [inForm(channel, target, { value: encodeRef(target.ref) })] },
  stepChoice: {
    uses: (target) =>
      ['transfer', 'status'].map((step) =>
        inForm(channel, target, { state: chosenIn('step', ACTIONS.stepChoice, step) }),
      ),
  },
  createCommunity: {
    uses: (target) => [
      inForm(channel, target, {
        state: chosenIn('community', ACTIONS.createCommunity, scopeKey(target.ref)),
      }),
    ],
  },
  createField: {
    isTyped: 'also',
    uses: (target) => [
      ...['type', 'status'].map((name) => inForm(channel, target, { block: fieldBlock(name) })),
      // What is chosen has what is open of its kind shown.
      inForm(channel, target, { state: chosenIn(fieldBlock('type'), ACTIONS.createField, DEVICE) }),
    ],
  },
  editField: {
    isTyped: 'also',
    uses: (target) => ['type', 'status'].map((name) => inForm(channel, target, { block: fieldBlock(name) })),
  },
  submissionRetry: { uses: ({ submissions }) => Object.values(submissions).map((value) => ({ value })) },
  submissionDiscard: { uses: ({ submissions }) => Object.values(submissions).map((value) => ({ value })) },
  cardRetry: { uses: ({ ref, submissions }) => onCard(ref, submissions) },
  cardDiscard: { uses: ({ ref, submissions }) => onCard(ref, submissions) },
  homeRetry: { uses: ({ submissions }) => Object.values(submissions).map((value) => ({ value })) },
  homeDiscard: { uses: ({ submissions }) => Object.values(submissions).map((value) => ({ value })) },
  createAgain: { uses: ({ submissions }) => [{ value: submissions.create }] },
  actAgain: { uses: ({ submissions }) => [{ value: submissions.comment }] },
  removalUndo: { uses: ({ submissions }) => [{ value: encodeIds([submissions.remove]) }] },
  removalUndoHere: {
    uses: (target) => [inForm(channel, target, { value: encodeIds([target.submissions.remove]) })],
  },
  listDelete: {
    forManagers: true,
    uses: ({ ref }) => [
      {
        value: encodeRefs([ref]),
        state: { list_pick: { [ACTIONS.listPick]: { type: 'checkboxes', selected_options: [{ value: '0' }] } } },
      },
    ],
  },
  listFollow: {
    uses: ({ ref }) => [
      {
        value: encodeRefs([ref]),
        state: { list_pick: { [ACTIONS.listPick]: { type: 'checkboxes', selected_options: [{ value: '0' }] } } },
      },
    ],
  },
  list: ALONE,
  listPrevious: LISTED,
  listNext: LISTED,
  listRefresh: LISTED,
  listBack: LISTED,
  listExport: LISTED,
  listSelect: LISTED,
  listSort: { ...LISTED, uses: (target) => [{ value: 'urgent', block: listOf(target) }] },
  listClear: LISTED,
  listShow: { ...LISTED, uses: (target) => [{ chosen: ['overdue'], block: listOf(target) }] },
  listPlaces: { ...LISTED, uses: (target) => [{ chosen: [placeKey(target.ref)], block: listOf(target) }] },
  // Boxes in an input: what is ticked comes along with a button.
  listPick: { isAlone: true, uses: () => [] },
  create: ALONE,
  homeCreate: ALONE,
  homeHelp: ALONE,
  homeRefresh: ALONE,
  homePrevious: { isAlone: true, uses: () => [{ value: '{"communities":0}' }] },
  homeNext: { isAlone: true, uses: () => [{ value: '{"communities":1}' }] },
  homeLanguage: { isAlone: true, uses: () => [{ value: 'en' }] },
  homeList: PLACE,
  homeResume: { ...PLACE, forManagers: true },
  homeCreateIn: { uses: (target) => [inForm('', target, { value: target.channel })] },
  links: ALONE,
  linksPrevious: ALONE,
  linksNext: ALONE,
  linksExport: ALONE,
  linksExportAll: MANAGING,
  linksImport: MANAGING,
  link: MANAGING,
  linkVendor: { ...MANAGING, uses: (target) => [inForm(channel, target)] },
  linkCommunity: { ...MANAGING, isTyped: 'only', uses: (target) => [inForm(channel, target, { value: 'a' })] },
  linkMenu: {
    forManagers: true,
    uses: ({ ref }) => DEEDS.map((deed) => ({ value: JSON.stringify([deed, scopeKey(ref), 0]) })),
  },
  unlink: { forManagers: true, uses: ({ ref }) => [{ value: encodeScope(ref) }] },
  auditNewest: MANAGING,
  auditOlder: { ...MANAGING, uses: ({ submissions }) => [{ value: submissions.create }] },
  digestEnd: MANAGING,
  digestEndSure: MANAGING,
  digestKeep: ALONE,
  doctorMore: ALONE,
  doctorLess: ALONE,
  doctorAgain: ALONE,
  doctorJoin: ALONE,
  doctorDigest: ALONE,
  doctorResume: { ...PLACE, forManagers: true },
})

/** A form about the target, as it is sent from a modal that was opened in this channel. */
type Form = (channel: string, target: Target) => Omit<Sending, 'callbackId'>

const about =
  (fields: Readonly<Record<string, string>>, more: object = {}): Form =>
  (channel, target) => ({
    metadata: { ...metadataFor(channel, target), ...more },
    state: typed(Object.fromEntries(Object.entries(fields).map(([name, value]) => [fieldBlock(name), value]))),
  })

/** By the name of the view. What only tells is never sent. */
export const FORMS: Readonly<Partial<Record<keyof typeof VIEWS, Form | readonly Form[]>>> = {
  create: (channel, target) => ({
    metadata: metadataFor(channel, target),
    state: {
      ...chosenIn('community', ACTIONS.createCommunity, scopeKey(target.ref)),
      ...typed({
        [fieldBlock('description')]: 'The lamp over the side door is dark.',
        [fieldBlock('contact')]: 'Ms Okafor',
      }),
      ...at({
        [fieldBlock('start_time')]: '2026-11-23T07:30:00Z',
        [fieldBlock('finish_time')]: '2026-11-23T09:00:00Z',
      }),
    },
  }),
  edit: about({ title: 'Not what it was', remarks: 'Not what it was', description: 'Not what it was' }),
  comment: about({ text: 'Somebody will come tomorrow.' }),
  step: about({ closedReason: 'Done', remark: 'Done' }, { sure: true }),
  remove: about({}),
  link: about({}),
  linkRename: (channel, target) => ({
    metadata: metadataFor(channel, target),
    state: typed({ [RENAME_FIELD]: 'Ours now' }),
  }),
  linksImport: [
    (channel, target) => ({
      metadata: metadataFor(channel, target),
      state: typed({
        [IMPORT_FIELD]: `links:\n  - channel: ${target.channel}\n    vendor: ${target.ref.vendor}\n    community: "${target.ref.community}"\n    remove: true\n`,
      }),
    }),
    (channel, target) => ({
      metadata: metadataFor(channel, target),
      state: {
        [IMPORT_FILE]: {
          [FIELD_ACTION]: { type: 'file_input', files: [{ id: `F${target.channel}`, name: 'links.yml', size: 40 }] },
        },
      },
    }),
  ],
  snooze: (channel, target) => ({
    metadata: metadataFor(channel, target),
    state: { [SNOOZE_DAY]: { [FIELD_ACTION]: { type: 'datepicker', selected_date: '2099-12-24' } } },
  }),
  digest: (channel, target) => ({
    metadata: metadataFor(channel, target),
    state: {
      ...typed({ [DIGEST_FIELDS.times]: '09:00', [DIGEST_FIELDS.zone]: 'Europe/Berlin' }),
      [DIGEST_FIELDS.only]: {
        [FIELD_ACTION]: { type: 'multi_static_select', selected_options: [{ value: scopeKey(target.ref) }] },
      },
    },
  }),
}

/** Forms that are never sent. */
export const ONLY_TOLD: readonly (keyof typeof VIEWS)[] = ['plain']

/** Whatever follows them, they are answered with what the channel has. */
const ABOUT_CHANNEL = new Set(['help', 'list', 'export', 'new', 'links', 'link', 'digest', 'audit', 'doctor'])

/** What follows the command, by its first word; a word alone is about the channel. */
export const LINES: Readonly<Record<string, (target: Target) => string>> = {
  help: () => '',
  show: ({ number }) => number,
  edit: ({ number }) => `edit ${number}`,
  close: ({ number }) => `close ${number}`,
  assign: ({ number }) => `assign ${number}`,
  watch: ({ number }) => `watch ${number}`,
  unwatch: ({ number }) => `unwatch ${number}`,
  comment: ({ number }) => `comment ${number} somebody will come`,
  delete: ({ number }) => `delete ${number}`,
  list: ({ ref }) => `list ${ref.id}`,
  export: ({ ref }) => `export ${ref.id}`,
  new: () => 'new',
  links: () => 'links',
  link: () => 'link',
  unlink: ({ ref }) => `unlink ${ref.vendor} ${ref.community}`,
  digest: () => 'digest status',
  audit: () => 'audit',
  doctor: () => 'doctor',
}

/**
 * Uses everything that there is, or what `isMeant`, on a target. `inModal`: all of it as if it stood in a modal that was
 * opened from the place.
 */
export const useAll = async (
  forge: Forge,
  place: Place,
  target: Target,
  isMeant: (gesture: Gesture) => boolean = () => true,
  { inModal = false } = {},
): Promise<Did[]> => {
  const did: Did[] = []
  for (const [name, gesture] of Object.entries(gesturesIn(place.channel))) {
    const actionId: string = Reflect.get(ACTIONS, name)
    const { uses, isTyped, isAlone = false } = gesture
    for (const [i, meant] of (isMeant(gesture) ? uses(target) : []).entries()) {
      const use = inModal ? inForm(place.channel, target, meant) : meant
      const what = `${name} ${i}`
      if (isTyped !== 'only') did.push({ what, isAlone, sent: await forge.use(place, { ...use, actionId }) })
      if (isTyped) did.push({ what: `${what}, typed`, isAlone, sent: await forge.type(place, { ...use, actionId }) })
    }
  }
  return did
}

/** Sends these forms about a target. */
export const sendAll = async (
  forge: Forge,
  place: Place,
  target: Target,
  names: readonly string[] = Object.keys(FORMS),
): Promise<Did[]> => {
  const did: Did[] = []
  for (const [name, form] of Object.entries(FORMS).filter(([name]) => names.includes(name))) {
    for (const [i, each] of [form].flat().entries()) {
      const sending = { ...each(place.channel, target), callbackId: String(Reflect.get(VIEWS, name)) }
      did.push({ what: `form ${name} ${i}`, isAlone: false, sent: await forge.send(place, sending) })
    }
  }
  return did
}

/** Says these words after the command. */
export const sayAll = async (
  forge: Forge,
  place: Place,
  target: Target,
  verbs: readonly string[] = Object.keys(LINES),
): Promise<Did[]> => {
  const did: Did[] = []
  for (const verb of verbs) {
    const sent = await forge.command(place, LINES[verb]?.(target) ?? verb)
    did.push({ what: `/ticket ${verb}`, isAlone: ABOUT_CHANNEL.has(verb), sent })
  }
  return did
}

/** Everything that can be done by one person with one target. */
export const doAll = async (forge: Forge, place: Place, target: Target): Promise<Did[]> => [
  ...(await useAll(forge, place, target)),
  ...(await sendAll(forge, place, target)),
  ...(await sayAll(forge, place, target)),
]

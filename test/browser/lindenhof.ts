import type { Block, Channel, Message, Person, Snapshot, View } from '../../src/workspace/protocol.ts'

/** A workspace with something of everything that an app can send. */

const EVERYWHERE = { isAdmin: false, isOwner: false, isGuest: false } as const

export const MEI: Person = {
  ...EVERYWHERE,
  id: 'U0MEI',
  name: 'mei',
  realName: '陈美',
  title: '物业经理',
  locale: 'zh-CN',
  tz: 'Asia/Shanghai',
  color: '#b4532a',
}

export const JONAS: Person = {
  ...EVERYWHERE,
  id: 'U0JONAS',
  name: 'jonas',
  realName: 'Jonas Weber',
  title: 'Head of resident services',
  locale: 'en-GB',
  tz: 'Europe/Berlin',
  isAdmin: true,
  color: '#3f6fb5',
}

const TOMASZ: Person = {
  ...EVERYWHERE,
  id: 'U0TOMASZ',
  name: 'tomasz',
  realName: 'Tomasz Zieliński',
  title: 'Lift contractor',
  locale: 'en-US',
  tz: 'Europe/Warsaw',
  isGuest: true,
  color: '#7a5aa8',
}

const BOT: Person = {
  ...EVERYWHERE,
  id: 'U0BOT',
  name: 'caretaker',
  realName: 'Caretaker',
  title: 'App',
  locale: 'en-US',
  tz: 'Etc/UTC',
  color: '#1d5f50',
  isBot: true,
}

export const LINDENHOF: Channel = {
  id: 'C0LINDENHOF',
  name: 'berlin-lindenhof',
  kind: 'public',
  topic: 'Repairs and requests of the Lindenhof estate, houses 1–24',
  members: [JONAS.id, TOMASZ.id, BOT.id],
}

export const SHENZHEN: Channel = {
  id: 'C0SHENZHEN',
  name: '深圳湾报修',
  kind: 'public',
  topic: '深圳湾一号 · 业主报修与投诉',
  members: [MEI.id, JONAS.id, BOT.id],
}

const BOARD: Channel = {
  id: 'C0BOARD',
  name: 'owners-board',
  kind: 'private',
  topic: 'Budget and contractors',
  members: [JONAS.id, MEI.id],
}

const DIRECT: Channel = { id: 'D0BOT', name: 'Caretaker', kind: 'im', topic: '', members: [JONAS.id, BOT.id] }

/** 2026-11-20 09:00 in Berlin. */
const MORNING = 1_795_161_600

/** A message of the app unless another user is named; `minute` counts from that morning. */
export const message = (minute: number, said: Partial<Message>): Message => ({
  channel: LINDENHOF.id,
  ts: `${MORNING + minute * 60}.000100`,
  user: BOT.id,
  text: '',
  ...said,
})

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (value: string, text: string) => ({ text: plain(text), value })

const TICKET: readonly Block[] = [
  { type: 'header', block_id: 'title', text: plain('Lift in house 7 stops between floors') },
  {
    type: 'section',
    block_id: 'facts',
    text: mrkdwn('*WO-48213* · in progress since <!date^1795161600^{date_short} at {time}|20 Nov> :elevator:'),
    fields: [
      mrkdwn('*Reported by*\nF. Okonkwo, house 7'),
      mrkdwn('*Assigned to*\n<@U0TOMASZ>'),
      mrkdwn('*Appointment*\n<!date^1795345200^{date_long} {time}|22 Nov>'),
      mrkdwn('*Cost*\n€ 180.00'),
    ],
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: [option('watch', 'Watch in this channel'), option('copy', 'Copy the number')],
    },
  },
  { type: 'divider', block_id: 'rule' },
  {
    type: 'section',
    block_id: 'words',
    text: mrkdwn(
      'Said _twice_ to the ~old~ contractor, see <https://example.com/lift|the log> or `E-17`:\n&gt; Door contact A &amp; B\n• check the belt\n• order a new contact\n```door.open = 12s\ndoor.limit = 8s```',
    ),
  },
  {
    type: 'actions',
    block_id: 'doings',
    elements: [
      { type: 'button', action_id: 'edit', text: plain('Edit'), value: 'WO-48213', style: 'primary' },
      { type: 'button', action_id: 'open', text: plain('Open in Tuya'), url: 'https://example.com/t/48213' },
      {
        type: 'button',
        action_id: 'delete',
        text: plain('Delete'),
        value: 'WO-48213',
        style: 'danger',
        confirm: {
          title: plain('Delete WO-48213?'),
          text: mrkdwn('This cannot be *undone*.'),
          confirm: plain('Delete it'),
          deny: plain('Keep it'),
          style: 'danger',
        },
      },
      {
        type: 'static_select',
        action_id: 'status',
        placeholder: plain('Move to…'),
        options: [option('done', 'Completed'), option('wait', 'Waiting for parts')],
      },
      { type: 'datepicker', action_id: 'due', initial_date: '2026-11-24' },
      { type: 'datetimepicker', action_id: 'visit', initial_date_time: 1_795_345_200 },
    ],
  },
  {
    type: 'context',
    block_id: 'source',
    elements: [mrkdwn('Tuya Community · Lindenhof'), plain('updated 2 minutes ago')],
  },
]

const REPORT: readonly Block[] = [
  {
    type: 'rich_text',
    block_id: 'rich',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Pending this week', style: { bold: true } },
          { type: 'text', text: ' for ' },
          { type: 'channel', channel_id: SHENZHEN.id },
          { type: 'text', text: ', ask ' },
          { type: 'user', user_id: JONAS.id },
          { type: 'emoji', name: 'wave' },
          { type: 'text', text: ' ' },
          { type: 'link', url: 'https://example.com/week', text: 'the report' },
          { type: 'text', text: ' of ' },
          { type: 'date', timestamp: 1_795_161_600, format: '{date_num}', fallback: '20 November' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Water in the garage' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'Gate 3 does not close' }] },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'The smell is back.' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'pump.p1 = off' }] },
    ],
  },
  {
    type: 'table',
    block_id: 'table',
    column_settings: [{ align: 'left' }, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'House' },
        { type: 'raw_text', text: 'Open' },
      ],
      [
        { type: 'raw_text', text: 'Lindenhof 7' },
        { type: 'raw_number', value: 4 },
      ],
    ],
  },
  { type: 'markdown', block_id: 'md', text: 'Total: 4 open' },
  { type: 'image', block_id: 'photo', image_url: 'https://images.invalid/lift.jpg', alt_text: 'The lift door' },
  {
    type: 'actions',
    block_id: 'choices',
    elements: [
      {
        type: 'checkboxes',
        action_id: 'notify',
        options: [{ ...option('resident', 'Tell the resident'), description: plain('By text message') }],
      },
      {
        type: 'radio_buttons',
        action_id: 'shift',
        options: [option('day', 'Day shift'), option('night', 'Night shift')],
      },
      { type: 'timepicker', action_id: 'at', initial_time: '08:30' },
      { type: 'users_select', action_id: 'who', placeholder: plain('Assign to…') },
    ],
  },
  { type: 'hologram', block_id: 'future' },
]

const MESSAGES: readonly Message[] = [
  message(-900, { user: JONAS.id, text: 'Morning. House 7 again, <@U0TOMASZ> could you look?' }),
  message(0, { text: 'WO-48213 Lift in house 7', blocks: TICKET, edited: true }),
  message(4, { user: TOMASZ.id, text: 'On my way, ten minutes.', threadTs: message(0, {}).ts }),
  message(6, { text: 'A weekly report', blocks: REPORT }),
  message(8, { text: 'An accident: <!channel> is rung.' }),
  message(9, { text: 'Only Jonas reads this.', ephemeralTo: JONAS.id }),
  message(10, {
    channel: SHENZHEN.id,
    text: '*BX20251120003* 7 栋 2 单元漏水，请 <@U0MEI> 处理 :droplet:\n• 已联系业主\n• 预约 <!date^1795345200^{date_short} {time}|22日> 上门',
  }),
]

/** What the page is shown for a person. */
export const snapshotFor = (as: string): Snapshot => ({
  team: { id: 'T0HAUS', name: 'Haus & Hof' },
  app: {
    name: 'Caretaker',
    botUser: BOT.id,
    shortcuts: [
      { kind: 'message', name: 'File a ticket', description: 'From this message', callbackId: 'file_ticket' },
      { kind: 'global', name: 'New ticket', description: 'From anywhere', callbackId: 'new_ticket' },
    ],
    commands: [
      {
        command: '/ticket',
        description: 'Look tickets up, file and change them',
        usageHint: '[number | new | list | help]',
      },
      { command: '/tidy', description: 'Clear settled tickets away', usageHint: '' },
    ],
  },
  people: [MEI, JONAS, TOMASZ, BOT],
  channels: as === MEI.id ? [SHENZHEN, BOARD, DIRECT] : [LINDENHOF, SHENZHEN, BOARD, DIRECT],
  messages: as === MEI.id ? MESSAGES.filter(({ channel }) => channel === SHENZHEN.id) : MESSAGES,
  views: [],
})

const input = (
  block_id: string,
  label: string,
  element: Record<string, unknown>,
  more: Record<string, unknown> = {},
) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'v', ...element },
  ...more,
})

/** The first field of the form. */
export const summary = (hint: string, initial?: string): Block =>
  input(
    'summary',
    'Summary',
    { type: 'plain_text_input', max_length: 80, ...(initial ? { initial_value: initial } : {}) },
    { hint: plain(hint) },
  )

/** The form that files a ticket; `blocks` go before its others. */
export const form = (blocks: readonly Block[] = [], changed: Partial<View> = {}): View => ({
  id: 'V0FORM',
  type: 'modal',
  title: 'New ticket',
  submit: 'File ticket',
  close: 'Cancel',
  callbackId: 'ticket.create',
  hash: '1',
  blocks: [
    ...blocks,
    summary('A few words'),
    input('details', 'Details', { type: 'plain_text_input', multiline: true }, { optional: true }),
    input('kind', 'Kind', {
      type: 'static_select',
      initial_option: option('repair', 'Repair'),
      option_groups: [
        { label: plain('Building'), options: [option('repair', 'Repair'), option('clean', 'Cleaning')] },
        { label: plain('People'), options: [option('noise', 'Noise')] },
      ],
    }),
    input('house', 'House', { type: 'external_select', min_query_length: 1 }),
    input('tags', 'Tags', {
      type: 'multi_static_select',
      options: [option('lift', 'Lift'), option('water', 'Water'), option('gate', 'Gate')],
    }),
    input('urgency', 'Urgency', {
      type: 'radio_buttons',
      initial_option: option('normal', 'Normal'),
      options: [option('normal', 'Normal'), option('high', 'High')],
    }),
    input('tell', 'Tell', { type: 'checkboxes', options: [option('resident', 'The resident')] }, { optional: true }),
    input('when', 'Appointment', { type: 'datetimepicker' }, { optional: true }),
    input('cost', 'Cost', { type: 'number_input', is_decimal_allowed: true }, { optional: true }),
    input('mail', 'E-mail', { type: 'email_text_input' }, { optional: true }),
    input('page', 'Web page', { type: 'url_text_input' }, { optional: true }),
    input('story', 'Story', { type: 'rich_text_input' }, { optional: true }),
    input('photos', 'Photos', { type: 'file_input' }, { optional: true }),
  ],
  ...changed,
})

export const LOADING: View = {
  id: 'V0FORM',
  type: 'modal',
  title: 'New ticket',
  close: 'Cancel',
  callbackId: 'ticket.create',
  hash: '0',
  blocks: [{ type: 'section', block_id: 'wait', text: plain('One moment…') }],
}

export const HOME: View = {
  id: 'V0HOME',
  type: 'home',
  title: 'Home',
  callbackId: 'home',
  hash: '1',
  blocks: [
    { type: 'header', block_id: 'hello', text: plain('Good morning, Jonas') },
    { type: 'section', block_id: 'count', text: mrkdwn('You watch *4* tickets.') },
    {
      type: 'actions',
      block_id: 'new',
      elements: [{ type: 'button', action_id: 'new', text: plain('New ticket'), style: 'primary' }],
    },
  ],
}

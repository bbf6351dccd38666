import type { Choice, Fields, Form, FormField } from '../../tickets/driver.ts'
import type { Problem } from '../../tickets/errors.ts'
import type { TicketDetail } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import { linesOf, toAttachment } from './attachments.ts'
import { hasAll, valuesOf } from './values.ts'
import { CHECKS, CUSTOMER_TYPES, LABELS, NEEDED, PAY_TYPES } from './words.ts'

/** Levels of a region from the top: the whole of it is given, in codes or in ids with names. */
export const REGION_CODES = ['provinceAdcode', 'cityAdcode', 'districtAdcode'] as const
export const REGION_IDS = ['provinceId', 'provinceName', 'cityId', 'cityName', 'districtId', 'districtName'] as const
/** The document wants all three as soon as one changes. */
export const PAYMENT = ['payType', 'doorPrice', 'servicePrice'] as const

export const ATTACHMENTS = 'orderAccessorites'
export const REMOVED_ATTACHMENTS = 'removedAccessorites'

const COMPANY = '2'
const MAX_NAME = 200
const MAX_LINES = 3000

const WORDS = {
  payment: { en: 'Fill in the collection and both amounts together.', 'zh-CN': '收款方式和两项金额需一起填写。' },
  bothRegions: { en: 'Give either codes, or ids with names.', 'zh-CN': '编码与 ID、名称只能填一种。' },
  region: { en: 'Give province, city and district together.', 'zh-CN': '省、市、县/区需一起填写。' },
  digits: { en: 'Digits only.', 'zh-CN': '只能填数字。' },
  amount: { en: 'At most 99999999.99.', 'zh-CN': '最多 99999999.99。' },
  attachment: {
    en: 'In each line a name of at most 200 characters and a link.',
    'zh-CN': '每行填名称（最多 200 字）和链接。',
  },
} as const satisfies Readonly<Record<string, Words>>

type Name = keyof typeof LABELS

const choices = (words: ReadonlyMap<string, Words>): Choice[] => [...words].map(([value, label]) => ({ value, label }))

const line = (name: Name, maxLength: number, hint?: Words): FormField => ({
  ...base(name, hint),
  kind: 'text',
  maxLength,
})

const phone = (name: Name): FormField => ({ ...base(name), kind: 'phone', maxLength: 45 })

const choice = (name: Name, words: ReadonlyMap<string, Words>, hint?: Words): FormField => ({
  ...base(name, hint),
  kind: 'choice',
  choices: choices(words),
})

const money = (name: Name): FormField => ({ ...base(name), kind: 'money', currency: 'CNY' })

/** Asked for, and needed, while another field has one of these values. */
const whenever = (field: string, is: readonly string[], needed: FormField): FormField => ({
  ...needed,
  required: true,
  when: { field, is },
})

const COLLECTED = [...PAY_TYPES.keys()]

const base = (name: Name, hint?: Words) => ({ name, label: LABELS[name], required: false, ...(hint ? { hint } : {}) })

/** What people change most comes first. The lengths are the document's. */
const FIELDS: readonly FormField[] = [
  { ...base('appointmentTime'), kind: 'instant' },
  { ...base('comment'), kind: 'long_text', maxLength: 1000 },
  choice('customerType', CUSTOMER_TYPES),
  line('customerName', 50),
  whenever('customerType', [COMPANY], line('customerCompany', 100)),
  phone('customerMobile'),
  phone('customerTelphome'),
  line('address', 200),
  choice('needEsignature', NEEDED),
  choice('needSerialNumPic', NEEDED),
  choice('needShortVideo', NEEDED),
  choice('isCheck', CHECKS),
  line('sn', 200),
  choice('payType', PAY_TYPES, {
    en: 'The collection and both amounts change together.',
    'zh-CN': '收款方式和两项金额需一起修改。',
  }),
  whenever('payType', COLLECTED, money('doorPrice')),
  whenever('payType', COLLECTED, money('servicePrice')),
  line('doorPriceComment', 200),
  money('spuSettlementPrice'),
  line('provinceAdcode', 20, { en: 'Such as 110000 for Beijing.', 'zh-CN': '如北京市：110000' }),
  line('cityAdcode', 20, { en: 'Such as 110100.', 'zh-CN': '如北京城区：110100' }),
  line('districtAdcode', 20, { en: 'Such as 110108.', 'zh-CN': '如海淀区：110108' }),
  line('provinceId', 20, { en: 'Dayu’s own ids, instead of the codes.', 'zh-CN': '大鱼平台的省市区 ID，代替编码。' }),
  line('provinceName', 20),
  line('cityId', 20),
  line('cityName', 20),
  line('districtId', 20),
  line('districtName', 20),
  line('updated', 50, { en: 'Whose change this is.', 'zh-CN': '登录人姓名。' }),
]

const attachmentFields = (readable: boolean): FormField[] => {
  const optional = { kind: 'long_text', required: false, maxLength: MAX_LINES } as const
  const perLine: Words = { en: 'In each line a name and a link.', 'zh-CN': '每行填名称和链接。' }
  if (!readable) {
    return [
      {
        ...optional,
        name: ATTACHMENTS,
        label: { en: 'Attachments, all of them', 'zh-CN': '全部附件' },
        hint: {
          en: `${perLine.en} They replace all attachments that the order has now.`,
          'zh-CN': `${perLine['zh-CN']}将替换服务单现有的全部附件。`,
        },
      },
    ]
  }
  return [
    { ...optional, name: ATTACHMENTS, label: { en: 'Add attachments', 'zh-CN': '添加附件' }, hint: perLine },
    {
      name: REMOVED_ATTACHMENTS,
      kind: 'vendor_choice',
      several: true,
      required: false,
      label: { en: 'Remove attachments', 'zh-CN': '删除附件' },
    },
  ]
}

/** What goes along when one of them changes. */
export const TOGETHER: readonly (readonly string[])[] = [
  PAYMENT,
  REGION_CODES,
  REGION_IDS,
  ['customerType', 'customerCompany'],
]

/** What somebody typed, without the space around it. */
const typed = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value.trim() : ''
}

/**
 * What can be changed of an order. Where it can be read, its attachments are kept and changed one by one; otherwise
 * they are replaced. https://open.dayuspm.com/docs/api/api-2022040101
 */
export const updateForm = (readable: boolean, zone: string): Form => {
  const fields = [...FIELDS, ...attachmentFields(readable)]
  const form: Form = { fields, check: checkFields, together: TOGETHER }
  if (!readable) return form
  // Attachments are added and removed: there is nothing to begin from.
  const values = ({ raw }: TicketDetail): Fields => valuesOf(FIELDS, raw, zone)
  return {
    ...form,
    files: ATTACHMENTS,
    values,
    frozen: (ticket) => frozenFields(ticket, fields),
    made: (sent, ticket) => 'raw' in ticket && hasAll(fields, sent, values(ticket)),
  }
}

const checkFields = (fields: Fields): Problem[] => {
  const missing = (names: readonly string[]) => names.filter((name) => !typed(fields, name))
  /** All of them or none. */
  const together = (names: readonly string[], words: Words): Problem[] => {
    const absent = missing(names)
    return absent.length === names.length ? [] : absent.map((field) => ({ field, words }))
  }
  const given = (names: readonly string[]) => missing(names).length < names.length
  const broken = (names: readonly string[], rule: (value: string) => boolean, words: Words): Problem[] =>
    names.filter((name) => rule(typed(fields, name))).map((field) => ({ field, words }))

  const numbers = [...REGION_CODES, ...REGION_IDS.filter((name) => name.endsWith('Id'))]
  return [
    ...together(PAYMENT, WORDS.payment),
    ...broken(['doorPrice', 'servicePrice'], (amount) => Number(amount) >= 100_000_000, WORDS.amount),
    ...(given(REGION_CODES) && given(REGION_IDS) ? [{ field: 'provinceId', words: WORDS.bothRegions }] : []),
    ...together(REGION_CODES, WORDS.region),
    ...together(REGION_IDS, WORDS.region),
    ...broken(numbers, (value) => /\D/.test(value), WORDS.digits),
    ...broken([ATTACHMENTS], (lines) => !linesOf(lines).every(isAttachment), WORDS.attachment),
  ]
}

const isAttachment = (line: string): boolean => (toAttachment(line)?.name.length ?? MAX_NAME + 1) <= MAX_NAME

const FINAL: Words = {
  en: 'This order has ended, so nothing in it changes any more.',
  'zh-CN': '服务单已结束，不能再修改。',
}
const ACCEPTED: Words = {
  en: 'An engineer has accepted this order, so its fee and region no longer change.',
  'zh-CN': '师傅已接单，不能修改派单工费和省市区。',
}

/**
 * By the status. An order that is submitted for its check may still be "in progress": nothing documented tells, so the
 * vendor's own refusal does.
 */
const frozenFields = ({ status }: TicketDetail, fields: readonly FormField[]) => {
  if (status === 'done' || status === 'cancelled') return fields.map(({ name }) => ({ field: name, reason: FINAL }))
  if (status !== 'pending' && status !== 'in_progress') return []
  return ['spuSettlementPrice', ...REGION_CODES, ...REGION_IDS].map((field) => ({ field, reason: ACCEPTED }))
}

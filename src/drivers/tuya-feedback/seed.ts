import { CAMERAS, LOCKS, type SeedProduct, type SeedReport, type Several, THERMOSTATS } from './seed-products.ts'
import { catePath, pathTo, type SeedType, STATE_NAMES } from './seed-types.ts'

/** A ticket as the vendor keeps it: the list shows one part of it, the detail another. */
export interface SandboxFeedback {
  readonly productId: string
  readonly catePath: string
  /** As `feedbacks` lists it. */
  readonly row: Readonly<Record<string, unknown>> & { readonly ticket_no: string; readonly state_code: string }
  /** What only `feedbacks/{id}` has. */
  readonly detail: Readonly<Record<string, unknown>>
  /** Oldest first. */
  readonly communications: readonly Readonly<Record<string, unknown>>[]
}

export interface SandboxProduct {
  readonly id: string
  readonly name: string
}

/** Three products with tickets in every state, and the one of the document's example. Otherwise invented. */
export const feedbacksAt = (now: number): { products: SandboxProduct[]; feedbacks: SandboxFeedback[] } => ({
  products: [LOCKS, THERMOSTATS, CAMERAS, { id: DOCUMENT_EXAMPLE.productId, name: 'DIY Light Panel' }].map(
    ({ id, name }) => ({ id, name }),
  ),
  feedbacks: [
    ...[LOCKS, THERMOSTATS, CAMERAS].flatMap((product) =>
      product.reports.map((report, index) => toFeedback(product, report, index, now)),
    ),
    DOCUMENT_EXAMPLE,
  ],
})

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const toFeedback = (product: SeedProduct, report: SeedReport, index: number, now: number): SandboxFeedback => {
  const [age, state, type, description] = report
  const created = now - age * HOUR_MS
  const day = new Date(created).toISOString().slice(0, 10).replaceAll('-', '')
  const ticketNo = `FBAY${day}${product.serial}${101 + index}`
  const types = pathTo(type)
  const [handler, handlerName] = nth(product.handlers, index)
  const allocated = state === 'WaitingForDistribute' ? {} : { handler, handler_nick_name: handlerName }
  return {
    productId: product.id,
    catePath: catePath(types),
    row: {
      ticket_no: ticketNo,
      create_time: created,
      update_time: Math.round(created + (age * HOUR_MS) / 2),
      state_code: state,
      state_name: STATE_NAMES[state]?.en,
      ticket_type: typeNames(types, product.language),
      handler_owner: product.owner[0],
      handler_owner_nick_name: product.owner[1],
      owner_enterprise_name: product.company,
      handler_enterprise_name: product.company,
      ...allocated,
      description,
      app_name: product.app,
      product_name: product.name,
      user_account: nth(product.users, index)[0],
      evaluation_star: state === 'Finished' ? nth([5, 4, 3], index) : -1,
      ...(state === 'Finished' ? { evaluation_problem_solve: index % 3 !== 2 } : {}),
      new_reply: state === 'Processing' ? 1 : 0,
      main_acct_id: 'ay1522030510178500**',
      is_operate: true,
    },
    detail: detailOf(product, index, created),
    communications: communicationsOf(product, report, index, { ticketNo, created }),
  }
}

const typeNames = (types: readonly SeedType[], language: 'en' | 'zh'): string =>
  types.map((type) => type[language]).join('/')

const detailOf = (product: SeedProduct, index: number, created: number) => {
  const [account, name, mobile] = nth(product.users, index)
  return {
    id: 4_100_000 + 100 * product.serial + index,
    app_version: nth(['5.12.0', '5.11.3'], index),
    product_id: product.id,
    uuid: `uuid${product.id.slice(0, 6)}${String(index).padStart(6, '0')}`,
    device_id: `6c${product.id.slice(2, 12)}${String(index).padStart(4, '0')}`,
    requester: account,
    requester_name: name,
    requester_mobile: mobile,
    requester_email: account.includes('@') ? account : '',
    mobile_system: nth(['iOS 18.2', 'Android 15'], index),
    mobile_type: nth(['iPhone 15', 'Pixel 9'], index),
    mobile_lang: product.language === 'zh' ? 'zh_CN' : 'en_GB',
    tech_ticket_nos: index % 4 === 0 ? [`TECH2026${product.serial}${index}`] : [],
    urge: index % 5 === 0,
    is_follow: index % 2 === 0,
    is_unbind_device: false,
    device_region: product.region,
    user_registered_time: created - 200 * DAY_MS,
  }
}

/** From the report to the state it is in. What besides a change of state is in `content` is not documented. */
const communicationsOf = (
  product: SeedProduct,
  [age, state, , description]: SeedReport,
  index: number,
  { ticketNo, created }: { ticketNo: string; created: number },
) => {
  const [userAccount, userName] = nth(product.users, index)
  const [handler, handlerName] = nth(product.handlers, index)
  const user = { account: userAccount, nick_name: userName, user_type: 'user', time_zone: 'GMT+1' }
  const staff = {
    account: handler,
    account_nick_name: handlerName,
    user_type: 'developer',
    company_name: product.company,
    time_zone: product.language === 'zh' ? 'GMT+8' : 'GMT+1',
  }
  const at = (share: number) => String(Math.round(created + age * share * HOUR_MS))
  const change = (from: string, to: string) => ({ state: { old_val: from, new_val: to } })
  const steps = [
    { ...user, operate: 'submit', operate_at: at(0), content: { body: description }, phone_system: 'Android 15' },
    { ...staff, operate: 'distribute', operate_at: at(0.1), content: change('WaitingForDistribute', 'Pending') },
    { ...staff, operate: 'reply', operate_at: at(0.2), content: { body: product.answer } },
    { ...staff, operate: 'update', operate_at: at(0.3), content: change('Pending', 'Processing') },
    { ...staff, operate: 'close', operate_at: at(0.4), content: change('Processing', state) },
  ]
  return steps.slice(0, STEPS[state] ?? 4).map((step) => ({ ticket_id: ticketNo, ...step }))
}

/** How far a ticket has come in each state. */
const STEPS: Readonly<Record<string, number>> = { WaitingForDistribute: 1, Pending: 2, Finished: 5, Cancelled: 5 }

const nth = <T>(list: Several<T>, index: number): T => list[index % list.length] ?? list[0]

/**
 * The row of the vendor's return example, as it stands there, and the product of its request example.
 * https://developer.tuya.com/en/docs/cloud/defe369065?id=Kb68j3crs10cy
 */
const DOCUMENT_EXAMPLE: SandboxFeedback = {
  productId: 'testxxxx',
  catePath: '1001/1011/1021',
  row: {
    ticket_type: 'General service support/Device problems/Offline',
    handler: 'iotplatf***@yopmail.com',
    create_time: 1638255813812,
    handler_nick_name: 'This is a nickname',
    evaluation_star: -1,
    handler_owner_nick_name: 'Nickname',
    description: 'Test reply',
    is_operate: true,
    product_name: 'DIY Light Panel',
    app_name: 'Test apps',
    owner_enterprise_name: 'Tuya Smart',
    update_time: 1638356077881,
    handler_owner: 'sun***@tuya.com',
    main_acct_id: 'ay15220305101785****',
    ticket_no: 'FBAY2021113****',
    handler_enterprise_name: 'Hangzhou Tuya Information Technology Co., Ltd.',
    user_account: '',
    state_code: 'Processing',
    new_reply: 0,
  },
  detail: { id: 4_100_001, product_id: 'testxxxx', app_version: '1.0.0', is_follow: false },
  communications: [
    {
      ticket_id: 'FBAY2021113****',
      account: 'iotplatf***@yopmail.com',
      operate: 'close',
      operate_at: '1638356077881',
      content: { state: { old_val: 'Processing', new_val: 'Finished' } },
      time_zone: 'GMT+8',
    },
  ],
}

import {
  DUBLIN,
  type SeedCategory,
  type SeedCommunity,
  type SeedOrder,
  type Several,
  SHENZHEN,
} from './seed-communities.ts'

/** A service ticket as `service-order-detail` gives it, and what only the list knows of it. */
export interface SandboxOrder {
  readonly serviceOrderId: string
  readonly roomId: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface SandboxCommunity {
  readonly id: string
  readonly name: string
  readonly orders: readonly SandboxOrder[]
}

/** Two communities with tickets in every state, hours to weeks old. Invented, but for the document's own example. */
export const communitiesAt = (now: number): SandboxCommunity[] => [
  { id: SHENZHEN.id, name: SHENZHEN.name, orders: ordersAt(SHENZHEN, now) },
  { id: DUBLIN.id, name: DUBLIN.name, orders: [...ordersAt(DUBLIN, now), DOCUMENT_EXAMPLE] },
]

const HOUR_MS = 3_600_000

const ordersAt = (community: SeedCommunity, now: number): SandboxOrder[] =>
  community.categories
    .flatMap((category) => category.orders.map((order) => ({ category, order })))
    .map(({ category, order }, index) => {
      const created = now - order[0] * HOUR_MS
      const day = new Date(created).toISOString().slice(0, 10).replaceAll('-', '')
      return {
        serviceOrderId: `${category.id}${100 + index}`,
        roomId: `${community.id}${200 + index}`,
        detail: {
          service_order_no: `BX${day}${101 + index}`,
          ...request(community, category, order, index, created),
          ...progress(community, order, index, created),
        },
      }
    })

const request = (
  community: SeedCommunity,
  category: SeedCategory,
  [, status, problem, where]: SeedOrder,
  index: number,
  created: number,
) => {
  const resident = nth(community.residents, index)
  const creator = index % 2 === 0 ? resident : community.desk
  const picture = `https://images.example.com/${community.id}/${index}/before.jpg`
  const visit = created + 24 * HOUR_MS
  return {
    source: nth([20, 40, 10, 30], index),
    order_status: status,
    create_time: created,
    area_type: nth([1, 3], index),
    parent_category_name: category.parent.name,
    parent_category_id: category.parent.id,
    category_name: category.name,
    cate_id: category.id,
    order_content: problem,
    desc: index % 3 === 0 ? community.remarks.request : problem,
    service_address: where,
    room_address: `${community.address} ${where}`,
    community_name: community.name,
    apply_user: resident[0],
    contacts: resident[1],
    creator: creator[0],
    creator_mobile: creator[1],
    service_type: index % 4 === 0 ? '3' : '1',
    attachments: index % 3 === 1 ? [picture] : [],
    ...(index % 4 === 1 ? { expire_begin_date: visit, expire_end_date: visit + 2 * HOUR_MS } : {}),
  }
}

/** Each step adds its fields: dispatched, completed, closed after a review. */
const progress = (community: SeedCommunity, [age, status]: SeedOrder, index: number, created: number) => {
  const { residents, workers, remarks } = community
  const step = ['Processing', 'Completed', 'Closed'].indexOf(status)
  const after = (share: number) => Math.round(created + age * share * HOUR_MS)
  const [worker, workerId] = nth(workers, index)
  const [resident, phone] = nth(residents, index)
  const dispatched = {
    dispatch_user: worker,
    dispatch_user_id: workerId,
    dispatch_time: after(0.1),
    dispatch_content: remarks.dispatch,
  }
  const completed = {
    finish_time: after(0.3),
    finish_content: remarks.finish,
    finish_attachments: [`https://images.example.com/${community.id}/${index}/after.jpg`],
    ...(index % 4 === 0 ? { order_money: '120.50', payment_type: '5' } : {}),
  }
  const closed = {
    revisit: resident,
    revisit_phone: phone,
    rate_score: nth([5, 4], index),
    evaluate_time: after(0.5),
    evaluate_content: remarks.review,
  }
  return { ...(step >= 0 && dispatched), ...(step >= 1 && completed), ...(step >= 2 && closed) }
}

const nth = <T>(list: Several<T>, index: number): T => list[index % list.length] ?? list[0]

/**
 * The return example of the vendor's document, as it stands there.
 * https://developer.tuya.com/en/docs/cloud/01f21a0e1d?id=Kay4biq0juz30
 */
const DOCUMENT_EXAMPLE: SandboxOrder = {
  serviceOrderId: '1438900000000000999',
  roomId: '1384799976831380999',
  detail: {
    attachments: ['url1', 'url2'],
    category_name: 'The level-2 category name',
    community_name: 'The community name',
    order_money: '13.1',
    source: 1,
    expire_end_date: 13010013331,
    service_address: 'The address of maintenance',
    expire_begin_date: 13010013331,
    parent_category_id: '13010013331xxx123',
    order_status: 'WaitingForDistribute',
    dispatch_user_id: '13331xxx123',
    creator_mobile: '13331xxx123',
    finish_content: 'The content of completion',
    evaluate_time: 1333112312123,
    creator: 'James',
    dispatch_user: 'James',
    service_order_no: 'BX20210917XXX232',
    dispatch_time: 13010013331,
    create_time: 13010013331,
    revisit: 'James',
    apply_user: 'James',
    cate_id: '13010013331xxx123',
    area_type: 1,
    rate_score: 1,
    dispatch_content: 'The remarks of dispatch',
    finish_time: 1333112312123,
    finish_attachments: ['url1', 'url2'],
    service_type: '1',
    payment_type: 1,
    order_content: 'The content of the service ticket',
    evaluate_content: 'The content of review',
    room_address: 'The house address',
    parent_category_name: 'The parent category name',
    revisit_phone: '13331xxx123',
    contacts: '13331xxx123',
    desc: 'The description of the problem',
  },
}

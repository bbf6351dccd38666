export interface SeedType {
  readonly id: number
  readonly en: string
  readonly zh: string
  readonly below?: readonly SeedType[]
}

/** The types of tickets: a tree, of which a ticket has one path. */
export const TYPES: readonly SeedType[] = [
  {
    id: 1001,
    en: 'General service support',
    zh: '通用服务支持',
    below: [
      {
        id: 1011,
        en: 'Device problems',
        zh: '设备问题',
        below: [
          { id: 1021, en: 'Offline', zh: '离线' },
          { id: 1022, en: 'Not responding', zh: '无响应' },
          { id: 1023, en: 'Wrong readings', zh: '数据异常' },
        ],
      },
      {
        id: 1012,
        en: 'App problems',
        zh: 'App 问题',
        below: [
          { id: 1024, en: 'Notifications', zh: '消息推送' },
          { id: 1025, en: 'Pairing', zh: '配网' },
        ],
      },
      { id: 1013, en: 'Suggestions', zh: '产品建议' },
    ],
  },
]

export const STATE_NAMES: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  WaitingForDistribute: { en: 'To be distributed', zh: '待分配' },
  Pending: { en: 'Pending', zh: '待处理' },
  Processing: { en: 'Processing', zh: '处理中' },
  PendingUserFeedback: { en: 'Pending user feedback', zh: '待用户反馈' },
  PendingUserConfirm: { en: 'Pending user confirmation', zh: '待用户确认' },
  Finished: { en: 'Finished', zh: '已完成' },
  Cancelled: { en: 'Cancelled', zh: '已取消' },
}

/** The types from the top to the one with this id. */
export const pathTo = (id: number, types: readonly SeedType[] = TYPES): readonly SeedType[] => {
  for (const type of types) {
    if (type.id === id) return [type]
    const below = pathTo(id, type.below ?? [])
    if (below.length > 0) return [type, ...below]
  }
  return []
}

/** The path of ids that the list filters by. How Tuya writes it is not documented. */
export const catePath = (types: readonly SeedType[]): string => types.map(({ id }) => id).join('/')

import type { Call, Driver } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { TicketDetail, TicketRef } from '../../tickets/ticket.ts'
import { defineDriver, type Tools } from '../define.ts'
import { createTuyaClient, type TuyaClient } from '../tuya/client.ts'
import { type TuyaSettings, tuyaSettings } from '../tuya/settings.ts'
import { createCommunities } from './communities.ts'
import { filters } from './filters.ts'
import { createList } from './list.ts'
import { toTicketDetail } from './map.ts'
import { orderDetail } from './schema.ts'
import { VENDOR } from './words.ts'

const DETAIL_PATH = '/v1.0/iot-02/community/service-order-detail'

/** Reads the service tickets of Tuya's smart communities. Nothing that would change one is documented. */
const createTuyaCommunity = (settings: TuyaSettings, tools: Tools): Driver => {
  const client = createTuyaClient({ vendor: VENDOR, settings, tools })
  return {
    vendor: VENDOR,
    name: { en: 'Tuya smart community', 'zh-CN': '涂鸦智慧社区' },
    communityHint: {
      en: 'Block ID of the community (block_id), a long number such as 1384799976831380001',
      'zh-CN': '小区的 block_id，一串长数字，例如 1384799976831380001',
    },
    operations: {
      list: createList(client),
      detail: createDetail(client),
      communities: createCommunities(client),
    },
    translates: true,
    forms: {},
    filters,
    recognise: (text) => /^BX[\dA-Z*]{8,}$/i.test(text.trim()),
    canonical: (number) => number.replace(/^bx/i, 'BX'),
    close: client.close,
  }
}

export const tuyaCommunity = defineDriver({
  vendor: VENDOR,
  settings: tuyaSettings,
  open: createTuyaCommunity,
  sandbox: async (shared) => (await import('./sandbox.ts')).createTuyaCommunitySandbox({ shared }),
})

/**
 * The document marks both parameters as part of the URI, but its path has no place for them, and its example is a GET
 * with a body: they go as query. https://developer.tuya.com/en/docs/cloud/01f21a0e1d?id=Kay4biq0juz30
 */
const createDetail =
  (client: TuyaClient) =>
  async (ref: TicketRef, call?: Call): Promise<TicketDetail> => {
    const query = { block_id: ref.community, service_order_no: ref.id }
    const parsed = orderDetail.safeParse(await client.request({ method: 'GET', path: DETAIL_PATH, query }, call))
    if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no ticket in the answer`, { vendor: VENDOR })
    if (!parsed.data) throw new TicketError('not_found', `${VENDOR}: the answer is empty`, { vendor: VENDOR })
    return toTicketDetail(ref, parsed.data)
  }

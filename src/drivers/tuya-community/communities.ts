import type { Call, Community } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { lookup, text } from '../fields.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { PAGE_SIZE, type Row, readAll, type VendorPage } from '../tuya/pages.ts'
import { recordPage } from './schema.ts'
import { VENDOR } from './words.ts'

const PATH = '/v1.0/iot-02/community/projects'

/** Every community of the cloud project. https://developer.tuya.com/en/docs/cloud/3a1b50f6ac?id=Kal0y5mrotnhx */
export const createCommunities = (client: TuyaClient) => {
  const readPage = async (page: number, call?: Call): Promise<VendorPage<Community>> => {
    const query = { page_no: String(page), page_size: String(PAGE_SIZE) }
    const parsed = recordPage.safeParse(await client.request({ method: 'GET', path: PATH, query }, call))
    if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no page of communities`, { vendor: VENDOR })
    const { rows, total } = parsed.data
    return { rows: rows.map(toRow), total }
  }

  return (call?: Call): Promise<Community[]> =>
    readAll({ vendor: VENDOR, parts: [''], read: (_, page) => readPage(page, call) })
}

/** A project without a community (`block_id`) has no tickets to list. */
const toRow = (project: Record<string, unknown> | undefined): Row<Community> => {
  const find = lookup(project ?? {})
  const id = text(find(['block_id']))
  if (id === undefined) return { is: 'unreadable' }
  const name = text(find(['community_name'])) ?? text(find(['project_name']))
  return { is: 'wanted', key: id, item: { id, ...(name === undefined ? {} : { name }) } }
}

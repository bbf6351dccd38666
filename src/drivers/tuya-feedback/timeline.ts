import { createHash } from 'node:crypto'
import type { Operations, TimelineEntry } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { WireRecord } from '../fields.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { PAGE_SIZE, type Row, readOn, type VendorPage } from '../tuya/pages.ts'
import { toEntry } from './communication.ts'
import { aboutTicket, type ReadFeedback } from './operations.ts'
import { recordPage } from './schema.ts'
import { VENDOR } from './words.ts'

/**
 * What was said about a ticket and done to it. Which values `query_mode` takes is not documented: 1 is the example's.
 * https://developer.tuya.com/en/docs/cloud/b8a0a676f3?id=Kb68j33ggnpcz
 */
const NEWEST_FIRST = { query_mode: '1', is_asc: 'false', page_size: String(PAGE_SIZE) }

export const createTimeline =
  (client: TuyaClient, readFeedback: ReadFeedback): Operations['timeline'] =>
  async (ref, cursor, call) => {
    await readFeedback(ref, call)
    const read = async (_: string, page: number): Promise<VendorPage<TimelineEntry>> => {
      const query = { ...NEWEST_FIRST, page_no: String(page) }
      const answer = await client.request({ method: 'GET', ...aboutTicket(ref, '/communications'), query }, call)
      const parsed = recordPage.safeParse(answer)
      if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no communications`, { vendor: VENDOR })
      return { ...parsed.data, rows: parsed.data.rows.map(toRow) }
    }
    return readOn({ vendor: VENDOR, parts: [''], cursor, read })
  }

/** A communication has no id: the whole of it tells it from others. Hashed, since cursors hold keys and must stay short. */
const keyOf = (communication: WireRecord): string =>
  createHash('sha256').update(JSON.stringify(communication)).digest('base64url')

const toRow = (communication: WireRecord | undefined): Row<TimelineEntry> => {
  const item = communication && toEntry(communication)
  return item ? { is: 'wanted', key: keyOf(communication), item } : { is: 'unreadable' }
}

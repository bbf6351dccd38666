import { TicketError } from '../../tickets/errors.ts'
import type { Query } from '../tuya/signature.ts'
import { VENDOR } from './words.ts'

/** Stands for tickets of every product. */
const EVERYTHING = '*'

/**
 * The products of a community: their ids as they are typed, with commas between them; undefined for all there are.
 * @throws TicketError `not_found` when it names none, since the vendor would take that for all
 */
export const productsOf = (community: string): string[] | undefined => {
  if (community.trim() === EVERYTHING) return undefined
  const ids = community
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  if (ids.length === 0) throw new TicketError('not_found', `${VENDOR}: no product is named`, { vendor: VENDOR })
  return ids
}

/** The community as a parameter: none stands for every product. */
export const productQuery = (community: string): Query => {
  const products = productsOf(community)
  return products ? { product_id: products.join(',') } : {}
}

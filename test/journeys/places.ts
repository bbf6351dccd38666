import { seedResidences } from '../../src/drivers/akubela/seed.ts'
import { DUBLIN, SHENZHEN } from '../../src/drivers/tuya-community/seed-communities.ts'
import type { BenchOptions } from '../support/bench.ts'

/** When the journeys happen: a Saturday, ten in the morning in Berlin and five in the afternoon in Shenzhen. */
export const NOW = Date.parse('2026-11-21T09:00:00Z')

export const TUYA = 'tuya-community'
export const AKUBELA = 'akubela'

type Links = NonNullable<BenchOptions['links']>
type Place = Omit<Links[number], 'channel'>

const place = (vendor: string, { id, name }: { id: string; name: string }): Place => ({ vendor, community: id, name })

const residence = (name: string): Place => {
  const found = seedResidences(NOW).find((one) => one.name === name)
  if (!found) throw new Error(`the sandbox has no residence ${name}`)
  return place(AKUBELA, found)
}

/** The communities that the vendors' sandboxes hold. */
export const HAITANG_BAY = place(TUYA, SHENZHEN)
export const HARBOUR_QUAY = place(TUYA, DUBLIN)
export const XIXI_LAKE = residence('西溪湖畔别墅 18 幢')
export const KASTANIENALLEE = residence('Kastanienallee 27, Berlin')
export const AKUBELA_EXAMPLE = residence('akubela example')

export const TUYA_COMMUNITIES = [HAITANG_BAY, HARBOUR_QUAY]
export const RESIDENCES = [XIXI_LAKE, KASTANIENALLEE, AKUBELA_EXAMPLE]
export const EVERYWHERE = [...TUYA_COMMUNITIES, ...RESIDENCES]

export const linksOf = (channel: string, places: readonly Place[]): Links => places.map((one) => ({ channel, ...one }))

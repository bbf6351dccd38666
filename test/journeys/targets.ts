import { join } from 'node:path'
import { seedCases } from '../../src/drivers/aicc/seed.ts'
import { seedResidences } from '../../src/drivers/akubela/seed.ts'
import { createJsonStore } from '../../src/store/json.ts'
import type { Accepted, Submission } from '../../src/tickets/submission.ts'
import { DESK, LINDENHOF } from '../../src/workspace/seed.ts'
import { AICC, AICC_TENANT } from './accounts.ts'
import type { Target } from './gestures.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf, NOW, XIXI_LAKE } from './places.ts'

/* Two channels: one that everybody here is in, and one that looks after what they must not know of. */

export const SECRET = LINDENHOF
const LONG_HENCE = '2030-01-01T00:00:00.000Z'

const repairIn = (residence: string): string => {
  const found = seedResidences(NOW).find(({ id }) => id === residence)?.repairs[0]
  if (!found) throw new Error(`no repair in ${residence}`)
  return found.maintenance_id
}

const submissionsOf = (name: string) => ({
  create: `V0${name}CREATE.1`,
  comment: `V0${name}COMMENT.1`,
  remove: `V0${name}REMOVE.1.0`,
})

const repairTarget = (name: string, channel: string, community: string, id: string): Target => ({
  ref: { vendor: AKUBELA, community, id },
  number: id,
  channel,
  submissions: submissionsOf(name),
})

const caseTarget = (name: string, channel: string, id: string, number: string): Target => ({
  ref: { vendor: AICC, community: '*', id },
  number,
  channel,
  submissions: submissionsOf(name),
})

const CASE = seedCases(NOW).find(({ caseInfo }) => caseInfo.contactPhone)
export const OWN = repairTarget('OWN', DESK, KASTANIENALLEE.community, repairIn(KASTANIENALLEE.community))
export const SECRETS = [
  repairTarget('SECRETREPAIR', SECRET, XIXI_LAKE.community, repairIn(XIXI_LAKE.community)),
  caseTarget('SECRETCASE', SECRET, String(CASE?.caseInfo.id), String(CASE?.caseInfo.caseNo)),
]
/** The same case, for whom it is no secret. */
export const OWN_CASE = caseTarget('OWNCASE', DESK, String(CASE?.caseInfo.id), String(CASE?.caseInfo.caseNo))
/** As the secrets, and there is no such thing. */
export const GHOSTS = [
  repairTarget('GHOSTREPAIR', 'C0GHOST', 'r00000000000000000000000000000000', 'm00000000000000000000000000000000'),
  caseTarget('GHOSTCASE', 'C0GHOST', 'c6m800000149ndrGHOST', '987654321'.padStart(30, '0')),
]

/** Words of a kind that is found nowhere else. */
export const TYPED = 'Zwiebelkuchen'

const leftBy = (user: string, { ref, number, channel, submissions }: Target): Submission[] => {
  const common: Omit<Accepted, 'id' | 'write'> = {
    ...{ channel, user, vendor: ref.vendor, community: ref.community },
    language: 'en',
    ...{ acceptedAt: new Date(NOW).toISOString(), numbers: [number] },
  }
  const failed = { state: 'failed', reason: 'forbidden', told: 'failed', recorded: 'failed' } as const
  const write = { kind: 'create', fields: { description: TYPED, title: TYPED } } as const
  return [
    { ...common, ...failed, id: submissions.create, write },
    { ...common, ...failed, id: submissions.comment, write: { kind: 'comment', id: ref.id, text: TYPED } },
    {
      ...common,
      id: submissions.remove,
      write: { kind: 'remove', ids: [ref.id] },
      state: 'queued',
      nextTryAt: LONG_HENCE,
    },
  ]
}

/** What is kept before anybody does anything. */
export const furnish = async (folder: string): Promise<void> => {
  const store = await createJsonStore({ path: join(folder, 'store.json'), now: () => NOW })
  const at = new Date(NOW).toISOString()
  for (const row of leftBy('U0JONAS', OWN)) await store.accept(row)
  for (const target of SECRETS) {
    const { channel, ref, number } = target
    for (const row of leftBy('U0SOFIA', target)) await store.accept(row)
    await store.putSnooze({ channel, ref, number, by: 'U0SOFIA', at })
    const seen = { status: 'pending' } as const
    await store.putWatch({ channel, ref, number, by: 'U0SOFIA', at, seen, nextLookAt: LONG_HENCE })
    await store.putCard({ channel, ts: '1.1', ref, sharedBy: 'U0SOFIA', at })
  }
  await store.close()
}

export const LINKS = [
  ...linksOf(DESK, [KASTANIENALLEE, HAITANG_BAY]),
  ...linksOf(
    SECRET,
    [XIXI_LAKE, AICC_TENANT].map((place) => ({ ...place, name: `${TYPED} ${place.vendor}` })),
  ),
]

/** Whom the tickets of the secret channel are about, and how they are reached. */
export const PERSONAL = [
  ...(seedResidences(NOW).find(({ id }) => id === XIXI_LAKE.community)?.repairs ?? []).map(({ contact }) => contact),
  String(CASE?.caseInfo.contactPhone),
]

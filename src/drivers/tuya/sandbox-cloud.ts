import { type SandboxServer, serveSandbox } from '../sandbox.ts'
import type { Shared } from '../shared.ts'
import { createTuyaGate, type TuyaBusiness } from './sandbox.ts'

const CLIENT_ID = 'sandboxtuyaclient001'
const SECRET = 'sandbox0tuya0secret00000000001x'

/** One cloud project of Tuya's on loopback. Each sandbox adds the API family that it stands in for. */
export interface TuyaCloud {
  readonly server: SandboxServer
  /** What points the Tuya drivers here, all of them alike. */
  readonly env: Readonly<Record<string, string>>
  add(family: TuyaBusiness): void
}

/** The cloud that all Tuya sandboxes with the same `shared` stand in: their drivers have one set of variables. */
export const joinTuyaCloud = (shared: Shared, now: () => number): Promise<TuyaCloud> =>
  shared('tuya sandbox', () => startTuyaCloud(now))

const startTuyaCloud = async (now: () => number): Promise<TuyaCloud> => {
  const families: TuyaBusiness[] = []
  const gate = createTuyaGate({
    now,
    clientId: CLIENT_ID,
    secret: SECRET,
    business: (request) => families.map((family) => family(request)).find((answer) => answer !== undefined),
  })
  const server = await serveSandbox(gate)
  return {
    server,
    env: {
      TUYA_BASE_URL: server.url,
      TUYA_CLIENT_ID: CLIENT_ID,
      TUYA_CLIENT_SECRET: SECRET,
      TUYA_SUB_UID: SUB_UID,
      // The vendor's limit is not known, so the sandbox has none.
      TUYA_REQUESTS_PER_SECOND: '999',
    },
    add: (family) => void families.push(family),
  }
}

/** The sub-account that may reply to feedback and finish it. */
export const SUB_UID = 'bay1641234567890sub1'

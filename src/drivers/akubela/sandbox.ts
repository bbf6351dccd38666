import { type Sandbox, type SandboxAnswer, type SandboxRequest, serveSandbox } from '../sandbox.ts'
import { runCommand } from './sandbox-commands.ts'
import { runManagerCommand } from './sandbox-manager.ts'
import { type Client, createSandboxTokens } from './sandbox-tokens.ts'
import { seedResidences } from './seed.ts'
import { VENDOR } from './words.ts'

const METHOD_PATH = '/api/v1.0/invoke/open-ability/method'

const CLIENT: Client = {
  id: 'sandbox-akubela-client',
  secret: 'sandbox-akubela-client-secret',
  refreshToken: 'sandbox-akubela-refresh-token',
}

/**
 * A stand-in for akubela on loopback: one account with three residences, which also manages them as a project. It insists on what the document asks for. How
 * it words a refusal is our invention, since the vendor does not publish that.
 */
export const createAkubelaSandbox = async ({ now = Date.now }: { now?: () => number } = {}): Promise<Sandbox> => {
  const residences = seedResidences(now())
  const tokens = createSandboxTokens(CLIENT, now)

  const told = (outcome: { result: unknown } | { refused: string }): SandboxAnswer => {
    const envelope = { timestamp: now() }
    return 'refused' in outcome
      ? { json: { success: false, ...envelope, result: {}, message: outcome.refused } }
      : { json: { success: true, ...envelope, result: outcome.result } }
  }

  const answerCommand = (request: SandboxRequest, runIt: typeof runCommand): SandboxAnswer => {
    const token = tokens.check(request.headers.authorization, request.misbehave)
    if (token === 'unknown') return { ...told({ refused: 'unauthorized' }), status: 401 }
    if (token === 'expired') return told({ refused: 'access token expired' })
    const json = ['content-type', 'accept'].every((name) => request.headers[name]?.includes('application/json'))
    if (!json) return told({ refused: 'invalid content type' })
    return told(runIt(residences, parsed(request.body), now()))
  }

  const server = await serveSandbox((request) => {
    if (request.misbehave === 'rate_limit') return told({ refused: 'too many requests' })
    const called = `${request.method} ${request.path}`
    if (called === `POST ${METHOD_PATH}/oauth2/token`) return told(tokens.grant(request))
    if (called === `POST ${METHOD_PATH}/user-commands`) return answerCommand(request, runCommand)
    if (called === `POST ${METHOD_PATH}/manager-commands`) return answerCommand(request, runManagerCommand)
    return { status: 404, json: { error: 'Not Found' } }
  })

  return {
    ...server,
    vendor: VENDOR,
    env: {
      AKUBELA_BASE_URL: server.url,
      AKUBELA_CLIENT_ID: CLIENT.id,
      AKUBELA_CLIENT_SECRET: CLIENT.secret,
      AKUBELA_REFRESH_TOKEN: CLIENT.refreshToken,
    },
    communities: residences.map(({ id, name }) => ({ id, name })),
    misbehave: (how, only) => {
      tokens.age()
      server.misbehave(how, only)
    },
  }
}

/** undefined when it is not JSON; every command refuses that. */
const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

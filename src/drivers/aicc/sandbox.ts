import { type Sandbox, type SandboxAnswer, type SandboxRequest, serveSandbox } from '../sandbox.ts'
import { type CaseAnswer, createCaseApi } from './sandbox-cases.ts'
import { type Client, createSandboxTokens } from './sandbox-tokens.ts'
import { DESK_USER, seedCases } from './seed.ts'
import { VENDOR } from './words.ts'

const TOKEN_PATH = '/baas/auth/v1.0/oauth2/token'
const CASE_API = '/service/AICC__Case/1.0.0/openapi'
const CLIENT: Client = { id: 'sandbox-aicc-client', secret: 'sandbox-aicc-client-secret' }

/**
 * A stand-in for AICC on loopback: one tenant in Shanghai's time with a call centre's cases. It insists on what the
 * documents ask for. How it words a refusal is our invention, since the list of errors is not public.
 */
export const createAiccSandbox = async ({ now = Date.now }: { now?: () => number } = {}): Promise<Sandbox> => {
  const api = createCaseApi(seedCases(now()), now)
  const tokens = createSandboxTokens(CLIENT, now)

  const answerCase = (request: SandboxRequest): SandboxAnswer => {
    if (!tokens.isGood(request.headers['access-token'], request.misbehave)) {
      return { ...told({ refused: 'invalid access-token' }), status: 401 }
    }
    const { called, id } = split(request.method, request.path.slice(CASE_API.length))
    const act = api.get(called)
    if (!act) return { status: 404, json: { error: 'Not Found' } }
    if (id !== undefined) return told(act(id))
    const json = request.headers['content-type']?.includes('application/json')
    return told(json ? act(parsed(request.body)) : { refused: 'invalid content type' })
  }

  const server = await serveSandbox((request) => {
    if (request.misbehave === 'rate_limit') return told({ refused: 'too many requests' })
    if (request.method === 'POST' && request.path === TOKEN_PATH) return tokens.grant(request)
    if (request.path.startsWith(CASE_API)) return answerCase(request)
    return { status: 404, json: { error: 'Not Found' } }
  })

  return {
    ...server,
    vendor: VENDOR,
    env: {
      AICC_BASE_URL: server.url,
      AICC_CLIENT_ID: CLIENT.id,
      AICC_CLIENT_SECRET: CLIENT.secret,
      AICC_CREATOR_ID: DESK_USER.id,
      AICC_TIME_ZONE: 'Asia/Shanghai',
    },
    communities: [{ id: '*', name: '客户服务中心' }],
    misbehave: (how, only) => {
      tokens.age()
      server.misbehave(how, only)
    },
  }
}

/** A GET ends in the id of what it asks for. */
const split = (method: string, path: string): { called: string; id?: string } => {
  const end = path.lastIndexOf('/')
  return method === 'GET'
    ? { called: `GET ${path.slice(0, end)}`, id: path.slice(end + 1) }
    : { called: `${method} ${path}` }
}

const told = (answer: CaseAnswer): SandboxAnswer =>
  'refused' in answer
    ? { json: { resCode: '405230006', resMsg: answer.refused } }
    : { json: { resCode: '0', resMsg: '成功', ...answer } }

/** undefined when it is not JSON; every request refuses that. */
const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

import { z } from 'zod'
import { baseUrl, defineDriver } from '../define.ts'
import { createHttp } from '../http.ts'
import { createRun } from './client.ts'
import { createForm } from './form.ts'
import { createOperations } from './operations.ts'
import { createTokens } from './token.ts'
import { VENDOR } from './words.ts'

const REFRESH_VARIABLES = ['AKUBELA_CLIENT_ID', 'AKUBELA_CLIENT_SECRET', 'AKUBELA_REFRESH_TOKEN'] as const

const variables = z.object({
  AKUBELA_BASE_URL: baseUrl,
  AKUBELA_ACCESS_TOKEN: z.string().optional(),
  AKUBELA_CLIENT_ID: z.string().optional(),
  AKUBELA_CLIENT_SECRET: z.string().optional(),
  AKUBELA_REFRESH_TOKEN: z.string().optional(),
})

/** An access token, or all three that renew one; some of the three is a mistake even beside an access token. */
const settings = REFRESH_VARIABLES.reduce(
  (schema, name) =>
    schema.refine(
      (given) =>
        given[name] !== undefined ||
        (given.AKUBELA_ACCESS_TOKEN !== undefined && REFRESH_VARIABLES.every((one) => given[one] === undefined)),
      {
        path: [name],
        message: `is missing: ${VENDOR} needs ${REFRESH_VARIABLES.join(', ')}, or AKUBELA_ACCESS_TOKEN alone`,
        // Also when another variable is wrong, so that every problem is told at once.
        when: () => true,
      },
    ),
  variables,
)

/** akubela by Akuvox: a resident's repairs. https://developer.akubela.com, User Function API, Maintenance Management */
export const akubela = defineDriver({
  vendor: VENDOR,
  settings,
  sandbox: async () => (await import('./sandbox.ts')).createAkubelaSandbox(),
  open: (given, { now, ...limits }) => {
    const http = createHttp({ vendor: VENDOR, baseUrl: given.AKUBELA_BASE_URL, ...limits })
    const tokens = createTokens({ http, now, accessToken: given.AKUBELA_ACCESS_TOKEN, refresh: toRefresh(given) })
    return {
      vendor: VENDOR,
      name: { en: 'akubela', 'zh-CN': 'akubela' },
      communityHint: {
        en: 'The residence id: r and 32 more characters. The vendor’s get_family_list shows it as residence_id.',
        'zh-CN': '住宅 ID：字母 r 加 32 个字符，即厂商接口 get_family_list 返回的 residence_id。',
      },
      operations: createOperations(createRun(http, tokens)),
      forms: { create: createForm },
      recognise: (text) => /^m[0-9a-z]{32}$/i.test(text.trim()),
      close: http.close,
    }
  },
})

const toRefresh = (given: z.output<typeof settings>) => {
  const {
    AKUBELA_CLIENT_ID: clientId,
    AKUBELA_CLIENT_SECRET: clientSecret,
    AKUBELA_REFRESH_TOKEN: refreshToken,
  } = given
  return clientId && clientSecret && refreshToken ? { clientId, clientSecret, refreshToken } : undefined
}

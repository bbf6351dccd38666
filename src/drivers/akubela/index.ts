import { z } from 'zod'
import type { Words } from '../../tickets/words.ts'
import { baseUrl, defineDriver } from '../define.ts'
import { createHttp } from '../http.ts'
import { createRun } from './client.ts'
import { createForm } from './form.ts'
import { createManagerOperations } from './manager.ts'
import { createOperations } from './operations.ts'
import { createAkubelaTokens } from './token.ts'
import { VENDOR } from './words.ts'

const REFRESH_VARIABLES = ['AKUBELA_CLIENT_ID', 'AKUBELA_CLIENT_SECRET', 'AKUBELA_REFRESH_TOKEN'] as const

const variables = z.object({
  AKUBELA_BASE_URL: baseUrl,
  AKUBELA_ACCESS_TOKEN: z.string().optional(),
  AKUBELA_CLIENT_ID: z.string().optional(),
  AKUBELA_CLIENT_SECRET: z.string().optional(),
  AKUBELA_REFRESH_TOKEN: z.string().optional(),
  /** Makes the driver a manager of this project, who reads all its repairs and changes none. */
  AKUBELA_PROJECT_ID: z.string().optional(),
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

/** A resident's list has no pages: all the repairs that a residence ever had come in one answer. */
const MAX_BYTES = 16 * 1024 * 1024

const RESIDENT_HINT: Words = {
  en: 'The residence id: r and 32 more characters. The vendor’s get_family_list shows it as residence_id.',
  'zh-CN': '住宅 ID：字母 r 加 32 个字符，即厂商接口 get_family_list 返回的 residence_id。',
}

const MANAGER_HINT: Words = {
  en: `${RESIDENT_HINT.en} Or * for the whole project.`,
  'zh-CN': `${RESIDENT_HINT['zh-CN']}填 * 表示整个项目。`,
}

/** akubela by Akuvox: repairs, as a resident or a manager sees them. https://developer.akubela.com, Maintenance Management */
export const akubela = defineDriver({
  vendor: VENDOR,
  settings,
  sandbox: async () => (await import('./sandbox.ts')).createAkubelaSandbox(),
  open: (given, tools) => {
    const { AKUBELA_ACCESS_TOKEN: accessToken, AKUBELA_PROJECT_ID: projectId } = given
    const http = createHttp({ vendor: VENDOR, baseUrl: given.AKUBELA_BASE_URL, maxBytes: MAX_BYTES, ...tools })
    const { now, keep } = tools
    const run = createRun(http, createAkubelaTokens({ http, now, accessToken, refresh: toRefresh(given), keep }))
    return {
      vendor: VENDOR,
      name: { en: 'akubela', 'zh-CN': 'akubela' },
      communityHint: projectId ? MANAGER_HINT : RESIDENT_HINT,
      scope: projectId ? 'either' : 'ids',
      operations: projectId ? createManagerOperations(run, projectId) : createOperations(run),
      forms: projectId ? {} : { create: createForm },
      recognise: (text) => /^m[0-9a-z]{32}$/i.test(text.trim()),
      canonical: (number) => (/^m[0-9a-z]{32}$/i.test(number) ? number.toLowerCase() : number),
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

import { z } from 'zod'
import type { Driver } from '../../tickets/driver.ts'
import { isZone } from '../../time/typed.ts'
import { baseUrl, defineDriver, type Tools } from '../define.ts'
import { createHttp } from '../http.ts'
import { createTokens } from '../token.ts'
import { createClient } from './client.ts'
import { commenting, createForm, filterForm, STEPS, updateForm } from './form.ts'
import { createReading, fullNumber } from './reading.ts'
import { fetchToken } from './token.ts'
import { VENDOR, words } from './words.ts'
import { createWriting } from './writing.ts'

const settings = z.object({
  AICC_BASE_URL: baseUrl,
  AICC_CLIENT_ID: z.string(),
  AICC_CLIENT_SECRET: z.string(),
  /** The AppCube user who files and changes cases. Without it, cases are only read. */
  AICC_CREATOR_ID: z.string().optional(),
  /** Where the tenant's clocks are: the wire's times say nothing of it. */
  AICC_TIME_ZONE: z
    .string()
    .refine(isZone, { message: 'must be an IANA time zone, such as Asia/Shanghai' })
    .default('Asia/Shanghai'),
  AICC_LIST_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days from 1 to 9999')
    .transform(Number)
    .default(180),
})

const createAicc = (given: z.output<typeof settings>, tools: Tools): Driver => {
  const { now } = tools
  const http = createHttp({ vendor: VENDOR, baseUrl: given.AICC_BASE_URL, ...tools })
  const credentials = { clientId: given.AICC_CLIENT_ID, clientSecret: given.AICC_CLIENT_SECRET }
  const client = createClient(http, createTokens({ now, fetch: () => fetchToken(http, credentials) }))
  const reading = { client, zone: given.AICC_TIME_ZONE, now, listDays: given.AICC_LIST_DAYS }
  const creatorId = given.AICC_CREATOR_ID
  return {
    vendor: VENDOR,
    name: words('Huawei AICC', '华为云联络中心 AICC'),
    scope: 'account',
    communityHint: words('All cases of the tenant: *', '租户的全部工单：*'),
    operations: { ...createReading(reading), ...(creatorId ? createWriting({ ...reading, creatorId }) : {}) },
    forms: creatorId ? { create: createForm, update: updateForm } : {},
    filters: filterForm,
    ...(creatorId ? { steps: STEPS, commenting } : {}),
    recognise: (text) => /^\d{30}$/.test(text.trim()),
    canonical: fullNumber,
    close: http.close,
  }
}

/** Cases of Huawei's contact centre. https://support.huaweicloud.com/api-ccfs-cec/cec_07_3408.html */
export const aicc = defineDriver({
  vendor: VENDOR,
  settings,
  open: createAicc,
  sandbox: async () => (await import('./sandbox.ts')).createAiccSandbox(),
})

import { z } from 'zod'
import type { Driver } from '../../tickets/driver.ts'
import { isZone } from '../../time/typed.ts'
import { baseUrl, defineDriver, type Tools } from '../define.ts'
import { createHttp } from '../http.ts'
import { createDayuClient } from './client.ts'
import { updateForm } from './form.ts'
import { createMemory } from './memory.ts'
import { createOperations } from './operations.ts'
import { createWebhook } from './webhook.ts'
import { VENDOR } from './words.ts'

const path = z.string().regex(/^\/(?!\/)[^\s?#]*$/, 'must be a path that begins with / and has no query')

/** The vendor publishes its Java SDK but neither addresses nor the way in, so nothing here has a default but the zone. */
const settings = z.object({
  DAYU_BASE_URL: baseUrl,
  DAYU_TOKEN: z.string().regex(/^[!-~]+$/, 'must be printable ASCII without spaces'),
  DAYU_TOKEN_HEADER: z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header'),
  DAYU_MODIFY_PATH: path,
  DAYU_DETAIL_PATH: path.refine((value) => value.split('{id}').length === 2, 'must hold {id} once').optional(),
  DAYU_TIME_ZONE: z
    .string()
    .refine(isZone, 'must be an IANA time zone, such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  DAYU_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{24,}$/, 'must be at least 24 letters, digits, - or _')
    .refine((secret) => new Set(secret).size >= 10, 'must be random, not a repetition')
    .optional(),
})

const openDayu = (given: z.output<typeof settings>, tools: Tools): Driver => {
  const http = createHttp({ vendor: VENDOR, baseUrl: given.DAYU_BASE_URL, ...tools })
  const client = createDayuClient(http, {
    token: given.DAYU_TOKEN,
    tokenHeader: given.DAYU_TOKEN_HEADER,
    modifyPath: given.DAYU_MODIFY_PATH,
  })
  const { DAYU_DETAIL_PATH: detailPath, DAYU_TIME_ZONE: zone, DAYU_WEBHOOK_SECRET: secret } = given
  const form = updateForm(detailPath !== undefined, zone)
  const ids = createMemory<string>(REMEMBERED_NUMBERS)
  const instant = () => new Date(tools.now()).toISOString()
  const operations = createOperations({ client, form, zone, now: instant, detailPath, ids })
  return {
    vendor: VENDOR,
    name: { en: 'Dayu field service', 'zh-CN': '大鱼云服' },
    scope: 'account',
    communityHint: {
      en: 'Orders belong to the whole account: *. Look them up by the order id, a number such as 4780.',
      'zh-CN': '服务单属于整个账号，填 *。请用服务单 ID（例如 4780）查询。',
    },
    operations,
    forms: { update: form },
    ...(secret === undefined ? {} : { webhook: createWebhook({ secret, zone, detail: operations.detail, ids }) }),
    recognise: (text) => /^(SP|XC)\d{15,}$/i.test(text.trim()),
    canonical: (number) => number.toUpperCase(),
    close: http.close,
  }
}

const REMEMBERED_NUMBERS = 5_000

/** Dayu field service: orders that engineers visit customers for. https://open.dayuspm.com/docs/api/ */
export const dayu = defineDriver({
  vendor: VENDOR,
  settings,
  open: openDayu,
  sandbox: async () => (await import('./sandbox.ts')).createDayuSandbox(),
})

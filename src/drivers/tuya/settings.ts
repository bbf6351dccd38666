import { z } from 'zod'
import { baseUrl } from '../define.ts'

/**
 * Tuya publishes no limit for these two API families, only that there is one per project and path; the lowest of any
 * family is 2 a second. https://developer.tuya.com/cn/docs/iot/frequency-control?id=Kcojz2r2dg1f6
 */
const REQUESTS_PER_SECOND = 2

/** The settings of both Tuya drivers: one cloud project serves both. */
export const tuyaSettings = z.object({
  TUYA_BASE_URL: baseUrl,
  TUYA_CLIENT_ID: z.string(),
  TUYA_CLIENT_SECRET: z.string(),
  /** The developer-platform sub-account that replies to feedback and finishes it. */
  TUYA_SUB_UID: z.string().optional(),
  TUYA_REQUESTS_PER_SECOND: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a whole number from 1 to 999')
    .transform(Number)
    .default(REQUESTS_PER_SECOND),
})

export type TuyaSettings = z.output<typeof tuyaSettings>

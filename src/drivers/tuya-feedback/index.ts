import type { Driver, Step } from '../../tickets/driver.ts'
import { defineDriver, type Tools } from '../define.ts'
import { createTuyaClient } from '../tuya/client.ts'
import { type TuyaSettings, tuyaSettings } from '../tuya/settings.ts'
import { createChoices, filters } from './filters.ts'
import { createList } from './list.ts'
import { commenting, createDetail, createPendingCount, createReadFeedback, createWrites } from './operations.ts'
import { createTimeline } from './timeline.ts'
import { VENDOR } from './words.ts'

/** Feedback that users of Tuya-powered apps send about their devices. */
const createTuyaFeedback = (settings: TuyaSettings, tools: Tools): Driver => {
  const client = createTuyaClient({ vendor: VENDOR, settings, tools })
  const readFeedback = createReadFeedback(client)
  const subUid = settings.TUYA_SUB_UID
  return {
    vendor: VENDOR,
    name: { en: 'Tuya user feedback', 'zh-CN': '涂鸦用户反馈' },
    communityHint: {
      en: 'Product ID on the Tuya platform, several with commas between them, or * for every product',
      'zh-CN': '涂鸦平台的产品 ID，多个用逗号分隔；* 表示全部产品',
    },
    scope: 'either',
    operations: {
      list: createList(client),
      detail: createDetail(client, readFeedback),
      timeline: createTimeline(client, readFeedback),
      choices: createChoices(client),
      pendingCount: createPendingCount(client),
      // The vendor asks who is acting, and a sub-account cannot be looked up.
      ...(subUid === undefined ? {} : createWrites(client, readFeedback, subUid)),
    },
    translates: true,
    forms: {},
    filters,
    ...(subUid === undefined ? {} : { steps: [FINISH], commenting }),
    recognise: (text) => /^FB[A-Z]+\d{6}[\dA-Z*]{2,}$/i.test(text.trim()),
    canonical: (number) => number.replace(/^fb[a-z]+/i, (letters) => letters.toUpperCase()),
    close: client.close,
  }
}

const FINISH: Step = {
  name: 'finish',
  label: { en: 'Finish', 'zh-CN': '完成工单' },
  kind: 'close',
  irreversible: true,
}

export const tuyaFeedback = defineDriver({
  vendor: VENDOR,
  settings: tuyaSettings,
  open: createTuyaFeedback,
  sandbox: async (shared) => (await import('./sandbox.ts')).createTuyaFeedbackSandbox({ shared }),
})

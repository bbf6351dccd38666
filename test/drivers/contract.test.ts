import { aicc } from '../../src/drivers/aicc/index.ts'
import { akubela } from '../../src/drivers/akubela/index.ts'
import { SANDBOX_PROJECT } from '../../src/drivers/akubela/sandbox-manager.ts'
import { dayu } from '../../src/drivers/dayu/index.ts'
import type { VendorDriver } from '../../src/drivers/define.ts'
import { tuyaCommunity } from '../../src/drivers/tuya-community/index.ts'
import { tuyaFeedback } from '../../src/drivers/tuya-feedback/index.ts'
import { describeDriver } from './contract.ts'

/** The same vendor with another role in the same sandbox. */
const akubelaManager: VendorDriver = {
  ...akubela,
  sandbox: async () => {
    const sandbox = await akubela.sandbox()
    return { ...sandbox, env: { ...sandbox.env, AKUBELA_PROJECT_ID: SANDBOX_PROJECT } }
  },
}

describeDriver({ vendor: aicc })
describeDriver({ vendor: akubela })
describeDriver({ vendor: akubelaManager })
describeDriver({
  vendor: dayu,
  ticket: { vendor: 'dayu', community: '*', id: '4792' },
  frozen: { vendor: 'dayu', community: '*', id: '4787' },
  change: { comment: '请带备用网关', appointmentTime: '2026-11-23T02:30:00.000Z', customerMobile: '18600001234' },
  fixedToken: true,
})
describeDriver({ vendor: tuyaCommunity })
describeDriver({ vendor: tuyaFeedback })

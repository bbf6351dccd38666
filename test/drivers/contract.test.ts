import { akubela } from '../../src/drivers/akubela/index.ts'
import { tuyaCommunity } from '../../src/drivers/tuya-community/index.ts'
import { describeDriver } from './contract.ts'

describeDriver({ vendor: akubela })
describeDriver({ vendor: tuyaCommunity })

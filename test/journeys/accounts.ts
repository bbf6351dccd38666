import { CAMERAS, LOCKS, type SeedProduct, THERMOSTATS } from '../../src/drivers/tuya-feedback/seed-products.ts'

export const FEEDBACK = 'tuya-feedback'
export const DAYU = 'dayu'
export const AICC = 'aicc'

const product = ({ id, name }: SeedProduct) => ({ vendor: FEEDBACK, community: id, name })

/** The products that users of the sandbox send feedback about, and all of them. */
export const DOOR_LOCKS = product(LOCKS)
export const HEATING_CONTROLS = product(THERMOSTATS)
export const DOOR_CAMERAS = product(CAMERAS)
export const ALL_FEEDBACK = { vendor: FEEDBACK, community: '*', name: 'Device feedback' }

/** Vendors whose tickets belong to one account. */
export const DAYU_ACCOUNT = { vendor: DAYU, community: '*', name: '上门服务单' }
export const AICC_TENANT = { vendor: AICC, community: '*', name: '客户服务中心' }

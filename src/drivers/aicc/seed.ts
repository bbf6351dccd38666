import { DOCUMENT_EXAMPLE } from './seed-example.ts'
import { CUSTOMERS, SAMPLES, type Sample, type SampleState, TYPES } from './seed-samples.ts'

type WireValues = Record<string, unknown>

/** A case as `/case/{id}` gives it, its `caseInfo` in the wire's names. */
export interface StoredCase {
  readonly caseInfo: WireValues
  readonly caseTrace: WireValues[]
  readonly customerInfo: WireValues
  readonly tasks: readonly WireValues[]
  readonly isFollower: boolean
}

export const AGENT = { id: '10gd000000rDybBRYkuu', name: 'ServiceCloud' }
/** The one that the driver's `AICC_CREATOR_ID` names. */
export const DESK_USER = { id: '10gd000000sDeskQ7xKm', name: '物业服务台' }

const HOUR_MS = 3_600_000
const ZONE_MS = 8 * HOUR_MS

/** Wall-clock time in Shanghai, which has been UTC+8 all year since 1992. Written without the driver's own code. */
export const wallClock = (millis: number): string =>
  new Date(millis + ZONE_MS).toISOString().slice(0, 19).replace('T', ' ')

export const caseNumber = (serial: number): string => String(serial).padStart(30, '0')

/** Cases aged from `now` (milliseconds since the epoch) and otherwise always the same, the document's example last. */
export const seedCases = (now: number): StoredCase[] => [
  ...SAMPLES.map((sample, index) => toCase(sample, index, now)),
  // Each sandbox changes its own.
  structuredClone(DOCUMENT_EXAMPLE),
]

/** The least that every case has. */
export const blankInfo = (id: string, serial: number, created: number): WireValues => ({
  AICC__IsCanced__CST: false,
  AICC__IsSuspend__CST: false,
  attachment: '',
  caseNo: caseNumber(serial),
  closedDate: null,
  contactPhone: null,
  createdDate: wallClock(created),
  creatorId: AGENT.id,
  creatorName: AGENT.name,
  dueDate: null,
  extternalNo: null,
  id,
  isUpgraded: false,
  origin: null,
  ownerId: AGENT.id,
  ownerName: AGENT.name,
  parentId: null,
  priority: null,
  reason: null,
  state: 'Pending',
  stayDate: null,
  suspendAccumulatedTime: null,
  suspendDate: null,
})

const FIRST_SERIAL = 36_001

const toCase = (sample: Sample, index: number, now: number): StoredCase => {
  const created = now - sample.ageHours * HOUR_MS
  const later = created + sample.ageHours * HOUR_MS * 0.4
  const id = `c6m80000${String(FIRST_SERIAL + index).padStart(6, '0')}kLmQxW`
  const type = TYPES.find((one) => one.id === sample.type)
  const status = type?.caseStatus.split(',')[sample.step] ?? 'Completed'
  const customer = toCustomer(sample.customer, created)
  const flags = {
    AICC__IsCanced__CST: sample.state === 'cancelled',
    AICC__IsSuspend__CST: sample.state === 'suspended',
    suspendDate: sample.state === 'suspended' ? wallClock(later) : null,
    closedDate: sample.state === 'closed' ? wallClock(later) : null,
  }
  return {
    caseInfo: {
      ...blankInfo(id, FIRST_SERIAL + index, created),
      ...flags,
      ...namesOf(sample, STATES[sample.state], status, type?.typeName ?? ''),
      title: sample.title,
      description: sample.description,
      contactId: customer.id,
      contactPhone: customer.cellPhone1,
      dueDate: wallClock(created + 72 * HOUR_MS),
    },
    caseTrace: tracesOf(sample, created, later),
    customerInfo: { customerInfo: customer },
    tasks: [],
    isFollower: index % 5 === 0,
  }
}

/** Cancelling and suspending leave the state as it was. */
const STATES = {
  Pending: 'Pending',
  Processing: 'Processing',
  Completed: 'Completed',
  closed: 'Completed',
  cancelled: 'Pending',
  suspended: 'Processing',
} as const satisfies Record<SampleState, string>

/** Each value twice, as in the document's example: plain, and as the name of a template's field. */
const namesOf = ({ type, priority, origin }: Sample, state: string, status: string, typeName: string): WireValues => ({
  type,
  priority,
  origin,
  state,
  status,
  'AICC__Type__CST.name': typeName,
  'AICC__Type__CST.__objectType': 'AICC__CaseType__CST',
  'AICC__Priority__CST.name': priority,
  'AICC__Origin__CST.name': origin,
  'AICC__State__CST.name': state,
  'AICC__Status__CST.name': status,
})

const tracesOf = ({ note, origin }: Sample, created: number, later: number): WireValues[] => [
  trace(created, 'CreateCase', null),
  ...(note === undefined ? [] : [trace(later, origin === 'Email' ? 'Email' : 'Iternal', note)]),
]

export const trace = (at: number, type: string, description: string | null, by = AGENT): WireValues => ({
  createdDate: wallClock(at),
  creatorId: by.id,
  creatorName: by.name,
  description,
  from: null,
  fromName: null,
  relatedId: null,
  title: null,
  toAddress: null,
  type,
})

const toCustomer = (index: number, created: number): WireValues => {
  const [name, phone, email, address] = CUSTOMERS[index] ?? ['', '', '', '']
  const id = `ciIy000001${index}YLAA4Dulc`
  return {
    id,
    customerName: name,
    name: null,
    cellPhone1: phone,
    phone: null,
    email,
    address: { id: `cw8O000001${index}YLAA6D6g4`, addressLine1: address, subjectId: id },
    bindAccount: [],
    gender: null,
    createdDate: wallClock(created - 2_000 * HOUR_MS),
    lastModifiedDate: wallClock(created - 100 * HOUR_MS),
  }
}

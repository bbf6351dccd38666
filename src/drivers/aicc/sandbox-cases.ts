import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { bodies } from './sandbox-requests.ts'
import { blankInfo, DESK_USER, type StoredCase, trace, wallClock } from './seed.ts'
import { TYPES } from './seed-samples.ts'

export type CaseAnswer = { readonly result?: unknown } | { readonly refused: string }

type Act = (body: unknown) => CaseAnswer

const NO_CASE: CaseAnswer = { refused: '工单不存在 (the case does not exist)' }

/** The Case API's business, over these cases: by `METHOD /path`, ids in the path apart. */
export const createCaseApi = (cases: StoredCase[], now: () => number): ReadonlyMap<string, Act> => {
  const find = (id: unknown): StoredCase | undefined => cases.find(({ caseInfo }) => caseInfo.id === id)

  /** A change to one case by somebody who may. */
  const change = (
    which: { readonly id: string; readonly creatorId: string },
    act: (found: StoredCase) => CaseAnswer,
  ): CaseAnswer => {
    if (which.creatorId !== DESK_USER.id) return { refused: 'no permission: unknown creatorId' }
    const found = find(which.id)
    return found ? act(found) : NO_CASE
  }

  const noted = (found: StoredCase, type: string, note: string, changed: Record<string, unknown>): CaseAnswer => {
    Object.assign(found.caseInfo, changed)
    found.caseTrace.push(trace(now(), type, note, DESK_USER))
    return {}
  }

  const create = ({ caseInfo: { isAtuoAssigned: _, ...given } }: z.output<typeof bodies.create>): CaseAnswer => {
    const type = TYPES.find((one) => one.id === given.type && one.status === 'Active')
    if (!type) return { refused: 'param type is invalid' }
    if (given.creatorId !== DESK_USER.id) return { refused: 'no permission: unknown creatorId' }
    const id = `c6m8${randomBytes(8).toString('hex')}`
    const serial = Math.max(...cases.map((one) => Number(one.caseInfo.caseNo))) + 1
    const status = type.caseStatus.split(',')[0]
    const names = { status, 'AICC__Type__CST.name': type.typeName }
    cases.push({
      caseInfo: { ...blankInfo(id, serial, now()), ...given, ...names, creatorName: DESK_USER.name },
      caseTrace: [trace(now(), 'CreateCase', null, DESK_USER)],
      customerInfo: {},
      tasks: [],
      isFollower: false,
    })
    return { result: { id } }
  }

  const setStatus = ({ id, creatorId, status }: z.output<typeof bodies.status>): CaseAnswer =>
    change({ id, creatorId }, (found) => {
      const type = TYPES.find((one) => one.id === found.caseInfo.type)
      if (!type?.caseStatus.split(',').includes(status))
        return { refused: 'param status is invalid for this case type' }
      const state = status === 'Completed' ? 'Completed' : 'Processing'
      return noted(found, 'UpdateStatus', status, { status, state })
    })

  return new Map<string, Act>([
    ['POST /case', take(bodies.create, create)],
    ['POST /case/list', take(bodies.list, (asked) => ({ result: [pageOf(cases, asked)] }))],
    ['GET /case', (id) => detailOf(find(id))],
    [
      'POST /case/modify',
      take(bodies.modify, ({ caseInfo: { creatorId, ...changed } }) =>
        change({ id: changed.id, creatorId }, (found) => noted(found, 'ModifyCase', '', changed)),
      ),
    ],
    [
      'POST /case/transfer',
      take(bodies.transfer, ({ ownerId, remark, ...which }) =>
        change(which, (found) => noted(found, 'Transfer', remark, { ownerId, ownerName: ownerId })),
      ),
    ],
    [
      'POST /case/cancel',
      take(bodies.cancel, ({ remark, ...which }) =>
        change(which, (found) => noted(found, 'CancelCase', remark, { AICC__IsCanced__CST: true })),
      ),
    ],
    [
      'POST /case/process',
      take(bodies.process, ({ caseId, creatorId, processInfo }) =>
        change({ id: caseId, creatorId }, (found) => noted(found, processInfo.type, processInfo.description, {})),
      ),
    ],
    ['POST /status/update', take(bodies.status, setStatus)],
    [
      'POST /close',
      take(bodies.close, ({ caseId, creatorId, remark, closedReason }) => {
        const closed = { state: 'Completed', status: 'Completed', closedDate: wallClock(now()), reason: closedReason }
        return change({ id: caseId, creatorId }, (found) => noted(found, 'CloseCase', remark, closed))
      }),
    ],
    ['POST /caseType/list', take(bodies.types, typesOf)],
    ['GET /caseType', (id) => typeOf(id)],
  ])
}

/** Refuses a body that is not as documented. */
const take =
  <S extends z.ZodType>(schema: S, act: (body: z.output<S>) => CaseAnswer): Act =>
  (body) => {
    const parsed = schema.safeParse(body)
    return parsed.success ? act(parsed.data) : { refused: `param error: ${parsed.error.issues[0]?.path.join('.')}` }
  }

const detailOf = (found: StoredCase | undefined): CaseAnswer => (found ? { result: [found] } : NO_CASE)

const pageOf = (cases: readonly StoredCase[], asked: z.output<typeof bodies.list>) => {
  const { start, limit, caseNo, startTime = '', endTime = '9999' } = asked
  const found = cases
    .map(({ caseInfo }) => caseInfo)
    .filter((info) => caseNo === undefined || info.caseNo === caseNo)
    .filter(({ createdDate }) => String(createdDate) >= startTime && String(createdDate) <= endTime)
    .sort((a, b) => String(b.createdDate).localeCompare(String(a.createdDate)))
  return { caseList: found.slice(start, start + limit).map(rowOf), count: found.length }
}

/** The row of the list: no description, no template fields, and the flag under another name. */
const rowOf = (info: StoredCase['caseInfo']) => ({
  id: info.id,
  caseNo: info.caseNo,
  title: info.title,
  status: info.status,
  state: info.state,
  priority: info.priority,
  origin: info.origin,
  type: info.type,
  ownerId: info.ownerId,
  ownerName: info.ownerName,
  creatorId: info.creatorId,
  creatorName: info.creatorName,
  contactId: info.contactId,
  contactPhone: info.contactPhone,
  createdDate: info.createdDate,
  dueDate: info.dueDate,
  closedDate: info.closedDate,
  isCanced: info.AICC__IsCanced__CST,
  isSuspend: info.AICC__IsSuspend__CST,
})

const typesOf = ({ typeName = '', status, start, limit }: z.output<typeof bodies.types>): CaseAnswer => {
  const found = TYPES.filter((one) => one.typeName.includes(typeName) && (!status || one.status === status))
  const caseTypes = found.slice(start, start + limit).map(({ caseStatus: _, ...type }) => type)
  return { result: [{ caseTypes, count: found.length }] }
}

const typeOf = (id: unknown): CaseAnswer => {
  const found = TYPES.find((one) => one.id === id)
  return found ? { result: { caseTypeInfo: found } } : { refused: 'the case type does not exist' }
}

import { z } from 'zod'

const id = z.string().trim().min(1).max(64)
const wallClock = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
const whole = z.number().int()
const title = z.string().trim().min(1).max(128)
const description = z.string().trim().min(1).max(20_000)
const priority = z.enum(['Critical', 'High', 'Medium', 'Low'])
const remark = z.string()

const DAY_MS = 86_400_000
const span = (startTime: string, endTime: string): number => Date.parse(`${endTime}Z`) - Date.parse(`${startTime}Z`)

/** What the documents say of each request's body, and nothing besides. */
export const bodies = {
  list: z
    .strictObject({
      start: whole.min(0),
      limit: whole.min(1).max(100),
      caseNo: z.string().optional(),
      startTime: wallClock.optional(),
      endTime: wallClock.optional(),
    })
    .refine(({ startTime, endTime }) => !startTime || !endTime || span(startTime, endTime) <= 31 * DAY_MS, {
      path: ['endTime'],
    }),

  create: z.strictObject({
    caseInfo: z
      .strictObject({
        title,
        description,
        type: id,
        contactId: id,
        isAtuoAssigned: z.boolean(),
        creatorId: id,
        ownerId: id.optional(),
        priority: priority.optional(),
        origin: z.enum(['Voice', 'Whatsapp', 'webchat', 'Email']).optional(),
        dueDate: wallClock.optional(),
        contactPhone: z.string().optional(),
      })
      .refine(({ isAtuoAssigned, ownerId }) => isAtuoAssigned === (ownerId === undefined), { path: ['ownerId'] }),
  }),

  modify: z.strictObject({
    caseInfo: z.strictObject({
      id,
      title,
      description,
      creatorId: id,
      ownerId: id.optional(),
      priority: priority.optional(),
      dueDate: wallClock.optional(),
      contactId: id.optional(),
      contactPhone: z.string().optional(),
    }),
  }),

  transfer: z.strictObject({ id, ownerId: id, creatorId: id, remark }),
  cancel: z.strictObject({ id, creatorId: id, remark }),
  status: z.strictObject({ id, creatorId: id, status: z.string().min(1) }),
  close: z.strictObject({ caseId: id, creatorId: id, remark, closedReason: id }),
  process: z.strictObject({
    caseId: id,
    creatorId: id,
    processInfo: z.strictObject({ type: z.enum(['Iternal', 'Email', 'SMS']), title, description }),
  }),

  types: z.strictObject({
    typeName: z.string().optional(),
    status: z.enum(['Active', 'Inactive']).optional(),
    start: whole.min(0),
    limit: whole.min(1).max(100),
  }),
}

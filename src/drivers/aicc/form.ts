import type { Choice, Commenting, Form, FormField, Step } from '../../tickets/driver.ts'
import type { Words } from '../../tickets/words.ts'
import { isChanged, isCreated, valuesOf } from './made.ts'
import { ORIGINS, PRIORITIES, words } from './words.ts'

const MAX_TITLE = 128
export const MAX_DESCRIPTION = 20_000
/** Documented ids have 20 characters; the rest of the lengths below are ours too, where the document has none. */
const MAX_ID = 64
const MAX_PHONE = 32
const MAX_REMARK = 2_000

const choicesOf = (known: ReadonlyMap<string, Words>): Choice[] =>
  [...known].map(([value, label]) => ({ value, label }))

const PRIORITY: FormField = {
  name: 'priority',
  kind: 'choice',
  label: words('Priority', '优先级'),
  required: false,
  choices: choicesOf(PRIORITIES),
}

const ORIGIN: FormField = {
  name: 'origin',
  kind: 'choice',
  label: words('Origin', '来源'),
  required: false,
  choices: choicesOf(ORIGINS),
}

const TITLE: FormField = {
  name: 'title',
  kind: 'text',
  label: words('Title', '工单标题'),
  required: true,
  maxLength: MAX_TITLE,
}

const DESCRIPTION: FormField = {
  name: 'description',
  kind: 'long_text',
  label: words('Description', '工单描述'),
  required: true,
  maxLength: MAX_DESCRIPTION,
}

const contact = (required: boolean): FormField => ({
  name: 'contactId',
  kind: 'text',
  label: words('Contact ID', '联系人 ID'),
  hint: words('The customer’s ID in AICC, ciIy… for example.', '客户在 AICC 中的 ID，例如 ciIy…。'),
  required,
  maxLength: MAX_ID,
})

const CONTACT_PHONE: FormField = {
  name: 'contactPhone',
  kind: 'phone',
  label: words('Contact phone', '联系人电话'),
  required: false,
  maxLength: MAX_PHONE,
}

const DUE: FormField = {
  name: 'dueDate',
  kind: 'instant',
  label: words('Wanted by', '期望完成时间'),
  required: false,
}

const owner = (required: boolean, hint: Words): FormField => ({
  name: 'ownerId',
  kind: 'text',
  label: words('Handler ID', '处理人 ID'),
  hint,
  required,
  maxLength: MAX_ID,
})

const REMARK: FormField = {
  name: 'remark',
  kind: 'long_text',
  label: words('Remark', '备注'),
  required: true,
  maxLength: MAX_REMARK,
}

/** Field names are the wire's. */
export const createForm: Form = {
  fields: [
    { name: 'type', kind: 'vendor_choice', label: words('Case type', '工单类型'), required: true },
    TITLE,
    DESCRIPTION,
    contact(true),
    CONTACT_PHONE,
    PRIORITY,
    ORIGIN,
    DUE,
    owner(false, words('Left empty, AICC assigns the case.', '留空则由 AICC 自动分配。')),
  ],
  made: isCreated,
  // Lists have no descriptions, and no names of types.
  about: ['title'],
  beside: { type: 'category' },
}

const CHANGEABLE: readonly FormField[] = [TITLE, DESCRIPTION, contact(false), CONTACT_PHONE, PRIORITY, DUE]

/** What the vendor takes in a change. Its type and origin stay; `transfer` hands it over. */
export const updateForm: Form = {
  fields: CHANGEABLE,
  made: isChanged,
  values: (ticket) => valuesOf(CHANGEABLE, ticket),
}

export const filterForm: Form = { fields: [PRIORITY, ORIGIN] }

/** What is said about a case is kept as an internal note. */
export const commenting: Commenting = {
  readers: words('your company’s agents in AICC, not the customer', 'AICC 里本企业的坐席，客户看不到'),
  maxLength: MAX_DESCRIPTION,
  takesLinks: true,
}

/** A step, and where and how the vendor is told of it: the name of the case's id differs from one to another. */
export interface AiccStep extends Step {
  readonly form: Form
  readonly path: string
  readonly idName: 'id' | 'caseId'
}

export const STEPS: readonly AiccStep[] = [
  {
    name: 'transfer',
    label: words('Hand over', '转派'),
    kind: 'assign',
    path: '/case/transfer',
    idName: 'id',
    form: {
      fields: [owner(true, words('The AppCube user ID of the new handler.', '新处理人的 AppCube 用户 ID。')), REMARK],
    },
  },
  {
    name: 'status',
    label: words('Change the step', '变更流程节点'),
    path: '/status/update',
    idName: 'id',
    form: {
      fields: [{ name: 'status', kind: 'vendor_choice', label: words('Step', '流程节点'), required: true }],
    },
  },
  {
    name: 'close',
    label: words('Close', '关闭工单'),
    kind: 'close',
    // No call that opens it again is documented.
    irreversible: true,
    path: '/close',
    idName: 'caseId',
    form: {
      fields: [
        REMARK,
        {
          name: 'closedReason',
          kind: 'text',
          label: words('Reason ID', '关闭原因 ID'),
          hint: words('Ask your AICC administrator for the list.', '请向 AICC 管理员索取列表。'),
          required: true,
          maxLength: MAX_ID,
        },
      ],
    },
  },
  {
    name: 'cancel',
    label: words('Cancel the case', '取消工单'),
    kind: 'close',
    path: '/case/cancel',
    idName: 'id',
    form: { fields: [REMARK] },
  },
]

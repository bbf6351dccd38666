import { z } from 'zod'
import { baseUrl, defineDriver } from '../../../src/drivers/define.ts'
import { createHttp, type Http, type HttpRequest } from '../../../src/drivers/http.ts'
import { createdWithin } from '../../../src/drivers/query.ts'
import type { Call, Form, Operations } from '../../../src/tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../../../src/tickets/errors.ts'
import { checkForm } from '../../../src/tickets/form.ts'
import { toDetail, toTicket, VENDOR } from './map.ts'
import { faultSchema, faultsSchema } from './schema.ts'

const settings = z.object({ TOY_BASE_URL: baseUrl, TOY_TOKEN: z.string() })

const createForm: Form = {
  fields: [
    {
      name: 'text',
      kind: 'long_text',
      label: { en: 'What is wrong', 'zh-CN': '故障描述' },
      required: true,
      maxLength: 500,
    },
    {
      name: 'part',
      kind: 'choice',
      label: { en: 'Part', 'zh-CN': '部位' },
      required: false,
      choices: [
        { value: 'light', label: { en: 'Light', 'zh-CN': '灯头' } },
        { value: 'pole', label: { en: 'Pole', 'zh-CN': '灯杆' } },
      ],
    },
  ],
  // What is open of the same part is shown when it is chosen.
  beside: { part: 'category' },
}

const failed = (code: TicketErrorCode, why: string): TicketError =>
  new TicketError(code, `${VENDOR}: ${why}`, { vendor: VENDOR })

const createOperations = (http: Http, token: string): Pick<Operations, 'list' | 'detail' | 'create'> => {
  /** The answer in the form that is expected. What the status alone says, `http` has thrown already. */
  const ask = async <S extends z.ZodType>(request: HttpRequest, schema: S, call?: Call): Promise<z.output<S>> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const { status, json } = await http.send({ ...request, headers, ...(call?.signal ? { signal: call.signal } : {}) })
    if (status === 404) throw failed('not_found', 'HTTP 404')
    const parsed = schema.safeParse(json)
    if (parsed.success) return parsed.data
    throw failed(request.write && status < 300 ? 'unclear' : 'bad_response', 'answered in another form')
  }

  return {
    list: async (query, call) => {
      const path = `/faults?quarter=${encodeURIComponent(query.community)}`
      const { faults } = await ask({ method: 'GET', path }, faultsSchema, call)
      const tickets = faults.flatMap((fault) => (fault ? [toTicket(query.community, fault)] : []))
      const items = tickets.filter(
        (ticket) => (query.statuses?.includes(ticket.status) ?? true) && createdWithin(ticket, query),
      )
      return { items, unreadable: faults.length - tickets.length }
    },

    detail: async (ref, call) => {
      const path = `/faults/${encodeURIComponent(ref.id)}?quarter=${encodeURIComponent(ref.community)}`
      return toDetail(ref.community, await ask({ method: 'GET', path }, faultSchema, call))
    },

    create: async (community, fields, call) => {
      const problems = checkForm(createForm, fields, new Date().toISOString())
      if (problems.length > 0) throw failed('invalid', 'the form is not filled')
      const { text, part } = fields
      const body = JSON.stringify({ quarter: community, text, ...(part ? { part } : {}) })
      const fault = await ask({ method: 'POST', path: '/faults', body, write: true }, faultSchema, call)
      return toTicket(community, fault)
    },
  }
}

export const toy = defineDriver({
  vendor: VENDOR,
  settings,
  open: (given, tools) => {
    const http = createHttp({ vendor: VENDOR, baseUrl: given.TOY_BASE_URL, ...tools })
    return {
      vendor: VENDOR,
      name: { en: 'Toy street lamps', 'zh-CN': '玩具路灯' },
      communityHint: { en: 'The quarter, such as old-town', 'zh-CN': '街区，例如 old-town' },
      operations: createOperations(http, given.TOY_TOKEN),
      forms: { create: createForm },
      recognise: (text) => /^LAMP-\d{4}$/i.test(text.trim()),
      close: http.close,
    }
  },
  sandbox: async () => (await import('./sandbox.ts')).createToySandbox(),
})

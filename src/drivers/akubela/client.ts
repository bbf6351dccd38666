import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Call } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { type Http, soon } from '../http.ts'
import { beforeSending, type Token } from '../token.ts'
import { toFailure } from './failure.ts'
import { envelopeSchema } from './schema.ts'
import type { AkubelaTokens } from './token.ts'
import { VENDOR } from './words.ts'

export interface Command<S extends z.ZodType> {
  readonly name: string
  /** Whose command it is: two of them may have the same name. A resident's when absent. */
  readonly scope?: 'user' | 'manager'
  readonly param: Readonly<Record<string, unknown>>
  /** Of the `result` inside the envelope. */
  readonly result: S
  /** A write whose answer cannot be read is `unclear`. */
  readonly write?: boolean
  readonly call?: Call | undefined
}

/** Runs one command. @throws TicketError */
export type Run = <S extends z.ZodType>(command: Command<S>) => Promise<z.output<S>>

const METHOD_PATH = '/api/v1.0/invoke/open-ability/method'

/** Every command is a POST to one address. A refused token is renewed once, and the command then sent once more. */
export const createRun = (http: Http, tokens: AkubelaTokens): Run => {
  const send = async <S extends z.ZodType>(command: Command<S>, token: Token): Promise<z.output<S>> => {
    const { name, scope = 'user', param, write = false, call } = command
    const { status, json } = await http.send({
      method: 'POST',
      path: `${METHOD_PATH}/${scope}-commands`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.value}` },
      body: JSON.stringify({ command: name, id: commandId(), param }),
      write,
      key: JSON.stringify([scope, name, param, token.value]),
      ...soon(call),
    })
    const envelope = envelopeSchema.safeParse(json).data
    if (envelope && !envelope.success) throw toFailure(envelope)
    const result = envelope && command.result.safeParse(envelope.result)
    if (result?.success) return result.data
    const code = write && status < 300 ? 'unclear' : 'bad_response'
    throw new TicketError(code, `${VENDOR}: ${name} answered in another form`, { vendor: VENDOR })
  }

  return async (command) => {
    const token = await beforeSending(VENDOR, tokens.get(command.call?.signal))
    try {
      return await send(command, token)
    } catch (thrown) {
      const refused = thrown instanceof TicketError && thrown.code === 'unauthorized'
      if (!refused || !tokens.renewable) throw thrown
      return send(command, await beforeSending(VENDOR, tokens.renew(token, command.call?.signal)))
    }
  }
}

/** The samples are a `c` before 32 characters, mostly hexadecimal. */
const commandId = (): string => `c${randomUUID().replaceAll('-', '')}`

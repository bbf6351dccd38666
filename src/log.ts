import pino from 'pino'
import pretty from 'pino-pretty'

/** What the rest of the code needs of a log: details first, then a sentence. */
export interface Log {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type LogStream = pino.DestinationStream & { readonly isTTY?: boolean }

/** JSON lines, or something for human eyes when a terminal is watching. */
export const createLog = (level: LogLevel, out: LogStream = process.stdout): Log => {
  const options: pino.LoggerOptions = { level, base: null, serializers: { error: describeError } }
  if (!out.isTTY) return pino(options, out)
  return pino(options, pretty({ destination: out, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }))
}

/** Slack's tokens, what stands behind "Bearer", and the addresses by which anybody could answer in somebody's name. */
const SECRETS = /\bx(?:ox[a-z]|app)-[\w-]+|\bBearer\s+[^\s"']+|\bhttps?:\/\/hooks\.slack\.com\/[^\s"'>]+/gi

/** A text that others wrote, an error's message say, without the secrets that it could hold. */
export const withoutSecrets = (text: string): string => text.replace(SECRETS, '…')

/**
 * An error without what it may carry along: request headers, tokens, bodies. Slack's and undici's errors hang all of
 * that on themselves, so only what is named here is logged.
 */
const describeError = (thrown: unknown): unknown => {
  if (!(thrown instanceof Error)) return { message: typeof thrown }
  const { code, vendor, vendorCode } = thrown as { code?: unknown; vendor?: unknown; vendorCode?: unknown }
  const cause = thrown.cause instanceof Error ? describeError(thrown.cause) : undefined
  const [message, stack] = [withoutSecrets(thrown.message), withoutSecrets(thrown.stack ?? '')]
  return { name: thrown.name, message, code, vendor, vendorCode, stack, cause }
}

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

/** JSON lines, or something for human eyes when a terminal is watching. */
export const createLog = (level: LogLevel, out: NodeJS.WriteStream = process.stdout): Log => {
  const options: pino.LoggerOptions = { level, base: null, serializers: { error: describeError } }
  if (!out.isTTY) return pino(options, out)
  return pino(options, pretty({ destination: out, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }))
}

/**
 * An error without what it may carry along: request headers, tokens, bodies. Slack's and undici's errors hang all of
 * that on themselves, so only what is named here is logged.
 */
const describeError = (thrown: unknown): unknown => {
  if (!(thrown instanceof Error)) return { message: typeof thrown }
  const { code, vendor, vendorCode } = thrown as { code?: unknown; vendor?: unknown; vendorCode?: unknown }
  const cause = thrown.cause instanceof Error ? describeError(thrown.cause) : undefined
  return { name: thrown.name, message: thrown.message, code, vendor, vendorCode, stack: thrown.stack, cause }
}

import { LogLevel } from '@slack/bolt'
import { type Log, withoutSecrets } from './log.ts'

/** Slack's libraries log through this into ours. What they call debug holds whole payloads and stays out. */
export const slackLogger = (log: Log) => {
  const sentence = (parts: unknown[]): string =>
    withoutSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '))
  return {
    debug: (): void => {},
    info: (...parts: unknown[]): void => log.debug({ from: 'slack' }, sentence(parts)),
    warn: (...parts: unknown[]): void => log.warn({ from: 'slack' }, sentence(parts)),
    error: (...parts: unknown[]): void => log.error({ from: 'slack' }, sentence(parts)),
    setLevel: (): void => {},
    getLevel: () => LogLevel.INFO,
    setName: (): void => {},
  }
}

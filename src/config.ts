import { z } from 'zod'
import { baseUrl, type Environment, type Tools } from './drivers/define.ts'
import { configureDrivers } from './drivers/index.ts'
import { LOG_LEVELS, type LogLevel } from './log.ts'
import { storeUrlProblem } from './store/index.ts'
import type { Driver } from './tickets/driver.ts'

export type SlackSettings =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | { readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string }
  /** No Slack is named: Caretaker brings its own. */
  | { readonly mode: 'local' }

export interface Config {
  readonly slack: SlackSettings
  readonly slackApiUrl: string
  readonly port: number
  readonly storeUrl: string
  /** How long it can be looked up who did what. */
  readonly auditDays: number
  /** How late a digest may still go out. */
  readonly catchUpMs: number
  readonly managerIds: readonly string[]
  readonly logLevel: LogLevel
  readonly openDrivers: (tools: Tools) => Driver[]
}

/** Everything that is wrong with the environment, one line each, beginning with the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Caretaker cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

const BAD_DAYS = 'must be a whole number of days from 1 to 3650'
const BAD_MINUTES = 'must be a whole number of minutes from 0 to 1440'
const BAD_PORT = 'must be a whole number from 0 to 65535'

const settings = z.object({
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_APP_TOKEN: z.string().optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: baseUrl.default('https://slack.com/api/'),
  PORT: z.coerce.number(BAD_PORT).int(BAD_PORT).min(0, BAD_PORT).max(65_535, BAD_PORT).default(3000),
  STORE_URL: z.string().default('file:./data/caretaker.json'),
  AUDIT_DAYS: z.coerce.number(BAD_DAYS).int(BAD_DAYS).min(1, BAD_DAYS).max(3650, BAD_DAYS).default(365),
  CATCH_UP_MINUTES: z.coerce
    .number(BAD_MINUTES)
    .int(BAD_MINUTES)
    .min(0, BAD_MINUTES)
    .max(1440, BAD_MINUTES)
    .default(120),
  MANAGER_USER_IDS: z.string().default(''),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

/** The variables that are read here; those of the vendors are in their folders. */
export const VARIABLES = Object.keys(settings.shape)

/**
 * Reads the environment; nothing else in Caretaker does. An empty variable counts as not set.
 * @throws ConfigError with every problem at once, and without any value
 */
export const readConfig = (env: Environment): Config => {
  const present = Object.fromEntries(VARIABLES.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])))
  const parsed = settings.safeParse(present)
  const slack = readSlack(present)
  const drivers = configureDrivers(env)
  const storeProblem = present.STORE_URL && storeUrlProblem(present.STORE_URL)

  const problems = [
    ...(parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []),
    ...('problems' in slack ? slack.problems : []),
    ...(storeProblem ? [storeProblem] : []),
    ...('problems' in drivers ? drivers.problems : []),
  ]
  if (problems.length > 0 || !parsed.success || 'problems' in slack || 'problems' in drivers)
    throw new ConfigError(problems)
  const { data } = parsed
  return {
    slack,
    slackApiUrl: data.SLACK_API_URL.replace(/\/*$/, '/'),
    port: data.PORT,
    storeUrl: data.STORE_URL,
    auditDays: data.AUDIT_DAYS,
    catchUpMs: data.CATCH_UP_MINUTES * 60_000,
    managerIds: data.MANAGER_USER_IDS.split(',')
      .map((id) => id.trim())
      .filter(Boolean),
    logLevel: data.LOG_LEVEL,
    openDrivers: drivers.open,
  }
}

const readSlack = (env: Environment): SlackSettings | { readonly mode: 'wrong'; readonly problems: string[] } => {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  if (!botToken) {
    const alone = [appToken && 'SLACK_APP_TOKEN', signingSecret && 'SLACK_SIGNING_SECRET'].filter(Boolean)
    if (alone.length === 0) return { mode: 'local' }
    return { mode: 'wrong', problems: [`SLACK_BOT_TOKEN is missing: ${alone.join(' and ')} cannot be used without it`] }
  }
  const problems = [
    ...kindProblem('SLACK_BOT_TOKEN', botToken, 'xoxb-'),
    ...(appToken ? kindProblem('SLACK_APP_TOKEN', appToken, 'xapp-') : []),
  ]
  if (problems.length > 0) return { mode: 'wrong', problems }
  if (appToken) return { mode: 'socket', botToken, appToken }
  if (signingSecret) return { mode: 'http', botToken, signingSecret }
  const problem = 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: one for Socket Mode, the other for HTTP'
  return { mode: 'wrong', problems: [problem] }
}

/** Slack's kinds of tokens by how they begin. Others are let pass: Slack will say what it thinks of them. */
const TOKEN_KINDS: Readonly<Record<string, string>> = {
  'xoxb-': "the bot's token",
  'xoxp-': "a person's token",
  'xapp-': "the app's token for Socket Mode",
}

/** What is said of a token that evidently belongs somewhere else, without any of it. */
const kindProblem = (name: string, token: string, wanted: string): string[] => {
  const found = Object.keys(TOKEN_KINDS).find((beginning) => token.startsWith(beginning))
  if (found === undefined || found === wanted) return []
  return [`${name} holds ${TOKEN_KINDS[found]} (${found}…): it needs ${TOKEN_KINDS[wanted]} (${wanted}…)`]
}

/** Says what went wrong between the workspace and the app: for the developer, never shown to people. */
export type Log = (problem: string, details: Readonly<Record<string, unknown>>) => void

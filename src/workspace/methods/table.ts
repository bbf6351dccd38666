import { AUTH_METHODS } from './auth.ts'
import { BLOCKS_METHODS } from './blocks.ts'
import { CHAT_METHODS } from './chat.ts'
import { CONVERSATIONS_METHODS } from './conversations.ts'
import { FILES_METHODS } from './files.ts'
import { HISTORY_METHODS } from './history.ts'
import type { Method } from './method.ts'
import { USERS_METHODS } from './users.ts'
import { VIEWS_METHODS } from './views.ts'

/** Every method of the Web API that the workspace has, by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...AUTH_METHODS,
  ...BLOCKS_METHODS,
  ...CHAT_METHODS,
  ...CONVERSATIONS_METHODS,
  ...FILES_METHODS,
  ...HISTORY_METHODS,
  ...USERS_METHODS,
  ...VIEWS_METHODS,
}

import type { Ids } from './ids.ts'
import { Refusal } from './refusal.ts'

/** @see https://docs.slack.dev/surfaces/modals#opening */
const LIFETIME_MS = 3_000

/** Whose click it was, and in which view, if any. */
export interface Trigger {
  readonly user: string
  readonly channel?: string
  readonly viewId?: string
}

export interface Triggers {
  issue(trigger: Trigger): string
  /** @throws Refusal `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id` */
  exchange(id: string): Trigger
}

/** The ids by which an app may open one modal, within three seconds of a person's click. */
export const createTriggers = ({ ids, now }: { ids: Ids; now: () => number }): Triggers => {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>()

  return {
    issue: (trigger) => {
      const id = `${now()}.${issued.size + 1}.${ids.secret()}`
      issued.set(id, { trigger, at: now(), used: false })
      return id
    },
    exchange: (id) => {
      const found = issued.get(id)
      if (!found) throw new Refusal('invalid_trigger_id')
      if (found.used) throw new Refusal('exchanged_trigger_id')
      if (now() - found.at > LIFETIME_MS) throw new Refusal('expired_trigger_id')
      found.used = true
      return found.trigger
    },
  }
}

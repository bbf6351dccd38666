import type { KnownBlock, PlainTextOption } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Driver, Form } from '../../tickets/driver.ts'
import { ACTIONS } from '../ids.ts'
import { scopeKey } from '../values.ts'
import { type ErrorReader, vendorName } from './error.ts'
import { selectElement } from './field.ts'
import { type FormState, readElement } from './form.ts'
import { escapedName, LIMITS, literal, plain, section } from './kit.ts'

/** A community that takes new tickets, with its vendor's form. */
export interface FormTarget {
  readonly driver: Driver
  readonly form: Form
  readonly vendor: string
  readonly community: string
  readonly name: string
}

const COMMUNITY_BLOCK = 'community'

/** Where the ticket goes: to be chosen, or said where there is only one. A choice is told at once. */
export const communityBlock = (targets: readonly FormTarget[], target: FormTarget, reader: ErrorReader): KnownBlock => {
  const { create } = reader.words
  const vendor = vendorName(target.vendor, reader)
  if (targets.length < 2) return section(create.forCommunity(escapedName(target.name), vendor))
  const option = (one: FormTarget): PlainTextOption => ({
    text: plain(literal(`${one.name} · ${say(one.driver.name, reader.language)}`), LIMITS.option),
    value: scopeKey(one),
  })
  return {
    type: 'input',
    block_id: COMMUNITY_BLOCK,
    label: plain(create.community, LIMITS.inputLabel),
    dispatch_action: true,
    element: selectElement(ACTIONS.createCommunity, targets.map(option), scopeKey(target)),
  }
}

/** The community that is chosen in the form, if there is anything to choose. */
export const readTarget = (targets: readonly FormTarget[], state: FormState): FormTarget | undefined => {
  const chosen = readElement(state[COMMUNITY_BLOCK]?.[ACTIONS.createCommunity])
  return targets.find((target) => scopeKey(target) === chosen)
}

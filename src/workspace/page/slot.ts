import type { ElementState, FileInfo, Place } from '../protocol.ts'
import { confirmed } from './confirm.ts'
import { type Fields, heldIn, stateOf } from './fields.ts'
import { type Json, stringOf } from './json.ts'
import type { Reader } from './reader.ts'

/** Options that an app looked up; the label of a group is empty where there are no groups. */
export interface OptionGroup {
  readonly label: string
  readonly options: readonly Json[]
}

/** Takes a file to the workspace. Never rejects: what cannot be sent is answered with a notice that says so. */
export type Upload = (file: File) => Promise<FileInfo | { readonly notice: string }>

/** The message or view that blocks are drawn in. */
export interface Scene {
  readonly reader: Reader
  readonly place: Place
  /** Begins the DOM ids of what is in it. */
  readonly key: string
  readonly fields: Fields
  /** Tells the app what the person did. Settles when it has answered; what went wrong is shown, not thrown. */
  act(blockId: string, actionId: string, element: ElementState): Promise<void>
  readonly upload: Upload
  look(blockId: string, actionId: string, value: string): Promise<readonly OptionGroup[]>
}

/** One element in its block. */
export interface Slot {
  readonly scene: Scene
  readonly blockId: string
  readonly actionId: string
  readonly element: Json
  /** The DOM id of the control. */
  readonly id: string
  /** The DOM id of what labels it; without one it is labelled by its placeholder. */
  readonly labelledBy?: string
  readonly describedBy?: string
  /** Whether it may be emptied. */
  readonly optional: boolean
  /** Whether using it tells the app at once. */
  readonly acts: boolean
}

/** A DOM id of something in a block; ids of Block Kit may hold any character. */
export const domId = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('.')

/** What is in the element now. */
export const valueIn = ({ scene, blockId, actionId, element }: Slot): unknown =>
  heldIn(scene.fields.values()[blockId]?.[actionId] ?? stateOf(element, null))

/** Attributes that name and describe the control to those who do not see it. */
export const namesOf = (
  { id, labelledBy, describedBy }: Slot,
  fallback: string,
): Record<string, string | undefined> => ({
  id,
  'aria-labelledby': labelledBy,
  'aria-label': labelledBy === undefined ? fallback : undefined,
  'aria-describedby': describedBy,
})

/** Notes what the person put in, without telling the app. */
export const note = ({ scene, blockId, actionId, element }: Slot, value: unknown): void =>
  scene.fields.set(blockId, actionId, stateOf(element, value))

/** Tells the app, once the person has confirmed where it asks for that. Resolves to whether it was told. */
export const act = async (slot: Slot, control: HTMLElement, chosen: Json): Promise<boolean> => {
  if (!(await confirmed(slot.element.confirm, slot.scene.reader))) return false
  control.setAttribute('aria-busy', 'true')
  await slot.scene.act(slot.blockId, slot.actionId, { ...chosen, type: stringOf(slot.element.type) })
  control.removeAttribute('aria-busy')
  return true
}

/** Takes what the person chose: notes it and, where the element acts, tells the app. False when they thought better. */
export const commit = async (slot: Slot, control: HTMLElement, value: unknown): Promise<boolean> => {
  const before = valueIn(slot)
  note(slot, value)
  if (!slot.acts || (await act(slot, control, stateOf(slot.element, value)))) return true
  note(slot, before)
  return false
}

import type { Log } from '../log.ts'
import type { Choice, Driver, Form } from '../tickets/driver.ts'
import { folded } from '../tickets/filter.ts'
import { createMemory } from '../tickets/memory.ts'
import type { Language } from '../tickets/words.ts'

/** What a form's choices are asked for. */
export interface ChoicesOf {
  readonly driver: Driver
  readonly form: Form
  /** The ticket that the form is about, where there is one yet. */
  readonly about?: { readonly community: string; readonly id: string } | undefined
}

/**
 * What only the vendors can offer in forms, kept for a while: a form that is drawn anew and a menu that is typed into do
 * not ask again, and a vendor that stops answering in between takes no choices away.
 */
export interface Choices {
  /** As `all`, of what was read before however long ago: nothing is asked. */
  known(wanted: ChoicesOf, language: Language): Readonly<Record<string, readonly Choice[]>>
  /** By field, of all fields whose choices only the vendor knows. A field without an answer is typed instead. */
  all(wanted: ChoicesOf, language: Language): Promise<Readonly<Record<string, readonly Choice[]>>>
  /** Of one field, as last read if that was lately. */
  of(wanted: Omit<ChoicesOf, 'form'>, field: string, language: Language): Promise<readonly Choice[]>
}

/** A menu is drawn and typed into within this time; case types and the like change by the month. */
const FRESH_MS = 5 * 60_000
/** Choices of all fields together: the largest lists have some thousand. */
const MAX_KEPT = 50_000

interface Kept {
  readonly choices: readonly Choice[]
  readonly until: number
}

/** `now` in milliseconds, from any start. */
export const createChoices = ({ now, log }: { now: () => number; log: Log }): Choices => {
  // However old: while the vendor does not answer they are better than none.
  const bounds = { keepMs: Number.POSITIVE_INFINITY, max: MAX_KEPT, now }
  const kept = createMemory<Kept>({ ...bounds, sizeOf: ({ choices }) => 1 + choices.length })

  const of: Choices['of'] = async ({ driver, about }, field, language) => {
    const { vendor, operations } = driver
    const key = keyOf({ driver, about }, field, language)
    const known = kept.get(key)
    if (known && known.until > now()) return known.choices
    try {
      const choices = (await operations.choices?.(field, about && { vendor, ...about }, { language })) ?? []
      kept.set(key, { choices, until: now() + FRESH_MS })
      return choices
    } catch (error) {
      log.warn({ error, vendor, field }, 'the choices of a field could not be read')
      return known?.choices ?? []
    }
  }

  return {
    of,
    all: async (wanted, language) => {
      const answers = asked(wanted.form).map(async (name) => [name, await of(wanted, name, language)] as const)
      return Object.fromEntries(await Promise.all(answers))
    },
    known: (wanted, language) =>
      Object.fromEntries(
        asked(wanted.form).map((name) => [name, kept.get(keyOf(wanted, name, language))?.choices ?? []]),
      ),
  }
}

const asked = ({ fields }: Form): string[] =>
  fields.filter(({ kind }) => kind === 'vendor_choice').map(({ name }) => name)

const keyOf = ({ driver, about }: Omit<ChoicesOf, 'form'>, field: string, language: Language): string =>
  JSON.stringify([driver.vendor, about?.community, about?.id, field, language])

/** So many options fit into one answer. */
const MAX_OPTIONS = 100

/** The first choices with these words in their name or value, whatever the width and case of the letters. */
export const matching = (choices: readonly Choice[], query: string, language: Language): Choice[] => {
  const words = folded(query).split(' ')
  return choices
    .filter(({ label, value }) => words.every((word) => folded(`${label[language]} ${value}`).includes(word)))
    .slice(0, MAX_OPTIONS)
}

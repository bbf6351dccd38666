import type { Choice, Driver } from '../tickets/driver.ts'
import { isLookedAfter, mayFillIn } from './access.ts'
import type { Typing } from './asked.ts'
import { toOption } from './blocks/field.ts'
import { matching } from './choices.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock } from './ids.ts'

/** The menus of forms that people type into, whichever form they are in. */
export const registerFieldOptions = (deps: Deps): void => {
  for (const action of [FIELD_ACTION, ACTIONS.createField, ACTIONS.editField]) {
    deps.guard.options(deps.app, action, 'field_options', async (typing) => {
      const { language } = typing.metadata
      const found = matching(await choicesFor(typing, deps), typing.query, language)
      return { options: found.map((choice) => toOption(choice, language)) }
    })
  }
}

/** As the form was drawn with them; asked for again only after a restart or a long look at the form. */
const choicesFor = async ({ user, metadata, blockId }: Typing, deps: Deps): Promise<readonly Choice[]> => {
  const { vendor, community, language, tickets = [] } = metadata
  const driver = deps.desk.driver(vendor ?? '')
  const field = driver && fieldsOf(driver).find(({ name }) => fieldBlock(name) === blockId)
  if (!driver || !field) return []
  if (field.kind === 'choice') return field.choices
  if (!(await mayFillIn(user, deps)) || !(await isLookedAfter(metadata, deps))) return []
  const [ticket] = tickets
  const about = ticket && community !== undefined ? { community, id: ticket.id } : undefined
  return await deps.choices.of({ driver, about }, field.name, language)
}

const fieldsOf = ({ forms, steps = [] }: Driver) =>
  [forms.create, forms.update, ...steps.map(({ form }) => form)].flatMap((form) => form?.fields ?? [])

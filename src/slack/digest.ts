import type { Asked } from './asked.ts'
import { digestReply } from './blocks/digest.ts'
import { button, buttons, escaped, sentence } from './blocks/kit.ts'
import type { DigestAction } from './command.ts'
import type { Deps } from './deps.ts'
import { digestContent, linksFor } from './digest-content.ts'
import { openDigestForm, registerDigestForm, scheduleOf, setDigest } from './digest-settings.ts'
import { statusReply } from './digest-status.ts'
import { whenText } from './digest-words.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring, refuseWriting } from './roles.ts'

/** `/ticket digest …` */
export const digest = async (asked: Asked, action: DigestAction, deps: Deps): Promise<void> => {
  switch (action.do) {
    case 'form':
      return await openDigestForm(asked, deps)
    case 'now':
      return await postNow(asked, deps)
    case 'off':
      return await asked.say(await switchOff(asked, deps))
    case 'status':
      return await asked.say(await statusReply(asked.channel, await asked.viewer(), deps))
    case 'set':
      return await setDigest(asked, action, deps)
  }
}

/** The form, and the button under every scheduled digest that ends it, which asks first. */
export const registerDigest = (deps: Deps): void => {
  const { app, guard } = deps
  registerDigestForm(deps)
  guard.button(app, ACTIONS.digestEnd, 'digest_end', async (asked) => {
    const viewer = await asked.viewer()
    const { words } = readerOf(viewer, deps)
    const schedule = await scheduleOf(asked.channel, deps)
    const refusal = refuseConfiguring(viewer, words)
    if (refusal) return await asked.say(refusal)
    if (!schedule) return await asked.say(sentence(words.digest.wasOff))
    const [times, days, zone] = whenText({ ...schedule, language: viewer.language })
    const choice = buttons(
      button(words.digest.end, ACTIONS.digestEndSure, undefined, 'danger'),
      button(words.digest.keep, ACTIONS.digestKeep),
    )
    await asked.say(sentence(words.digest.endSure(times, days, zone), ...choice))
  })
  guard.button(app, ACTIONS.digestEndSure, 'digest_off', async (asked) => asked.replace(await switchOff(asked, deps)))
  guard.button(app, ACTIONS.digestKeep, 'digest_keep', async (asked) =>
    asked.replace(sentence((await asked.words()).digest.kept)),
  )
}

const postNow = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const refusal = refuseWriting(viewer, readerOf(viewer, deps).words)
  if (refusal) return await asked.say(refusal)
  const { channel } = asked
  const schedule = await scheduleOf(channel, deps)
  const links = linksFor(schedule ?? {}, await deps.store.links(channel))
  if (links.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const shared = readerOf(schedule ?? viewer, deps)
  const { content } = await digestContent(channel, links, shared.language, deps.desk, deps)
  const footer = shared.words.digest.by(escaped(viewer.name, 80))
  await deps.speaker.post(channel, digestReply(content, deps.now(), shared, { footer, canEnd: false }))
}

const switchOff = async (asked: Asked, deps: Deps) => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, words)
  if (refusal) return refusal
  return sentence((await deps.store.removeSchedule(asked.channel)) ? words.digest.off : words.digest.wasOff)
}

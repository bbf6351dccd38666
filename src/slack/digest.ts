import type { Asked } from './asked.ts'
import { type DigestContent, digestHead } from './blocks/digest.ts'
import { digestParts } from './blocks/digest-parts.ts'
import { button, buttons, escapedName, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { DigestAction } from './command-digest.ts'
import type { Deps } from './deps.ts'
import { digestContent, linksFor, scheduleOf } from './digest-content.ts'
import { openDigestForm, registerDigestForm, setDigest } from './digest-settings.ts'
import { statusReply } from './digest-status.ts'
import { whenText } from './digest-words.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring, refuseWriting } from './roles.ts'
import { registerSnooze } from './snooze.ts'

/** `/ticket digest …` */
export const digest = async (asked: Asked, action: DigestAction, deps: Deps): Promise<void> => {
  if (isPlaceless(asked.channel)) return await asked.say(sentence((await asked.words()).digest.inChannel))
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
  registerSnooze(deps)
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
  const all = await deps.store.links(channel)
  if (all.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const links = linksFor(schedule ?? {}, all)
  if (links.length === 0) return await asked.say(sentence(readerOf(viewer, deps).words.digestGaps.everything))
  const shared = readerOf(schedule ?? viewer, deps, asked.trail)
  const { content, live } = await digestContent(
    { ...schedule, channel, links },
    { language: shared.language },
    deps.desk,
    deps,
  )
  asked.trail.lacks(live.failures)
  const footer = shared.words.digest.by(escapedName(viewer.name))
  if (!(await asked.isFirst())) return
  await postAll(channel, content, footer, shared, deps)
  await deps.audit.record({ user: asked.user, channel, action: 'digest_now', outcome: 'done' })
}

/** The digest, and in its thread what does not fit: that comes one a second, and nobody waits for it. */
const postAll = async (channel: string, content: DigestContent, footer: string, reader: ListReader, deps: Deps) => {
  const { speaker, guard } = deps
  const now = deps.now()
  const { reply, rest } = digestHead(content, now, reader, { footer, canEnd: false })
  const thread = await speaker.post(channel, reply)
  // Without the message's `ts` there is no thread.
  if (rest.length === 0 || thread === '') return
  void guard.quietly('digest_thread', async () => {
    for (const part of digestParts(rest, 2, now, reader)) await speaker.post(channel, part.reply, undefined, thread)
  })
}

const switchOff = async (asked: Asked, deps: Deps) => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, words)
  if (refusal) return refusal
  const { user, channel } = asked
  if (!(await deps.store.removeSchedule(channel))) return sentence(words.digest.wasOff)
  await deps.audit.record({ user, channel, action: 'digest_off', outcome: 'done' })
  return sentence(words.digest.off)
}

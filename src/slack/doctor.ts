import type { Asked } from './asked.ts'
import { doctorReply } from './blocks/doctor.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import { digest } from './digest.ts'
import { scheduleOf } from './digest-content.ts'
import { checkCommunities } from './doctor-communities.ts'
import { checkDigest, checkOutbox, checkSelf, checkStore } from './doctor-self.ts'
import { checkClocks, checkPlace, checkScopes } from './doctor-slack.ts'
import { ACTIONS } from './ids.ts'
import { resumeLink } from './link-resume.ts'
import { isPlaceless, linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

/** `/ticket doctor`: what keeps Caretaker from doing its work where this is asked, and what mends it. */
export const examine = async (asked: Asked, deps: Deps): Promise<void> => {
  await asked.say(sentence((await asked.words()).doctor.checking))
  await asked.say(await diagnose(asked, false, deps))
}

/** The buttons of the answer, which draw it anew in its place. */
export const registerDoctor = (deps: Deps): void => {
  const { app, guard } = deps
  const redraw = (action: string, isOpen: (asked: Asked) => boolean) =>
    guard.button(app, action, 'doctor', async (asked) => asked.replace(await diagnose(asked, isOpen(asked), deps)))
  redraw(ACTIONS.doctorMore, () => true)
  redraw(ACTIONS.doctorLess, () => false)
  redraw(ACTIONS.doctorAgain, ({ value }) => value !== '')
  const mend = (action: string, run: (asked: Asked) => Promise<Reply | undefined>) =>
    guard.button(app, action, action, async (asked) => {
      const refusal = await run(asked)
      await (refusal ? asked.say(refusal) : asked.replace(await diagnose(asked, false, deps)))
    })
  mend(ACTIONS.doctorJoin, (asked) => join(asked, deps))
  mend(ACTIONS.doctorResume, (asked) => resumeLink(asked, deps))
  guard.button(app, ACTIONS.doctorDigest, 'digest_now', (asked) => digest(asked, { do: 'now' }, deps))
}

/** All checks at once: each is given up by itself, so the answer takes no longer than the slowest may. */
const diagnose = async (asked: Asked, isOpen: boolean, deps: Deps): Promise<Reply> => {
  const viewer = await asked.viewer()
  const schedule = isPlaceless(asked.channel) ? undefined : await scheduleOf(asked.channel, deps)
  const reader = readerOf({ language: viewer.language, zone: schedule?.zone ?? viewer.zone }, deps, asked.trail)
  const checkup = { asked, viewer, reader, deps, links: await linksWithin(asked, deps) }
  const [communities, ...others] = await Promise.all([
    checkCommunities(checkup),
    checkPlace(checkup),
    checkScopes(checkup),
    checkDigest(checkup, schedule),
    checkOutbox(checkup),
    checkStore(checkup),
    checkSelf(checkup),
  ])
  // Last, by what the others have just heard.
  const findings = [...communities, ...others.flat(), ...checkClocks(checkup)]
  // Where Slack is silent, it is so to every check.
  const different = findings.filter(({ text }, i) => findings.findIndex((one) => one.text === text) === i)
  return doctorReply(different, isOpen, reader.words)
}

/** @returns why not */
const join = async ({ channel, viewer }: Asked, deps: Deps): Promise<Reply | undefined> => {
  const who = await viewer()
  const { words } = readerOf(who, deps)
  const refusal = refuseWriting(who, words)
  if (refusal) return refusal
  return await deps.client.conversations.join({ channel }).then(
    () => undefined,
    () => sentence(words.doctor.joinFailed),
  )
}

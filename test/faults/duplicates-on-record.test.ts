import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ACTIONS, VIEWS } from '../../src/slack/ids.ts'
import type { AuditAction } from '../../src/tickets/audit.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { ask, elementBeside, modalSaying, press, say } from '../journeys/asking.ts'
import { isCreate } from '../journeys/filing.ts'
import { KASTANIENALLEE } from '../journeys/places.ts'
import { openAct, openRemoval } from './acting.ts'
import { beforeNextDigest, forward } from './clock.ts'
import { digestsIn } from './digests.ts'
import { fillForm } from './filing.ts'
import { useRedelivery } from './redelivery-scene.ts'
import { row } from './row.ts'
import {
  type Act,
  AICC_SUBJECT,
  AKUBELA_SUBJECT,
  FEEDBACK_SUBJECT,
  FINISH,
  fileRepair,
  type Subject,
  someTicket,
  ticketFor,
} from './subjects.ts'

/* Buttons and forms that leave something on record: once, however often they come. */

const scene = useRedelivery([AKUBELA_SUBJECT, AICC_SUBJECT, FEEDBACK_SUBJECT])

/** Something that is pressed or sent. */
interface Pressed {
  readonly journey: string
  readonly action: AuditAction
  /** Brings it before somebody. @returns what presses it */
  prepare(): Promise<() => Promise<unknown>>
}

const someCase = (): Promise<Ticket> => someTicket(AICC_SUBJECT, scene.running.driver(AICC_SUBJECT.vendor))

const actionOf = ({ journey }: Act): AuditAction => {
  if (journey === 'edit') return 'update'
  return journey === 'comment' ? 'comment' : 'transition'
}

const acting = (subject: Subject, act: Act): Pressed => ({
  journey: act.journey,
  action: actionOf(act),
  prepare: async () => {
    const text = `Twice is once (${Date.now()})`
    const { number } = await ticketFor(act, subject, scene.running.driver(subject.vendor), text)
    return (await openAct(scene.sofia, number, act, text)).submit
  },
})

const removal = async () => {
  const { number } = await fileRepair(scene.running.driver(AKUBELA_SUBJECT.vendor), 'Filed by mistake')
  return openRemoval(scene.jonas, number)
}

/** In the menu beside what is linked. */
const inLinkMenu = (journey: string, action: AuditAction, option: string): Pressed => ({
  journey,
  action,
  prepare: async () => {
    const links = await ask(scene.jonas, DESK, '/ticket links')
    const menu = elementBeside(links, `\`${KASTANIENALLEE.community}\``, ACTIONS.linkMenu)
    return () => scene.jonas.select(links, menu, option)
  },
})

const digestNow = async (): Promise<Message> => {
  const before = digestsIn(scene.jonas).length
  await scene.jonas.command(DESK, '/ticket digest now')
  return scene.jonas.until(() => digestsIn(scene.jonas)[before], 'a digest')
}

/** Under what is told of a ticket that the vendor refused. */
const sentAgain: Pressed = {
  journey: 'create, sent again',
  action: 'create',
  prepare: async () => {
    const sandbox = scene.stage.sandbox(AKUBELA_SUBJECT.vendor)
    sandbox.misbehave({ kind: 'status', status: 400 }, isCreate)
    const filing = await fillForm(scene.sofia, AKUBELA_SUBJECT.form?.(`The bell is silent (${Date.now()})`) ?? {})
    const before = scene.sofia.lastEphemeral(DESK)?.ts
    await filing.send()
    // Whoever closes the form is told in the channel.
    await scene.sofia.close()
    const refused = await scene.sofia.until(() => {
      const last = scene.sofia.lastEphemeral(DESK)
      return last && last.ts !== before && last
    }, 'that it was refused')
    sandbox.misbehave(undefined)
    return () => scene.sofia.click(refused, ACTIONS.submissionRetry)
  },
}

const PRESSED: readonly Pressed[] = [
  ...(AICC_SUBJECT.acts ?? []).map((act) => acting(AICC_SUBJECT, act)),
  acting(FEEDBACK_SUBJECT, FINISH),
  { journey: 'delete', action: 'remove', prepare: async () => (await removal()).submit },
  {
    journey: 'delete, undone',
    action: 'remove',
    prepare: async () => {
      const removing = await removal()
      await removing.send()
      return removing.undo
    },
  },
  {
    journey: 'watch',
    action: 'watch',
    prepare: async () => {
      const { number } = await someCase()
      await say(scene.sofia, DESK, `/ticket unwatch ${number}`)
      const card = await ask(scene.sofia, DESK, `/ticket ${number}`)
      return () => scene.sofia.click(card, 'Follow')
    },
  },
  {
    journey: 'unwatch',
    action: 'unwatch',
    prepare: async () => {
      const following = await ask(scene.sofia, DESK, `/ticket watch ${(await someCase()).number}`)
      return () => scene.sofia.click(following, 'Stop following')
    },
  },
  {
    journey: 'snooze',
    action: 'snooze',
    prepare: async () => {
      const digest = await digestNow()
      return () => scene.sofia.select(digest, ACTIONS.digestRow, 'Snooze for a week')
    },
  },
  {
    journey: 'snooze, until a date',
    action: 'snooze',
    prepare: async () => {
      await scene.sofia.select(await digestNow(), ACTIONS.digestRow, 'Snooze until a date…')
      await scene.sofia.until(() => scene.sofia.view()?.callbackId === VIEWS.snooze, 'the form that asks for the day')
      return scene.sofia.submit
    },
  },
  {
    journey: 'wake',
    action: 'wake',
    prepare: async () => {
      const status = await ask(scene.jonas, DESK, '/ticket digest status')
      return () => scene.jonas.click(status, 'Wake')
    },
  },
  inLinkMenu('pause', 'pause', 'Pause'),
  inLinkMenu('resume', 'resume', 'Resume'),
  {
    journey: 'rename',
    action: 'rename',
    prepare: async () => {
      const rename = await inLinkMenu('', 'rename', 'Rename…').prepare()
      await rename()
      const form = await modalSaying(scene.jonas, 'Name in this channel')
      await scene.jonas.fill(form.id, { 'Name in this channel': `House ${Date.now()}` })
      return scene.jonas.submit
    },
  },
  {
    journey: 'digest form',
    action: 'digest_set',
    prepare: async () => {
      await scene.jonas.command(DESK, '/ticket digest')
      const form = await modalSaying(scene.jonas, 'Time zone')
      await scene.jonas.fill(form.id, { At: '09:00' })
      return scene.jonas.submit
    },
  },
  {
    journey: 'digest, switched off',
    action: 'digest_off',
    prepare: async () => {
      await ask(scene.jonas, DESK, '/ticket digest 09:00')
      beforeNextDigest(0)
      await scene.running.caretaker.tick()
      const digest = digestsIn(scene.jonas).at(-1)
      if (!digest) throw new Error('no digest was posted')
      const asked = await press(scene.jonas, digest, ACTIONS.digestEnd)
      return () => scene.jonas.click(asked, ACTIONS.digestEndSure)
    },
  },
  sentAgain,
]

const recorded = async (action: AuditAction): Promise<number> => {
  const text = await readFile(join(scene.stage.folder, 'store.json.audit.jsonl'), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line.includes(`"action":"${action}"`)).length
}

const twice = async (act: () => Promise<unknown>): Promise<void> => {
  await Promise.allSettled([act(), act()])
}

const REPEATS = [
  ['delivered four times', scene.fourTimes],
  ['pressed twice', twice],
] as const

// One after the other: what one row pauses, the next resumes.
for (const [fault, repeat] of REPEATS) {
  for (const { journey, action, prepare } of PRESSED) {
    row({ fault, target: 'Slack', journey }, async (note) => {
      for (const someone of [scene.sofia, scene.jonas]) while (someone.view()) await someone.close()
      const act = await prepare()
      const before = await recorded(action)
      await repeat(act)
      forward(1)
      await scene.running.caretaker.tick()
      await scene.stop()
      const times = (await recorded(action)) - before
      note({ outcome: `${times} on record` })
      expect(times).toBe(1)
    })
  }
}

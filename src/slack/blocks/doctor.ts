import type { Button } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { ACTIONS } from '../ids.ts'
import { button, buttons, context, fitting, lineSections, type Reply, section } from './kit.ts'

/** What was found in one place, in a line of mrkdwn that says what mends it. */
export interface Finding {
  readonly isProblem: boolean
  readonly text: string
  /** What mends it at once. */
  readonly button?: Button
  /** A few words for the line that says that all is well. */
  readonly short?: string
  /** There was no way to try whether all is well. */
  readonly isUntried?: true
}

export const fine = (text: string, short?: string): Finding => ({
  isProblem: false,
  text,
  ...(short === undefined ? {} : { short }),
})

export const untried = (text: string): Finding => ({ isProblem: false, text, isUntried: true })

export const problem = (text: string, mend?: Button): Finding => ({
  isProblem: true,
  text,
  ...(mend === undefined ? {} : { button: mend }),
})

/** With the frame and the details they stay below what one message holds. */
const MAX_PROBLEMS = 20
const PROBLEMS_TEXT = 6000
const DETAILS_TEXT = 4000

/** Problems first, each with what mends it; all that is well behind "More". */
export const doctorReply = (findings: readonly Finding[], isOpen: boolean, { doctor, home }: Messages): Reply => {
  const problems = findings.filter(({ isProblem }) => isProblem)
  const lines = problems.map(({ text }) => text)
  const room = fitting(lines.slice(0, MAX_PROBLEMS), PROBLEMS_TEXT).length
  const well = findings.filter(({ isProblem }) => !isProblem)
  const summary = problems.length === 0 ? doctor.allFine(shortOf(findings)) : doctor.problems(problems.length)
  const details = fitting(
    well.map(({ text, isUntried }) => `${isUntried ? '➖' : '✅'} ${text}`),
    DETAILS_TEXT,
  )
  return {
    text: summary,
    blocks: [
      section(problems.length === 0 ? summary : `*${doctor.title}*\n${summary}`),
      ...problems.slice(0, room).map(({ text, button: mend }) => section(`⚠️ ${text}`, mend)),
      ...(room < problems.length ? [context(home.shown(room, problems.length))] : []),
      ...(isOpen ? lineSections(details) : []),
      ...buttons(
        isOpen ? button(doctor.less, ACTIONS.doctorLess) : button(doctor.more, ACTIONS.doctorMore),
        button(doctor.again, ACTIONS.doctorAgain, isOpen ? 'open' : undefined),
      ),
    ],
  }
}

const shortOf = (findings: readonly Finding[]): string =>
  findings.flatMap(({ short }) => (short === undefined ? [] : [short])).join(' · ')

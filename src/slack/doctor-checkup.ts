import type { Link } from '../store/store.ts'
import type { Asked } from './asked.ts'
import { type Finding, problem } from './blocks/doctor.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import type { Viewer } from './viewer.ts'
import { within } from './within.ts'

/** What every check works with. */
export interface Checkup {
  readonly asked: Asked
  readonly viewer: Viewer
  readonly reader: ListReader
  /** The communities that can be reached from where this is asked. */
  readonly links: readonly Link[]
  readonly deps: Deps
}

const PATIENCE_MS = 5_000

/** For what can be given up; a little later than we stop waiting, so that it is called what it is: no answer. */
export const patience = (): AbortSignal => AbortSignal.timeout(PATIENCE_MS + 500)

/** What a check makes of an answer; a finding that says so where none comes in time. `who` is mrkdwn. */
export const inTime = async <T>(
  who: string,
  asking: Promise<T>,
  { reader }: Pick<Checkup, 'reader'>,
  tell: (answer: T) => Finding | Promise<Finding>,
): Promise<Finding> => {
  const came = await within(
    PATIENCE_MS,
    asking.then((answer) => ({ answer })),
  )
  return came ? tell(came.answer) : problem(reader.words.doctor.noAnswer(who, PATIENCE_MS / 1000))
}

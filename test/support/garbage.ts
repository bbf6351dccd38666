import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Whether anybody still holds it, once all that nobody does is gone. */
export const isHeld = async (ref: WeakRef<object>): Promise<boolean> => {
  // What was looked at stays until the turn is over.
  await turn()
  collect()
  return ref.deref() !== undefined
}

import { flushCompileCache } from 'node:module'
import { z } from 'zod'
import { startCaretaker } from '../../src/caretaker.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { createWebServer } from '../../src/server.ts'
import type { Step } from '../../src/store/durable-file.ts'
import { linkSchema, type Order, type Report } from './child.ts'

// Caretaker as a process of its own, which its parent can have killed at a given step of the store's writes, and whose
// clock it can put forward.

// It does not outlive its parent, whatever it is at.
process.on('disconnect', () => process.exit())

const log = createLog('silent')
const server = createWebServer(log)
const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
const links = z.array(linkSchema).parse(JSON.parse(process.env.FAULTS_LINKS ?? '[]'))

let steps: Step[] = []
let lastStep = Number.POSITIVE_INFINITY
let aheadMs = 0

const onStep = (step: Step): void => {
  steps.push(step)
  if (steps.length === lastStep) process.kill(process.pid, 'SIGKILL')
}

const report = (said: Report): void => void process.send?.(said)

const now = (): number => Date.now() + aheadMs
const caretaker = await startCaretaker(readConfig(process.env), { server, log, now, links, onStep })
await caretaker.ready
// Who is killed cannot do it at the end.
flushCompileCache()

process.on('message', async (order: Order) => {
  if (order.do === 'note steps') {
    steps = []
    lastStep = order.killAfter ?? Number.POSITIVE_INFINITY
    report({ done: order.do })
  }
  if (order.do === 'tick') {
    aheadMs = order.aheadMs
    await caretaker.tick()
    report({ done: order.do })
  }
  if (order.do === 'stop') {
    await caretaker.stop(order.withinMs)
    report({ done: order.do, steps })
  }
})
report({ done: 'start', origin })

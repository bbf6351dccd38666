import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { validateMessage } from '../../src/workspace/validate/message.ts'
import { validateView } from '../../src/workspace/validate/view.ts'
import { BOT_TOKEN, type ServedWorkspace, serveWorkspace } from '../support/workspace.ts'

const log = vi.fn()

let served: ServedWorkspace

beforeAll(async () => {
  served = await serveWorkspace({ log })
})

afterAll(() => served.close())

const PATHS = [
  '/api/chat.postMessage',
  '/api/views.publish',
  '/api/conversations.history',
  '/api/blocks.validate',
  '/respond/guess',
  '/workspace/gesture',
]

const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record({ channel: fc.constant('C0FACDESK'), text: fc.string(), blocks: fc.anything(), limit: fc.anything() })
    .map((each) => JSON.stringify(each) ?? ''),
  fc.record({ user_id: fc.constant('U0MEILIN'), view: fc.jsonValue() }).map((each) => JSON.stringify(each)),
)

describe('whatever it is sent', () => {
  it('is answered, and never a failure of the workspace itself', async () => {
    const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), types, body, async (path, type, sent) => {
        const headers = { 'content-type': type, authorization: `Bearer ${BOT_TOKEN}` }
        const answer = await fetch(served.url + path, { method: 'POST', headers, body: sent })
        await answer.text()
        expect(answer.status).toBeLessThan(500)
      }),
      { numRuns: 150 },
    )
    expect(log).not.toHaveBeenCalledWith('the workspace failed', expect.anything())
  })

  it('is a message or a view, or has problems', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (blocks) => {
        const problems = validateMessage({ text: 'a', blocks })
        expect(problems.length > 0 || (Array.isArray(blocks) && blocks.length === 0)).toBe(true)
        expect(validateView(blocks)).not.toEqual([])
      }),
    )
  })
})

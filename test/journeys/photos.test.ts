import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../src/slack/ids.ts'
import { encodeRef } from '../../src/slack/values.ts'
import { DESK, LINDENHOF, LOBBY } from '../../src/workspace/seed.ts'
import { textOf } from '../support/text-of.ts'
import { AICC_TENANT } from './accounts.ts'
import { ask, mrkdwnOf, press, say } from './asking.ts'
import { useBenches } from './benches.ts'
import { pressForged } from './forged.ts'
import { AKUBELA, HAITANG_BAY, KASTANIENALLEE, linksOf } from './places.ts'

const { start } = useBenches({
  links: [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(DESK, [HAITANG_BAY, AICC_TENANT])],
})

const CASE = '000000000000000000000000035013'

describe('Photos', () => {
  it('shows the pictures of a ticket to the asker alone', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const number = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(sofia, LINDENHOF, '/ticket list'))?.[1]
    const photos = await press(sofia, await ask(sofia, LINDENHOF, `/ticket ${number}`), 'Photos')
    expect(photos.ephemeralTo).toBe('U0SOFIA')
    expect(textOf(photos)).toContain(`2 photos of ticket *${number}*`)
    expect(photos.blocks?.filter(({ type }) => type === 'image')).toMatchObject([
      { image_url: expect.stringMatching(/^https:\/\/pictures\.example\/f/), alt_text: 'Photo 1' },
      { image_url: expect.stringMatching(/^https:\/\/pictures\.example\/f/), alt_text: 'Photo 2' },
    ])
  })

  it('gives links when Slack cannot load them', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const number = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(sofia, LINDENHOF, '/ticket list'))?.[1] ?? ''
    const value = encodeRef({ vendor: AKUBELA, community: KASTANIENALLEE.community, id: number })
    const forged = { user: 'U0SOFIA', channel: LINDENHOF, actionId: ACTIONS.photos, value }
    const answer = await pressForged(bench, forged, 1)
    expect(answer.text).toContain('Slack could not load the photos')
    expect(mrkdwnOf(answer.blocks).join('\n')).toMatch(/<https:\/\/pictures\.example\/f\w+\|Photo 2>/)
  })

  it('is not offered for a ticket without any', async () => {
    const bench = await start()
    expect(await say(bench.person('U0SOFIA'), DESK, `/ticket ${CASE}`)).not.toContain('Photos')
  })

  it('of another channel’s ticket shows nothing', async () => {
    const bench = await start()
    const value = encodeRef({ vendor: AKUBELA, community: KASTANIENALLEE.community, id: `m${'1'.repeat(32)}` })
    const answer = await pressForged(bench, { user: 'U0JONAS', channel: LOBBY, actionId: ACTIONS.photos, value })
    expect(answer.text).toContain('has no such ticket')
    expect(bench.sandbox(AKUBELA).requests).toEqual([])
  })
})

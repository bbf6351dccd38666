import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/slack/blocks/kit.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'
import { validateMessage } from '../../src/workspace/validate/message.ts'
import { validateView } from '../../src/workspace/validate/view.ts'
import { DRAWINGS, type Drawn } from '../slack/blocks/drawings.ts'
import { everyTextIn, expectIntact } from '../slack/blocks/markup.ts'
import { LONGEST } from '../slack/blocks/samples.ts'

/*
 * Whatever there is, and however much of it: Slack takes every message and every view whole. It refuses all of one in
 * which a single text is too long, and then nobody is told anything.
 */

const SIZES = [0, 1, 10, 50, 51, 500, 5_000]
const TEXTS = Object.entries({ short: '电梯 lift', ...LONGEST })

/** Whatever has the name of a renderer of whole messages and views. */
const RENDERER = /^export const (\w+(?:Reply|View)|digestHead|digestParts)\b/gm

it('every renderer is in the table', async () => {
  const folder = new URL('../../src/slack/blocks/', import.meta.url)
  const names = await readdir(folder)
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  const renderers = files.flatMap((text) => [...text.matchAll(RENDERER)].map(([, name = '']) => name))
  expect(renderers.length).toBeGreaterThan(25)
  expect(renderers.filter((name) => !(name in DRAWINGS))).toEqual([])
})

const expectTaken = (drawn: Drawn): void => {
  expect('type' in drawn ? validateView(drawn) : validateMessage(drawn)).toEqual([])
  if (!('type' in drawn)) {
    expect(drawn.text.length).toBeLessThanOrEqual(LIMITS.fallback)
    expect(everyTextIn({ blocks: drawn.blocks }).join('').length).toBeLessThanOrEqual(LIMITS.messageText)
  }
  expectIntact(drawn)
}

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(Object.entries(DRAWINGS))('%s is taken at every size', (_, draw) => {
    for (const size of SIZES) for (const drawn of draw({ size, text: '电梯 lift', language })) expectTaken(drawn)
  })

  it.each(Object.entries(DRAWINGS))('%s is taken with the longest texts', (_, draw) => {
    for (const [, text] of TEXTS) {
      for (const size of [1, 51]) for (const drawn of draw({ size, text, language })) expectTaken(drawn)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldBlock } from '../../src/slack/ids.ts'
import { decodeMetadata, encodeMetadata, type ModalMetadata } from '../../src/slack/metadata.ts'
import { decodeRef, decodeScope, encodeRef, encodeScope, scopeKey } from '../../src/slack/values.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'

const text = fc.string({ unit: 'binary' })
const scope = fc.record({ vendor: text, community: text })
const ref = fc.record({ vendor: text, community: text, id: text })

describe('what a button carries', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(ref, (given) => {
        expect(decodeRef(encodeRef(given))).toEqual(given)
        const { vendor, community } = given
        expect(decodeScope(encodeScope(given))).toEqual({ vendor, community })
      }),
    )
  })

  it('is nothing when it is not ours', () => {
    const notText = fc.jsonValue().filter((value) => typeof value !== 'string')
    const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string')
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.json().filter((json) => !isTexts(JSON.parse(json))),
          notText.map((value) => JSON.stringify(['a', value])),
        ),
        (value) => {
          expect(decodeRef(value)).toBeUndefined()
          expect(decodeScope(value)).toBeUndefined()
        },
      ),
    )
    for (const value of [undefined, '', '[]', '["a","b",3]', '["a","b","c","d"]', 'null', '{"vendor":"a"}']) {
      expect(decodeRef(value)).toBeUndefined()
      expect(decodeScope(value)).toBeUndefined()
    }
    expect(decodeRef(encodeScope({ vendor: 'a', community: 'b' }))).toBeUndefined()
    expect(decodeScope(encodeRef({ vendor: 'a', community: 'b', id: 'c' }))).toBeUndefined()
  })
})

describe('the key of a community', () => {
  it('fits into an option and tells communities apart', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        expect(scopeKey(one).length).toBeLessThanOrEqual(75)
        expect(scopeKey(one) === scopeKey(other)).toBe(one.vendor === other.vendor && one.community === other.community)
      }),
    )
    expect(scopeKey({ vendor: 'a', community: 'b","c' })).not.toBe(scopeKey({ vendor: 'a","b', community: 'c' }))
  })
})

describe('what a modal remembers', () => {
  const metadata: fc.Arbitrary<ModalMetadata> = fc.record(
    {
      channel: text,
      language: fc.constantFrom(...LANGUAGES),
      zone: text,
      attempt: fc.integer({ min: 1 }),
      vendor: text,
      community: text,
    },
    { requiredKeys: ['channel', 'language', 'zone', 'attempt'] },
  )

  it('comes back as it went', () => {
    fc.assert(
      fc.property(metadata, (given) => {
        expect(decodeMetadata(encodeMetadata(given))).toEqual(given)
      }),
    )
  })

  it('is nothing when it is not ours', () => {
    for (const value of [undefined, '', '{}', 'null', '{"channel":"C1","language":"de","zone":"UTC"}', '[1]']) {
      expect(decodeMetadata(value)).toBeUndefined()
    }
  })

  it('fits into a view with the longest ids there are', () => {
    const longest = { channel: 'C'.repeat(20), zone: 'America/Argentina/ComodRivadavia', attempt: 99 }
    const ids = { vendor: 'v'.repeat(60), community: '"'.repeat(255) }
    expect(encodeMetadata({ ...longest, language: 'zh-CN', ...ids }).length).toBeLessThanOrEqual(3000)
  })
})

it('a field keeps its name in its block', () => {
  expect(fieldBlock('start_time')).toBe('field.start_time')
})

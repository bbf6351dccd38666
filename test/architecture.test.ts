import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { VENDORS } from '../src/drivers/index.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SRC = join(ROOT, 'src')

interface Source {
  /** From `src`, `slack/blocks/kit.ts`. */
  readonly path: string
  readonly text: string
  /** Files of ours, from `src`, and packages. Imports of types count: they are arrows too. */
  readonly imports: readonly string[]
}

const readSources = async (): Promise<Source[]> => {
  const files = (await readdir(SRC, { recursive: true })).filter((path) => path.endsWith('.ts')).sort()
  return Promise.all(
    files.map(async (path) => {
      const text = await readFile(join(SRC, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    }),
  )
}

const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(/^(?:(?:import|export|\}) .*?from |import )'([^']+)'$|\bimport\('([^']+)'\)/gm)].map(
    ([, fixed, late]) => {
      const target = fixed ?? late ?? ''
      return target.startsWith('.') ? relative(SRC, join(SRC, dirname(path), target)) : target
    },
  )

const sources = await readSources()

/** Where a file belongs, the longest that fits. What lies in `src` itself wires the rest, and has its own rules below. */
const LAYERS = ['tickets', 'time', 'i18n', 'store', 'drivers', 'slack/blocks', 'slack', 'workspace'] as const
type Layer = (typeof LAYERS)[number]

const layerOf = (path: string): Layer | undefined => LAYERS.find((layer) => path.startsWith(`${layer}/`))

/** What each layer may know, besides itself and Node: other layers, single files, packages. */
const KNOWS: Readonly<Record<Layer, readonly string[]>> = {
  tickets: [],
  time: ['tickets', 'store', 'luxon'],
  i18n: ['tickets'],
  store: ['tickets', 'lowdb', 'lowdb/node', 'zod'],
  drivers: ['tickets', 'time', 'body.ts', 'luxon', 'undici', 'zod'],
  'slack/blocks': [
    'tickets',
    'i18n',
    'time',
    'slack/ids.ts',
    'slack/values.ts',
    'slack/metadata.ts',
    '@slack/types',
    'zod',
  ],
  slack: [
    'tickets',
    'i18n',
    'time',
    'store',
    'slack/blocks',
    'log.ts',
    '@slack/bolt',
    '@slack/types',
    '@slack/web-api',
    'yaml',
    'zod',
  ],
  workspace: ['body.ts', 'luxon', 'undici', 'ws', 'zod'],
}

const isKnown = (layer: Layer, target: string): boolean => {
  const to = layerOf(target) ?? target
  return to === layer || target.startsWith('node:') || [to, target].some((name) => KNOWS[layer].includes(name))
}

/** `from → to` for every import that a rule forbids. */
const arrows = (forbidden: (source: Source, target: string) => boolean): string[] =>
  sources.flatMap((source) =>
    source.imports.filter((target) => forbidden(source, target)).map((target) => `${source.path} → ${target}`),
  )

const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

it('reads the imports', () => {
  const answers = sources.find(({ path }) => path === 'slack/answers.ts')
  expect(answers?.imports).toEqual(expect.arrayContaining(['@slack/web-api', 'slack/blocks/kit.ts', 'log.ts']))
  const runs = sources.find(({ path }) => path === 'slack/runs.ts')
  expect(runs?.imports).toContain('node:crypto')
  const index = sources.find(({ path }) => path === 'drivers/akubela/index.ts')
  expect(index?.imports).toContain('drivers/akubela/sandbox.ts')
})

describe('the arrows', () => {
  it.each(LAYERS)('%s knows only what it may', (layer) => {
    expect(arrows(({ path }, target) => layerOf(path) === layer && !isKnown(layer, target))).toEqual([])
  })

  it('blocks take what the desk and the store hold, and call neither', () => {
    const calls = /^import (?!type )[^'\n]*'[^']*(?:tickets\/(?:desk|outbox)|store\/)[^']*'/m
    expect(filesWith(calls).filter((path) => path.startsWith('slack/blocks/'))).toEqual([])
  })

  it('only the local start knows the workspace', () => {
    const strange = arrows(
      ({ path }, to) => layerOf(to) === 'workspace' && layerOf(path) !== 'workspace' && path !== 'local.ts',
    )
    expect(strange).toEqual([])
    expect(arrows(({ path }, to) => to === 'local.ts' && path !== 'main.ts')).toEqual([])
    expect(filesWith(/^import (?!type )[^(\n]*local\.ts/m)).toEqual([])
  })

  it('a sandbox is loaded only when it is asked for, and only by its own vendor', () => {
    const sandboxes = sources.map(({ path }) => path).filter((path) => /^drivers\/[^/]+\/sandbox\.ts$/.test(path))
    expect(sandboxes.length).toBeGreaterThan(1)
    const fixed = (path: string) => filesWith(new RegExp(`^import (?!type )[^(\\n]*'\\./${basename(path)}'`, 'm'))
    for (const sandbox of sandboxes) {
      expect(arrows(({ path }, to) => to === sandbox && !isStandIn(path) && dirname(path) !== dirname(to))).toEqual([])
      expect(fixed(sandbox).filter((path) => path.endsWith('/index.ts'))).toEqual([])
    }
  })

  it('one vendor knows nothing of another, except what both Tuya products share', () => {
    const vendorOf = (path: string) => /^drivers\/([^/]+)\//.exec(path)?.[1]
    const strange = arrows(({ path }, to) => {
      const [from, other] = [vendorOf(path), vendorOf(to)]
      return (
        other !== undefined && from !== undefined && from !== other && !(from.startsWith('tuya-') && other === 'tuya')
      )
    })
    expect(strange).toEqual([])
  })

  it('what many may read of a ticket is decided in one place', () => {
    const masks = ['tickets/mask.ts', 'tickets/secrets.ts']
    expect(arrows(({ path }, to) => masks.includes(to) && !['tickets/for-many.ts', ...masks].includes(path))).toEqual(
      [],
    )
    // Whoever draws what a ticket says asks for whom, or is given a ticket as its reader may read it.
    const readers = filesWith(
      /\b(?:ticket|read)\.(?:title|description)\b|\b(?:title, )?description\b.*\} = (?:ticket|forAudience)/,
    )
    expect(readers.filter((path) => path.startsWith('slack/'))).toEqual([
      'slack/blocks/list-select.ts',
      'slack/blocks/list.ts',
      'slack/blocks/ticket.ts',
      'slack/list-csv.ts',
    ])
  })

  it('the environment is read in one place, and handed over by the programs', () => {
    const readers = filesWith(/\bprocess\.env\b/)
    expect(readers.filter((path) => !['config.ts', 'main.ts', 'vendors-check.ts'].includes(path))).toEqual([])
  })

  it('only drivers and the Slack client go out to the network', () => {
    const outside = filesWith(/\bfetch\(|from 'undici'/)
    expect(
      outside.filter((path) => !['drivers', 'workspace', 'app.ts', 'slack-files.ts'].includes(layerOf(path) ?? path)),
    ).toEqual([])
  })

  it('no vendor is named where all are alike', () => {
    const names = new RegExp([...VENDORS.map(({ vendor }) => vendor), 'tuya'].join('|'), 'i')
    const named = sources.filter(({ path, text }) => /^(?:slack|i18n|store|time)\//.test(path) && names.test(text))
    expect(named.map(({ path }) => path)).toEqual([])
  })
})

const isStandIn = (path: string): boolean => /^drivers\/[^/]+\/(?:sandbox|seed)[^/]*\.ts$/.test(path)

describe('the layout', () => {
  it('every file tells one story', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 301)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('every file is named in kebab-case', () => {
    expect(
      sources.map(({ path }) => path).filter((path) => !/^(?:[a-z][a-z0-9]*(?:[-/][a-z0-9]+)*)\.ts$/.test(path)),
    ).toEqual([])
  })

  it('every folder is one that the design names', async () => {
    const folders = (await readdir(SRC, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    const known = ['drivers', 'i18n', 'slack', 'store', 'tickets', 'time', 'workspace']
    expect(folders.map(({ name }) => name).sort()).toEqual(known)
  })

  it.each(VENDORS.map(({ vendor }) => vendor))('%s has the files that every vendor has', async (vendor) => {
    const files = await readdir(join(SRC, 'drivers', vendor))
    expect(files).toEqual(expect.arrayContaining(['README.md', 'index.ts', 'map.ts', 'sandbox.ts', 'schema.ts']))
  })

  it('exports by name, passes nothing on, and has no class but errors', () => {
    expect(filesWith(/^export default\b/m)).toEqual([])
    expect(filesWith(/^export (?:\*|(?:type )?\{[^}]*\} from)/m)).toEqual([])
    expect(filesWith(/^(?:export )?(?:abstract )?class (?!\w+ extends \w*Error\b)/m)).toEqual([])
  })

  it('has no hole in its types and no rule switched off', () => {
    expect(filesWith(/@ts-|biome-ignore|\bas unknown as\b|\bas any\b|[:<] ?any *(?:[[\],;=)>|&}]|$)/m)).toEqual([])
  })
})

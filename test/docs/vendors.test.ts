import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { DOCUMENTS } from './documents.ts'

const PAGE = new URL('../../docs/vendors.md', import.meta.url)

interface Row {
  readonly name: string
  readonly use: string
  /** As linked from the page; undefined for what is neither read nor sent. */
  readonly file: string | undefined
}

/** What stands under each heading of this level, by its title. */
const sections = (text: string, level: string): Map<string, string> => {
  const [, ...parts] = text.split(new RegExp(`^${level} `, 'm'))
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]))
}

const rowsIn = (section: string): Row[] =>
  [...section.matchAll(/^\| `([^`]+)` \| (.+?) \| (?:–|\[[^\]]+\]\(([^)]+)\)) \|$/gm)].map(
    ([, name = '', use = '', file]) => ({ name, use, file }),
  )

const page = sections(await readFile(PAGE, 'utf8'), '##')
const tables = DOCUMENTS.flatMap(({ vendor, tables }) => {
  const found = sections(page.get(vendor) ?? '', '###')
  return Object.entries(tables).map(([title, names]) => ({
    vendor,
    title,
    names,
    rows: rowsIn(found.get(title) ?? ''),
  }))
})

/** HTTP does not mind the case of a header. */
const HEADERS = ['Content-Type', 'Accept', 'Authorization']

const mentions = (code: string, name: string): boolean =>
  new RegExp(`(?<!\\w)${name.replaceAll('.', '\\.')}(?!\\w)`, HEADERS.includes(name) ? 'i' : '').test(code)

describe.each(tables)('$vendor: $title', ({ names, rows }) => {
  it('has every name of the document, and no other', () => {
    expect(rows.map(({ name }) => name)).toEqual(names)
  })

  it('leaves to no file only what is not used', () => {
    for (const { name, use, file } of rows) expect(file === undefined, name).toBe(use.startsWith('not '))
  })

  it('names files that know the name', async () => {
    const used = rows.flatMap(({ name, file }) => (file ? [{ name, file }] : []))
    const known = await Promise.all(
      used.map(async (row) => mentions(await readFile(new URL(row.file, PAGE), 'utf8'), row.name)),
    )
    expect(used.filter((_, index) => !known[index])).toEqual([])
  })
})

it('has no vendor and no table besides', () => {
  expect([...page.keys()]).toEqual(DOCUMENTS.map(({ vendor }) => vendor))
  const found = [...page].flatMap(([vendor, section]) =>
    [...sections(section, '###').keys()].map((title) => `${vendor}: ${title}`),
  )
  expect(found).toEqual(tables.map(({ vendor, title }) => `${vendor}: ${title}`))
})

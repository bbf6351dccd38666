import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const ROOT = new URL('../../', import.meta.url)

const read = (path: string): Promise<string> => readFile(new URL(path, ROOT), 'utf8')

/** The code blocks of the page that stand under the name of a file. */
const filesIn = (page: string): Map<string, string> =>
  new Map(
    [...page.matchAll(/^`src\/drivers\/toy\/([\w.-]+)`\n\n```ts\n([\s\S]*?)^```$/gm)].map(
      ([, name = '', code = '']) => [name, code],
    ),
  )

/** As the file would stand in `src/drivers`. */
const moved = (code: string): string =>
  code.replaceAll("'../../../src/drivers/", "'../").replaceAll("'../../../src/", "'../../")

it('shows the toy vendor as it is tested', async () => {
  const page = filesIn(await read('docs/adding-a-vendor.md'))
  const names = (await readdir(new URL('test/drivers/toy/', ROOT))).filter((name) => !name.endsWith('.test.ts'))
  expect([...page.keys()].sort()).toEqual(names.sort())
  for (const [name, code] of page) expect(code, name).toBe(moved(await read(`test/drivers/toy/${name}`)))
})

it('names files that exist', async () => {
  const page = await read('docs/adding-a-vendor.md')
  const paths = [...page.matchAll(/`((?:src|test)\/[\w/.-]+\.(?:ts|md))`/g)].map(([, path = '']) => path)
  const real = [...new Set(paths)].filter((path) => !path.startsWith('src/drivers/toy/'))
  expect(real.length).toBeGreaterThan(3)
  for (const path of real) await expect(read(path), path).resolves.toBeTypeOf('string')
})

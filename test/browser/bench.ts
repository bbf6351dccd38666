import type { Page } from 'playwright-core'
import { test as base } from 'vitest'
import { launchBrowser } from './browser.ts'
import { startFakeWorkspace } from './fake-workspace.ts'
import { JONAS, LINDENHOF, snapshotFor } from './lindenhof.ts'

interface Visit {
  readonly as?: string
  readonly place?: string
  readonly width?: number
  readonly height?: number
}

/** Opens the page as a person; without more words, as Jonas in his channel on a desk. */
export type Open = (visit?: Visit) => Promise<Page>

/** A test with a browser, a workspace that does as it is told, and the page in it. */
export const test = base
  .extend('chromium', { scope: 'file' }, () => process.env.CHROMIUM_PATH ?? '/usr/bin/chromium')
  .extend('seed', { snapshotFor })
  .extend('browser', { scope: 'file' }, async ({ chromium }, { onCleanup }) => {
    const browser = await launchBrowser(chromium)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('workspace', async ({ seed }, { onCleanup }) => {
    const workspace = await startFakeWorkspace(seed.snapshotFor)
    onCleanup(() => workspace.close())
    return workspace
  })
  .extend('open', async ({ browser, workspace }, { onCleanup }): Promise<Open> => {
    const context = await browser.newContext({ timezoneId: 'America/New_York' })
    onCleanup(() => context.close())
    return async ({ as = JONAS.id, place = LINDENHOF.id, width = 1280, height = 900 } = {}) => {
      const page = await context.newPage()
      await page.setViewportSize({ width, height })
      await page.goto(workspace.page(as, place))
      await page.locator('.pane').waitFor()
      return page
    }
  })

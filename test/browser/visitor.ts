import type { Locator, Page } from 'playwright-core'

/** What somebody does on the page, on a desk as well as on a phone. */
export interface Visitor {
  readonly page: Page
  /** Opens a channel, the Home or the direct messages by the name in the sidebar. */
  goTo(place: string): Promise<void>
  /** Acts as somebody else from now on. */
  become(name: string): Promise<void>
  /** Writes a line where the person is, and sends it. */
  write(line: string): Promise<void>
  /** The newest message with these words in it. */
  message(words: string | RegExp): Locator
  /** The modal. */
  modal(): Locator
}

export const visitor = (page: Page): Visitor => {
  const composer = page.locator('main textarea')
  const openSidebar = async () => {
    // Where the page is not yet drawn there is no button either, as on a desk.
    await page.locator('.pane').waitFor()
    const opener = page.getByRole('button', { name: /^(Open the sidebar|打开侧边栏)$/ })
    if (await opener.isVisible()) await opener.click()
  }
  return {
    page,
    goTo: async (place) => {
      await openSidebar()
      await page.getByRole('navigation').getByRole('button', { name: place }).click()
    },
    become: async (name) => {
      await openSidebar()
      await page.getByRole('button', { name: /^(You are|当前身份)/ }).click()
      await page.getByRole('menuitemradio', { name }).click()
      await page.locator('.switcher strong', { hasText: name }).waitFor({ state: 'attached' })
    },
    write: async (line) => {
      // Until a modal that was closed is gone, the keys go to it.
      await page.locator('dialog.modal[open]').waitFor({ state: 'hidden' })
      await composer.fill(line)
      await composer.press('Enter')
    },
    message: (words) => page.getByRole('article').filter({ hasText: words }).last(),
    modal: () => page.getByRole('dialog'),
  }
}

/** Whether all of it is on the screen, between the header of the conversation and the line to write in. */
export const isInSight = async (page: Page, element: Locator): Promise<boolean> => {
  const [box, room] = [await element.boundingBox(), await page.locator('main .follow').boundingBox()]
  return box !== null && room !== null && box.y >= room.y && box.y + box.height <= room.y + room.height
}

import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes the folder, and those above it, when they are missing. Only we may look in: there are contact details inside. */
export const ensureFolder = async (folder: string): Promise<void> => {
  const topmost = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (topmost === undefined) return
  for (let made = folder; made !== dirname(topmost); made = dirname(made)) await syncFolder(dirname(made))
}

/** A new or renamed file outlives a power cut only once its folder was flushed too: see "man 2 fsync". */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

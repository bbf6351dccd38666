import { WebClient } from '@slack/web-api'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../src/log.ts'
import { problemOf, readTextFile } from '../../src/slack/file-download.ts'

const ADDRESS = 'https://files.slack.com/files-pri/T0-F0/links.yml'
const FILE = { id: 'F0', name: 'links.yml', size: 40, filetype: 'yaml', user: 'U0JONAS', url_private: ADDRESS }

const asked = vi.fn<(url: string, limit: number) => void>()
beforeEach(() => void asked.mockClear())

/** Reads a file that Slack describes like this and that holds these bytes. */
const read = (given: Partial<typeof FILE>, bytes: Uint8Array | undefined = Buffer.from('links: []')) =>
  readTextFile('F0', 'U0JONAS', {
    client: new WebClient('xoxb-test', { fetch: async () => Response.json({ ok: true, file: { ...FILE, ...given } }) }),
    getBytes: async (url, limit) => {
      asked(url, limit)
      return bytes
    },
    log: createLog('silent'),
  })

describe('a text file', () => {
  it('is read from where Slack says, up to a megabyte', async () => {
    expect(await read({})).toEqual({ text: 'links: []' })
    expect(asked.mock.calls).toEqual([[ADDRESS, 1024 * 1024]])
  })

  it('begins with its first letter, whatever Windows puts in front', async () => {
    expect(await read({}, Buffer.from('\ufefflinks: []'))).toEqual({ text: 'links: []' })
  })

  it.each([
    ['of somebody else', { user: 'U0SOFIA' }, 'gone'],
    ['of nobody', { user: '' }, 'gone'],
    ['that lies elsewhere', { url_private: 'https://slack.com.evil.example/links.yml' }, 'gone'],
    ['without an address', { url_private: '' }, 'gone'],
    ['of another type', { name: 'photo.png', filetype: 'png' }, 'wrongType'],
    ['that is too large', { size: 1024 * 1024 + 1 }, 'tooLarge'],
  ])('%s is not asked for', async (_, given, problem) => {
    expect(await read(given)).toEqual({ problem })
    expect(asked).not.toHaveBeenCalled()
  })

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])],
    ['UTF-16', Buffer.from('links: []', 'utf16le')],
  ])('is none that holds %s', async (_, bytes) => {
    expect(await read({}, bytes)).toEqual({ problem: 'notText' })
  })

  it.each([
    [{ name: 'links.YML', size: 1, filetype: 'binary' }, undefined],
    [{ name: 'links', size: 1, filetype: 'yaml' }, undefined],
    [{ name: 'links.txt', size: 1024 * 1024, filetype: '' }, undefined],
    [{ name: 'links.yml.exe', size: 1, filetype: 'binary' }, 'wrongType'],
    [{ name: '', size: 0, filetype: '' }, 'wrongType'],
  ])('%j: %s', (file, problem) => {
    expect(problemOf(file)).toBe(problem)
  })
})

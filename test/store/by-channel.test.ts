import { expect, it } from 'vitest'
import { byChannel } from '../../src/store/by-channel.ts'

const row = (channel: string, id: number) => ({ channel, id })

it('groups a list once, however many channels are asked about', () => {
  const asked: number[] = []
  const rows = [1, 2, 3, 4].map((id) => ({
    id,
    get channel() {
      asked.push(id)
      return id % 2 === 0 ? 'C0EVEN' : 'C0ODD'
    },
  }))
  const of = byChannel<(typeof rows)[number]>()
  const ids = ['C0EVEN', 'C0ODD', 'C0NONE', 'C0EVEN'].map((channel) => of(rows, channel).map(({ id }) => id))
  expect([ids, asked]).toEqual([
    [[2, 4], [1, 3], [], [2, 4]],
    [1, 2, 3, 4],
  ])
})

it('groups the list anew that took its place, and gives all rows where no channel is named', () => {
  const of = byChannel<ReturnType<typeof row>>()
  const before = [row('C0LINDENHOF', 1)]
  const after = [...before, row('C0LINDENHOF', 2)]
  expect([of(before, 'C0LINDENHOF'), of(after, 'C0LINDENHOF'), of(after, undefined)]).toEqual([before, after, after])
})

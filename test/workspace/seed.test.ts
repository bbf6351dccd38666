import { expect, it } from 'vitest'
import { DEMO_SEED } from '../../src/workspace/seed.ts'

const { app, channels, messages, people } = DEMO_SEED

it('has only people who exist in its channels, and only members who speak', () => {
  const known = [...people.map(({ id }) => id), app.botUser]
  for (const { members } of channels) expect(known).toEqual(expect.arrayContaining([...members]))
  for (const { channel, user } of messages) {
    expect(channels.find(({ id }) => id === channel)?.members).toContain(user)
  }
})

it('gives each person a direct message with the app', () => {
  for (const { id } of people) {
    const direct = channels.filter(({ kind, members }) => kind === 'im' && members.includes(id))
    expect(direct.map(({ members }) => members)).toEqual([[id, app.botUser]])
  }
})

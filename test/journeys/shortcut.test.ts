import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import type { Message, View } from '../../src/workspace/protocol.ts'
import { DESK, LINDENHOF, LOBBY, REPAIRS } from '../../src/workspace/seed.ts'
import type { Bench } from '../support/bench.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { ask, modalSaying } from './asking.ts'
import { useBenches } from './benches.ts'
import { created, openForm, typedInto } from './filing.ts'
import { HAITANG_BAY, KASTANIENALLEE, linksOf, XIXI_LAKE } from './places.ts'
import { type Interaction, tamper } from './tampering.ts'

const { start, closeAfter } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

const FILE = 'File a ticket 提交工单'
const NEW = 'New ticket 新建工单'

const messageSaying = (someone: TestPerson, channel: string, text: string): Message => {
  const found = someone
    .messages(channel)
    .find((message) => textOf(message).includes(text) || message.text.includes(text))
  if (!found) throw new Error(`nobody says ${text}`)
  return found
}

const DOOR = 'The front door of house 11'

/** The form that the menu of a message opens. */
const formFrom = async (someone: TestPerson, message: Message): Promise<View> => {
  await someone.messageShortcut(message, FILE)
  return openForm(someone)
}

/** What is in the text fields of a form. */
const typedIn = ({ blocks }: View): string[] =>
  blocks.flatMap(({ element }) =>
    typeof element === 'object' && element !== null && 'initial_value' in element
      ? [String(element.initial_value)]
      : [],
  )

const threadOf = (someone: TestPerson, message: Message): Message[] =>
  someone.messages(message.channel).filter(({ threadTs, ephemeralTo }) => threadTs === message.ts && !ephemeralTo)

/** The workspace's Web API, with the token of the app. */
const slackOf = (bench: Bench) => new WebClient('xoxb-bench-token', { slackApiUrl: `${bench.origin}/api/` })

/** A message in mrkdwn, as other apps post them. */
const posted = async (bench: Bench, someone: TestPerson, text: string): Promise<Message> => {
  const { ts } = await slackOf(bench).chat.postMessage({
    ...{ channel: LINDENHOF, text },
    ...{ unfurl_links: false, unfurl_media: false },
  })
  const message = someone.messages(LINDENHOF).find((one) => one.ts === ts)
  if (!message) throw new Error('nothing was posted')
  return message
}

/** From the menu of a message to the modal that says how it ended. */
const fileFrom = async (someone: TestPerson, message: Message): Promise<void> => {
  await formFrom(someone, message)
  await typedInto(someone, { Contact: 'Ms Okafor, house 11' })
  await modalSaying(someone, 'Filed as')
  await someone.close()
}

describe('a ticket from a message', () => {
  it('begins with what was said and where, and is answered in the thread of that message alone', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const door = messageSaying(sofia, LINDENHOF, DOOR)
    const form = await formFrom(sofia, door)
    const [description = ''] = typedIn(form)
    expect(description).toMatch(/^The front door of house 11 no longer locks[\s\S]+ after 14:00\.\n\nFrom Slack: http/)
    expect(description).toContain(`/archives/${LINDENHOF}/p${door.ts.replace('.', '')}`)

    await typedInto(sofia, { Contact: 'Ms Okafor, house 11' })
    const [answer] = await jonas.until(() => {
      const answers = threadOf(jonas, door)
      return answers.length > 0 && answers
    })
    expect(textOf(answer ?? [])).toMatch(
      /^Sofia Rossi filed ticket \*m[0-9a-f]{32}\* for \*Kastanienallee 27, Berlin\*\.\nOpen$/,
    )
    await modalSaying(sofia, 'Filed as')
    expect(created(bench)).toMatchObject([{ description, contact: 'Ms Okafor, house 11' }])
    await bench.caretaker.stop(5_000)
    expect(threadOf(jonas, door)).toHaveLength(1)
    const inChannel = jonas
      .messages(LINDENHOF)
      .filter(({ text, threadTs }) => !threadTs && text.includes('filed ticket'))
    expect(inChannel).toEqual([])
  })

  it('takes along links to the photos, in the words of who files', async () => {
    const bench = await start({ links: linksOf(REPAIRS, [HAITANG_BAY, XIXI_LAKE]) })
    const mei = bench.person('U0MEILIN')
    const form = await formFrom(mei, messageSaying(mei, REPAIRS, '地下车库入口'))
    expect(typedIn(form)[0]).toMatch(
      /^海棠湾的业主刚发来照片：[\s\S]+来看！\n\ngarage-ceiling\.png http\S+\/files\/\S+\n来自 Slack：http\S+$/,
    )
    expect(textOf(form)).toContain('akubela不能从这里接收文件，因此会把链接写入正文。')
    expect(textOf(form)).toContain('提交工单')
  })

  it('writes mentions and links as people read them, and cuts what is too long where everybody sees it', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const long = `<@U0JONAS> see <https://homes.example/7|the plan>, &lt;urgent&gt; :fire: ${'water everywhere '.repeat(130)}THE END`
    const form = await formFrom(sofia, await posted(bench, sofia, long))
    const [description = ''] = typedIn(form)
    expect(description).toContain(
      '@Jonas Brandt see the plan (https://homes.example/7), <urgent> :fire: water everywhere',
    )
    expect(description).toMatch(/…\n\nFrom Slack: http\S+$/)
    expect(description.length).toBeLessThanOrEqual(2000)
    expect(textOf(form)).toMatch(/This part of it was left out:[\s\S]+THE END/)
  })

  it('says what it cannot see of a message: its text, or files from elsewhere', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const message = messageSaying(sofia, LINDENHOF, DOOR)
    closeAfter(
      await tamper(bench, (interaction) =>
        interaction.type === 'message_action'
          ? { ...interaction, message: { ts: message.ts, files: [{ id: 'F1', file_access: 'check_file_info' }] } }
          : interaction,
      ),
    )
    const form = await formFrom(sofia, message)
    expect(textOf(form)).toContain('I can read no text in this message.')
    expect(textOf(form)).toContain('I cannot see 1 file of this message')
    expect(typedIn(form)[0]).toMatch(/^From Slack: http\S+$/)
  })

  it('names the files that cannot go along, each with the reason, and takes the others', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const message = messageSaying(sofia, LINDENHOF, DOOR)
    const file = (name: string, given: object = {}) => ({
      ...{ id: 'F1', name, mimetype: 'image/png', size: 7, permalink: `https://slack.example/${name}` },
      ...given,
    })
    const films = Array.from({ length: 7 }, (_, i) => file(`film-${i}.mp4`, { mimetype: 'video/mp4' }))
    const files = [...films, file('huge.png', { size: 10 * 1024 * 1024 + 1 }), file('*leak*.png')]
    closeAfter(
      await tamper(bench, (interaction) =>
        interaction.type === 'message_action'
          ? { ...interaction, message: { ts: message.ts, text: 'It leaks', files } }
          : interaction,
      ),
    )
    const form = await formFrom(sofia, message)
    const shown = textOf(form)
    expect(shown).toContain(
      'Left out, because only photos and PDFs can go along: film-0.mp4, film-1.mp4, film-2.mp4, film-3.mp4, film-4.mp4 and 2 more',
    )
    expect(shown).toContain('Left out, because larger than 10 MB: huge.png')
    expect(typedIn(form)[0]).toMatch(/^It leaks\n\n\*leak\*\.png https\S+\nFrom Slack: http\S+$/)
  })

  it('goes to the channel when the message is gone by then', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const message = await posted(bench, sofia, 'The lamp is broken.')
    await formFrom(sofia, message)
    await slackOf(bench).chat.delete(message)
    await typedInto(sofia, { Contact: 'Ms Okafor' })
    const post = await sofia.until(() => sofia.messages(LINDENHOF).find(({ text }) => text.includes('filed ticket')))
    expect(post.threadTs).toBeUndefined()
  })

  it('of a thread is answered there', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const door = messageSaying(sofia, LINDENHOF, DOOR)
    await bench.workspace.gesture({
      as: sofia.id,
      do: 'say',
      channel: LINDENHOF,
      text: 'Still open!',
      threadTs: door.ts,
    })
    await fileFrom(sofia, messageSaying(sofia, LINDENHOF, 'Still open!'))
    await sofia.until(() => threadOf(sofia, door).some(({ text }) => text.includes('filed ticket')))
  })

  it.each([
    ['a guest', 'U0TOMASZ', LINDENHOF, [KASTANIENALLEE], 'As a guest you can read tickets here'],
    ['the channel has no community', 'U0SOFIA', LOBBY, [], 'This conversation is not linked to any community'],
    ['none takes tickets', 'U0SOFIA', LINDENHOF, [HAITANG_BAY], 'No community of this channel takes new tickets'],
    ['and in Chinese', 'U0MEILIN', LOBBY, [], '这个会话没有关联任何社区'],
  ])('is refused in words: %s', async (_when, who, channel, places, words) => {
    const bench = await start({ links: linksOf(channel, places) })
    const someone = bench.person(who)
    const [message] = someone.messages(channel)
    if (message) await someone.messageShortcut(message, FILE)
    expect((await modalSaying(someone, words)).submit).toBeUndefined()
  })
})

describe('a message that was filed before', () => {
  it('says which ticket it has, opens it, and lets another one be filed', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const door = messageSaying(sofia, LINDENHOF, DOOR)
    await fileFrom(sofia, door)
    const form = await formFrom(jonas, door)
    expect(textOf(form)).toMatch(/This message has a ticket already:\* m[0-9a-f]{32} for Kastanienallee 27, Berlin/)
    expect(form.submit).toBe('File another')
    await jonas.click(form, 'Open')
    expect(textOf(await modalSaying(jonas, 'Ms Okafor, house 11'))).toContain(DOOR)
    await jonas.close()
    await typedInto(jonas, { Description: 'The bell of house 11 is silent.', Contact: 'Mr Weber' })
    await modalSaying(jonas, 'Filed as')
    expect(created(bench)).toHaveLength(2)
  })

  it('is found out when two people file it at once', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const door = messageSaying(sofia, LINDENHOF, DOOR)
    await formFrom(jonas, door)
    await fileFrom(sofia, door)
    await typedInto(jonas, { Contact: 'Mr Weber' })
    const held = await modalSaying(jonas, 'Nothing is filed yet, because somebody else filed from this message')
    expect(textOf(held)).toContain('This message has a ticket already')
    expect(typedIn(held)).toContain('Mr Weber')
    expect(created(bench)).toHaveLength(1)
  })

  it('is not taken for another one when its own form is delivered again', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    const door = messageSaying(sofia, LINDENHOF, DOOR)
    let first: Interaction | undefined
    closeAfter(
      await tamper(bench, (interaction) => {
        if (interaction.type !== 'view_submission') return interaction
        first ??= interaction
        // By then nobody remembers what the first delivery was answered with.
        return { ...first, trigger_id: interaction.trigger_id }
      }),
    )
    await fileFrom(sofia, door)
    await formFrom(sofia, door)
    await typedInto(sofia, { Contact: 'Mr Weber' })
    await modalSaying(sofia, 'Filing your ticket')
    expect(created(bench)).toHaveLength(1)
  })

  it('shows nothing of it where the community is no longer looked after', async () => {
    const bench = await start({ links: linksOf(LINDENHOF, [KASTANIENALLEE, XIXI_LAKE]) })
    const jonas = bench.person('U0JONAS')
    const door = messageSaying(jonas, LINDENHOF, DOOR)
    await fileFrom(jonas, door)
    await ask(jonas, LINDENHOF, `/ticket unlink ${KASTANIENALLEE.name}`)
    const form = await formFrom(jonas, door)
    expect(textOf(form)).not.toContain('has a ticket already')
    expect(form.submit).toBe('File ticket')
  })
})

describe('a ticket from anywhere', () => {
  it('begins with the form where there is one channel for it', async () => {
    const bench = await start()
    const sofia = bench.person('U0SOFIA')
    await sofia.shortcut(NEW)
    expect(textOf(await openForm(sofia))).toContain('For *Kastanienallee 27, Berlin*')
  })

  it('asks which channel it is for, and files there', async () => {
    const bench = await start({ links: [...linksOf(LINDENHOF, [KASTANIENALLEE]), ...linksOf(DESK, [XIXI_LAKE])] })
    const sofia = bench.person('U0SOFIA')
    await sofia.shortcut(NEW)
    const where = await modalSaying(sofia, XIXI_LAKE.name)
    const block = where.blocks.find((one) => textOf([one]).includes(XIXI_LAKE.name))
    await sofia.click(where, `${block?.block_id}/home_create_in`)
    await openForm(sofia)
    await typedInto(sofia, { Description: 'The lamp of villa 18 flickers.', Contact: '李女士' })
    await sofia.until(() => sofia.messages(DESK).find(({ text }) => text.includes('filed ticket')))
    expect(created(bench)).toMatchObject([{ residence_id: XIXI_LAKE.community }])
  })

  it('is refused to guests', async () => {
    const tomasz = (await start()).person('U0TOMASZ')
    await tomasz.shortcut(NEW)
    await modalSaying(tomasz, 'As a guest')
  })
})

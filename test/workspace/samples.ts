import type { Block } from '../../src/workspace/protocol.ts'

type Json = Readonly<Record<string, unknown>>

export const plain = (text: string) => ({ type: 'plain_text', text })
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
export const option = (text: string, value = text) => ({ text: plain(text), value })

export const section = (text: string, more: Json = {}): Block => ({ type: 'section', text: mrkdwn(text), ...more })
export const actions = (...elements: Json[]): Block => ({ type: 'actions', elements })
export const button = (text: string, more: Json = {}) => ({ type: 'button', text: plain(text), ...more })

export const input = (label: string, element: Json, more: Json = {}): Block => ({
  type: 'input',
  label: plain(label),
  element,
  ...more,
})

export const richText = (...elements: Json[]): Block => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

export const modal = (blocks: readonly Block[], more: Json = {}) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'New ticket' },
  submit: { type: 'plain_text' as const, text: 'File' },
  blocks: [...blocks],
  ...more,
})

export const home = (...blocks: Block[]) => ({ type: 'home' as const, blocks })

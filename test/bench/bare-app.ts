import { App, HTTPReceiver } from '@slack/bolt'
import { createLog } from '../../src/log.ts'
import { slackLogger } from '../../src/slack-logger.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { BOT_TOKEN, SIGNING_SECRET, serveWorkspace } from '../support/workspace.ts'

export interface BareApp {
  readonly workspace: Workspace
  close(): Promise<void>
}

/** The action id of the button that `/ticket button` shows. */
export const BARE_BUTTON = 'press'

/** Said with the acknowledgement, to have something to press. */
const BUTTON = {
  text: 'A button',
  blocks: [
    {
      type: 'actions' as const,
      elements: [
        { type: 'button' as const, action_id: BARE_BUTTON, text: { type: 'plain_text' as const, text: 'Press' } },
      ],
    },
  ],
}

/** Opened by `/ticket form`, to have something to send. */
const FORM = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'A form' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'said',
      label: { type: 'plain_text' as const, text: 'Description' },
      element: { type: 'plain_text_input' as const, action_id: 'value' },
    },
  ],
}

/** Bolt on a workspace, over HTTP, that acknowledges and does nothing else: no app of Bolt's is faster. */
export const startBareApp = async (): Promise<BareApp> => {
  const logger = slackLogger(createLog('silent'))
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger })
  const { workspace, url, close } = await serveWorkspace({ listener: receiver.requestListener })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: BOT_TOKEN }),
    clientOptions: { slackApiUrl: `${url}/api/` },
    convoStore: false,
    logger,
  })
  app.command('/ticket', async ({ ack, client, command }) => {
    await ack(command.text === 'button' ? BUTTON : undefined)
    if (command.text === 'form') await client.views.open({ trigger_id: command.trigger_id, view: FORM })
  })
  app.action(BARE_BUTTON, ({ ack }) => ack())
  app.view(FORM.callback_id, ({ ack }) => ack())
  return { workspace, close }
}

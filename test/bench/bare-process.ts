import { App, HTTPReceiver } from '@slack/bolt'

// A process of its own that serves Bolt and one page, and nothing else.

const receiver = new HTTPReceiver({
  signingSecret: 'nobody-signs-here',
  customRoutes: [{ path: '/', method: 'GET', handler: (_request, response) => void response.end('here') }],
})
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bare' }), convoStore: false })
await app.start(Number(process.env.PORT))

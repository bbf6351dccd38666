import { createHmac } from 'node:crypto'

/**
 * A request as Slack signs it, at the time of now.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const signed = (body: string, secret: string): RequestInit => {
  const time = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  }
}

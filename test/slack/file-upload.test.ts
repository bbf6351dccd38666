import { expect, it } from 'vitest'
import { isSlackAddress } from '../../src/slack/file-upload.ts'

const SLACK = 'https://slack.com/api/'
const LOCAL = 'http://127.0.0.1:3000/api/'

it.each([
  ['https://files.slack.com/upload/v1/ABC', SLACK],
  ['https://slack.com/upload', SLACK],
  ['http://127.0.0.1:3000/upload/v1/ABC', LOCAL],
])('%s may be sent residents’ names, where the API is %s', (address, api) => {
  expect(isSlackAddress(address, api)).toBe(true)
})

it.each([
  ['http://files.slack.com/upload/v1/ABC', SLACK],
  ['https://slack.com.evil.example/upload', SLACK],
  ['https://evilslack.com/upload', SLACK],
  ['https://evil.example/?slack.com', SLACK],
  ['https://slack.com@evil.example/upload', SLACK],
  ['http://127.0.0.1:3000/upload/v1/ABC', SLACK],
  ['http://127.0.0.1:3001/upload/v1/ABC', LOCAL],
  ['file:///etc/passwd', SLACK],
  ['upload/v1', SLACK],
])('%s may not, where the API is %s', (address, api) => {
  expect(isSlackAddress(address, api)).toBe(false)
})

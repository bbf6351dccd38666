import { z } from 'zod'
import type { Bench } from '../support/bench.ts'
import { AKUBELA, KASTANIENALLEE } from './places.ts'

const granted = z.object({ result: z.object({ access_token: z.string() }) })

/** Files repairs in Kastanienallee with the vendor itself. */
export const crowd = async (at: Pick<Bench, 'sandbox'>, descriptions: readonly string[]): Promise<void> => {
  const { env } = at.sandbox(AKUBELA)
  const api = `${env.AKUBELA_BASE_URL}/api/v1.0/invoke/open-ability/method`
  const grant = await fetch(`${api}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: env.AKUBELA_CLIENT_ID ?? '',
      client_secret: env.AKUBELA_CLIENT_SECRET ?? '',
      refresh_token: env.AKUBELA_REFRESH_TOKEN ?? '',
    }),
  })
  const { result } = granted.parse(await grant.json())
  for (const description of descriptions) {
    const param = {
      residence_id: KASTANIENALLEE.community,
      start_time: '2026-11-23 08:00:00',
      finish_time: '2026-11-23 10:00:00',
      description,
      contact: 'Hausmeisterei',
    }
    await fetch(`${api}/user-commands`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${result.access_token}`,
      },
      body: JSON.stringify({ command: 'create_maintenance_info', id: `c${'1'.repeat(32)}`, param }),
    })
  }
}

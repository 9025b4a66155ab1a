import type { Client } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

/** An apprentice's visits: one recorded, one refused, one tried; and a path that nothing serves. */
export async function visits (client: Client): Promise<void> {
  await apprentice(client)
  await client.reset('journal')
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-02', mood: 'good' })
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V2', visitDate: '2026-03-03', apiKey: 'HUSH' })
  await client.call('POST', '/training-plans/P1/visits', { visitLocalId: 'V3', visitDate: '2026-03-01' }, { 'sandbox-dry-run': '1' })
  await client.inject({ method: 'GET', url: '/sandboxes/default/nowhere?token=HUSH' })
}

import t from 'tap'
import { apprentice, open } from '../server.ts'

t.test('A visit is recorded and read back with its plan', async t => {
  const client = await open(t)
  await apprentice(client)
  const recorded = await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-02' })
  t.equal(recorded.status, 201)
  t.same(recorded.body, { visitLocalId: 'V1', visitDate: '2026-03-02' })
  const read = await client.get('/training-plans/P1')
  t.same(read.body.visits, [{ visitLocalId: 'V1', visitDate: '2026-03-02' }])
})

import { crc32 } from 'node:zlib'
import t, { type Test } from 'tap'
import { demand, frozen, listen } from '../../harness.ts'
import { codeOf, collectionNames, faultless, idsIn, openReturns, record, runBy, submit, send, validate } from './returns.ts'

t.test('returns-listed: all returns, or those for which a token is given', async t => {
  const listed = async (reading: string, at: string) => {
    const client = await openReturns(t, { at, reading: `returns-listed=${reading}` })
    const returns = demand(await client.sdr('GET', '/returns?includeIndicative=true')).body.results.map((it: any) => it.returnId)
    const statuses = await Promise.all(returns.map(async (id: number) => (await client.sdr('POST', `/token/${id}`)).status))
    return { returns, statuses: [...new Set(statuses)].sort() }
  }
  t.same((await listed('open', '2026-03-02T09:00')).returns, [202604, 202603, 202602, 202601])
  t.same((await listed('open', '2026-03-02T09:00')).statuses, [200])
  t.same((await listed('all', '2026-03-02T09:00')).statuses, [200, 400])
})

t.test('closed-return-token: a closed return is refused, or told of', async t => {
  for (const [reading, code, status] of [['refused', '400 SC7', undefined], ['told', '200', 'Closed']] as const) {
    const client = await openReturns(t, { reading: `closed-return-token=${reading}` })
    const reply = await client.requestToken('closed')
    t.same([codeOf(reply), reply.body.submissionStatus], [code, status])
  }
})

t.test('token-after-reset: the next submission is Pending, or Cancelled until something is uploaded', async t => {
  for (const [reading, status] of [['pending', 'Pending'], ['cancelled', 'Cancelled']] as const) {
    const client = await openReturns(t, { reading: `token-after-reset=${reading}` })
    const statusNow = async () => (await client.requestToken('open')).body.submissionStatus
    t.equal(await statusNow(), 'Pending')
    t.equal((await client.sdr('DELETE', `/token/${await client.token()}`)).status, 204)
    t.equal(await statusNow(), status, reading)
    demand(await client.upload('courses', await client.token(), [faultless]))
    t.equal(await statusNow(), 'Pending')
  }
})

t.test('token-expires: at the moment of its expiry a token is no good, or still is', async t => {
  for (const [reading, code] of [['before', '400 SC4'], ['at', '200']] as const) {
    const client = await openReturns(t, { reading: `token-expires=${reading}` })
    const token = await client.token()
    const use = () => client.upload('learners', token, [])
    client.freeze('2026-03-03T08:59:59.999')
    t.equal(codeOf(await use()), '200')
    client.freeze('2026-03-03T09:00')
    t.equal(codeOf(await use()), code)
    t.equal((await client.requestToken('open')).body.submissionToken === token, reading === 'at')
    client.freeze('2026-03-03T09:00:00.001')
    t.equal(codeOf(await use()), '400 SC4')
  }
})

t.test('error-code-of-unauthorised: five members, or errorCode beside them', async t => {
  const five = ['type', 'title', 'status', 'detail', 'instance']
  for (const [reading, members] of [['none', five], ['member', [...five, 'errorCode']]] as const) {
    const client = await openReturns(t, { reading: `error-code-of-unauthorised=${reading}` })
    for (const [method, path] of [['GET', '/returns'], ['POST', '/token/202602'], ['PUT', '/learners']] as const) {
      const { status, body } = await client.sdr(method, path, method === 'PUT' ? {} : undefined, { authorization: 'Bearer nonsense' })
      t.same([status, Object.keys(body)], [401, members])
      t.match(body.detail, /^AU2: /)
    }
    t.match((await client.sdr('GET', '/user', undefined, { authorization: 'Bearer nonsense' })).body, { status: 403, errorCode: 'AU2' })
  }
})

t.test('error-code-of-too-many: on concurrent requests alone, or always', async t => {
  for (const [reading, code] of [['concurrent', undefined], ['always', 'DS1']] as const) {
    const client = await openReturns(t, { 'rate-limit': 'tec-provider-based=1/1m', reading: `error-code-of-too-many=${reading}` })
    await client.sdr('GET', '/returns')
    const { status, body } = await client.sdr('GET', '/returns')
    t.same([status, body.errorCode], [429, code])
  }
})

t.test('shared-error-codes: each kind of call has its own, or all have the first', async t => {
  const codes = async (flags: Record<string, string>) => {
    const client = await openReturns(t, flags)
    const replies = [
      await client.upload('learners', 'none', []), await client.remove('learners', 'none', []),
      await client.sdr('POST', '/validation/none'), await client.sdr('GET', '/validation/none')
    ]
    return replies.map(({ body }) => body.errorCode)
  }
  t.same(await codes({}), ['SC1', 'SC2', 'SC3', 'SC10'])
  t.same(await codes({ reading: 'shared-error-codes=first' }), ['SC1', 'SC1', 'SC1', 'SC1'])
  t.same(await codes({ reading: 'shared-error-codes=first', 'error-codes': 'SC3=X3' }), ['SC1', 'SC1', 'X3', 'SC1'])
})

t.test('contents: the address asks for the usual headers, or has a signature', async t => {
  for (const reading of ['authorised', 'signed']) {
    const client = await openReturns(t, { reading: `contents=${reading}` })
    const { submissionToken, submissionContentsUrl } = (await client.requestToken('open')).body
    demand(await client.upload('learners', submissionToken, [record('learners', 'L1')]))
    const path = new URL(submissionContentsUrl).pathname
    const bare = await client.inject({ method: 'GET', url: path })
    t.equal(bare.status, reading === 'signed' ? 200 : 401, reading)
    if (reading === 'authorised') t.equal((await client.inject({ method: 'GET', url: `${path}/nonsense` })).status, 400)
    else {
      t.match(bare.text, /\r\nL1,S1,/)
      t.match((await client.inject({ method: 'GET', url: `${path}?collection=courses` })).text, /^Local Id,Course Code/)
      t.equal(codeOf(await client.inject({ method: 'GET', url: `${path}x` })), '400 SC10')
      t.equal((await client.sdr('GET', `/contents/${submissionToken}`)).status, 200, 'the usual way is there, too')
      client.freeze('2026-03-03T09:00')
      t.equal(codeOf(await client.inject({ method: 'GET', url: path })), '400 SC4', 'no longer than the token')
    }
  }
})

t.test('contents-form: one CSV of five parts, or a file for each collection', async t => {
  for (const reading of ['together', 'apart']) {
    for (const form of ['authorised', 'signed']) {
      const server = await listen(t, { fixture: 'empty', clock: frozen, reading: `contents-form=${reading},contents=${form}` })
      const { submissionToken, submissionContentsUrl } = (await send(server, 'POST', '/token/202602')).body
      const content = [record('learners', 'L1'), record('learners', 'Ō2')]
      demand(await send(server, 'PUT', '/learners', { submissionToken, content }))
      const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
      const read = (query = '') => fetch(`${submissionContentsUrl}${query}`, { headers })
      const all = await read()
      t.equal(all.headers.get('content-type'), reading === 'apart' ? 'application/zip' : 'text/csv; charset=utf-8')
      const bytes = Buffer.from(await all.arrayBuffer())
      if (reading === 'together') {
        t.match(bytes.toString(), /^Local Id,Student/)
        continue
      }
      const files = unzip(t, bytes)
      t.same(Object.keys(files), ['learners.csv', 'courses.csv', 'course-enrolments.csv', 'course-completions.csv',
        'qualification-completions.csv'])
      for (const name of collectionNames) t.equal(files[`${name}.csv`], await (await read(`?collection=${name}`)).text())
      t.match(files['learners.csv'], /\r\nL1,S1,.*\r\nŌ2,S1,/s)
    }
  }
})

t.test('faulty-records: a batch is refused as a whole, or its sound records are stored and the others told of', async t => {
  const batch = [
    record('learners', 'L1'), record('learners', 'L2', { dateOfBirth: 'in May' }), { studentIdentificationCode: 'S3' },
    record('learners', 'L4'), 7
  ]
  const refused = await openReturns(t, { reading: 'faulty-records=refused' })
  t.equal(codeOf(await refused.upload('learners', await refused.token(), batch)), '400 CV1')
  t.same(idsIn(refused, 'learners'), [])

  const client = await openReturns(t, { reading: 'faulty-records=told' })
  const token = await client.token()
  const { status, body } = await client.upload('learners', token, batch)
  t.equal(status, 200)
  t.same(body.content.map((it: any) => [it.localId, it.errors.length > 0]),
    [['L1', false], ['L2', true], [undefined, true], ['L4', false], [undefined, true]], 'in the order in which they were sent')
  t.match(body.content[1].errors, [/^dateOfBirth .*"in May"/])
  t.same(idsIn(client, 'learners'), ['L1', 'L4'])
  t.match((await client.admin('GET', '/requests/last/explain')).body.readings, [{ id: 'faulty-records', choice: 'told' }])

  const none = await client.upload('courses', token, [{ localId: 'C1' }])
  t.match([none.status, none.body.content], [200, [{ localId: 'C1', errors: [/courseCode/, /./] }]], 'all of them can be at fault')
  t.same(idsIn(client, 'courses'), [])
  t.equal(codeOf(await client.sdr('PUT', '/learners', { content: batch })), '400 CV1', 'what is wrong with the batch itself is refused')
  t.equal(codeOf(await client.sdr('PUT', '/learners', { submissionToken: token, content: {} })), '400 CV1')
  t.equal(codeOf(await client.upload('learners', 'none', batch)), '400 SC1')
})

t.test('change-while-validating: it is refused, or taken and ends the run', async t => {
  for (const [reading, code] of [['refused', '400 SC5'], ['cancels', '200']] as const) {
    const client = await openReturns(t, { reading: `change-while-validating=${reading}` })
    const token = await client.token()
    demand(await client.upload('courses', token, [faultless]))
    await runBy(client, { progression: 'manual', times: 3 })
    for (const change of [
      () => client.upload('courses', token, [{ ...faultless, localId: 'C2', courseCode: 'C2' }]),
      () => client.remove('courses', token, ['C2'])
    ]) {
      demand(await client.sdr('POST', `/validation/${token}`))
      const statusNow = async () => (await client.requestToken('open')).body.submissionStatus
      t.equal(await statusNow(), 'Validating')
      const nothing = await client.upload('courses', token, [])
      t.equal(codeOf(nothing), '400 SC5', 'nothing to change ends no run')
      t.match(nothing.body.detail, /is Validating and cannot be changed until that is over\. Wait until its validation is over\./)
      t.equal(codeOf(await change()), code)
      const { readings } = (await client.admin('GET', '/requests/last/explain')).body
      t.ok(readings.some((it: any) => it.id === 'change-while-validating' && it.choice === reading))
      t.equal(await statusNow(), reading === 'cancels' ? 'Pending' : 'Validating')
      const { body } = await client.sdr('GET', `/validation/${token}`)
      t.equal(body.status, reading === 'cancels' ? 'Cancelled' : 'Queued')
      t.equal((await client.sdr('GET', `/validation/${token}/results`)).body.totalCount, 0)
      if (reading === 'refused') break
    }
    if (reading === 'refused') continue
    await runBy(client, { progression: 'immediate' })
    t.match(await validate(client, token), { status: 'Processed' }, 'another can be asked for')
    t.equal(codeOf(await submit(client, token)), '200')
    t.equal(codeOf(await client.upload('courses', token, [faultless])), '400 SC5', 'what is submitted stays as it is')
  }
})

/** The files of an archive that is not packed, whose sums are looked at, too. */
function unzip (t: Test, archive: Buffer): Record<string, string> {
  const end = archive.length - 22
  t.equal(archive.readUInt32LE(end), 0x06054b50)
  const files: Record<string, string> = {}
  let at = archive.readUInt32LE(end + 16)
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    t.equal(archive.readUInt32LE(at), 0x02014b50)
    const [size, length, start] = [archive.readUInt32LE(at + 24), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)]
    const from = start + 30 + archive.readUInt16LE(start + 26)
    files[archive.subarray(at + 46, at + 46 + length).toString()] = archive.subarray(from, from + size).toString()
    const content = archive.subarray(from, from + size)
    t.same([0, 4, 8].map(field => archive.readUInt32LE(from + size + field)), [0x08074b50, crc32(content), size])
    at += 46 + length
  }
  return files
}

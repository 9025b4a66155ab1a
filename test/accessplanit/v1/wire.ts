import { gzipSync } from 'node:zlib'
import t from 'tap'
import { accessplanitV1 } from '../../../src/accessplanit/v1/service.ts'
import { watch } from '../../data.ts'
import { invoiced, user, askToken, goodForm, reader } from './requests.ts'
import { openV1, query, root } from './v1.ts'
import { delegates, users } from '../demo.ts'
import './wire/tokens.ts'
import './wire/xml.ts'

t.test('A refusal has its own shape; so has a wrong address, or a wrong method', async t => {
  const { v1, sandbox } = await openV1(t)
  const written = watch(sandbox)
  const missing = await v1('GET', '/coursedates/9999')
  t.strictSame([missing.status, missing.headers['content-type'], missing.body], [404, 'application/json; charset=utf-8',
    { Errors: [{ Field: 'CourseDateID', Message: 'No course "9999" exists. Create it first, or check CourseDateID.' }] }])
  for (const [method, path, near] of [
    ['GET', '/nothing', 'The sandbox serves nothing at a path like it; /docs describes what it serves.'],
    ['GET', '/users/2001/nothing', 'Of what the sandbox serves, the nearest are ']
  ] as const) {
    const reply = await v1(method, path)
    t.strictSame([reply.status, reply.body.Errors?.length, reply.body.Errors?.[0].Field], [404, 1, ''], `${method} ${path}`)
    t.match(reply.body.Errors[0].Message, `No operation is served at ${method} ${root}${path}`)
    t.match(reply.body.Errors[0].Message, near)
  }
  for (const path of ['/coursedate/5014', '/coursedates/5014/delegate', '/companys']) {
    const { status, body } = await v1('GET', path)
    const [, nearest] = /the nearest are GET \/accessplan\/api\/v1(\S+) \(.*\)\.$/.exec(body.Errors[0].Message) ?? []
    t.strictSame([status, nearest], [404, {
      '/coursedate/5014': '/coursedates/{courseDateId}',
      '/coursedates/5014/delegate': '/coursedates/{courseDateId}/delegates',
      '/companys': '/companies'
    }[path]], path)
  }
  const exact = await (await openV1(t, { 'wire-exact': 'yes' })).v1('GET', '/coursedate/5014')
  t.strictSame(exact.body.Errors, [{ Field: '', Message: `No operation is served at GET ${root}/coursedate/5014.` }])
  const asId = ` The sandbox reads "2001" as an id here; without one it has POST ${root}/users (Create a User).`
  for (const [method, hint] of [['POST', asId], ['DELETE', ''], ['PATCH', '']] as const) {
    const { status, headers, body } = await v1(method, '/users/2001')
    t.strictSame([status, headers.allow, body], [405, 'GET, HEAD, PUT',
      { Errors: [{ Field: '', Message: `${method} is not allowed at ${root}/users/2001. Use GET, HEAD or PUT.${hint}` }] }])
  }
  const json = { 'content-type': 'application/json' }
  for (const [payload, headers, status, message] of [
    ['{"Name": ', json, 400, /not JSON/], ['', json, 400, /no body/], ['[]', json, 400, /object/], ['5', json, 400, /object/],
    ['null', json, 400, /object/],
    ['Name=x', { 'content-type': 'text/plain' }, 415, /text\/plain/], [Buffer.from([0x22, 0xff, 0x22]), json, 400, /not UTF-8/],
    [JSON.stringify({ Name: 'x'.repeat(1_100_000) }), json, 413, /1 MiB/], ['{"Name": "\\ud800"}', json, 400, /half of a surrogate/]
  ] as const) {
    const reply = await v1('POST', '/companies', payload, headers)
    t.equal(reply.status, status, String(message))
    t.match(reply.body.Errors[0].Message, message)
  }
  t.strictSame(written(), {})
  t.equal((await v1('POST', '/companies', gzipSync('{"name": "Weka", "ACCOUNTGROUPIDS": ["10"]}'), {
    ...json, 'content-encoding': 'gzip'
  })).status, 201, 'gzip, and names in any case')
})

// What goes for all.

t.test('Requests are counted for each endpoint and user', async t => {
  t.equal(accessplanitV1.limitedBy!.default, '5000/1h')
  const client = await openV1(t, { 'rate-limit': 'accessplanit-v1=3/1h' })
  const { v1 } = client
  const statuses = async (path: string, headers?: Record<string, string>) => {
    const replies = []
    for (let i = 0; i < 4; i++) replies.push((await v1('GET', path, undefined, headers)).status)
    return replies
  }
  t.strictSame(await statuses('/users'), [200, 200, 200, 429])
  t.strictSame(await statuses('/users/2001'), [200, 200, 200, 429], 'another endpoint')
  t.equal((await v1('GET', '/users/2002')).status, 429, 'which is the same for each record')
  t.strictSame(await statuses('/companies'), [200, 200, 200, 429])
  t.equal((await v1('POST', '/users', user)).status, 201)
  const { access_token: token } = (await askToken(client, 'grant_type=password&username=2001&password=demo')).body
  t.strictSame(await statuses('/users', { authorization: `Bearer ${token}` }), [200, 200, 200, 429], 'another user')
  t.strictSame(await statuses('/venues', { authorization: 'Bearer nobody' }), [401, 401, 401, 401])
  t.equal((await v1('GET', '/venues')).status, 200, 'those without a token do not count')

  const limited = await v1('GET', '/users?$top=1')
  const wait = String(limited.headers['retry-after'])
  t.equal(limited.status, 429)
  t.equal(wait, '3600', 'so many seconds as are left of the hour')
  t.match(limited.body, {
    Errors: [{
      Field: '',
      Message: 'ListUsers by user demo made more than 3 requests in 3600 s. Wait 3600 s, as Retry-After says; ' +
      'the clock of the sandbox stands still until it is moved.'
    }]
  })
  const inXmlToo = await v1('GET', '/users', undefined, { accept: 'application/xml' })
  t.match(reader.parse(inXmlToo.text).Error.Errors.Error.Message, 'ListUsers by user demo')
})

t.test('Paths and ids are read in any case, on both platforms, over the same records', async t => {
  const { inject, read } = await openV1(t)
  const at = (url: string, method = 'GET', payload?: object) =>
    inject({ method: method as 'GET', url, headers: { authorization: 'Bearer demo-api-key' }, ...(payload && { payload }) })
  const course = await read('/coursedates/5014')
  for (const path of [
    '/accessplan/api/v1/coursedates/5014', '/ACCESSPLAN/API/V1/COURSEDATES/5014', '/AccessPlan/Api/V1/CourseDates/5014',
    '/accessplansandbox/api/v1/coursedates/5014', '/AccessPlanSandbox/api/V1/CourseDates/5014'
  ]) {
    t.strictSame((await at(path)).body, course, path)
  }
  t.equal((await at('/accessplan/api/v1/users/Demo')).body.UserID, 'demo')
  t.equal((await at('/accessplansandbox/api/v1/CompanyGroups')).status, 200)
  await at('/accessplansandbox/api/v1/companies/201', 'PUT', { Town: 'Motueka' })
  t.equal((await read('/companies/201')).Town, 'Motueka')
  t.equal((await inject({
    method: 'POST',
    url: '/accessplansandbox/api/v1/TOKEN',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: goodForm
  })).status, 200)
  t.equal((await at('/accessplansandbox/api/v1/nothing')).body.Errors[0].Field, '')
  t.equal((await at('/other/api/v1/users')).status, 404)
})

t.test('A dry run gives the real answer and keeps nothing', async t => {
  const client = await openV1(t)
  await invoiced(client)
  const { v1, sandbox } = client
  const written = watch(sandbox)
  const times = { StartDate: '2026-04-08', EndDate: '2026-04-09', Status: 'Available', MaxPlaces: 5 }
  for (const [method, path, body, status] of [
    ['POST', '/users', user, 201], ['PUT', '/users/2001', user, 200], ['POST', '/companies', { Name: 'Weka', AccountGroupIDs: [] }, 201],
    ['PUT', '/companies/201', { Name: 'Weka' }, 200],
    ['POST', '/coursedates', { ...times, CourseTemplateID: '4001' }, 201], ['POST', '/companies/100/courses/4001/coursedates', times, 201],
    ['PUT', '/coursedates/5018', { ...times, MaxPlaces: 9 }, 200],
    ['POST', '/coursedates/5014/venue/501', undefined, 200], ['POST', '/coursedates/5014/trainers/601', undefined, 200],
    ['POST', '/coursedates/5015/delegates', { UserID: '2001' }, 201],
    ['PUT', '/coursedates/5018/delegates/2008~5018', { Status: 'Cancelled' }, 200],
    ['PUT', '/invoices/1001', { PONumber: '1' }, 200], ['POST', '/transactions', { InvoiceID: '1001', Amount: 1 }, 201]
  ] as const) {
    const reply = await v1(method, path, body, { 'sandbox-dry-run': '1' })
    t.equal(reply.status, status, `${method} ${path}`)
    t.strictSame(written(), {}, `${method} ${path} keeps nothing`)
    const real = await v1(method, path, body, { 'sandbox-dry-run': '1' })
    t.strictSame(real.body, reply.body, 'and answers the same again')
  }
})

t.test('A list is of a hundred records, unless it is told how many', async t => {
  const { v1, read } = await openV1(t)
  t.equal((await read('/users?$top=-1')).length, users.length)
  t.equal((await read('/users')).length, Math.min(100, users.length))
  t.ok(delegates.length > 100)
  t.equal((await read('/delegates')).length, 100)
  t.equal((await read('/delegates?$skip=100&$top=-1')).length, delegates.length - 100)
  t.equal((await read(`/users?$orderby=Surname desc,Forenames&$top=5&$skip=5&${query("MainAccountID eq '201'")}`)).length, 5)
  t.strictSame((await v1('GET', '/delegates?$top=0')).body, [])
})

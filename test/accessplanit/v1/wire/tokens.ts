import t from 'tap'
import { watch } from '../../../data.ts'
import { askToken, goodForm, withBearer } from '../requests.ts'
import { openV1, verdictOf } from '../v1.ts'

t.test('A token is given for a password, and for a refresh token', async t => {
  const client = await openV1(t)
  const given = await askToken(client, goodForm)
  t.match([given.status, given.body], [200, {
    access_token: /^\w{20,}$/,
    token_type: 'bearer',
    expires_in: 3600,
    refresh_token: /^\w{20,}$/,
    refresh_token_expires_in: 86_400,
    userID: 'demo'
  }])
  t.equal((await withBearer(client, `Bearer ${given.body.access_token}`)).status, 200)
  const next = await askToken(client, `grant_type=refresh_token&refresh_token=${given.body.refresh_token}`)
  t.equal(next.status, 200)
  t.notSame(next.body.access_token, given.body.access_token)
  t.equal((await withBearer(client, `Bearer ${next.body.access_token}`)).status, 200)
  for (const form of [
    'Grant_Type=PASSWORD&UserName=demo&Password=demo',
    'GRANT_TYPE=password&USERNAME=DEMO&PASSWORD=demo',
    'grant_type=password&username=service@tui-training.example&password=demo',
    'grant_type=password&username=2001&password=demo', 'grant_type=x&grant_type=password&username=demo&password=wrong&password=demo'
  ]) t.equal((await askToken(client, form)).status, 200, form)
  const written = watch(client.sandbox)
  for (const [form, verdict] of [
    ['grant_type=password&username=demo&password=Demo', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=nobody&password=demo', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=demo', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=2004&password=', '400 username accessplanit-token.credentials'],
    ['grant_type=password&username=&password=', '400 username accessplanit-token.credentials'],
    ['username=demo&password=demo', '400 grant_type accessplanit-token.grant-type'],
    ['grant_type=client_credentials', '400 grant_type accessplanit-token.grant-type'], ['', '400 grant_type accessplanit-token.grant-type'],
    [`grant_type=refresh_token&refresh_token=${given.body.refresh_token}`, '400 username accessplanit-token.credentials'],
    ['grant_type=refresh_token', '400 username accessplanit-token.credentials'],
    [`grant_type=refresh_token&refresh_token=${next.body.access_token}`, '400 username accessplanit-token.credentials']
  ] as const) t.equal(verdictOf(await askToken(client, form)), verdict, form)
  t.equal((await askToken(client, JSON.stringify({ grant_type: 'password' }), { 'content-type': 'application/json' })).status, 415)
  t.equal((await askToken(client, goodForm, { 'sandbox-dry-run': '1' })).status, 200)
  t.strictSame(written(), {})
  client.db().exec("UPDATE user SET status = 'Inactive' WHERE id = '2001'")
  t.equal((await askToken(client, 'grant_type=password&username=2001&password=demo')).status, 400, 'a user who is not Active')
})

t.test('A token is good for sixty minutes of the sandbox\'s clock, and what refreshes it for a day', async t => {
  const client = await openV1(t)
  const { body } = await askToken(client, goodForm)
  for (const [at, status] of [
    ['2026-03-02T09:59:59', 200], ['2026-03-02T10:00:00', 401], ['2026-03-02T10:00:01', 401], ['2026-03-02T09:30:00', 200]
  ] as const) {
    client.freeze(at)
    const reply = await withBearer(client, `Bearer ${body.access_token}`)
    t.equal(reply.status, status, at)
    if (status === 401) t.match(reply.headers['sandbox-rules'], 'bearer.not-expired')
  }
  client.freeze('2026-03-03T09:00:00')
  t.equal((await askToken(client, `grant_type=refresh_token&refresh_token=${body.refresh_token}`)).status, 400)
  client.freeze('2026-03-03T08:59:59')
  t.equal((await askToken(client, `grant_type=refresh_token&refresh_token=${body.refresh_token}`)).status, 200)
  client.freeze('2036-03-02T09:00:00')
  t.equal((await withBearer(client, 'Bearer demo-api-key')).status, 200, 'an API key does not expire')
})

t.test('A request carries a bearer token or an API key, with the word Bearer or without', async t => {
  const client = await openV1(t)
  const { access_token: token, refresh_token: refresh } = (await askToken(client, goodForm)).body
  for (const good of [`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token}`, token, 'Bearer demo-api-key', 'demo-api-key']) {
    t.equal((await withBearer(client, good)).status, 200, good)
  }
  for (const [bad, rule] of [
    [undefined, 'bearer.given'], ['', 'bearer.given'], ['Basic ZGVtbzpkZW1v', 'bearer.given'], ['Bearer', 'bearer.known'],
    [`Bearer ${token}x`, 'bearer.known'], ['Bearer Demo-Api-Key', 'bearer.known'],
    [`Bearer ${refresh}`, 'bearer.known'], ['Bearer demo-token-9001', 'bearer.known']
  ] as const) {
    const reply = await withBearer(client, bad)
    t.strictSame([verdictOf(reply), reply.headers['www-authenticate']], [`401 Authorization ${rule}`, 'Bearer'], String(bad))
    t.match(reply.body, {
      Errors: [{
        Field: 'Authorization',
        Message: /^(?:The Authorization header (?:is missing|has Basic credentials, and no bearer token)|This sandbox did not issue that bearer token, or has been reset since; nor is it the API key of a user|In this sandbox, that is the bearer token of EID 9001 in another API, [\w ]+)\. (?:Send|Get) .+\.$/
      }]
    })
  }
  for (const [method, path] of [
    ['GET', '/coursedates/9999'], ['POST', '/users'], ['PUT', '/coursedates/5014'], ['POST', '/coursedates/5014/venue/501']
  ] as const) {
    t.equal(
      (await client.v1(method, path, method === 'GET' ? undefined : {}, { authorization: '' })).status, 401,
      `${method} ${path}: who asks comes first`
    )
  }
})

import t from 'tap'
import { createJournal } from '../../src/sandbox/journal.ts'
import { redactHeaders, redactMembers, redactUrl } from '../../src/sandbox/redaction.ts'
import { open } from '../harness.ts'

const request = { at: 0, method: 'GET', url: '/', headers: {}, operation: undefined, dryRun: false }

t.test('The journal is bounded by entries and by bytes, and forgets the oldest', async t => {
  const few = createJournal({ entries: 3 })
  for (let i = 0; i < 5; i++) few.close(few.open(request))
  t.same(few.entries().map(it => it.id), ['r-3', 'r-4', 'r-5'])
  t.equal(few.find('r-2'), undefined)
  t.equal(few.find('r-5')?.id, 'r-5')

  const light = createJournal({ bytes: 100_000 })
  for (let i = 0; i < 100; i++) {
    const entry = light.open(request)
    entry.body = { text: 'x'.repeat(16_000) }
    light.close(entry)
    light.close(entry)
  }
  const { length } = light.entries()
  t.ok(length >= 3 && length <= 6, `${length} of 18 KB in 100 KB`)
  t.equal(light.entries().at(-1)!.id, 'r-100')
  t.equal(light.find('r-1'), undefined)
  light.clear()
  t.same(light.entries(), [])
  t.equal(light.open(request).id, 'r-1')
})

t.test('One entry larger than the bound is kept until the next comes', async t => {
  const journal = createJournal({ bytes: 1000 })
  const entry = journal.open(request)
  entry.body = 'x'.repeat(5000)
  journal.close(entry)
  t.equal(journal.entries().length, 1)
  journal.close(journal.open(request))
  t.same(journal.entries().map(it => it.id), ['r-2'])
})

t.test('Of what was passed over fifty names are kept', async t => {
  const client = await open(t)
  await client.post('/learners', Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`member${i}`, i])))
  const { ignored } = client.sandbox.journal.entries().at(-1)!
  t.equal(ignored.length, 51)
  t.equal(ignored.at(-1), 'and 250 more')
})

t.test('Secrets are masked, however they are spelled and wherever they are', async t => {
  const urls = {
    '/a?access_token=S&x=1': '/a?access_token=***&x=1',
    '/a?Access_Token=S': '/a?Access_Token=***',
    '/a?apiKey=S&api-key=S&API_KEY=S': '/a?apiKey=***&api-key=***&API_KEY=***',
    '/a?pass%77ord=S&refresh_token=S&token=S&client_secret=S': '/a?pass%77ord=***&refresh_token=***&token=***&client_secret=***',
    '/a?submissionToken=kept&monkey=kept': '/a?submissionToken=kept&monkey=kept',
    'http://user:S@host/p': 'http://***@host/p',
    '/a?%=1&&=': '/a?%=1&&='
  }
  for (const [url, shown] of Object.entries(urls)) t.equal(redactUrl(url), shown)
  t.strictSame(
    redactHeaders({
      authorization: 'Basic c2VjcmV0', 'x-auth': 'S', 'x-api-key': 'S', cookie: 'a=b', eid: '9001', referer: 'http://h/?token=S'
    }),
    { authorization: 'Basic ***', 'x-auth': '***', 'x-api-key': '***', cookie: '***', eid: '9001', referer: 'http://h/?token=***' }
  )
  t.strictSame(
    redactMembers({
      a: [{ Password: 'S', apiKey: 'S', nested: { client_secret: 'S', Url: 'http://user:S@host/' } }], token: null, secret: { id: 1 }
    }),
    { a: [{ Password: '***', apiKey: '***', nested: { client_secret: '***', Url: 'http://***@host/' } }], token: null, secret: { id: 1 } }
  )

  const client = await open(t)
  await client.call('POST', '/learners?access_token=SECRET1&Api_Key=SECRET1', {
    apiKey: 'SECRET2', deep: { password: 'SECRET3' }
  }, { 'x-auth': 'SECRET4' })
  for (const path of ['/requests', '/requests/last/explain']) t.notMatch((await client.admin('GET', path)).text, /SECRET/, path)
})

import t from 'tap'
import { frozen, listen } from '../../harness.ts'
import { browserAt, type BrowserFetch } from './browser.ts'

// A client as an add-in of a mail program is: a page of another origin, without a proxy in between. It finds who a mail is to by the email
// address among the users of the page that it is given, and logs the mail.

interface Tokens { access_token: string, refresh_token: string, accessUntil: number, refreshUntil: number }

class AddIn {
  readonly #root: string
  readonly #fetch: BrowserFetch
  tokens!: Tokens

  constructor (host: string, fetch: BrowserFetch) {
    this.#root = `${host}/accessplansandbox/api/v2`
    this.#fetch = fetch
  }

  /** What is answered takes the place of all that was kept. */
  async ask (fields: Record<string, string>): Promise<void> {
    const reply = await this.#fetch(`${this.#root}/token`, { method: 'POST', body: new URLSearchParams(fields) })
    const given = JSON.parse(await reply.text())
    if (!reply.ok) throw new Error(given.error)
    const until = (seconds: unknown): number => {
      if (typeof seconds !== 'number') throw new Error(`${String(seconds)} is no lifetime`)
      return Date.now() + seconds * 1000
    }
    this.tokens = {
      access_token: given.access_token,
      refresh_token: given.refresh_token,
      accessUntil: until(given.expires_in),
      refreshUntil: until(given.refresh_token_expires_in)
    }
  }

  logIn = (username: string, password: string): Promise<void> => this.ask({ grant_type: 'password', username, password })
  refresh = (): Promise<void> => this.ask({ grant_type: 'refresh_token', refresh_token: this.tokens.refresh_token })

  call (method: string, path: string, body?: object, token = this.tokens.access_token) {
    return this.#fetch(`${this.#root}/${path}`, {
      method,
      // It names a type of what it does not send, too.
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) })
    })
  }

  /** The one page that comes back is taken for everybody. */
  async people (): Promise<any[]> {
    return JSON.parse(await (await this.call('GET', 'user')).text()).results
  }

  async find (email: string): Promise<any> {
    return (await this.people()).find(({ Email }) => Email.toLowerCase() === email.toLowerCase())
  }

  /** Whatever the status: what is answered has to be JSON, or the mail is held back. */
  async log (person: { ID: string }, Subject: string, Body: string): Promise<any> {
    const sent = { MappedIDType: 'User', MappedID: person.ID, CommunicationTypeID: '-1', Subject, Body }
    return JSON.parse(await (await this.call('POST', 'communication', sent)).text())
  }
}

t.test('An add-in in a browser logs in, finds who a mail is to, and logs the mail', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const addIn = new AddIn(url, browserAt('https://localhost:3000'))
  await addIn.logIn('demo', 'demo')
  t.ok(addIn.tokens.refreshUntil >= addIn.tokens.accessUntil)

  const hana = await addIn.find('USER2001@kereru.example')
  t.match(hana, { ID: '2001', Forenames: 'Hana', Surname: 'Walker', MainCompanyName: 'Kererū Joinery Ltd' })
  t.match(await addIn.log(hana, 'Your course', '<p>Kia ora</p>'), { ID: String, MappedID: '2001', Subject: 'Your course' })

  const nobody = (await addIn.people()).find(it => it.ID === 'NIKAUTh4Zq')
  t.strictSame([nobody.Email, nobody.MainCompanyName], ['', null], 'there is somebody without an email address and without a company')
  t.match(await addIn.find('niamh@harbourhill.example'), { Email: 'niamh@harbourhill.example' })
})

t.test('It breaks where an address that there is not is null, as it looks into each before the right one', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen, reading: 'absent-email=null' })
  const addIn = new AddIn(url, browserAt('https://localhost:3000'))
  await addIn.logIn('demo', 'demo')
  await t.rejects(addIn.find('niamh@harbourhill.example'), TypeError)
})

t.test('It reads refusals, and refreshes; a token that it keeps apart goes on', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const addIn = new AddIn(url, browserAt('https://localhost:3000'))
  await t.rejects(addIn.logIn('demo', 'wrong'), { message: 'invalid_grant' })
  await addIn.logIn('demo', 'demo')
  const [apart, first] = [addIn.tokens.access_token, addIn.tokens.refresh_token]

  const refused = await addIn.call('GET', 'user', undefined, 'of-yesterday')
  t.equal(refused.status, 401, 'a page sees that it is to refresh')
  await addIn.refresh()
  t.not(addIn.tokens.access_token, apart)
  t.not(addIn.tokens.refresh_token, first)
  for (const token of [addIn.tokens.access_token, apart]) t.equal((await addIn.call('GET', 'user', undefined, token)).status, 200)
  await addIn.refresh()
  t.equal((await addIn.call('GET', 'user')).status, 200)

  const told = await addIn.call('POST', 'communication', { MappedIDType: 'User', MappedID: 'nobody', CommunicationTypeID: '-1' })
  t.match(told.headers.get('sandbox-warnings'), /communication\.mapped-exists/, 'what is told of may be read')
})

t.test('A browser keeps such a page from a service that does not let it', async t => {
  const { url } = await listen(t, { clock: frozen })
  const page = browserAt('https://localhost:3000')
  await t.rejects(page(`${url}/work-submission-api/v1.0/learners/L1`, { headers: { Authorization: 'Bearer demo-token-9001' } }), TypeError)
  await t.rejects(page(`${url}/oauth2/access_token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) }), TypeError)
})

import t from 'tap'
import { open, type Client, type Reply } from '../harness.ts'
import { tellings } from './outcome.ts'

/** Forms and calls of accessplanit that have no body of members: what is sent is refused, told of, or does what it says. */

type Probe = [kind: string, fields: Fields, isGood: boolean]

type Fields = Array<readonly [name: string, value: string]>

const sent = (client: Client, url: string, fields: Fields): Promise<Reply> => client.inject({
  method: 'POST',
  url: `/accessplan/api/${url}`,
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: 'Bearer demo-api-key' },
  payload: new URLSearchParams(fields.map(it => [...it] as [string, string])).toString()
})

/** What is wrong with how a value of a form was taken, if anything is. Whose it is comes back where it is good. */
async function faultOf (client: Client, reply: Reply, says: RegExp, isGood: boolean): Promise<string | undefined> {
  if (reply.status >= 500) return `failed: ${reply.text}`
  const isRefused = reply.status >= 400 || reply.body.Success === false
  if (isRefused) return !isGood && says.test(reply.text) ? undefined : `refused: ${reply.text}`
  if ((await tellings(client, reply)).some(it => says.test(JSON.stringify(it)))) return undefined
  return isGood ? undefined : `taken in silence: ${reply.text.slice(0, 80)}`
}

const nothing = ['', ' ', '   ', '\t', 'null', 'undefined', 'NaN', '[object Object]', '0', '-1', 'true']
const wrong = [...nothing, 'x', 'x'.repeat(10_000), 'ā'.repeat(300), '\0', '𝒳', "' OR 1=1 --", '%', '_', '"']

interface Sent {
  url: string
  good: Readonly<Record<string, string>>
  says: Readonly<Record<string, RegExp>>
  /** Those whose value may be in any case. */
  cased: string[]
}

/** The forms: where each is sent, what is good, and how what is wrong with a field is spoken of. */
const forms: readonly Sent[] = [
  ...['v1/token', 'v2/token'].map(url => ({
    url,
    good: { grant_type: 'password', username: 'demo', password: 'demo' },
    says: { grant_type: /grant_type/i, username: /user(?: |_|\\")?(?:name)?\b/i, password: /password/i },
    cased: ['grant_type', 'username']
  })),
  {
    url: 'v2/Login',
    good: { UserName: '2001', Password: 'demo' },
    says: { UserName: /user ?name/i, Password: /password/i },
    cased: []
  }
]

t.test('Nothing that is sent in a form of accessplanit is taken for something else in silence', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const { url, good, says, cased } of forms) {
    const fields = Object.entries(good)
    t.strictSame(await tellings(client, await sent(client, url, fields)), [], `${url}: nothing is told of a good one`)
    for (const [name, value] of fields) {
      const others = fields.filter(([other]) => other !== name)
      const probes: Probe[] = [
        ...[...wrong, ` ${value}`, `${value} `, `${value}\n`, `${value}x`].map(it => ['wrong', [...others, [name, it]], false] as Probe),
        ['another case of the value', [...others, [name, value.toUpperCase()]], cased.includes(name) || value.toUpperCase() === value],
        ['another case of the name', [...others, [name.toUpperCase(), value]], true],
        ['left out', others, false],
        ['twice', [...others, [name, 'x'], [name, value]], false],
        ['twice, in another case', [...others, [name, 'x'], [name.toUpperCase(), value]], false],
        ['twice, the last is wrong', [...others, [name, value], [name, 'x']], false],
        ['the same twice', [...others, [name, value], [name, value]], false],
        ['as a list', [...others, [`${name}[]`, value]], false]
      ]
      for (const [kind, given, isGood] of probes) {
        const fault = await faultOf(client, await sent(client, url, given), says[name]!, isGood)
        if (fault) t.fail(`${url} ${name}, ${kind}: ${JSON.stringify(given.slice(others.length)).slice(0, 60)} is ${fault}`.slice(0, 300))
      }
    }
    const reply = await sent(client, url, [...fields, ['extra', 'x']])
    t.match(await tellings(client, reply), ['extra'], `${url}: a field that it does not know is told of`)
  }
})

t.test('Nothing that is sent to refresh a token is taken for something else in silence', async t => {
  const client = await open(t, { fixture: 'demo' })
  const start = client.sandbox.store.image()
  for (const version of ['v1', 'v2']) {
    for (const value of [...wrong, 'demo', 'demo-api-key']) {
      const reply = await sent(client, `${version}/token`, [['grant_type', 'refresh_token'], ['refresh_token', value]])
      t.match([reply.status, reply.text], [400, /refresh.token/i], `${version} ${JSON.stringify(value).slice(0, 40)}`)
    }
    const passwords: Fields = [['grant_type', 'password'], ['username', 'demo'], ['password', 'demo']]
    const { body: { access_token: access, refresh_token: refresh } } = await sent(client, `${version}/token`, passwords)
    for (const [kind, fields] of [
      ['an access token', [['refresh_token', access]]],
      ['beside a password', [...passwords.slice(1), ['refresh_token', refresh]]],
      ['twice', [['refresh_token', 'x'], ['refresh_token', refresh]]]
    ] as Array<[string, Fields]>) {
      const reply = await sent(client, `${version}/token`, [['grant_type', 'refresh_token'], ...fields])
      const told = reply.status >= 400 ? reply.text : JSON.stringify(await tellings(client, reply))
      t.match(told, kind === 'beside a password' ? /username.*password/ : /refresh.token/i, `${version}: ${kind}`)
      client.sandbox.restore(start)
    }
    const reply = await sent(client, `${version}/token`, [...passwords, ['refresh_token', 'x']])
    t.match(await tellings(client, reply), [/refresh_token/], `${version}: a refresh token beside a password is told of`)
  }
})

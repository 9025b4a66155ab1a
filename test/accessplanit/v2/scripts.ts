import t from 'tap'
import { frozen, listen } from '../../harness.ts'

// Clients as small scripts are: a token for a form, and then lists side by side, with dollars as they are and pluses for blanks.

const headers = { Accept: 'application/json, text/plain, */*', 'Accept-Encoding': 'gzip, deflate, br' }

async function tokenOf (root: string, password: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', username: 'demo', password })
  const reply = await fetch(`${root}/api/v2/token`, { method: 'POST', headers, body })
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
  return (await reply.json() as any).access_token
}

t.test('Scripts read lists and descriptions at the same time', async t => {
  const { url } = await listen(t, { fixture: 'demo', clock: frozen })
  const root = `${url}/accessplansandbox`
  await t.rejects(tokenOf(root, 'wrong'), { message: /^400 .*invalid_grant/ })
  const token = await tokenOf(root, 'demo')
  const get = async (path: string): Promise<any> => {
    const reply = await fetch(`${root}/${path}`, { headers: { ...headers, Authorization: `Bearer ${token}` } })
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  const [templates, dates] = await Promise.all([
    get('api/v2/coursetemplate?$top=10&$orderby=Name+asc'), get('api/v2/coursedate?$top=10&$orderby=StartDate+asc')
  ])
  for (const [{ results }, member] of [[templates, 'Name'], [dates, 'StartDate']] as const) {
    t.equal(results.length, 10)
    const values = results.map((it: any) => it[member])
    t.strictSame(values, [...values].sort(), `in the order of ${member}`)
  }

  const [ofDates, ofTemplates] = await Promise.all([get('apihelp/v2/modules/courseDate'), get('apihelp/v2/modules/courseTemplate')])
  t.ok(Array.isArray(ofDates) && Array.isArray(ofTemplates))
  t.match(ofDates.find((it: any) => it.Name === 'CF_Include_on_website'), { Type: 'Boolean', Custom: true })
  const { results } = await get('api/v2/coursedate?$filter=CF_Include_on_website+eq+true&$orderby=StartDate+asc')
  t.strictSame(results.map((it: any) => it.ID), ['5015', '812'])
})

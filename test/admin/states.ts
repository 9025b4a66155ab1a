import t from 'tap'
import { open, type Client } from '../harness.ts'
import { page } from '../house/walks.ts'

/** The table of docs/states.md: each state, the calls that bring it about, and how it is seen. */

const codeIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)

const rows = page('docs/states.md').split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (?:---|state)/.test(line))
  .map(line => line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '')) as [string, string, string])

async function send ({ inject }: Client, call: string) {
  const [, method, url, body, name, value] = /^([A-Z]+) (\S+)(?: (\{.*\}|\w+=\S+))?(?: \[([\w-]+): (.+)\])?$/.exec(call)!
  const isOwn = url!.startsWith('/__admin')
  const eid = name === 'EID' ? value! : '9001'
  const credentials = isOwn
    ? {}
    : url!.startsWith('/accessplan') ? { authorization: 'Bearer demo-api-key' } : { authorization: `Bearer demo-token-${eid}`, eid }
  const isForm = body?.startsWith('{') === false
  return inject({
    method: method as 'GET',
    url: url!,
    headers: {
      ...credentials,
      ...name && { [name.toLowerCase()]: value! },
      ...isForm && { 'content-type': 'application/x-www-form-urlencoded' }
    },
    ...body && { payload: isForm ? body : JSON.parse(body) }
  })
}

t.test('Each state of the table is brought about by the calls that stand there', async t => {
  t.ok(rows.length > 50)
  const client = await open(t, { fixture: 'demo' })
  for (const [state, calls, then] of rows) {
    await client.reset()
    const sent = codeIn(calls)
    let reply = await send(client, sent[0]!)
    for (const call of sent.slice(1)) {
      t.ok(reply.status < 300, `${state}: ${reply.text}`)
      reply = await send(client, call)
    }
    const [seen, part] = codeIn(then)
    if (/^\d{3}$/.test(seen!)) {
      t.equal(reply.status, Number(seen), `${state}: ${reply.text.slice(0, 300)}`)
      continue
    }
    if (part !== undefined) {
      t.ok(reply.status < 300, `${state}: ${reply.text.slice(0, 300)}`)
      reply = await send(client, seen!)
    }
    t.ok(reply.text.includes(part ?? seen!), `${state}: ${part ?? seen} in ${reply.text.slice(0, 500)}`)
  }
})

import t from 'tap'
import { readMoment } from '../../src/core/clock.ts'
import { findFixture } from '../../src/sandbox/fixtures.ts'
import { click } from '../click.ts'
import { watch } from '../data.ts'
import { runs } from '../effort.ts'
import { documented, open, type Client, type Reply } from '../harness.ts'
import { prepare } from './before-clicks.ts'

/** Every operation of every document, as the page of the documentation sends it: with the values that stand there, at the first click. */

/** The day that it is, the 29th of February, both days on which clocks change, and days inside and outside of the rounds of returns. */
const allDays = [
  undefined, '2028-02-29T23:59', '2026-04-05T02:30+13:00', '2026-09-27T03:15', '2026-12-31T00:01', '2027-06-15T12:00', '2026-04-20T09:00'
]
const days = allDays.slice(0, runs(2))

/** What the page shows in an empty sandbox, too. */
const startsEmpty = [
  'ListRequests', 'ClearRequests', 'GetValidationResults', 'ReportCompletion', 'ListUnknownModule'
]

/** What is wrong with an answer, though it may be 2xx: a warning, an empty list, errors inside, or a refusal that a basket tells of. */
function faultOf (operationId: string, { status, headers, body, text }: Reply): string | undefined {
  if (status < 200 || status > 299) return `${status} ${text.slice(0, 300)}`
  const warnings = headers['sandbox-warnings']
  // A list that is longer than a page says so.
  const isUsual = warnings === undefined || warnings === 'cut-short:$top' || operationId === 'ListUnknownModule'
  if (!isUsual) return `warned of ${String(warnings)}`
  if (startsEmpty.includes(operationId)) return undefined
  const list = Array.isArray(body) ? body : body?.results ?? body?.content
  if (Array.isArray(list) && list.length === 0) return 'an empty list'
  if (body?.content?.some(({ errors }: any) => errors?.length > 0)) return `errors inside: ${text}`
  return body?.LatestErrorMessage || (body?.Success === false ? text : undefined)
}

async function clickAll (client: Client, id: string) {
  const found: string[] = []
  let count = 0
  const sandbox = client.sandboxes.find(id)!
  const image = sandbox.store.image()
  for (const { name } of documented()) {
    const { body: document } = await client.inject({ method: 'GET', url: `/sandboxes/${id}/openapi/${name}.json` })
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(methods)) {
        count++
        sandbox.restore(image)
        const sent = click(document, path, method, operation, await sandbox.exportState())
        const { authorization } = { authorization: undefined, ...await prepare[operation.operationId]?.(client, `/sandboxes/${id}`) }
        if (authorization !== undefined && typeof sent !== 'string') sent.headers.authorization = authorization
        const fault = typeof sent === 'string' ? sent : faultOf(operation.operationId, await client.inject(sent as any))
        if (fault) found.push(`${name} ${operation.operationId}: ${fault}`)
      }
    }
  }
  return { found, count }
}

/** One submits what an operation before it has submitted, so one tries the one or the other; and a seat is asked by its code. */
const others = ['SubmitCourseDifferences', 'GetSeat', 'NameSeat']

t.test('Those of the sandbox itself work one after the other, too, in the order of the page as it was when it was opened', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { body: document } = await client.inject({ method: 'GET', url: '/openapi/admin.json' })
  const file = await client.sandbox.exportState()
  const found: string[] = []
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    for (const [method, operation] of Object.entries<any>(methods)) {
      if (others.includes(operation.operationId)) continue
      // Meanwhile an API is asked, which is what the sandbox is for.
      await client.inject({ url: '/accessplan/api/v1/users' })
      const sent = click(document, path, method, operation, file)
      const fault = typeof sent === 'string' ? sent : faultOf(operation.operationId, await client.inject(sent as any))
      if (fault) found.push(`${operation.operationId}: ${fault}`)
    }
  }
  t.same(found, [])
})

t.test('Every operation works at the first click, on any day', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [n, day] of days.entries()) {
    const clock = day === undefined ? { mode: 'real' } as const : { mode: 'frozen', at: readMoment(day) } as const
    client.sandboxes.create(`day-${n}`, { fixture: findFixture('demo'), clock })
    const { found, count } = await clickAll(client, `day-${n}`)
    t.same(found, [], `${day ?? 'today'}: ${count} operations`)
    t.ok(count > 180)
  }
})

t.test('A dry run of every operation answers as the real request does, and keeps nothing', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { sandbox } = client
  const image = sandbox.store.image()
  let [count, writing] = [0, 0]
  for (const { name } of documented().filter(it => it.name !== 'admin')) {
    const { body: document } = await client.inject({ method: 'GET', url: `/openapi/${name}.json` })
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(methods)) {
        count++
        const sent = click(document, path, method, operation, Buffer.alloc(0))
        if (typeof sent === 'string') continue
        sandbox.restore(image)
        const real = await client.inject(sent as any)
        sandbox.restore(image)
        const written = watch(sandbox)
        const tried = await client.inject({ ...sent, headers: { ...sent.headers, 'sandbox-dry-run': '1' } } as any)
        const about = `${name} ${operation.operationId}`
        t.strictSame([tried.status, tried.text], [real.status, real.text], `${about} answers alike`)
        t.equal(tried.headers['sandbox-dry-run'], '1', about)
        t.strictSame(written(), {}, `${about} keeps nothing`)
        const again = await client.inject(sent as any)
        t.strictSame([again.status, again.text], [real.status, real.text], `${about} goes as though nobody had tried`)
        if (Object.keys(written()).length > 0) writing++
      }
    }
  }
  t.same(client.reported, [])
  t.ok(count > 150 && writing > 60, `${count} operations, ${writing} of which write`)
})

import './accessplanit-baskets.ts'
import './accessplanit-forms.ts'
import './accessplanit-members.ts'
import './accessplanit-queries.ts'
import './ids.ts'
import t from 'tap'
import type { TSchema } from '@sinclair/typebox'
import type { Operation } from '../../src/http/operation.ts'
import { esl } from '../../src/tec/esl/service.ts'
import { providerBased } from '../../src/tec/provider-based/service.ts'
import { workBased } from '../../src/tec/work-based/service.ts'
import type { Service } from '../../src/http/service.ts'
import { open, type Client } from '../harness.ts'
import { beginProviderBased, beginWorkBased, eslBases, providerBasedBases, workBasedBases, type Base } from './bases.ts'
import { isKnown } from './known.ts'
import { at, membersOf, nameOf, withValue, written } from './members.ts'
import { outcomeOf, sendBase, tellings } from './outcome.ts'
import { formOf, turns } from './share.ts'
import { probesOf } from './values.ts'

/** The operations of a service that have a body of named members. */
const withBodies = ({ operations, adminOperations = [] }: Service): Operation[] =>
  [...operations, ...adminOperations].filter(({ wire }) => Object.keys((wire.body as TSchema | undefined)?.properties ?? {}).length > 0)

/** What each operation begins with, and what was sent for members like its own before. */
interface Begun { start: Buffer, inTurn: ReturnType<typeof turns> }

async function probe (t: Test, client: Client, { operationId, wire }: Operation, base: Base, { start, inTurn }: Begun): Promise<void> {
  const first = await sendBase(client, base, base.body)
  t.ok(first.status < 300, `${operationId}: the request to start from is accepted, ${first.text}`)
  t.strictSame(await tellings(client, first), [], 'and nothing is told of it')
  client.sandbox.restore(start)
  for (const { path, schema } of membersOf(wire.body as TSchema)) {
    const probes = probesOf(schema, nameOf(path), at(base.body, path))
    for (const { kind, value, isToBeTold } of inTurn(`${nameOf(path)} ${formOf(schema)}`, probes)) {
      const sent = withValue(base.body, path, value)
      const reply = await sendBase(client, base, sent)
      const outcome = await outcomeOf(client, base, sent, { path, schema, value, isToBeTold }, reply)
      // What was refused has changed nothing.
      if (reply.status < 400) client.sandbox.restore(start)
      const where = `${operationId} ${written(path)}`
      const isWell = outcome === 'refused' || outcome === 'warned of' || (outcome === 'kept' && !isToBeTold)
      if (isWell || isKnown(where, kind, value)) continue
      t.fail(`${where}, ${kind}: ${JSON.stringify(value)?.slice(0, 60)} is ${outcome}`)
    }
  }
}
type Test = typeof t

for (const [service, begin] of [
  [workBased, async (client: Client) => { await beginWorkBased(client); return workBasedBases }],
  [providerBased, async (client: Client) => providerBasedBases(await beginProviderBased(client))],
  [esl, async () => eslBases]
] as const) {
  t.test(`Nothing that is sent for a member of the ${service.title} changes or gets lost in silence`, async t => {
    const client = await open(t)
    const bases = await begin(client)
    const [start, inTurn] = [client.sandbox.store.image(), turns()]
    for (const operation of withBodies(service)) {
      const base = bases[operation.operationId]
      t.ok(base, `there is a request of ${operation.operationId} to start from`)
      client.sandbox.restore(start)
      await probe(t as Test, client, operation, base!, { start, inTurn })
    }
  })
}

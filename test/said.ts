import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import type { Example } from '../src/core/example.ts'
import type { Service } from '../src/http/service.ts'
import { recordRules } from '../src/tec/provider-based/collections/rules.ts'
import { isThorough } from './effort.ts'
import { isOfRecords, sendingTo, validateAfter } from './examples.ts'
import { demand, open, type Client, type Reply } from './harness.ts'

// `TMS_SANDBOX_WRITE_SAID=yes` writes anew what is said.
const isWritten = process.env.TMS_SANDBOX_WRITE_SAID === 'yes'

// All are asked where time is no matter, and where mutants are judged; elsewhere the rules of one topic in three, and none of records,
// each of which takes an upload and a validation.
const asksAll = isThorough || isWritten || '__stryker__' in globalThis

/** What a rule is about: `visit`, or the collection whose records it is judged over. */
const topicOf = (id: string): string =>
  recordRules.find(it => it.id === id)?.collection.name ?? id.slice(0, id.indexOf('.'))

/** The number of an example tells only how many were asked for before. */
const withoutNumbers = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value ?? null).replace(/\bEX\d+-/g, 'EX-'))

/**
 * Holds each rule of some services to what it says of its examples: of the one what was compared, of the other what is wrong, what was
 * compared and what would pass. The file has a line for each.
 */
export function holdToWhatWasSaid (path: URL, services: ReadonlyArray<Pick<Service, 'name' | 'examples'>>): void {
  const kept: Record<string, unknown> = isWritten ? {} : JSON.parse(readFileSync(path, 'utf8'))
  const ids = [...new Set(services.flatMap(({ examples }) => Object.keys(examples)))]

  for (const { name, examples } of services) {
    const own = Object.keys(examples).filter(id => services.find(it => Object.hasOwn(it.examples, id))!.name === name)
    for (const [n, topic] of [...new Set(own.map(topicOf))].entries()) {
      const rules = own.filter(id => topicOf(id) === topic)
      const skip = !asksAll && (n % 3 !== 2 || isOfRecords({ id: rules[0]! }))
      t.test(`What the rules of ${name} about ${topic} say of their examples`, { skip }, async t => {
        const client = await open(t)
        for (const id of rules) {
          const said = withoutNumbers(await (isOfRecords({ id }) ? saidOfRecords(client, id) : saidOfRequests(client, id)))
          if (isWritten) kept[id] = said
          else t.same(said, kept[id], `${id}: TMS_SANDBOX_WRITE_SAID=yes keeps what it says by now, where that is meant`)
        }
      })
    }
  }

  t.test(`Of no rule of ${services.map(({ name }) => name).join(', ')} it is kept that there is not`, t => {
    if (isWritten) writeFileSync(path, `{\n${ids.map(id => `${JSON.stringify(id)}: ${JSON.stringify(kept[id])}`).join(',\n')}\n}\n`)
    t.same(Object.keys(kept).sort(), ids.sort())
    t.end()
  })
}

const exampleOf = async (client: Client, id: string): Promise<Example> =>
  demand(await client.admin('GET', `/rules/${id}/examples`)).body

async function saidOfRequests (client: Client, id: string): Promise<object> {
  const send = sendingTo(client)
  const { given, accepted, broken } = await exampleOf(client, id)
  for (const request of given) demand(await send(request))
  const explained = async ({ headers }: Reply): Promise<object[]> => {
    const { body: { refusedBy = [], warnedBy, held } } = await client.admin('GET', `/requests/${headers['sandbox-request-id']}/explain`)
    return [refusedBy, warnedBy, held].flat().filter(({ rule }) => rule === id).map(({ basis, statement, field, ...said }) => said)
  }
  return { held: await explained(await send(accepted, true)), broken: await explained(await send(broken, true)) }
}

async function saidOfRecords (client: Client, id: string): Promise<object> {
  const send = sendingTo(client)
  const { given, accepted, broken } = await exampleOf(client, id)
  for (const request of given) demand(await send(request))
  return { held: await validateAfter(accepted, send), broken: await validateAfter(broken, send) }
}

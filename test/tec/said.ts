import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import type { Example } from '../../src/core/example.ts'
import { recordRules } from '../../src/tec/provider-based/collections/rules.ts'
import { providerBased } from '../../src/tec/provider-based/service.ts'
import { workBased } from '../../src/tec/work-based/service.ts'
import { isThorough } from '../effort.ts'
import { isOfRecords, sendingTo, validateAfter } from '../examples.ts'
import { demand, open, type Client, type Reply } from '../harness.ts'

/**
 * What each rule says of its examples: of the one what was compared, of the other what is wrong, what was compared and what would pass.
 * `said.json` has it, a line for each, and `TMS_SANDBOX_WRITE_SAID=yes` writes that anew.
 */
const path = new URL('said.json', import.meta.url)
const isWritten = process.env.TMS_SANDBOX_WRITE_SAID === 'yes'
const kept: Record<string, unknown> = isWritten ? {} : JSON.parse(readFileSync(path, 'utf8'))

// All are asked where time is no matter, and where mutants are judged; elsewhere the rules of one topic in three, and none of records,
// each of which takes an upload and a validation.
const asksAll = isThorough || isWritten || '__stryker__' in globalThis

/** What a rule is about: `visit`, or the collection whose records it is judged over. */
const topicOf = (id: string): string =>
  recordRules.find(it => it.id === id)?.collection.name ?? id.slice(0, id.indexOf('.'))

/** The number of an example tells only how many were asked for before. */
const withoutNumbers = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value ?? null).replace(/\bEX\d+-/g, 'EX-'))

for (const [name, { examples }] of [['work-based', workBased], ['provider-based', providerBased]] as const) {
  const topics = new Set(Object.keys(examples).map(topicOf))
  for (const [n, topic] of [...topics].entries()) {
    const rules = Object.keys(examples).filter(it => topicOf(it) === topic)
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

t.test('Of no rule it is kept that there is not', t => {
  const ids = [...Object.keys(workBased.examples), ...Object.keys(providerBased.examples)]
  if (isWritten) writeFileSync(path, `{\n${ids.map(id => `${JSON.stringify(id)}: ${JSON.stringify(kept[id])}`).join(',\n')}\n}\n`)
  t.same(Object.keys(kept).sort(), ids.sort())
  t.end()
})

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

import fc from 'fast-check'
import type { Client } from '../harness.ts'
import { listOperations, type Operation } from './operations.ts'
import { listPeople, type Person } from './people.ts'
import { madeBy, requestsTo, type Request } from './requests.ts'

/** A server, and what it says of itself and of those it knows. */
export interface Target {
  client: Client
  operations: Operation[]
  people: Person[]
  /** Ids of all rules. */
  rules: ReadonlySet<string>
  /** Requests that make records of kinds that the fixture has none of. */
  beginning: Request[]
}

export async function aimAt (client: Client): Promise<Target> {
  const operations = await listOperations(client)
  const { body: rules } = await client.admin('GET', '/rules')
  const beginning = await populate(client, operations)
  return { client, operations, people: listPeople(client.db()), rules: new Set(rules.map((rule: { id: string }) => rule.id)), beginning }
}

const ofEach = 3

/** Has a few records made by each operation that makes some; answers the requests that were accepted. */
async function populate (client: Client, operations: readonly Operation[]): Promise<Request[]> {
  const people = listPeople(client.db())
  const beginning: Request[] = []
  for (const operation of operations.filter(it => madeBy(it) !== '')) {
    const accepted: Request[] = []
    for (const request of fc.sample(requestsTo(operation, people), { numRuns: 100, seed: 1 })) {
      if (accepted.length < ofEach && (await client.inject(request as object)).status === 201) accepted.push(request)
    }
    beginning.push(...accepted)
  }
  return beginning
}

/** Back to the fixture, and what `requests` make of it. */
export async function startOver ({ client }: Target, requests: readonly Request[]): Promise<void> {
  await client.reset()
  for (const request of requests) await client.inject(request as object)
}

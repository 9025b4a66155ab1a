import fc, { type Arbitrary } from 'fast-check'
import { services } from '../../src/services.ts'
import type { Client } from '../harness.ts'
import { listCallers, listLearners, type Caller } from './callers.ts'
import { listOperations, subjectOf, type Operation } from './operations.ts'
import { requestsTo, type Request } from './requests.ts'
import { play } from './scene.ts'
import { isNamedIn } from './values.ts'

/** A server, and what it says of itself and of those it knows. */
export interface Target {
  client: Client
  operations: Operation[]
  /** Who calls, by service. */
  callers: ReadonlyMap<string, readonly Caller[]>
  /** Ids of all rules. */
  rules: ReadonlySet<string>
  /** The sandbox as the fixture has it, in which the same requests get the same tokens again; a reset would see to it that they do not. */
  start: Buffer
  /** Requests that make what the fixture has not. */
  beginning: Request[]
}

export async function aimAt (client: Client): Promise<Target> {
  const start = client.sandbox.store.image()
  const operations = await listOperations(client)
  const { body: rules } = await client.admin('GET', '/rules')
  const { requests, met } = await play(client)
  const beginning = [...requests, ...await populate(client, operations)]
  const callers = new Map<string, readonly Caller[]>()
  for (const { name } of services) callers.set(name, await listCallers(name, client, operations, met))
  return { client, start, operations, callers, rules: new Set(rules.map((rule: { id: string }) => rule.id)), beginning }
}

const ofEach = 3

/** Has a few records made by each operation that makes what a TEO gives an id to; answers the requests that were accepted. */
async function populate (client: Client, operations: readonly Operation[]): Promise<Request[]> {
  const callers = listLearners(client)
  const beginning: Request[] = []
  for (const operation of operations.filter(makesSomething)) {
    const accepted: Request[] = []
    for (const request of fc.sample(requestsTo(operation, callers), { numRuns: 100, seed: 1 })) {
      if (accepted.length < ofEach && (await client.inject(request as object)).status === 201) accepted.push(request)
    }
    beginning.push(...accepted)
  }
  return beginning
}

const makesSomething = (operation: Operation): boolean =>
  operation.method === 'POST' && membersIn(operation.body?.schema ?? {}).some(name => isNamedIn(subjectOf(operation), name))

const membersIn = ({ properties = {}, items }: NonNullable<Operation['body']>['schema']): string[] =>
  [...Object.entries(properties).flatMap(([name, member]) => [name, ...membersIn(member)]), ...(items ? membersIn(items) : [])]

/** Back to the fixture, and what `requests` make of it. */
export async function startOver ({ client, start }: Target, requests: readonly Request[]): Promise<void> {
  client.sandbox.restore(start)
  await client.reset('journal')
  for (const request of requests) await client.inject(request as object)
}

const [batch, most] = [10, 80]

/** Two requests to an operation for a start: one that is accepted and one that is refused. Nothing is kept of them. */
export async function seek ({ client }: Target, requests: Arbitrary<Request>): Promise<Request[]> {
  const found = new Map<boolean, Request>()
  for (let turn = 0; turn < most && found.size < 2; turn++) {
    for (const request of fc.sample(requests, { numRuns: batch, seed: turn })) {
      const { status } = await client.inject({ ...request, headers: { ...request.headers, 'sandbox-dry-run': '1' } } as object)
      if (!found.has(status < 400)) found.set(status < 400, request)
      if (found.size === 2) break
    }
  }
  return [...found.values()]
}

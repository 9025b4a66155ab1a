import { readFileSync } from 'node:fs'
import type { Hostile } from './hostile.ts'
import { tec } from './hostile.ts'
import type { Watched } from './server.ts'

const json = { 'content-type': 'application/json' }

const own = '/sandboxes/contracts'

/** Operations that a contract may have, and those that a large one of a real agency has. */
const [mostOperations, manyOperations] = [2000, 60]

let count = 0

/** Our own document with other names, and with so many operations that what is beyond ours is new; not the same as the last one. */
function contract (operations: number): string {
  const ours = readFileSync(new URL('../../openapi/tec-work-based.json', import.meta.url), 'utf8')
  const document = JSON.parse(ours.replaceAll('"visitDate"', '"dateOfTheVisit"')) as { info: { title: string }, paths: Record<string, any> }
  document.info.title += ` ${++count}`
  const { get: { parameters } } = document.paths['/v1.0/learners/{learnerLocalId}']
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`member${n}`, { type: 'string', maxLength: 20 }]))
  const responses = { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties } } } } }
  for (let n = Object.values(document.paths).flatMap(it => Object.keys(it)).length; n < operations; n++) {
    document.paths[`/v1.0/more-${n}/{id}`] = { get: { operationId: `More${n}`, summary: `More ${n}`, parameters, responses } }
  }
  return JSON.stringify({ ...document, servers: [{ url: '/api/v9' }] })
}

/** One whose members each have a pattern that takes forever. */
const patterned = (members: readonly string[]): string => JSON.stringify({
  openapi: '3.0.3',
  info: { title: 'Work Based Submissions', version: `${++count}` },
  servers: [{ url: '/slow' }],
  paths: {
    '/agreements/{agreementRef}/pause': {
      post: {
        summary: 'Place Training Agreement on hold',
        parameters: [['agreementRef', 'path'], ['EID', 'header']].map(([name, place]) =>
          ({ name, in: place, required: true, schema: { type: 'string' } })),
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['pauseDate'],
                properties: {
                  pauseDate: { type: 'string', format: 'date' },
                  onHoldReasonCode: { type: 'string' },
                  ...Object.fromEntries(members.map((name, n) => [name, { type: 'string', pattern: `^(\\d+)+y{${n}}$` }]))
                }
              }
            }
          }
        },
        responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } } }
      }
    }
  }
})

/** Our own document, the first of whose shapes has so many members that we have none of. */
function ofMembers (count: number): string {
  const document = JSON.parse(contract(0)) as { components: { schemas: Record<string, unknown> } }
  const [first] = Object.keys(document.components.schemas)
  const properties = Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, { type: 'string' }]))
  document.components.schemas[first!] = { type: 'object', properties }
  return JSON.stringify(document)
}

const put = (name: string, body: () => string, status = 200): Hostile =>
  ({ name, status, sent: () => ({ method: 'PUT', path: `${own}/__admin/contract`, headers: json, body: body() }) })

async function adopt (server: Watched, body: string): Promise<object> {
  const { status, body: answered } = await server.send({ method: 'PUT', path: `${own}/__admin/contract`, headers: json, body })
  if (status !== 200) throw new Error(`The contract is answered ${status}: ${answered.toString().slice(0, 500)}`)
  return {}
}

/** The sandbox that goes by contracts. */
export const prepareForThose = (server: Watched): Promise<void> => server.ask('POST', '/__admin/sandboxes', { id: 'contracts' })

const plan = { method: 'GET', path: `${own}/api/v9/v1.0/training-plans/DEMO-TP04`, headers: tec }

/** A sandbox that goes by a large contract, and what is asked of it when its server has started again. */
export async function prepareForRestart (server: Watched): Promise<void> {
  await prepareForThose(server)
  await adopt(server, contract(mostOperations))
}

export const afterRestart: Hostile =
  { name: `The first request after a restart, under ${mostOperations} operations`, status: 200, sent: plan }

const classOf60 = { method: 'POST', path: '/__admin/classes', headers: json, body: JSON.stringify({ name: 'Load', seats: 60 }) }

/** Something that is asked under a contract which has just been adopted. */
const ofContract = (path: string): Omit<Hostile, 'name'> => ({
  status: 200,
  sent: { method: 'GET', path: `${own}${path}` },
  prepare: server => adopt(server, contract(mostOperations))
})

/** What is asked of a snapshot that was saved before a contract was adopted. */
const sinceSnapshot = (what: 'changes' | 'pictures'): Hostile => ({
  name: `The ${what} since a snapshot, with a contract of ${mostOperations} operations`,
  status: 200,
  sent: { method: 'GET', path: `${own}/__admin/snapshots/last/${what}` },
  async prepare (server) {
    await server.send({ method: 'DELETE', path: `${own}/__admin/contract` })
    await server.send({ method: 'DELETE', path: `${own}/__admin/snapshots/last` })
    await server.ask('POST', `${own}/__admin/snapshots`)
    return await adopt(server, contract(mostOperations))
  }
})

/** What takes long whatever there is in a sandbox. */
export function ofTheServer (): Hostile[] {
  const members = Array.from({ length: 200 }, (_, n) => `note${n}`)
  const values = Object.fromEntries(members.map(name => [name, `${'1'.repeat(60)}x`]))
  return [
    put(`A contract of ${manyOperations} operations`, () => contract(manyOperations)),
    put(`A contract of ${mostOperations} operations`, () => contract(mostOperations)),
    put(`A contract of ${mostOperations} operations in YAML`, () => `# YAML\n${contract(mostOperations)}`),
    put('A contract with a shape of 1,900 members', () => ofMembers(1_900), 400),
    put('A contract with a shape of 15,000 members', () => ofMembers(15_000), 400),
    {
      name: `The first request under a contract of ${mostOperations} operations`,
      status: 200,
      sent: plan,
      prepare: server => adopt(server, contract(mostOperations))
    },
    { name: `The next request under a contract of ${mostOperations} operations`, status: 200, sent: plan },
    { name: `What a contract of ${mostOperations} operations is`, status: 200, sent: { method: 'GET', path: `${own}/__admin/contract` } },
    {
      name: 'A request under a contract with 200 patterns that take forever',
      status: 400,
      sent: {
        method: 'POST',
        path: `${own}/slow/agreements/DEMO-TA03/pause`,
        headers: { ...tec, ...json },
        body: JSON.stringify({ pauseDate: '2026-03-01', onHoldReasonCode: 'SW', ...values })
      },
      prepare: server => adopt(server, patterned(members))
    },
    ...['esl', 'tec-work-based', 'tec-provider-based', 'accessplanit-v1', 'accessplanit-v2', 'admin'].map((service): Hostile => ({
      name: `The document of ${service}, the first in a sandbox`,
      status: 200,
      prepare: async server => {
        const id = `document-${++count}`
        await server.ask('POST', '/__admin/sandboxes', { id })
        return { path: `/sandboxes/${id}/openapi/${service}.json` }
      },
      sent: { method: 'GET', path: '' }
    })),
    { name: `The document under a contract of ${mostOperations} operations`, ...ofContract('/openapi/tec-work-based.json') },
    { name: `What a contract of ${mostOperations} operations has otherwise`, ...ofContract('/__admin/contract/drift') },
    sinceSnapshot('changes'),
    sinceSnapshot('pictures'),
    {
      name: 'A class of 60 seats',
      status: 201,
      sent: classOf60,
      prepare: async server => { await server.send({ method: 'DELETE', path: '/__admin/classes/load' }); return {} }
    },
    {
      name: 'The end of a class of 60 seats',
      status: 204,
      sent: { method: 'DELETE', path: '/__admin/classes/load' },
      prepare: async server => { await server.send(classOf60); return {} }
    },
    { name: 'What rules were met in all sandboxes', status: 200, sent: { method: 'GET', path: '/__admin/rules/coverage?sandboxes=all' } }
  ]
}

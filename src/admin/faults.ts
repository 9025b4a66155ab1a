import { Type } from '@sinclair/typebox'
import { speechIn } from '../contract/edge/speech.ts'
import { ours } from '../core/basis.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { listFaults, saveFaults, type Fault as FaultInForce } from '../sandbox/faults.ts'
import { callerWords, checkId, describeFaults, faultOf, save, spokenFault } from './fault-of.ts'
import { Fault, faultBodyOf, Faults, type FaultBody } from './faults-schemas.ts'
import { operationsOnOne } from './one-fault.ts'

const common = { basis: ours, tag: 'Faults', rules: [] }

/** The first id that is not taken: `f-1`. */
function freeId (faults: ReadonlyArray<{ id?: string }>): string {
  let number = 1
  while (faults.some(({ id }) => id === `f-${number}`)) number++
  return `f-${number}`
}

/** What a tester has go wrong: a refusal, a delay or a broken connection, for the requests that are meant. */
export function faultOperations (services: readonly Service[]): Operation[] {
  const FaultToCome = faultBodyOf(callerWords(services))
  return [...readAndAdd(services, FaultToCome), ...setAndClear(services, FaultToCome), ...operationsOnOne(services, FaultToCome)]
}

type FaultToCome = ReturnType<typeof faultBodyOf>

const readAndAdd = (services: readonly Service[], FaultToCome: FaultToCome): Operation[] => [
  operation({
    ...common,
    operationId: 'ListFaults',
    summary: 'List the faults',
    description: 'Lists what is to go wrong, how often each has struck, and what the header Sandbox-Scenario of a request can be.',
    method: 'GET',
    path: '/__admin/faults',
    wire: { response: { 200: Faults } },
    status: 200,
    perform: ({ sandbox, sandbox: { settings } }) => describeFaults(settings, speechIn(sandbox, services))
  }),

  operation({
    ...common,
    operationId: 'AddFault',
    summary: 'Have something go wrong',
    description: 'Adds a fault behind those that there are: of those that mean a request, the first that strikes it counts, and one ' +
      'for a caller comes after those for all. The sandbox\'s own API has none.',
    method: 'POST',
    path: '/__admin/faults',
    wire: { body: FaultToCome, response: { 201: Fault } },
    status: 201,
    perform ({ sandbox, sandbox: { settings } }, { body }) {
      const faults = listFaults(settings)
      const { id = freeId(faults) } = body as FaultBody
      if (faults.some(it => it.id === id)) {
        throw new BadInput(`There is a fault ${quoted(id)} already. PUT /__admin/faults/${id} changes it.`)
      }
      const fault = faultOf(services, sandbox, checkId(id), body as FaultBody)
      save(settings, [...faults, fault])
      return spokenFault(speechIn(sandbox, services), fault)
    }
  })
]

const faultsOf = (FaultToCome: FaultToCome) => Type.Object({
  faults: Type.Array(FaultToCome, { description: 'In the order in which they are asked', 'x-basis': ours })
}, { title: 'FaultsToCome', description: 'All that is to go wrong', additionalProperties: false })

const setAndClear = (services: readonly Service[], FaultToCome: FaultToCome): Operation[] => [
  operation({
    ...common,
    operationId: 'SetFaults',
    summary: 'Set the faults',
    description: 'Puts a list of faults in the place of those that there are.',
    method: 'PUT',
    path: '/__admin/faults',
    wire: { body: faultsOf(FaultToCome), response: { 200: Faults } },
    status: 200,
    perform ({ sandbox, sandbox: { settings } }, { body }) {
      const faults: FaultInForce[] = []
      for (const given of body.faults as FaultBody[]) {
        const id = given.id ?? freeId([...faults, ...body.faults as FaultBody[]])
        if (faults.some(it => it.id === id)) throw new BadInput(`faults has two of the id ${quoted(id)}. Give one another id, or none.`)
        faults.push(faultOf(services, sandbox, checkId(id), given))
      }
      save(settings, faults)
      return describeFaults(settings, speechIn(sandbox, services))
    }
  }),

  operation({
    ...common,
    operationId: 'DeleteFaults',
    summary: 'Take all faults away',
    description: 'Has nothing go wrong any more. A reset of the data does the same.',
    method: 'DELETE',
    path: '/__admin/faults',
    wire: { response: { 200: Faults } },
    status: 200,
    perform ({ sandbox, sandbox: { settings } }) {
      saveFaults(settings, [])
      return describeFaults(settings, speechIn(sandbox, services))
    }
  })
]

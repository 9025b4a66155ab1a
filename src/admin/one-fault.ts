import { speechIn } from '../contract/edge/speech.ts'
import { ours } from '../core/basis.ts'
import { BadInput, Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { quoted } from '../core/words.ts'
import { operation, type Operation } from '../http/operation.ts'
import { scenarios } from '../http/scenarios.ts'
import type { Service } from '../http/service.ts'
import { listFaults, saveFaults, type Fault as FaultInForce } from '../sandbox/faults.ts'
import type { Settings } from '../sandbox/settings.ts'
import { checkId, describeFaults, faultOf, save, spokenFault } from './fault-of.ts'
import { Fault, FaultPath, Faults, type FaultBody, type faultBodyOf } from './faults-schemas.ts'

const common = { basis: ours, tag: 'Faults', rules: [] }

function found (settings: Settings, id: string): FaultInForce {
  const faults = listFaults(settings)
  const fault = faults.find(it => it.id === id)
  if (fault) return fault
  const { effect } = Object.hasOwn(scenarios, id) ? scenarios[id]! : { effect: undefined }
  if (!effect) throw noFault([...faults.map(it => it.id), ...Object.keys(scenarios)], id)
  return { id, match: {}, effect: effect === 'token-expired' ? { status: 401 } : effect, matched: 0, struck: 0 }
}

const noFault = (ids: readonly string[], id: string): Failure =>
  new Failure('not-found', `No fault ${quoted(id)} is in force.${didYouMean(ids, id)} GET /__admin/faults lists them.`)

/** What can be done with one fault, by its id. */
export const operationsOnOne = (services: readonly Service[], FaultToCome: ReturnType<typeof faultBodyOf>): Operation[] => [
  operation({
    ...common,
    operationId: 'GetFault',
    summary: 'Get a fault',
    description: 'Answers one fault, and how often it has struck; or, by its name, a scenario, which strikes the requests that name it.',
    method: 'GET',
    path: '/__admin/faults/:id',
    wire: { params: FaultPath, response: { 200: Fault } },
    status: 200,
    perform: ({ sandbox, sandbox: { settings } }, { params: { id } }) => spokenFault(speechIn(sandbox, services), found(settings, id))
  }),

  setFault(services, FaultToCome),

  operation({
    ...common,
    operationId: 'DeleteFault',
    summary: 'Take a fault away',
    description: 'Answers what is left. There has to be one of that id: PUT /__admin/faults/{id} sets it.',
    method: 'DELETE',
    path: '/__admin/faults/:id',
    wire: { params: FaultPath, response: { 200: Faults } },
    status: 200,
    perform ({ sandbox, sandbox: { settings } }, { params: { id } }) {
      const faults = listFaults(settings)
      const left = faults.filter(fault => fault.id !== id)
      if (left.length === faults.length) throw noFault(faults.map(it => it.id), id)
      saveFaults(settings, left)
      return describeFaults(settings, speechIn(sandbox, services))
    }
  })
]

const setFault = (services: readonly Service[], FaultToCome: ReturnType<typeof faultBodyOf>): Operation => operation({
  ...common,
  operationId: 'SetFault',
  summary: 'Set a fault',
  description: 'Puts a fault in the place of the one of its id, or behind the others; its counts start again.',
  method: 'PUT',
  path: '/__admin/faults/:id',
  wire: { params: FaultPath, body: FaultToCome, response: { 200: Fault } },
  status: 200,
  perform ({ sandbox, sandbox: { settings } }, { params: { id }, body }) {
    const { id: named = id } = body as FaultBody
    if (named !== id) {
      throw new BadInput(`The body names the fault ${quoted(named)}, and the path ${quoted(id)}. Leave out the one in the body.`)
    }
    const [faults, fault] = [listFaults(settings), faultOf(services, sandbox, checkId(id), body as FaultBody)]
    save(settings, faults.some(it => it.id === id) ? faults.map(it => it.id === id ? fault : it) : [...faults, fault])
    return spokenFault(speechIn(sandbox, services), fault)
  }
})

import type { Prepared } from '../contract/adopt.ts'
import { forgetTranslators, prepareTranslator } from '../contract/in-force.ts'
import { placeOf } from '../contract/official.ts'
import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { either, quoted } from '../core/words.ts'
import type { MediaType } from '../http/bodies.ts'
import { answer } from '../http/answer.ts'
import { operation, type Call, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { adopt, contractsIn, leave } from '../sandbox/contracts.ts'
import { describeContractIn } from './contract-listing.ts'
import { Contract, ContractAdopted, ContractGiven, ContractQuery, ContractsLeft } from './contract-schemas.ts'

const tag = 'Contract'

/** A document with its overlay, as JSON texts of which each character may take more than one. */
export const bodyLimit = 6 * 1024 * 1024

/** Read as the bytes that they are: their hash is part of what they are cited by. */
const documents: MediaType = {
  name: 'JSON',
  pattern: /^(?:(?:application|text)\/(?:[\w.+-]*\b)?(?:json|yaml|x-yaml))\b/i,
  listed: ['application/json', 'application/yaml'],
  read: (body) => body
}

/** What was read of a body before it is adopted. */
const ready = new WeakMap<Call, Prepared>()

const whole = (value: object) => answer({ type: 'application/json; charset=utf-8', text: JSON.stringify(value) })

/** Which API it is that is stood in for: ours, or what an official document says. */
export const contractOperations = (services: readonly Service[]): Operation[] => [getting(services), adopting(services), leaving(services)]

const getting = (services: readonly Service[]): Operation => operation({
  operationId: 'GetContract',
  summary: 'Get the contract in force',
  description: 'Every operation, where it is served, and how it is known; under a contract, as that has it.',
  basis: ours,
  method: 'GET',
  path: '/__admin/contract',
  tag,
  wire: { response: { 200: Contract } },
  status: 200,
  rules: [],
  perform: ({ sandbox }) => whole(describeContractIn(sandbox, services))
})

const adopting = (services: readonly Service[]): Operation => operation({
  operationId: 'AdoptContract',
  summary: 'Adopt a contract',
  description: 'Has the sandbox go by an official OpenAPI document: its paths, methods, shapes and names, over the same rules and ' +
    'state. What cannot be read, or is of no service, changes nothing. The data stay, and so do contracts of other services.',
  basis: ours,
  method: 'PUT',
  path: '/__admin/contract',
  tag,
  wire: { body: ContractGiven, response: { 200: ContractAdopted } },
  takes: [documents],
  bodyLimit,
  takesWhole: true,
  status: 200,
  rules: [],
  async before (_sandbox, _caller, call) {
    const { preparedOf } = await import('../contract/given.ts')
    const prepared = await preparedOf(call.body, services)
    await prepareTranslator(prepared.adopted, prepared.match, services)
    ready.set(call as Call, prepared)
  },
  perform ({ sandbox }, call) {
    const prepared = ready.get(call as Call)!
    adopt(sandbox.db, sandbox.settings, prepared.adopted)
    forgetTranslators(sandbox)
    return described(prepared)
  }
})

const leaving = (services: readonly Service[]): Operation => operation({
  operationId: 'LeaveContract',
  summary: 'Leave a contract',
  description: 'Has the sandbox serve a service, or all, as it does without a contract. The data stay.',
  basis: ours,
  method: 'DELETE',
  path: '/__admin/contract',
  tag,
  wire: { querystring: ContractQuery, response: { 200: ContractsLeft } },
  status: 200,
  rules: [],
  perform ({ sandbox }, { query: { service } }) {
    const names = services.map(({ name }) => name)
    if (service !== undefined && !names.includes(service)) {
      throw new Failure('malformed', `There is no service ${quoted(service)}. Use ${either(names)}.`)
    }
    const left = contractsIn(sandbox.db, sandbox.settings).map(it => it.service).filter(it => service === undefined || it === service)
    for (const name of left) leave(sandbox.db, sandbox.settings, name)
    forgetTranslators(sandbox)
    return { left }
  }
})

/** What is to be known of a contract that was adopted. */
function described ({ adopted: { service, hash }, match, madeUp, otherValues }: Prepared) {
  const { document: { title, version }, operations, officialOnly, oursOnly } = match
  const doubtful = operations.filter(({ isUsed }) => !isUsed)
  return {
    service,
    title,
    version,
    hash,
    matched: operations.length - doubtful.length,
    doubtful: doubtful.map(({ official, operationId }) => `${placeOf(official)}: ${operationId}`),
    fromDocument: officialOnly.map(placeOf),
    notInContract: [...oursOnly],
    madeUp: [...madeUp],
    otherValues: [...otherValues]
  }
}

import type { Operation } from '../http/operation.ts'
import { toolOf, type Offer } from './operation-tool.ts'
import { sendRequest } from './send-request.ts'
import type { Tool } from './tool.ts'

/** The operations of the sandbox's own API that are offered to assistants, in the order in which they are shown. */
const offers: readonly Offer[] = [
  { operationId: 'ListApis' },
  { operationId: 'GetContract', isLong: true },
  { operationId: 'ExplainRequest', otherwise: { id: 'last' } },
  { operationId: 'ListRequests' },
  { operationId: 'GetRequest', otherwise: { id: 'last' } },
  { operationId: 'FindRequests' },
  { operationId: 'ForkRequest', isAskedIn: true },
  { operationId: 'GetClock' },
  { operationId: 'SetClock' },
  { operationId: 'AdvanceClock' },
  { operationId: 'GetCalendar' },
  { operationId: 'ListSandboxes', isLong: true },
  { operationId: 'CreateSandbox' },
  { operationId: 'GetSandbox' },
  { operationId: 'DeleteSandbox' },
  { operationId: 'Reset' },
  { operationId: 'ListSnapshots' },
  { operationId: 'SaveSnapshot' },
  { operationId: 'RestoreSnapshot' },
  { operationId: 'DeleteSnapshot' },
  { operationId: 'ListRules', isLong: true },
  { operationId: 'GetRuleExample' },
  { operationId: 'SetRuleMode' },
  { operationId: 'GetRuleCoverage', isLong: true, without: ['format'] },
  { operationId: 'ListReadings', isLong: true },
  { operationId: 'ChooseReadings' },
  { operationId: 'ListFaults' },
  { operationId: 'AddFault' },
  { operationId: 'DeleteFault' },
  { operationId: 'DeleteFaults' },
  { operationId: 'OrderToken' }
]

/** Of a server, what nobody is offered who is kept to one sandbox; but its coverage of rules is told, of that sandbox alone. */
const ofOneSandbox: Readonly<Record<string, readonly string[]>> = { GetRuleCoverage: ['format', 'sandboxes'] }

/** Every tool, made of the operations of the sandbox's own API. Throws if one of them is not there any more. */
export function toolsOf (operations: readonly Operation[], isConfined: boolean): Tool[] {
  const found = new Map(operations.map(operation => [operation.operationId, operation]))
  const offered = offers.flatMap(offer => {
    const operation = found.get(offer.operationId)
    if (!operation) throw new Error(`There is no operation ${offer.operationId}`)
    if (!isConfined || !operation.isOfServer) return toolOf(operation, offer, isConfined)
    const without = ofOneSandbox[offer.operationId]
    return without ? toolOf(operation, { ...offer, without }, isConfined) : []
  })
  return [sendRequest(isConfined), ...offered]
}

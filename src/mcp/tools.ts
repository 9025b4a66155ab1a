import type { Operation } from '../http/operation.ts'
import { toolName, toolOf, type Offer } from './operation-tool.ts'
import { sendRequest } from './send-request.ts'
import { inToolWords } from './in-tool-words.ts'
import type { Tool } from './tool.ts'

/** The operations of the sandbox's own API that are offered to assistants, in the order in which they are shown; see not-offered.ts. */
const offers: readonly Offer[] = [
  { operationId: 'ListApis' },
  { operationId: 'GetContract', isLong: true },
  { operationId: 'GetContractDrift', isLong: true },
  { operationId: 'ExplainRequest', advises: true, otherwise: { id: 'last' } },
  { operationId: 'ListRequests' },
  { operationId: 'GetRequest', otherwise: { id: 'last' } },
  { operationId: 'FindRequests' },
  { operationId: 'CountRequests', advises: true },
  { operationId: 'VerifyRequests', advises: true },
  { operationId: 'ClearRequests' },
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
  { operationId: 'GetChangesSinceSnapshot', isLong: true, otherwise: { id: 'last' } },
  { operationId: 'RestoreSnapshot' },
  { operationId: 'DeleteSnapshot' },
  { operationId: 'ListPictureKinds' },
  { operationId: 'ListPictures' },
  { operationId: 'GetPicture', isLong: true },
  { operationId: 'ListRules', isLong: true },
  { operationId: 'GetRuleExample' },
  { operationId: 'SetRuleMode' },
  // It has lists in lists: a look at each would be more than is told at once.
  { operationId: 'GetRuleCoverage', isLong: true, mostUsually: 10, without: ['format'] },
  { operationId: 'ClearRuleCoverage' },
  { operationId: 'ListReadings', isLong: true },
  { operationId: 'ChooseReadings' },
  { operationId: 'ListFaults' },
  { operationId: 'AddFault' },
  { operationId: 'SetFault' },
  { operationId: 'DeleteFault' },
  { operationId: 'DeleteFaults' },
  { operationId: 'OrderToken' },
  { operationId: 'ReportCompletion' },
  { operationId: 'SubmitSubmission' },
  { operationId: 'SubmitCourseDifferences' },
  { operationId: 'OpenReturn' },
  { operationId: 'SettleReturn' },
  { operationId: 'GetValidationProgression' },
  { operationId: 'SetValidationProgression' },
  { operationId: 'GetValidator' },
  { operationId: 'SetValidator' },
  { operationId: 'GetStudent' },
  { operationId: 'ChangeStudent' },
  { operationId: 'MergeStudent' },
  { operationId: 'ListCustomFields' },
  { operationId: 'AddCustomField' }
]

/** Of a server, what nobody is offered who is kept to one sandbox; but the coverage of rules is, of that sandbox alone. */
const ofOneSandbox: Readonly<Record<string, readonly string[]>> = {
  GetRuleCoverage: ['format', 'sandboxes'], ClearRuleCoverage: ['sandboxes']
}

/** Whether an operation is offered by this name, to those at least who may reach all of a server. */
export const isOffered = (name: string): boolean => offers.some(({ operationId }) => toolName(operationId) === name)

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
  const tools = [sendRequest(isConfined), ...offered]
  const inWords = <Value>(value: Value): Value => JSON.parse(inToolWords(JSON.stringify(value), tools)) as Value
  return tools.map(tool => ({ ...tool, description: inWords(tool.description), arguments: inWords(tool.arguments) }))
}

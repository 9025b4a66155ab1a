import type { ContractMatch, MemberMatch, OperationMatch } from './match.ts'
import { saidOfValues } from './values.ts'

/** `GetEnrolment.reply.enrolmentStatus: Hold is ON_HOLD; Grace is not there`, for each member of what is gone by. */
export const otherValuesIn = ({ operations }: ContractMatch): string[] => operations.filter(({ isUsed }) => isUsed).flatMap(ofOperation)

const ofOperation = ({ operationId, body, reply }: OperationMatch): string[] =>
  [...saidOf(`${operationId}.body`, body), ...saidOf(`${operationId}.reply`, reply)]

const saidOf = (start: string, matches: readonly MemberMatch[]): string[] => matches.flatMap(({ ours, isUsed, values }) => {
  const said = isUsed && values ? saidOfValues(values) : ''
  return said === '' ? [] : [`${start}.${ours}: ${said}`]
})

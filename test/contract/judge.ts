import { matchContract, type OperationMatch } from '../../src/contract/match.ts'
import type { OfficialDocument } from '../../src/contract/official.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { services } from '../../src/services.ts'
import type { Disguise } from './disguise.ts'

/** What was made wrongly, and what was not made that had to be; and how it went, for whoever wants to know. */
export async function judge (ours: OfficialDocument, { text, truth }: Disguise) {
  const { operations } = matchContract(await readOfficial(text, 'disguise'), services)
  const isRight = ({ operationId, official }: OperationMatch) => {
    const route = truth.get(operationId)?.route
    return route !== undefined && route.method === official.method && route.path === official.path
  }
  const used = operations.filter(({ isUsed }) => isUsed)
  const summaryOf = (id: string) => ours.operations.find(({ operationId }) => operationId === id)!.summary
  const parts = used.filter(isRight).flatMap(match => places.flatMap(part => match[part].map(it => {
    const [{ operationId }, { ours, official, isUsed, reason }] = [match, it]
    const isTrue = truth.get(operationId)![part].get(ours) === official
    return { isUsed, isTrue, text: `${operationId}.${part}.${ours} is no ${official}: ${reason}` }
  })))
  return {
    wrong: [
      ...used.filter(match => !isRight(match)).map(({ operationId, official }) => `${operationId} is no ${official.path}`),
      ...parts.filter(it => it.isUsed && !it.isTrue).map(({ text }) => text)
    ],
    missed: [...truth.keys()].filter(id => truth.get(id)!.route.summary === summaryOf(id) && !used.some(it => it.operationId === id)),
    counts: {
      operations: truth.size,
      used: used.length,
      members: parts.filter(it => it.isUsed).length,
      proposed: parts.filter(it => !it.isUsed).length
    }
  }
}

const places = ['parameters', 'body', 'reply'] as const

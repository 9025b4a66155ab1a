import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { about, texts } from './schemas.ts'

const value = (description: string) => Type.Optional(Type.Unknown({ description, 'x-basis': ours }))

const Difference = Type.Object({
  operation: text(about('The id of the sandbox\'s own operation, or method and path of the contract\'s', 'RecordVisit')),
  place: text(about('Where in it: route, a member of the body or the reply, a parameter', 'body.visitDate')),
  kind: text(about(
    'moved, new, gone, renamed, type, format, length, enumeration, required, nullable, status or media-type', 'renamed'
  )),
  ours: value('What the sandbox has without the contract; left out for what it does not have'),
  official: value('What the contract has; left out for what it does not have'),
  basis: text(about('documented: a page states what the sandbox has, so it is a mistake; or inferred: it was a guess', 'documented')),
  proposed: Type.Optional(text(about('Of what is gone: what it may be called there'))),
  rules: Type.Optional(texts('Ids of the rules that are about it'))
}, { title: 'Difference', description: 'One thing in which a contract differs from the sandbox', 'x-basis': ours })

const DriftOfContract = Type.Object({
  service: text(about('The service that it is of')),
  title: text(about('The title of the document')),
  version: text(about('The version that the document has')),
  hash: text(about('Its SHA-256')),
  documented: Type.Integer({ description: 'How many of the differences are in what was documented', 'x-basis': ours }),
  differences: Type.Array(Difference, { description: 'Mistakes first, then guesses that were wrong', 'x-basis': ours })
}, { title: 'DriftOfContract', description: 'How one contract differs from the sandbox', 'x-basis': ours })

export const ContractDrift = Type.Object({
  contracts: Type.Array(DriftOfContract, { description: 'Each contract in force; none, as a rule', 'x-basis': ours })
}, { title: 'ContractDrift', description: 'How the contracts in force differ from the sandbox without them' })

import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { BasisShown } from './knowledge-schemas.ts'
import { about, texts } from './schemas.ts'

const count = (description: string) => Type.Integer({ description, 'x-basis': ours })

export const Contract = Type.Array(Type.Object({
  service: text(about('The service that it is of')),
  operationId: text(about('Its id')),
  summary: text(about('What it does')),
  method: text(about('Its method', 'POST')),
  path: text(about('Its path')),
  basis: BasisShown,
  routeBasis: Type.Optional(BasisShown),
  rules: texts('Ids of the rules that it holds a request to'),
  standing: Type.Optional(text(about('Under a contract: matched, doubtful, from-document or not-in-contract', 'matched'))),
  ours: Type.Optional(text(about('The id of the sandbox\'s own operation that does it', 'RecordVisit'))),
  confidence: Type.Optional(Type.Number({ description: 'How sure it is that this is the one, from 0 to 1', 'x-basis': ours })),
  reason: Type.Optional(text(about('Why it is taken to be the one')))
}, {
  title: 'OperationOfContract', description: 'An operation, where it is served, and how it is known', 'x-basis': ours
}), { 'x-basis': ours })

export const ContractGiven = Type.Unknown({
  title: 'ContractGiven',
  description: 'An OpenAPI document, 3.0 or 3.1; or an object with that as "document", and what was decided of doubts as "overlay"',
  'x-basis': ours
})

export const ContractAdopted = Type.Object({
  service: text(about('The service that it is of')),
  title: text(about('The title of the document')),
  version: text(about('The version that the document has')),
  hash: text(about('Its SHA-256')),
  matched: count('Operations of it that are the sandbox\'s own'),
  doubtful: texts('Operations of it that may be the sandbox\'s own, each with that: an overlay decides'),
  fromDocument: texts('Operations of it that the sandbox does not have; they are served from the document'),
  notInContract: texts('Operations of the sandbox that it does not have; they stay where they are'),
  madeUp: texts('Members that operations of the sandbox cannot do without, and it does not have: something is made up, with a warning'),
  otherValues: texts('Members whose tables are not the sandbox\'s, and what each value that is not the same is called')
}, { title: 'ContractAdopted', description: 'A contract that the sandbox goes by from now on', 'x-basis': ours })

export const ContractQuery = Type.Object({
  service: Type.Optional(text(about('The service whose contract is meant; all, if left out')))
})

export const ContractsLeft = Type.Object({
  left: texts('The services that are served as the sandbox has them again')
}, { title: 'ContractsLeft', description: 'What the sandbox no longer goes by', 'x-basis': ours })

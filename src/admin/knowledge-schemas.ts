import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { orNull, text } from '../core/schema.ts'
import { about, texts, textOrNull } from './schemas.ts'

/** One of the two. */
export const BasisShown = Type.Object({
  documented: Type.Optional(text(about('The page that states it'))),
  inferred: Type.Optional(text(about('Why it is taken to be so')))
}, { title: 'Basis', description: 'Where something is known from: a page that states it, or a reason to guess it', 'x-basis': ours })

export const RulePath = Type.Object({ id: text(about('Id of the rule', 'visit.date-on-or-after-plan-signed')) })

export const RuleOfCatalogue = Type.Object({
  id: text(about('Its id', 'visit.date-by-today')),
  statement: text(about('What must be so')),
  field: text(about('The member or header that it is about')),
  code: textOrNull('The code that the API has for it'),
  basis: BasisShown,
  codeBasis: orNull(BasisShown, 'BasisOfCode'),
  mode: text(about('enforce, warn or off, as the sandbox is set', 'enforce')),
  usualMode: text(about('Its mode where nobody sets another', 'enforce')),
  modeReason: textOrNull('Why it refuses though it is inferred, or only warns'),
  operations: texts('The operations that hold a request to it'),
  readings: texts('Ids of the readings that affect it')
}, { title: 'RuleOfCatalogue', description: 'A rule, and where it is known from', 'x-basis': ours })

export const Rules = Type.Array(RuleOfCatalogue, { 'x-basis': ours })

export const RequestShown = Type.Object({
  method: text(about('Its method', 'POST')),
  path: text(about('Its path, and its query')),
  headers: Type.Record(Type.String(), Type.String(), { description: 'Its headers', 'x-basis': ours }),
  body: Type.Optional(Type.Unknown({ description: 'Its body, if it has one', 'x-basis': ours }))
}, { title: 'RequestOfExample', description: 'A request', 'x-basis': ours })

export const RuleExample = Type.Object({
  given: Type.Array(RequestShown, { description: 'Requests that come first', 'x-basis': ours }),
  accepted: RequestShown,
  broken: RequestShown
}, {
  title: 'RuleExample', description: 'Requests that come first, one that the rule accepts, and one that breaks only it', 'x-basis': ours
})

export const Readings = Type.Array(Type.Object({
  service: text(about('The service that it is of')),
  id: text(about('Its id', 'unknown-id')),
  sentence: text(about('What can be understood in more than one way')),
  source: BasisShown,
  choices: Type.Record(Type.String(), Type.String(), { description: 'What each choice does', 'x-basis': ours }),
  usual: text(about('The choice in force unless another is made')),
  why: text(about('Why that is the usual one')),
  rules: texts('Ids of the rules that depend on it'),
  bearsOn: Type.Optional(texts('Operations that depend on it, or that every operation does')),
  refusing: Type.Optional(text(about('The choice with which its rules refuse'))),
  inForce: text(about('The choice in force'))
}, {
  title: 'ReadingOfCatalogue', description: 'A sentence that can be understood in more than one way', 'x-basis': ours
}), { 'x-basis': ours })

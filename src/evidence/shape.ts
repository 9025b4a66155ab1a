import { Type, type Static, type TSchema } from '@sinclair/typebox'

/** What a test run shows, as `evidence.json` has it. */

const text = (description: string) => Type.String({ description })
const count = (description: string) => Type.Integer({ minimum: 0, description })
const list = <Of extends TSchema>(of: Of, description: string) => Type.Array(of, { description })
const closed = { additionalProperties: false }

const Statuses = Type.Record(Type.String({ pattern: '^[1-5]\\d\\d$' }), count('How often'), {
  description: 'How often each status was answered'
})

const Operation = Type.Object({
  service: text('The API that it is of'),
  operation: text('Its id'),
  summary: text('What it does'),
  method: text('Its method'),
  path: text('Its path'),
  calls: count('How often it was called'),
  statuses: Statuses
}, closed)

const Rule = Type.Object({
  service: text('The API whose rule it is'),
  id: text('Its id'),
  statement: text('What must be so'),
  source: text('The page that states it, or why it is taken to be so'),
  isDocumented: Type.Boolean({ description: 'Whether a page states it' }),
  mode: text('At the end of the run. enforce: it refuses, or makes an error of a validation; warn: it only tells; off: it is not judged'),
  passed: count('How often it held'),
  refused: count('How often it refused a request'),
  warned: count('How often a request broke it and was only warned'),
  found: count('In how many records a validation found it broken, as an error or a warning'),
  atLimit: Type.Union([Type.Integer(), Type.Null()], { description: 'How often it held exactly at its limit; null where it has none' })
}, closed)

const Status = Type.Object({
  service: text('The API whose records they are'),
  of: text('What was in it, such as Agreement'),
  status: text('The status'),
  records: count('How many have been in it, those of the fixture among them'),
  byRequests: count('How many of those by a request that the journal has')
}, closed)

const Request = Type.Object({
  id: text('Its id in the journal'),
  method: text('Its method'),
  url: text('Path and query'),
  operation: Type.Union([Type.String(), Type.Null()], { description: 'The operation that it asked for, if there is one' }),
  status: count('Status of the answer'),
  refusedBy: list(Type.String(), 'Ids of the rules that refused it'),
  byFault: Type.Boolean({ description: 'Whether it met a fault that was ordered' })
}, closed)

const Contract = Type.Object({
  service: text('The API'),
  title: text('What it is called'),
  document: Type.Union([Type.String(), Type.Null()], { description: 'The official document that it goes by, if there is one' }),
  operations: count('How many operations are served'),
  digest: text('SHA-256 of the operations and the rules that are served, and of the official document')
}, closed)

const Reading = Type.Object({
  service: text('The API'),
  id: text('Its id'),
  sentence: text('What can be understood in more than one way'),
  inForce: text('The choice by which the run went'),
  means: text('What that choice does'),
  isUsual: Type.Boolean({ description: 'Whether it is the choice that is in force unless another is asked for' })
}, closed)

const Elsewhere = Type.Object({
  file: text('A file of the evidence'),
  where: list(Type.String(), 'Members, or parts, that have times')
}, closed)

const Times = Type.Object({
  gathered: text('When the evidence was gathered, by the machine or as --now says'),
  clock: Type.Object({ mode: text('real, frozen or offset'), now: text('The moment that it was in the sandbox') }, closed),
  firstRequest: Type.Union([Type.String(), Type.Null()], { description: 'On the sandbox\'s clock' }),
  lastRequest: Type.Union([Type.String(), Type.Null()], { description: 'On the sandbox\'s clock' }),
  elsewhere: list(Elsewhere, 'Where the other files have times; all else is the same to the byte when a run is the same')
}, { ...closed, description: 'Every time in this file' })

export const Evidence = Type.Object({
  about: Type.Literal('Evidence of a test run against tms-sandbox'),
  format: Type.Literal(1, { description: 'Of this file; another number where members change their meaning' }),
  times: Times,
  sandbox: Type.Object({ version: text('Of the program'), id: text('Which sandbox'), fixture: text('What it began with') }, closed),
  summary: Type.Object({
    operations: Type.Object({ all: count('Served'), called: count('Called') }, closed),
    rules: Type.Object({
      all: count('There are'),
      met: count('Judged'),
      passed: count('Held'),
      refused: count('Refused a request'),
      warned: count('Broken by a request, which was only warned'),
      found: count('Found broken in a record by a validation'),
      atLimit: count('Held at their limit')
    }, closed),
    requests: Type.Object({
      answered: count('Since coverage was cleared'), inJournal: count('In the journal, which keeps the last')
    }, closed)
  }, closed),
  contracts: list(Contract, 'What was stood in for'),
  readings: list(Reading, 'How sentences of the sources were understood'),
  changedRules: list(Type.Object({ id: text('Its id'), mode: text('In force'), usualMode: text('Otherwise') }, closed),
    'Rules that were not in their usual mode at the end'),
  operations: list(Operation, 'Every operation'),
  rules: list(Rule, 'Every rule'),
  statuses: list(Status, 'Every status that records can have'),
  leftOutRecords: count('Records whose statuses nobody looked at, as there were too many'),
  requests: list(Request, 'The journal, the oldest first; journal.har has all of it')
}, { ...closed, title: 'Evidence of a test run', $schema: 'http://json-schema.org/draft-07/schema#' })
export type Evidence = Static<typeof Evidence>

/** Whether the run has come so far that a rule was judged. */
export const isMet = ({ passed, refused, warned, found }: Evidence['rules'][number]): boolean => passed + refused + warned + found > 0

/** As a file for programs that read evidence. */
export const evidenceSchema = (): string => `${JSON.stringify(Evidence, null, 2)}\n`

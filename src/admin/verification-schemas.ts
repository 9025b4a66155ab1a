import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { meaning, published, text } from '../core/schema.ts'
import { anyCaller, callersBy, longestPattern, matchMeant, type CallerWords } from './faults-schemas.ts'
import { nothingHere } from './journal-schemas.ts'
import { about, said, texts } from './schemas.ts'

/** Longer than any of it is; each request of the journal is held to it. */
const optional = (description: string, example?: unknown) => Type.Optional(text({ max: longestPattern, ...about(description, example) }))
const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, description, 'x-basis': ours }))

/** What a request is to be like; `words` are those of the services for their callers. */
const matchersBy = (words: CallerWords) => ({
  service: optional('Name of the service that it went to'),
  operation: optional('Id of the operation, as GET /__admin/contract has it', 'RecordVisit'),
  method: optional('The method', 'POST'),
  path: optional('The path, without sandbox and query; * stands for any characters, and a slash at the end changes nothing', '/oauth2/*'),
  caller: anyCaller('Who made it, or whom it was about', '9001'),
  ...callersBy(words, 'The same'),
  status: Type.Optional(Type.Union([Type.Integer(), Type.String()], {
    description: 'The status that it was answered with, as a number or a text, or a class of them: 400, "400", "4xx"',
    example: '4xx',
    'x-basis': ours,
    // Programs that are made of a document know one type.
    [published]: { anyOf: undefined, type: 'string' }
  })),
  rule: optional('Id of a rule that refused it; * stands for any characters', 'visit.*'),
  warning: optional('A warning of it, as the header Sandbox-Warnings has it; * stands for any characters', 'ignored-member:*'),
  dryRun: Type.Optional(Type.Boolean({ description: 'Whether it was a dry run', 'x-basis': ours })),
  body: Type.Optional(Type.Record(Type.String(), Type.Unknown(said('A value, or whether it is there')), {
    'x-basis': ours,
    title: 'BodyMatch',
    description: 'What members of its body are, by dotted paths or JSON Pointers: a value, or {"exists": true} or {"exists": false}',
    examples: [{ visitDate: '2026-03-02', 'address.postcode': { exists: true } }]
  }))
})

const sameBody = Type.Optional(Type.Boolean({
  description: 'Whether its body is all that of the request before it in this list, as a retry\'s is', 'x-basis': ours
}))

/** By what a request is to be like alone. */
function verificationMeant (value: unknown): object | undefined {
  const match = matchMeant(value)
  return match && { match, atLeast: 1 }
}

/** The bodies of what is asked of the journal. */
export function journalBodies (words: CallerWords) {
  const matchers = matchersBy(words)
  const RequestMatch = meaning(Type.Object(matchers, {
    title: 'RequestMatch', description: 'What a request is to be like; what is left out does not matter', additionalProperties: false
  }), matchMeant)
  const RequestInOrder = meaning(Type.Object({ ...matchers, sameBody }, {
    title: 'RequestInOrder', description: 'What one of several requests is to be like', additionalProperties: false
  }), matchMeant)
  const FindBody = meaning(Type.Object({
    ...matchers,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'How many at most; 100 if left out', 'x-basis': ours }))
  }, { title: 'FindRequests', description: 'What the requests are to be like', additionalProperties: false }), matchMeant)
  const VerifyBody = meaning(Type.Object({
    match: Type.Optional(RequestMatch),
    atLeast: count('So many requests match, or more; 1 if only match is given'),
    atMost: count('So many requests match, or fewer'),
    exactly: count('So many requests match'),
    inOrder: Type.Optional(Type.Array(RequestInOrder, {
      minItems: 1,
      maxItems: 100,
      description: 'Instead of match: requests that came one after another, others in between or not',
      'x-basis': ours,
      examples: [[{ operation: 'RecordVisit' }, { sameBody: true }]]
    }))
  }, { title: 'VerifyRequests', description: 'What is to be true of the journal', additionalProperties: false }), verificationMeant)
  return { RequestMatch, FindBody, VerifyBody }
}
export type JournalBodies = ReturnType<typeof journalBodies>
export type VerifyBody = Static<JournalBodies['VerifyBody']>

export const Count = Type.Object({
  count: Type.Integer({ description: 'How many requests match', 'x-basis': ours }),
  message: nothingHere
}, { title: 'RequestCount', description: 'How many requests match' })

const Difference = Type.Object({
  what: text(about('What was compared', 'status')),
  wanted: Type.Unsafe<unknown>(said('What it was to be')),
  was: Type.Unsafe<unknown>(said('What it was'))
}, { title: 'DifferenceOfRequest', description: 'In what a request is not as it was to be', 'x-basis': ours })

export const Verification = Type.Object({
  verified: Type.Boolean(said('Whether it is so')),
  expected: text(about('What was to be so', 'at least 1 request')),
  found: Type.Integer(said('How many requests match; in order, how many of the matches', 1)),
  requests: texts('Their ids, of the last hundred'),
  firstMissing: Type.Optional(Type.Integer(said('Which member of inOrder is the first that was not found, counted from 0'))),
  nearest: Type.Optional(Type.Array(Type.Object({
    id: text(about('Its id', 'r-1')),
    request: text(about('Method and path')),
    status: Type.Integer(said('Status of the answer', 400)),
    differs: Type.Array(Difference, said('In what it is not as it was to be'))
  }, {
    title: 'NearestRequest', description: 'A request that comes near', 'x-basis': ours
  }), said('Where it is not so, the requests that come nearest'))),
  message: Type.Optional(text(about('What was not found and what comes nearest, or what else is to be known of the answer, as sentences')))
}, { title: 'Verification', description: 'Whether it is so, and where it is not, how near the journal comes', 'x-basis': ours })

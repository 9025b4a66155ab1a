import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { enumeration, oneOf, text } from '../core/schema.ts'

const formats = enumeration('CoverageFormat', 'How coverage is answered', ['json', 'junit', 'html'])

const whichSandboxes = {
  sandboxes: Type.Optional(text({
    basis: ours,
    description: 'Ids of sandboxes of this server, with commas, or all, with those that are gone; the one that is asked, if left out',
    example: 'all'
  }))
}

export const CoverageQuery = Type.Object({
  ...whichSandboxes,
  service: Type.Optional(text({ basis: ours, description: 'Only the rules of this service' })),
  format: Type.Optional(oneOf(formats, {
    basis: ours, description: 'How it is answered; json, if left out, but html to a browser', example: 'json'
  }))
})

export const ClearCoverageQuery = Type.Object(whichSandboxes)

const number = (description: string) => Type.Integer({ description, 'x-basis': ours })

const CoveredRule = Type.Object({
  id: text({ basis: ours, description: 'Its id', example: 'visit.date-by-today' }),
  statement: text({ basis: ours, description: 'What must be so' }),
  mode: text({ basis: ours, description: 'enforce, warn or off', example: 'enforce' }),
  passed: number('How often it held'),
  failed: number('How often it was broken: refused, warned and found together'),
  refused: number('How often it refused a request'),
  warned: number('How often it was broken and only warned'),
  found: number('In how many records a validation found it broken, as an error or a warning'),
  boundary: Type.Union([Type.Integer(), Type.Null()], {
    description: 'How often it held exactly at its limit; null where it has none, or that is not counted', 'x-basis': ours
  })
}, { title: 'CoveredRule', description: 'How often a rule passed and failed, and met its boundary, if it has one', 'x-basis': ours })

export const Coverage = Type.Object({
  sandboxes: Type.Array(Type.String(), { description: 'Whose requests were counted', 'x-basis': ours }),
  summary: Type.Object({
    rules: number('How many rules there are'),
    failed: number('How many were broken at least once'),
    refused: number('How many refused a request at least once'),
    warned: number('How many were broken and only warned at least once'),
    found: number('How many a validation found broken in a record'),
    neverFailed: number('How many were not'),
    neverMet: number('How many of those were not even judged'),
    percent: Type.Number({ description: 'Of a hundred rules, how many were broken at least once', 'x-basis': ours })
  }, { title: 'CoverageSummary', description: 'How much of the rules a run has met', 'x-basis': ours }),
  rules: Type.Array(CoveredRule, { description: 'Every rule', 'x-basis': ours }),
  operations: Type.Array(Type.Object({
    service: text({ basis: ours, description: 'The service that it is of' }),
    operation: text({ basis: ours, description: 'Its id' }),
    summary: text({ basis: ours, description: 'What it does' }),
    method: text({ basis: ours, description: 'Its method', example: 'POST' }),
    path: text({ basis: ours, description: 'Its path' }),
    statuses: Type.Record(Type.String(), Type.Integer(), { description: 'How often it answered each status', 'x-basis': ours }),
    rules: Type.Array(CoveredRule, { description: 'Its rules, and what they met in it', 'x-basis': ours })
  }, { title: 'CoveredOperation', description: 'An operation, and what its rules met in it', 'x-basis': ours }), {
    description: 'Every operation that has rules', 'x-basis': ours
  })
}, {
  title: 'RuleCoverage',
  description: 'Which rules a run made pass, made fail, met at the boundary, or never met'
})

export const ClearedCoverage = Type.Object({
  sandboxes: Type.Array(Type.String(), { description: 'Whose counts start again', 'x-basis': ours })
}, { title: 'CoverageCleared', description: 'What was cleared' })

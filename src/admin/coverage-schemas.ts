import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { oneOf, text } from '../core/schema.ts'

const whichSandboxes = {
  sandboxes: Type.Optional(text({
    basis: ours, description: 'Ids of sandboxes of this server, with commas, or all; the one that is asked, if left out', example: 'all'
  }))
}

export const CoverageQuery = Type.Object({
  ...whichSandboxes,
  service: Type.Optional(text({ basis: ours, description: 'The rules of one service alone', example: 'tec-work-based' })),
  format: Type.Optional(oneOf(['json', 'junit', 'html'], {
    basis: ours, description: 'How it is answered; json, if left out, but html to a browser', example: 'json'
  }))
})

export const ClearCoverageQuery = Type.Object(whichSandboxes)

const number = (description: string) => Type.Integer({ description, 'x-basis': ours })
const open = { additionalProperties: true, 'x-basis': ours }

export const Coverage = Type.Object({
  sandboxes: Type.Array(Type.String(), { description: 'Whose requests were counted', 'x-basis': ours }),
  summary: Type.Object({
    rules: number('How many rules there are'),
    failed: number('How many were broken at least once'),
    neverFailed: number('How many were not'),
    neverMet: number('How many of those were not even judged'),
    percent: Type.Number({ description: 'Of a hundred rules, how many were broken at least once', 'x-basis': ours })
  }, { title: 'CoverageSummary', description: 'How much of the rules a run has met', 'x-basis': ours }),
  rules: Type.Array(Type.Object({}, {
    ...open, title: 'CoveredRule', description: 'How often a rule passed and failed, and met its boundary, if it has one'
  }), { description: 'Every rule', 'x-basis': ours }),
  operations: Type.Array(Type.Object({}, {
    ...open, title: 'CoveredOperation', description: 'An operation, and the same of each rule in it'
  }), { description: 'Every operation that has rules', 'x-basis': ours })
}, {
  title: 'RuleCoverage',
  description: 'Which rules a run made pass, made fail, met at the boundary, or never met',
  xml: { name: 'testsuites' }
})

export const ClearedCoverage = Type.Object({
  sandboxes: Type.Array(Type.String(), { description: 'Whose counts begin anew', 'x-basis': ours })
}, { title: 'CoverageCleared', description: 'What was cleared' })

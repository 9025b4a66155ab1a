import { escapeMarkup } from '../pages/markup.ts'
import { isMet, type Evidence } from './shape.ts'

interface Suite { readonly name: string, readonly cases: readonly Case[] }
interface Case { readonly name: string, readonly outcome: 'met' | 'not met' | 'broke', readonly says: string }

/**
 * The evidence as JUnit's XML: a suite for the operations of each API and one for each group of its rules. What the run has not met is
 * skipped, as it is no failure of whoever was tested; an operation that answered 500 without being told to has failed.
 */
export function evidenceAsJunit ({ contracts, operations, rules, requests }: Evidence): string {
  const suites = contracts.flatMap(({ service }): Suite[] => {
    const of = rules.filter(it => it.service === service)
    const groups = [...new Set(of.map(({ id }) => groupOf(id)))]
    return [
      { name: `${service}.operations`, cases: operations.filter(it => it.service === service).map(it => caseOfOperation(it, requests)) },
      ...groups.map(group => ({ name: `${service}.rules.${group}`, cases: of.filter(({ id }) => groupOf(id) === group).map(caseOfRule) }))
    ]
  }).filter(({ cases }) => cases.length > 0)
  const all = suites.flatMap(({ cases }) => cases)
  const inside = suites.map(textOf).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="evidence"${countsOf(all)}>\n${inside}</testsuites>\n`
}

/** `visit` of `visit.date-by-today`. */
const groupOf = (id: string): string => id.split('.')[0]!

function caseOfOperation ({ operation, calls, statuses }: Evidence['operations'][number], requests: Evidence['requests']): Case {
  const broken = requests.find(it => it.operation === operation && it.status === 500 && !it.byFault)
  if (broken) return { name: operation, outcome: 'broke', says: `Answered 500 in ${broken.id}` }
  const says = Object.entries(statuses).map(([status, times]) => `${status}: ${times}`).join(', ')
  return { name: operation, outcome: calls > 0 ? 'met' : 'not met', says }
}

function caseOfRule (rule: Evidence['rules'][number]): Case {
  const { id, statement, passed, refused, warned, found, atLimit } = rule
  const counts = `Passed ${passed}, refused ${refused}, warned ${warned}, found ${found}`
  const says = `${statement}. ${counts}${atLimit === null ? '' : `, at its limit ${atLimit}`}`
  return { name: id, outcome: isMet(rule) ? 'met' : 'not met', says }
}

const countsOf = (cases: readonly Case[]): string => {
  const of = (outcome: Case['outcome']) => cases.filter(it => it.outcome === outcome).length
  return ` tests="${cases.length}" failures="${of('broke')}" errors="0" skipped="${of('not met')}"`
}

const textOf = ({ name, cases }: Suite): string =>
  `  <testsuite name="${escapeMarkup(name)}"${countsOf(cases)}>\n${cases.map(it => textOfCase(name, it)).join('')}  </testsuite>\n`

function textOfCase (suite: string, { name, outcome, says }: Case): string {
  const inside = {
    met: `<system-out>${escapeMarkup(says)}</system-out>`,
    'not met': '<skipped message="Not met by this run"/>',
    broke: `<failure message="${escapeMarkup(says)}"/>`
  }[outcome]
  return `    <testcase classname="${escapeMarkup(suite)}" name="${escapeMarkup(name)}" time="0">${inside}</testcase>\n`
}

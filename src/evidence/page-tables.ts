import { escapeMarkup as text } from '../pages/markup.ts'
import { isMet, type Evidence } from './shape.ts'
import { table } from './table.ts'

/** The tables of the page of evidence. */

const none = '<p class="none">None.</p>'

const code = (it: string): string => `<code>${text(it)}</code>`

/** What is of an API, under its name. */
function byService<Thing extends { readonly service: string }> (
  { contracts }: Evidence, things: readonly Thing[], tableOf: (things: readonly Thing[]) => string
): string {
  const shown = contracts.flatMap(({ service, title }) => {
    const of = things.filter(it => it.service === service)
    return of.length === 0 ? [] : `<h3>${text(title)}</h3>\n${tableOf(of)}`
  })
  return shown.join('\n') || none
}

const shownStatus = (status: string): string => `<span class="status s${status[0]}">${status}</span>`

export const contractTable = ({ contracts }: Evidence): string => table(['API', 'Goes by', 'Operations', 'SHA-256'],
  contracts.map(({ title, document, operations, digest }) => [
    text(title), document === null ? 'the published pages, as the sandbox has them' : text(document), String(operations), code(digest)
  ]), { numbers: [2] })

export function readingTables ({ readings, changedRules }: Evidence): string {
  const others = readings.filter(({ isUsual }) => !isUsual)
  return `<h3>Readings</h3>
<p>${readings.length} sentences of the sources can be understood in more than one way. Each was understood as usual${others.length === 0
    ? ''
    : `, but for ${others.length}`}. All are in <code>evidence.json</code>.</p>
${others.length === 0
? ''
: table(['Reading', 'Sentence', 'In force'], others.map(({ id, sentence, inForce, means }) =>
    [code(id), text(sentence), `${code(inForce)}: ${text(means)}`]))}
<h3>Rules in another mode</h3>
${changedRules.length === 0
    ? '<p>No rule was switched off or changed.</p>'
    : table(['Rule', 'Mode', 'Usual mode'], changedRules.map(({ id, mode, usualMode }) => [code(id), text(mode), text(usualMode)]))}`
}

export function operationTables (evidence: Evidence): string {
  const called = evidence.operations.filter(({ calls }) => calls > 0)
  const left = evidence.contracts.map(({ service, title }) =>
    [title, evidence.operations.filter(it => it.service === service && it.calls === 0).map(({ operation }) => operation)] as const)
  return `${byService(evidence, called, things => table(['Operation', 'Method and path', 'Calls', 'By status'],
    things.map(({ operation, summary, method, path, calls, statuses }) => [
      `${text(summary)}<br>${code(operation)}`, code(`${method} ${path}`), String(calls),
      Object.entries(statuses).map(([status, times]) => `${shownStatus(status)}&nbsp;×&nbsp;${times}`).join(', ')
    ]), { numbers: [2] }))}
<h3>Not called</h3>
${table(['API', 'Operations'], left.filter(([, ids]) => ids.length > 0).map(([title, ids]) =>
    [`${text(title)}<br>${ids.length}`, `<span class="many">${ids.map(text).join(', ')}</span>`]))}`
}

type Rule = Evidence['rules'][number]

const sourceOf = ({ isDocumented }: Rule): string => isDocumented ? 'documented' : 'inferred'

export function metTables (evidence: Evidence): string {
  const limit = ({ atLimit }: Rule) => atLimit === null ? '–' : countOf(atLimit)
  const columns = ['Rule', 'Source', 'Mode', 'Passed', 'Refused', 'Warned', 'Found', 'At its limit']
  return byService(evidence, evidence.rules.filter(isMet), rules => table(columns, rules.map(rule => [
    `${text(rule.statement)}<br>${code(rule.id)}`, sourceOf(rule), text(rule.mode), String(rule.passed),
    ...[rule.refused, rule.warned, rule.found].map(countOf), limit(rule)
  ]), { numbers: [3, 4, 5, 6, 7] }))
}

/** Of APIs that the run has not called at all, it is enough to say so. */
export function unmetTables (evidence: Evidence): string {
  const called = new Set(evidence.operations.filter(({ calls }) => calls > 0).map(({ service }) => service))
  const unmet = evidence.rules.filter(rule => !isMet(rule))
  const others = evidence.contracts.filter(({ service }) => !called.has(service)).map(({ service, title }) =>
    `${text(title)} (${unmet.filter(it => it.service === service).length} rules)`)
  const rest = others.length === 0 ? '' : `<p>Not called at all, and only in <code>evidence.json</code>: ${others.join(', ')}.</p>\n`
  const shown = unmet.filter(({ service }) => called.has(service))
  if (shown.length === 0 && rest !== '') return rest
  return rest + byService(evidence, shown, rules => table(['Rule', 'Source', 'Mode'], rules.map(rule =>
    [`${text(rule.statement)} ${code(rule.id)}`, sourceOf(rule), text(rule.mode)])))
}

const countOf = (count: number): string => count === 0 ? '0' : `<b>${count}</b>`

export function statusTables (evidence: Evidence): string {
  const { leftOutRecords } = evidence
  const left = leftOutRecords === 0 ? '' : `<p>${leftOutRecords} more records were not looked at, as there are too many.</p>\n`
  return left + byService(evidence, evidence.statuses, things => table(['Of', 'Status', 'Records', 'By requests'], things.map(it =>
    [text(it.of), text(it.status), countOf(it.records), countOf(it.byRequests)]), { numbers: [2, 3] }))
}

/** More of them nobody reads on paper. */
const mostRequests = 300

export function requestTable ({ requests }: Evidence): string {
  if (requests.length === 0) return none
  const shown = requests.slice(-mostRequests)
  const left = requests.length - shown.length
  const rest = left === 0 ? '' : `<p>The first ${left} are in <code>evidence.json</code>.</p>\n`
  return rest + table(['Id', 'Request', 'Status', 'Refused by'], shown.map(({ id, method, url, status, refusedBy, byFault }) => [
    text(id), code(`${method} ${url}`), shownStatus(String(status)),
    [...refusedBy.map(code), ...byFault ? ['a fault that was ordered'] : []].join('<br>')
  ]))
}

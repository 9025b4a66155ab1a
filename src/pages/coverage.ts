import { summaryOf, type CoverageReport, type CoveredOperation, type CoveredRule } from '../admin/coverage-report.ts'
import { escapeMarkup as text } from './markup.ts'

/** The coverage as a page: each operation a line with a square for each rule, so that what a suite never made fail is seen at a glance. */
export function coverageAsHtml (report: CoverageReport): string {
  const { summary: { rules, failed, refused, warned, found, neverMet, percent }, sandboxes, operations } = report
  const services = [...new Set(operations.map(({ service }) => service))]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rule coverage: ${percent} %</title>
<style>${style}</style>
</head>
<body>
<header><b>tms-sandbox</b> <span>rule coverage of ${text(sandboxes.join(', '))}</span></header>
<main>
<h1>${failed} of ${rules} rules were made to fail <small>${percent} %</small></h1>
<meter min="0" max="100" value="${percent}">${percent} %</meter>
<p>A test that never breaks a rule does not know what its program does when the real service refuses.
${rules - failed - neverMet} rules were met and always passed, ${neverMet} were not met at all. Of those that failed, ${refused} refused a
request, ${warned} only warned, and ${found} were found broken in records by a validation; a rule may have done more than one.</p>
<ul class="key">
<li><i class="failed"></i> broken at least once</li>
<li><i class="failed edge"></i> and met exactly at its limit</li>
<li><i class="passed"></i> met, never broken</li>
<li><i></i> never met</li>
</ul>
${services.map(service => sectionOf(service, operations.filter(it => it.service === service))).join('\n')}
</main>
</body>
</html>
`
}

const sectionOf = (service: string, operations: readonly CoveredOperation[]): string => `<section>
<h2>${text(service)}</h2>
${[...operations].sort((a, b) => Number(wasCalled(b)) - Number(wasCalled(a))).map(operationOf).join('\n')}
</section>`

const wasCalled = ({ rules }: CoveredOperation): boolean => rules.some(({ passed, failed }) => passed + failed > 0)

function operationOf (operation: CoveredOperation): string {
  const { rules, failed, percent } = summaryOf(operation.rules)
  const state = !wasCalled(operation) ? 'not called' : `${failed} of ${rules}`
  return `<details${wasCalled(operation) ? '' : ' class="quiet"'}>
<summary><b>${text(operation.operation)}</b> <span>${text(operation.summary)}</span>
<span class="squares" aria-hidden="true">${operation.rules.map(squareOf).join('')}</span> <em title="${percent} %">${state}</em></summary>
<table>
<thead><tr><th>rule</th><th>passed</th><th>refused</th><th>warned</th><th>found</th><th>at its limit</th></tr></thead>
<tbody>
${[...operation.rules].sort((a, b) => Number(a.failed > 0) - Number(b.failed > 0)).map(rowOf).join('\n')}
</tbody>
</table>
</details>`
}

const stateOf = ({ passed, failed }: CoveredRule): string => failed > 0 ? 'failed' : passed > 0 ? 'passed' : ''

const classOf = (rule: CoveredRule): string => `${stateOf(rule)}${(rule.boundary ?? 0) > 0 ? ' edge' : ''}`

const squareOf = (rule: CoveredRule): string => `<i class="${classOf(rule)}" title="${text(rule.id)}"></i>`

const words: Readonly<Record<string, string>> = { failed: 'broken at least once', passed: 'never broken', '': 'never met' }

const rowOf = (rule: CoveredRule): string => `<tr><th><i class="${classOf(rule)}" role="img" aria-label="${words[stateOf(rule)]}"></i>
${text(rule.statement)}<br><code>${text(rule.id)}</code></th>
${[rule.passed, rule.refused, rule.warned, rule.found, rule.boundary ?? '–'].map(it => `<td>${it}</td>`).join('')}</tr>`

const style = `
:root {
  color-scheme: light dark;
  --ink: #3b4151; --ground: #fafafa; --line: #d8dde7; --broken: #2e8b57; --passed: #d9822b; --none: #c5cad3
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #dfe3ea; --ground: #1c2128; --line: #3a424e; --broken: #4fb37d; --passed: #e59a4a; --none: #4a5260 }
}
body { margin: 0; font: 15px/1.5 sans-serif; color: var(--ink); background: var(--ground) }
header { background: #1b1b1b; color: #fff; padding: 12px 24px } header b { font-size: 22px; margin-right: 12px }
main { max-width: 1100px; margin: 0 auto; padding: 8px 24px 48px }
h1 small { font-weight: normal; opacity: .7 } h2 { border-bottom: 1px solid var(--line); padding-bottom: 4px; margin-top: 36px }
meter { width: 100%; height: 18px }
i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; background: var(--none); margin: 1px; vertical-align: middle }
i.passed { background: var(--passed) } i.failed { background: var(--broken) }
i.edge { box-shadow: inset 0 0 0 2px var(--ground); outline: 1px solid currentColor }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 24px }
details { border-bottom: 1px solid var(--line) } details.quiet { opacity: .65 }
summary { cursor: pointer; padding: 6px 0; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center }
summary .squares { flex: 1 1 200px; text-align: right } summary em { min-width: 80px; text-align: right }
table { width: 100%; border-collapse: collapse; margin: 0 0 16px } tbody th { font-weight: normal }
th { text-align: left } td, thead th + th { text-align: right; width: 90px; vertical-align: top }
tr + tr > * { border-top: 1px solid var(--line) }
code { font-size: 13px; opacity: .75 }
`

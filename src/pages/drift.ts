import type { Drift } from '../contract/drift.ts'
import { valueText } from './drift-junit.ts'
import { escapeMarkup as text } from './markup.ts'

/** What differs, as a page: what was documented first, as it is a mistake. */
export function driftAsHtml (title: string, drift: readonly Drift[]): string {
  const [documented, inferred] = [drift.filter(({ basis }) => basis === 'documented'), drift.filter(({ basis }) => basis === 'inferred')]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drift: ${text(title)}</title>
<style>${style}</style>
</head>
<body>
<header><b>tms-sandbox</b> <span>drift of ${text(title)}</span></header>
<main>
<h1>${drift.length === 0 ? 'No drift' : `${drift.length} differences`}</h1>
${sectionOf('In what was documented', documented)}
${sectionOf('In what was guessed', inferred)}
</main>
</body>
</html>
`
}

const sectionOf = (heading: string, drift: readonly Drift[]): string => drift.length === 0
  ? ''
  : `<section>
<h2>${heading} <small>${drift.length}</small></h2>
<table>
<thead><tr><th>operation</th><th>place</th><th>what</th><th>was</th><th>is</th><th>rules</th></tr></thead>
<tbody>
${drift.map(rowOf).join('\n')}
</tbody>
</table>
</section>`

const rowOf = ({ operation, place, kind, ours, official, rules = [] }: Drift): string =>
  `<tr><th>${text(operation)}</th>${[place, kind, valueText(ours), valueText(official), rules.join(', ')]
    .map(it => `<td>${text(it)}</td>`).join('')}</tr>`

const style = `
:root { color-scheme: light dark; --ink: #3b4151; --ground: #fafafa; --line: #d8dde7 }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe3ea; --ground: #1c2128; --line: #3a424e } }
body { margin: 0; font: 15px/1.5 sans-serif; color: var(--ink); background: var(--ground) }
header { background: #1b1b1b; color: #fff; padding: 12px 24px } header b { font-size: 22px; margin-right: 12px }
main { max-width: 1200px; margin: 0 auto; padding: 8px 24px 48px; overflow-x: auto }
h2 small { font-weight: normal; opacity: .7 }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere }
tbody th { font-weight: normal }
`

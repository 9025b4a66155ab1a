import { escapeMarkup as text } from '../pages/markup.ts'
import { contractTable, metTables, operationTables, readingTables, requestTable, statusTables, unmetTables } from './page-tables.ts'
import { pageStyle } from './page-style.ts'
import type { Evidence } from './shape.ts'
import { table } from './table.ts'

/** The evidence as a page that prints on paper: all in one, without a script, and with times in one table alone. */
export const evidenceAsHtml = (evidence: Evidence): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence of a test run: sandbox ${text(evidence.sandbox.id)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<p class="from">tms-sandbox ${text(evidence.sandbox.version)}</p>
<h1>Evidence of a test run</h1>
<p>What a training management system did with the APIs that tms-sandbox stands in for, in the sandbox
<b>${text(evidence.sandbox.id)}</b>, which began with the fixture <b>${text(evidence.sandbox.fixture)}</b>.
The data are made up, and secrets are left out.</p>
</header>
<main>
${figures(evidence)}
${contents}
${sections(evidence).map(([id, title, about, body]) => `<section id="${id}">
<h2>${title}</h2>
<p>${about}</p>
${body}
</section>`).join('\n')}
</main>
</body>
</html>
`

type Section = readonly [id: string, title: string, about: string, body: string]

const titles = {
  against: 'What it was tested against',
  operations: 'Operations called',
  rules: 'Rules met',
  unmet: 'Rules not met',
  statuses: 'Statuses reached',
  requests: 'Requests',
  times: 'Times'
} as const

const contents = `<nav><ol>${Object.entries(titles).map(([id, title]) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ol></nav>`

function sections (evidence: Evidence): readonly Section[] {
  const section = (id: keyof typeof titles, about: string, body: string): Section => [id, titles[id], about, body]
  return [
    section('against', 'Each API with the document that it goes by, and a digest of the operations and rules that it serves: the same ' +
      'digest, the same contract.', contractTable(evidence) + readingTables(evidence)),
    section('operations', 'How often each was called, by the status that it answered, since the coverage was last cleared.',
      operationTables(evidence)),
    section('rules', 'A rule is <b>passed</b> where a request, or a record in a validation, kept it. Where one broke it, the rule ' +
      '<b>refused</b> the request, or let it through and <b>warned</b>, or was <b>found</b> broken by the validation, which refuses ' +
      'nothing; that is counted as it happened, and the mode is that at the end. <b>At its limit</b> counts those that kept it with ' +
      'nothing to spare. A dash stands for a rule without a limit.', metTables(evidence)),
    section('unmet', 'No request of this run came so far that these were judged.', unmetTables(evidence)),
    section('statuses', 'How many records have been in each status, those that the fixture began with among them, and how many of those ' +
      'by a request of this run.', statusTables(evidence)),
    section('requests', 'What the journal has, the oldest first. All of it, with bodies and answers, is in <code>journal.har</code>.',
      requestTable(evidence)),
    section('times', 'Every time that this page has.', timesTable(evidence))
  ]
}

function figures ({ summary: { operations, rules, requests } }: Evidence): string {
  const figure = (name: string, count: number, of?: number) =>
    `<div><dt>${name}</dt><dd><b>${count}</b>${of === undefined ? '' : ` of ${of}`}</dd></div>`
  return `<dl class="figures">
${figure('operations called', operations.called, operations.all)}
${figure('rules met', rules.met, rules.all)}
${figure('rules that refused', rules.refused, rules.all)}
${figure('rules that warned', rules.warned, rules.all)}
${figure('rules found broken by a validation', rules.found, rules.all)}
${figure('rules at their limit', rules.atLimit, rules.all)}
${figure('requests answered', requests.answered)}
${figure('requests in the journal', requests.inJournal)}
</dl>`
}

const timesTable = ({ times: { gathered, clock, firstRequest, lastRequest } }: Evidence): string => table(['What', 'When'], [
  ['Gathered', gathered],
  ['The sandbox\'s clock', `${clock.now} (${clock.mode})`],
  ['First request, on that clock', firstRequest ?? 'none'],
  ['Last request, on that clock', lastRequest ?? 'none']
].map(([what, when]) => [text(what!), `<time>${text(when!)}</time>`]))

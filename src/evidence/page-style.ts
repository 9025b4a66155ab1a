/**
 * On a screen a sheet, on a narrow one with what a rule says on a line above its counts; on paper A4 with numbered pages, heads of tables
 * on each, and no row torn in two.
 */
export const pageStyle = `
:root { --ink: #1d2430; --soft: #5a6474; --line: #cdd3dc; --fill: #f3f5f8; --good: #17663a; --bad: #a12a1c; --odd: #7a5200 }
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); background: #e9ecf1; font: 14px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
header, main { max-width: 920px; margin: 0 auto; padding: 0 48px; background: #fff }
header { padding-top: 40px; padding-bottom: 1px } main { padding-bottom: 64px; display: flow-root }
.from { margin: 0; color: var(--soft); letter-spacing: .04em } .none { color: var(--soft) }
h1 { margin: 0 0 8px; font-size: 32px; line-height: 1.2 }
h2 { margin: 40px 0 4px; padding-top: 12px; border-top: 2px solid var(--ink); font-size: 21px }
h3 { margin: 24px 0 6px; font-size: 15px } p { margin: 4px 0 12px; max-width: 72ch }
a { color: inherit } nav ol { margin: 0; padding-left: 20px; columns: 2 }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 20px 0; padding: 1px; background: var(--line) }
.figures div { padding: 10px 12px; background: #fff; display: flex; flex-direction: column-reverse; justify-content: flex-end }
dt { color: var(--soft); font-size: 12px } dd { margin: 0; color: var(--soft) }
dd b { color: var(--ink); font-size: 26px; line-height: 1.2 }
table { width: 100%; border-collapse: collapse; margin: 6px 0 16px }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
code, .many, td:first-child { overflow-wrap: anywhere }
th { background: var(--fill); font-size: 12px; white-space: nowrap } td:first-child { min-width: 110px }
#unmet td { padding-top: 2px; padding-bottom: 2px; font-size: 12px } .number { text-align: right; font-variant-numeric: tabular-nums }
code { font: 12px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft) } .many { font-size: 12px; color: var(--soft) }
.status { font-weight: 600 } .s2, .s3 { color: var(--good) } .s4 { color: var(--odd) } .s5 { color: var(--bad) }
@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-left { content: "Evidence of a test run · tms-sandbox"; font: 8pt sans-serif; color: #5a6474 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5a6474 }
}
@media print {
  body { background: none; font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact }
  header, main { max-width: none; padding: 0 } code, .many { font-size: 7.5pt } h1 { font-size: 22pt } h2 { font-size: 14pt }
  thead { display: table-header-group } tr, .figures, nav { break-inside: avoid } h2, h3, h2 + p, h3 + p { break-after: avoid }
  #operations, #rules, #unmet, #requests { break-before: page } a { text-decoration: none }
  th { font-size: 8pt; white-space: normal } th, td { padding: 4px 5px }
}
@media screen and (max-width: 700px) {
  header, main { padding-left: 16px; padding-right: 16px } .figures { grid-template-columns: repeat(2, 1fr) }
  th { white-space: normal } td { overflow-wrap: anywhere } td:first-child { min-width: 3em }
  #rules :is(table, thead, tbody) { display: block } #rules thead tr { background: var(--fill) }
  #rules :is(th, td) { flex: 1 1 0; min-width: 0; padding: 1px 2px; border: 0; font-size: 11px; overflow-wrap: anywhere }
  #rules tr { display: flex; flex-wrap: wrap; padding: 4px 0; border-bottom: 1px solid var(--line) }
  #rules th { font-size: 9.5px } #rules :is(th, td):nth-child(2) { flex-grow: 1.7 }
  #rules :is(th, td):first-child { flex: 1 0 100%; font-size: 13px }
}
`

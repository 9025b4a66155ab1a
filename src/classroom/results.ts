import { inNewZealand } from '../core/civil-date.ts'
import type { Class } from './classes.ts'

/** What each seat has come to, task by task. */
export const resultsOf = ({ seats, tasks }: Class) => seats.flatMap(({ number, who, tasks: states }) => tasks.map(({ id, title }) => {
  const { doneAt, tries, refusals } = states[id]!
  return { seat: number, who, task: id, title, doneAt: doneAt === null ? null : inNewZealand(doneAt), tries, refusals }
}))

const columns = ['seat', 'who', 'task', 'title', 'doneAt', 'tries', 'refusals'] as const

/** As a spreadsheet reads it: with its lines ended as RFC 4180 has it, and as UTF-8 that says so, for Excel. */
export function resultsAsCsv (of: Class): string {
  const lines = resultsOf(of).map(it => columns.map(column => cell(column === 'refusals' ? ruleCounts(it.refusals) : it[column])).join(','))
  return `\uFEFF${[columns.join(','), ...lines].map(line => `${line}\r\n`).join('')}`
}

const ruleCounts = (refusals: Readonly<Record<string, number>>): string =>
  Object.entries(refusals).map(([rule, count]) => `${rule} ${count}`).join('; ')

/** What begins like a formula would be one in a spreadsheet, and a trainee may have written it. */
function cell (value: string | number | null): string {
  const text = String(value ?? '').replace(/^(?=[=+\-@\t\r])/, "'")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

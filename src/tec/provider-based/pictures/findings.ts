import type { Count, Figure, PictureScene } from '../../../http/pictures.ts'
import { ruleModesIn } from '../../../sandbox/rule-modes.ts'
import type { RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import type { Run } from '../validation/store.ts'
import { countFound } from './store.ts'

/** What the last validation found, by the rule that it breaks, in two passes. */

const byCode = new Map(recordRules.map(rule => [rule.code, rule]))

const hidden = 'It does not run as long as the first finds errors: what it would find is not known yet.'

export function findingsOf (scene: PictureScene, runs: readonly Run[]): Figure[] {
  const run = runs.at(-1)
  // Nobody sees what it found before it is over.
  if (!run || run.status === 'Queued') return []
  const modes = ruleModesIn(scene.settings) ?? {}
  const rows = countFound(scene.db, run.id).flatMap(({ rule: code, count }) => {
    const rule = byCode.get(code)
    return rule ? [{ rule, row: rowOf(rule, count, (modes[rule.id] ?? rule.mode) === 'enforce') }] : []
  })
  const ofPass = (pass: 1 | 2) => rows.filter(({ rule }) => rule.pass === pass).map(({ row }) => row)
  const [first, second] = [ofPass(1), ofPass(2)]
  const stops = first.some(({ unit }) => unit === 'errors')
  return [{
    kind: 'counts',
    title: 'What the last validation found, by rule',
    says: `${run.errorCount} errors and ${run.warningCount} warnings.${stops ? ' Only the first pass ran.' : ''}`,
    groups: [
      { name: 'First pass', note: first.length === 0 ? 'It found nothing.' : '', rows: first },
      {
        name: 'Second pass',
        note: stops ? hidden : second.length === 0 ? 'It found nothing.' : '',
        rows: second
      }
    ]
  }]
}

const rowOf = ({ code, statement, collection }: RecordRule, count: number, isError: boolean): Count => ({
  key: code,
  tone: isError ? 'pressing' : 'paused',
  name: code,
  about: `${statement} (${collection.noun}s)`,
  count,
  unit: isError ? 'errors' : 'warnings'
})

import { execFileSync } from 'node:child_process'

/** The lines of each file of the program that were changed since a commit, as `[first, last]`. */
export function changedSince (commit) {
  const difference = execFileSync('git', ['diff', '--unified=0', '--no-color', commit, '--', 'src'], { encoding: 'utf8', maxBuffer: 1e9 })
  const changed = new Map()
  let file
  for (const line of difference.split(/\r?\n/)) {
    file = line.match(/^\+\+\+ b\/(.*)$/)?.[1] ?? file
    const place = line.match(/^@@ .* \+(\d+)(?:,(\d+))? @@/)
    if (!place) continue
    const [first, lines] = [Number(place[1]), Number(place[2] ?? 1)]
    changed.set(file, [...changed.get(file) ?? [], [first, first + Math.max(lines, 1) - 1]])
  }
  return changed
}

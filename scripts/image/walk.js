// Takes a walk-through against the server at $URL, whose own API asks for $ADMIN_TOKEN, and holds each reply against the page:
// node scripts/image/walk.js work-based
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-walk-'))
try {
  // The pages are written for a server on loopback, which asks for no token.
  writeFileSync(join(folder, 'curl'), `#!/bin/sh
PATH=\${PATH#*:}
case "$*" in *__admin*) exec curl -H "Authorization: Bearer $ADMIN_TOKEN" "$@";; *) exec curl "$@";; esac
`)
  chmodSync(join(folder, 'curl'), 0o755)
  const outfile = join(folder, 'test/house/walks.mjs')
  await build({ entryPoints: ['test/house/walks.ts'], bundle: true, platform: 'node', format: 'esm', outfile })
  const { readSteps, runInShell, elide } = await import(outfile)
  const { readFileSync } = await import('node:fs')
  const steps = readSteps(readFileSync(`docs/walks/${process.argv[2]}.md`, 'utf8'))
  process.env.PATH = `${folder}:${process.env.PATH}`
  const printed = await runInShell(steps, process.env.URL)
  let compared = 0
  for (const [i, { replies }] of steps.entries()) {
    if (replies.length === 0) continue
    const real = printed[i].split('\n').filter(line => /^[[{"]/.test(line)).map(line => JSON.parse(line))
    for (const [j, shown] of replies.entries()) {
      assert.deepEqual(elide(real[j], shown), shown, `block ${i + 1}`)
      compared++
    }
  }
  console.log(`${compared} replies of ${process.argv[2]} are as the page has them.`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

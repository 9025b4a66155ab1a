import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { isThorough } from '../effort.ts'
import { listen } from '../harness.ts'
import { page, scriptsIn } from './walks.ts'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url)

/** The tests for users of other languages, by the word that their code has on the page. */
const files = {
  csharp: 'examples/csharp/VisitsTest.cs',
  java: 'examples/java/VisitsTest.java',
  php: 'examples/php/VisitsTest.php',
  python: 'examples/python/test_visits.py',
  javascript: 'examples/javascript/visits.test.js'
}

t.test('The page of tests has the examples as they stand in their files', async t => {
  const path = 'docs/testing.md'
  if (process.env.TMS_SANDBOX_WRITE_WALKS === 'yes') {
    const written = Object.entries(files).reduce((text, [language, file]) =>
      text.replace(new RegExp(`(\`\`\`${language}\\n).*?(\`\`\`)`, 's'), (_, start, end) => `${start}${page(file)}${end}`), page(path))
    writeFileSync(new URL(path, root), written)
  }
  for (const [language, file] of Object.entries(files)) t.same(scriptsIn(page(path), language), [page(file)], file)
})

// A language takes seconds, most of which it takes to start. Its name may have capital letters.
t.test('The examples pass in the languages that are found here', async t => {
  const words = isThorough ? [] : ['JavaScript']
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('examples/run.js', root)), ...words])
  t.match(stdout, /^javascript +passed/m)
  t.match(stdout, /^\d passed, 0 failed, \d skipped$/m)
  t.comment(stdout)
})

t.test('An example that fails says why, whatever is wrong', async t => {
  const { url } = await listen(t)
  const asItIs = page(files.javascript)
  const misspelt = asItIs.replaceAll('visitDate:', 'visitDaet:')
  const otherRetry = asItIs.replace(/await wait\(.*\)$/m, "$&\n    visit = { ...visit, visitDate: '2026-02-27' }")
  const otherDate = asItIs.replace("visitDate: '2026-03-16'", "visitDate: '16/03/2026'")
  for (const [name, script, address, reason] of [
    ['a misspelt member', misspelt, url, 'Expected visit.date-by-today, got: visitDate is required. The sandbox got visitDaet'],
    ['a date as people write it', otherDate, url, 'Expected visit.date-by-today, got: visitDate "16/03/2026" is not a date'],
    ['a retry with another body', otherRetry, url, '"what":"body visitDate","wanted":"2026-03-02","was":"2026-02-27"'],
    ['https where it speaks http', asItIs, url.replace('http:', 'https:'), 'with its http://, into TMS_SANDBOX_URL. (ERR_SSL_'],
    ['an address without its http://', asItIs, new URL(url).host, 'with its http://, into TMS_SANDBOX_URL. (']
  ] as const) {
    const folder = t.testdir({ 'visits.test.mjs': script })
    const env = { PATH: process.env.PATH, TMS_SANDBOX_URL: address }
    const failed = await t.rejects(run(process.execPath, ['--test', `${folder}/visits.test.mjs`], { env }))
    t.match(failed, { stdout: reason }, name)
  }
})

// What a plain test of somebody else has, beside what the example has: no IAsyncLifetime, void facts, lists.
const ownTest = `
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

public class OwnTest : IDisposable
{
    [Fact] public void Passes() { Assert.True(true); Assert.Equal(new[] { 1 }, new List<int> { 1 }); }
    [Fact] public async Task Passes_later() { await Task.Yield(); Assert.Equal(new List<int> { 1, 2 }, new List<int> { 1, 2 }); }
    [Fact] public void Fails() { Assert.True(1 > 2); }
    [Fact] public void Fails_by_a_list() { Assert.Equal(new List<int> { 1, 2 }, new List<int> { 1, 3 }); }
    public void Dispose() { Console.WriteLine("disposed"); }
}`

const hasMono = () => ['mcs', 'mono'].every(command => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0)

t.test('The stand-in for xUnit runs a plain test', { skip: (!isThorough || !hasMono()) && 'in CI, with Mono' }, async t => {
  const folder = t.testdir({ 'OwnTest.cs': ownTest })
  const standIn = fileURLToPath(new URL('examples/xunit-under-mono.cs', root))
  await run('mcs', [`-out:${folder}/tests.exe`, `${folder}/OwnTest.cs`, standIn])
  const { stdout } = await t.rejects(run('mono', [`${folder}/tests.exe`])) as unknown as { stdout: string }
  t.match(stdout, /^Fails: .*Expected true, got false$/m)
  t.match(stdout, /^Fails_by_a_list: .*Expected 1, 2, got 1, 3$/m)
  t.match(stdout, /^2 passed, 2 failed$/m)
  t.equal(stdout.match(/^disposed$/gm)?.length, 4)
})

t.test('The file of first calls does what it says', async t => {
  const { url } = await listen(t, { fixture: 'demo' })
  const calls = page('examples/first-calls.http').split(/^###.*\n/m).slice(1)
  const answered = []
  for (const call of calls) {
    const [head, body] = call.trim().split('\n\n') as [string, string?]
    const [, method, path] = /^(\S+) \{\{server\}\}(\S+)/.exec(head)!
    const headers = Object.fromEntries([...head.matchAll(/^([\w-]+): (.+)$/gm)].map(([, name, value]) => [name!, value!]))
    // As those editors do, which take a name and a password as they are.
    const basic = /^Basic (\S+) (\S+)$/.exec(headers.Authorization ?? '')
    if (basic) headers.Authorization = `Basic ${btoa(`${basic[1]}:${basic[2]}`)}`
    const reply = await fetch(url + path, { method: method!, headers, ...body !== undefined && { body } })
    answered.push(reply.status)
    if (path!.endsWith('explain')) t.match(await reply.json(), { refusedBy: [{ rule: 'visit.date-on-or-after-plan-signed' }] })
  }
  t.same(answered, [200, 200, 200, 200, 400, 200, 200, 200])
})

import { once } from 'node:events'
import { cpSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { onlyWith } from '../systems.ts'
import { launch } from './program.ts'

const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }

t.test('The image of a shipped fixture is kept from one start to the next, and passed over where it may be another', {
  skip: onlyWith('signals')
}, async t => {
  // A copy of the package, so that nobody else starts from it.
  const folder = t.testdir()
  for (const part of ['dist', 'fixtures', 'package.json']) {
    cpSync(part, join(folder, part), { recursive: true, filter: path => !/\.(?:map|image)$/.test(path) })
  }
  // A junction is a link that anybody may make on Windows, too.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  const images = () => readdirSync(join(folder, 'dist/parts')).filter(name => name.endsWith('.image'))

  /** That of a learner of the fixture. */
  async function nameIdCode (): Promise<string> {
    const words = ['start', '--port', '0', '--clock', 'frozen:2026-03-02T09:00', '--log-level', 'silent']
    const program = launch(words, {}, join(folder, 'dist/cli.js'))
    const reply = await fetch(`${await program.listening}/work-submission-api/v1.0/learners/DEMO-L04`, { headers })
    program.child.kill('SIGTERM')
    await once(program.child, 'exit')
    const text = await reply.text()
    return /PAKI./.exec(text)?.[0] ?? text
  }

  const learners = join(folder, 'fixtures/demo/learners.json')
  /** As if it had been written then. */
  function change (from: string, to: string, seconds: number): void {
    writeFileSync(learners, readFileSync(learners, 'utf8').replaceAll(from, to))
    utimesSync(learners, seconds, seconds)
  }

  utimesSync(learners, 1, 1)
  t.equal(await nameIdCode(), 'PAKIW')
  t.match(images(), [/\.demo-2026-03-02\.image$/])
  const path = join(folder, 'dist/parts', images()[0]!)
  const kept = readFileSync(path)

  change('PAKIW', 'PAKIX', 1)
  t.equal(await nameIdCode(), 'PAKIW', 'it is what the next start begins with, as far as can be seen')

  utimesSync(learners, 2, 2)
  t.equal(await nameIdCode(), 'PAKIX', 'not where a file of the fixture was written since')
  t.equal(statSync(path).size, kept.length)

  change('"PAKIX"', ' "PAKIY"', 2)
  t.equal(await nameIdCode(), 'PAKIY', 'nor where one is longer, whenever that was written')

  truncateSync(path, kept.length / 2)
  t.equal(await nameIdCode(), 'PAKIY', 'nor where it is cut short')
  t.equal(statSync(path).size, kept.length)

  const whole = readFileSync(path)
  writeFileSync(path, Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(whole.length - 8192)]))
  t.equal(await nameIdCode(), 'PAKIY', 'nor where it is as long as it was, but another')
  t.same(readFileSync(path), whole)
  t.equal(images().length, 1)
})
